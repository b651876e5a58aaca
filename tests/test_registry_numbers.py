"""Numbers are given out once, whatever becomes of their agreements."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.errors import Damaged
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING, MOMENT, fields
from tests.registry_files import (
    add,
    adding,
    change,
    content,
    fail,
    new_registry,
    numbered,
    numbers,
    own_layout,
    remove,
    tables_of,
    untouched,
)


def test_the_number_of_the_last_one_removed_is_not_used_again(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    for title in ("First", "Second", "Third"):
        add(path, title=title)
    remove(path, 3)

    assert add(path, title="Fourth") == "MOU-2026-0004"
    assert numbers(path) == [1, 2, 4]


def test_no_number_is_used_again_after_all_were_removed(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    add(path, title="Second")
    remove(path, 1, 2)

    assert add(path, title="Third") == "MOU-2026-0003"


def test_a_number_given_and_taken_in_one_change_is_not_used_again(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    with DocumentFile(path).changing(DOING) as changing:
        changing.remove(changing.add(fields(ref=None, uid=None), MOMENT).number)

    assert add(path, title="Next") == "MOU-2026-0002"


def test_the_counter_survives_in_a_file_that_had_none(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(own_layout({"agreements": {1: numbered(1), 2: numbered(2)}}))
    remove(path, 2)

    assert add(path, title="Next") == "MOU-2026-0003"
    assert content(path)["meta"]["1"]["next"]["MOU"] == 4


@pytest.mark.parametrize("counter", [None, 0, -5, "many", 10**30, 1.5, True])
def test_a_counter_that_is_none_does_not_count(tmp_path: Path, counter: Any) -> None:
    path = tmp_path / "registry.json"
    tables = tables_of(3)
    tables["meta"][1]["next"] = {"MOU": counter} if counter != 10**30 else {"MOU": 10**18}
    path.write_bytes(own_layout(tables))

    assert add(path, title="Next") == "MOU-2026-0004"


def test_after_the_last_number_that_fits_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(own_layout({"agreements": {10**18 - 1: numbered(1)}}))

    with untouched(path), pytest.raises(Damaged, match="the last number"):
        add(path, title="Next")


def test_a_row_written_by_hand_beyond_the_counter_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    tables = tables_of(3)
    tables["agreements"][50] = numbered(50)
    path.write_bytes(own_layout(tables))

    assert add(path, title="Next") == "MOU-2026-0051"


def test_agreements_and_occasions_are_counted_apart(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    with DocumentFile(path).changing(DOING) as changing:
        assert changing.add_occasion({"name": "Visit"}, MOMENT).occasion.ref == "OCC-2026-0001"
        assert changing.add(fields(ref=None, uid=None), MOMENT).agreement.ref == "MOU-2026-0001"
        assert changing.add_occasion({"name": "Session"}, MOMENT).occasion.ref == "OCC-2026-0002"

    assert content(path)["meta"]["1"]["next"] == {"MOU": 2, "OCC": 3}


def test_a_change_that_fails_uses_up_no_number(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    with pytest.raises(RuntimeError):
        change(path, adding(), fail)

    assert add(path, title="First") == "MOU-2026-0001"


@settings(max_examples=40, deadline=None)
@given(doings=st.lists(st.integers(0, 12), max_size=25))
def test_no_number_is_ever_given_out_twice(tmp_path_factory: pytest.TempPathFactory, doings: list[int]) -> None:
    path = new_registry(tmp_path_factory.mktemp("numbers"))
    given_out: list[int] = []
    with DocumentFile(path).changing(DOING) as changing:
        for doing in doings:
            if doing in given_out:
                changing.remove(doing)
            else:
                given_out.append(changing.add(fields(ref=None, uid=None), MOMENT).number)
    given_out.append(int(add(path, title="The last")[-4:]))

    assert given_out == list(range(1, len(given_out) + 1))
