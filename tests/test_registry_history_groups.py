"""A history that begins with many rows: every ten share a hash, and what happens to one of them is found."""

import json
from pathlib import Path
from typing import Any

import pytest

from mou_cli.registry import chronicle
from tests.registry_files import add, content, numbered, own_layout, remove, replace, tables_of
from tests.registry_history import entries, group_digest, plain, problems
from tests.registry_layouts import LAYOUTS


def _groups(path: Path) -> list[dict[str, Any]]:
    return [{k: v for k, v in group.items() if k != "sha256"} for group in entries(path)[0]["covers"]]


def test_of_more_than_ten_thousand_rows_each_ten_have_one_hash(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    rows = {str(number): {"title": f"No. {number}"} for number in range(1, 10_001)}
    path.write_bytes(LAYOUTS["TinyDB's"]({"occasions": {"7": {"name": "Visit"}}, "agreements": rows}))

    replace(path, 12, place="Astana")

    begun = entries(path)[0]
    assert begun["changes"] == {}
    assert len(begun["covers"]) == 1001
    assert begun["covers"][-1] == {
        "table": "agreements",
        "first": 9_991,
        "last": 10_000,
        "sha256": group_digest({number: {"title": f"No. {number}"} for number in range(9_991, 10_001)}),
    }
    assert _groups(path)[0] == {"table": "occasions", "first": 7, "last": 7}
    assert problems(path) == []


def test_ten_thousand_rows_have_a_hash_each(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    rows = {str(number): {"title": f"No. {number}"} for number in range(1, 10_001)}
    path.write_bytes(LAYOUTS["TinyDB's"]({"agreements": rows}))

    replace(path, 12, place="Astana")

    assert len(entries(path)[0]["changes"]) == 10_000
    assert "covers" not in entries(path)[0]
    assert problems(path) == []


@pytest.fixture
def grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A registry of 34 agreements, some numbers left out, whose history began with groups of ten."""
    monkeypatch.setattr(chronicle, "FEW", 12)
    path = tmp_path / "registry.json"
    tables = tables_of(40)
    tables["occasions"] = {1: {"name": "Visit"}}
    for number in (3, 11, 12, 20, 21, 40):
        del tables["agreements"][number]
    path.write_bytes(own_layout(tables))
    replace(path, 5, place="Astana")
    return path


def test_groups_are_of_ten_rows_whatever_their_numbers(grouped: Path) -> None:
    places = [(group["table"], group["first"], group["last"]) for group in _groups(grouped)]
    assert places == [("occasions", 1, 1), *(("agreements", *ends) for ends in ((1, 13), (14, 25), (26, 35), (36, 39)))]


def test_what_happens_to_agreements_of_a_group_is_no_problem(grouped: Path) -> None:
    remove(grouped, 4, 39)
    replace(grouped, 5, place="Almaty")
    replace(grouped, 6, title="Another")
    add(grouped, title="New")

    assert problems(grouped) == []


def _edited(path: Path, number: int, new: int, **given: Any) -> None:
    """Another program gives an agreement another number, or other fields."""
    tables = content(path)
    row = tables["agreements"].pop(str(number))
    tables["agreements"][str(new)] = {**row, **given}
    path.write_text(json.dumps(tables), "utf-8")


@pytest.mark.parametrize(
    ("number", "new", "given", "named"),
    [
        (14, 14, {"title": "Another"}, ["14 to 25"]),
        (14, 14, {"notes": "\n"}, ["14 to 25"]),
        (5, 5, {"title": "Another"}, ["agreement 5 (MOU-2026-0005)"]),
        (36, 40, {}, ["36 to 39", "agreement 40 (MOU-2026-0036)"]),
        (14, 15, {}, ["14 to 25"]),
        (39, 37, {"place": "Astana"}, ["36 to 39"]),
    ],
)
def test_an_edit_of_what_shares_a_hash_is_found(
    grouped: Path, number: int, new: int, given: dict[str, Any], named: list[str]
) -> None:
    _edited(grouped, number, new, **given)

    found = problems(grouped)

    assert len(found) == len(named)
    assert all(words in sentence for words, sentence in zip(named, found[::-1] if new == 40 else found, strict=True))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_of_the_same_is_no_problem(grouped: Path, layout: str) -> None:
    replace(grouped, 5, place="Өскемен")
    replace(grouped, 15, notes='a "quoted" word \\ and\nanother')
    grouped.write_bytes(LAYOUTS[layout](content(grouped)))

    assert problems(grouped) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_groups_of_rows_in_another_layout_are_those_of_mous_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    monkeypatch.setattr(chronicle, "FEW", 2)
    path = plain(tmp_path, layout, 12)

    add(path, title="Another")

    first_ten = {number: numbered(number) for number in range(1, 11)}
    assert entries(path)[0]["covers"][0]["sha256"] == group_digest(first_ten)
    assert problems(path) == []
