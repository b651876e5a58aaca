"""Going over a registry for a few fields: what is found, and what of it is checked."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mou_cli.errors import Damaged
from mou_cli.registry.document_file import DocumentFile
from tests.desk import Desk
from tests.factories import DOING, MOMENT


class Named(msgspec.Struct, frozen=True):
    """What is looked at."""

    title: str
    ref: str = ""


ROWS: tuple[dict[str, Any], ...] = (
    {"ref": "R-1", "title": "One"},
    {"ref": "R-2", "title": "Two", "links": [{"rel": "amends", "ref": "R-1"}]},
    {"ref": "R-3", "title": "Three\n", "notes": 'a "quoted" R-1'},
)


@pytest.fixture
def path(desk: Desk) -> Path:
    desk.holding(*ROWS).run("set", "1", "place=Paris").ok()
    desk.run("set", "1", "place=Astana").ok()  # on what mou laid out itself
    return desk.path


def found(path: Path, *holding: str) -> list[tuple[int, str]]:
    skimmed = DocumentFile(path).skim(Named, lambda named: named.title.startswith("T") or named.ref == "R-1", holding)
    return [(number, some.ref) for number, some, _ in skimmed]


def test_rows_in_which_something_is_found_come_with_their_numbers(path: Path) -> None:
    skimmed = list(
        DocumentFile(path).skim(Named, lambda named: named.title.strip().upper() if "T" in named.title else "")
    )
    assert [(each.number, each.some.ref, each.found) for each in skimmed] == [(2, "R-2", "TWO"), (3, "R-3", "THREE")]


def test_only_rows_that_hold_a_word_are_looked_at(path: Path) -> None:
    assert found(path, "R-1") == [(1, "R-1"), (2, "R-2")]
    assert found(path) == [(1, "R-1"), (2, "R-2"), (3, "R-3")]


@pytest.mark.parametrize("indent", [None, 1], ids=["one line", "indented"])
def test_another_layout_is_gone_over_likewise(path: Path, indent: int | None) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=indent), "utf-8")
    assert found(path) == [(1, "R-1"), (2, "R-2"), (3, "R-3")]


def test_line_ends_of_windows_make_no_difference(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(path) == [(1, "R-1"), (2, "R-2"), (3, "R-3")]


def test_a_change_in_the_making_is_seen(path: Path) -> None:
    registry = DocumentFile(path)
    with registry.changing(DOING) as change:
        change.replace(2, {"ref": "R-2", "title": "Other"}, MOMENT)
        numbers = [each.number for each in registry.skim(Named, lambda named: named.title == "Other")]
    assert numbers == [2]


def test_a_row_that_is_no_agreement_is_named(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"Two"', "2"), "utf-8")
    with pytest.raises(Damaged, match="agreement 2"):
        found(path)


def test_a_row_that_is_no_agreement_is_named_in_another_layout_too(path: Path) -> None:
    text = json.dumps(json.loads(path.read_text("utf-8")), indent=1)
    path.write_text(text.replace('"Two"', "2"), "utf-8")
    with pytest.raises(Damaged, match="agreement 2"):
        found(path)


def test_a_term_that_is_none_is_named(desk: Desk) -> None:
    run = desk.holding({"title": "A", "signed": "2019-01-01", "term": {"duration": 5}}).run("due")
    assert run.code == 7
    assert "agreement 1" in run.err


def test_rows_are_found_wherever_they_are_cut_apart(desk: Desk) -> None:
    rows = [{"ref": f"R-{n}", "title": "T" * 50 * n} for n in range(1, 61)]
    desk.holding(*rows).run("set", "1", "place=Paris").ok()
    desk.run("set", "1", "place=Astana").ok()
    assert desk.path.stat().st_size > 1 << 16
    assert [number for number, _ in found(desk.path)] == list(range(1, 61))


def test_an_empty_registry_has_nothing_to_find(desk: Desk) -> None:
    desk.run("init").ok()
    assert found(desk.path) == []
