"""References and uids: given out once, a desk's own kept, none used twice."""

import re
from datetime import date
from pathlib import Path

import pytest

from mou_cli.agreement.moment import Moment
from mou_cli.errors import Conflict
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING, MOMENT, fields
from tests.registry_cli import mou
from tests.registry_files import (
    add,
    adding,
    change,
    got,
    new_registry,
    numbered,
    numbers,
    own_layout,
    refs,
    registry,
    remove,
    replace,
    stored,
    tables_of,
)


def test_a_reference_bears_the_year_of_today_not_of_the_signature(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    with DocumentFile(path).changing(DOING) as changing:
        added = changing.add(fields(ref=None, uid=None, signed="1995-03-12"), Moment(date(2031, 1, 1)))

    assert added.agreement.ref == "MOU-2031-0001"


def test_numbers_go_on_in_the_new_year(tmp_path: Path) -> None:
    path = registry(tmp_path, 2)
    with DocumentFile(path).changing(DOING) as changing:
        added = changing.add(fields(ref=None, uid=None), Moment(date(2027, 1, 1)))

    assert added.agreement.ref == "MOU-2027-0003"


def test_beyond_four_digits_a_reference_grows(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(own_layout({"agreements": {9999: numbered(9999)}}))

    assert add(path, title="Next") == "MOU-2026-10000"


def test_a_desks_own_reference_takes_the_next_number(tmp_path: Path) -> None:
    path = registry(tmp_path, 2)

    assert add(path, title="Own", ref="MoT/14-а") == "MoT/14-а"
    assert add(path, title="Next") == "MOU-2026-0004"
    assert numbers(path) == [1, 2, 3, 4]


def test_a_reference_of_our_form_brings_its_number(tmp_path: Path) -> None:
    path = registry(tmp_path, 2)

    add(path, title="From elsewhere", ref="MOU-2019-0040")

    assert numbers(path) == [1, 2, 40]
    assert add(path, title="Next") == "MOU-2026-0041"


def test_a_reference_of_our_form_whose_number_is_gone_takes_the_next(tmp_path: Path) -> None:
    path = registry(tmp_path, 5)

    add(path, title="From elsewhere", ref="MOU-2019-0003")

    assert numbers(path) == [1, 2, 3, 4, 5, 6]
    assert got(path, "MOU-2019-0003") == [6]


@pytest.mark.parametrize("ref", ["MOU-2026-0002", "mou-2026-0002", "Mou-2026-0002"])
def test_a_reference_that_is_used_is_refused(tmp_path: Path, ref: str) -> None:
    path = registry(tmp_path)

    with pytest.raises(Conflict, match="is used already"):
        add(path, title="Another", ref=ref)
    assert len(stored(path)) == 3


@pytest.mark.parametrize(
    ("there", "given"), [("Rail-5", "RAIL-5"), ("Rail-5", "rAIL-5"), ("Дог-5", "дог-5"), ("É-1", "e-1")]
)
@pytest.mark.parametrize("many", [0, 6])
def test_case_and_accents_make_no_other_reference(tmp_path: Path, there: str, given: str, many: int) -> None:
    path = registry(tmp_path)
    add(path, title="There", ref=there)

    others = [adding(f"OTHER-{count}") for count in range(many)]
    with pytest.raises(Conflict, match="is used already"):
        change(path, *others, adding(given))

    assert got(path, given) == got(path, there) == [4]


def test_a_reference_that_was_borne_before_is_used(tmp_path: Path) -> None:
    path = registry(tmp_path, 1, former_refs=["OLD-1"])

    with pytest.raises(Conflict):
        add(path, title="Another", ref="OLD-1")
    assert got(path, "old-1") == [1]


def test_two_of_one_change_cannot_have_one_reference(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with pytest.raises(Conflict):
        change(path, adding("NEW-1"), adding("new-1"))

    assert len(stored(path)) == 3


def test_a_reference_given_out_is_one_that_nobody_bears(tmp_path: Path) -> None:
    path = registry(tmp_path, 3)
    tables = tables_of(3)
    tables["agreements"][2]["ref"] = "MOU-2026-0004"  # by hand: it is not that of number 2
    path.write_bytes(own_layout(tables))

    first, second = add(path, title="First"), add(path, title="Second")

    assert len({*refs(path)}) == 5
    assert "MOU-2026-0004" not in (first, second)


def test_a_link_to_a_reference_that_nobody_bears_does_not_count(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, links=[{"rel": "amends", "ref": "MOU-2026-0900"}])

    assert add(path, title="Next") == "MOU-2026-0004"


def test_renaming_to_a_used_reference_is_refused(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with pytest.raises(Conflict):
        replace(path, 1, ref="MOU-2026-0003")
    assert refs(path) == ["MOU-2026-0001", "MOU-2026-0002", "MOU-2026-0003"]


def test_renaming_to_another_case_of_its_own_reference_is_allowed(tmp_path: Path) -> None:
    path = registry(tmp_path)
    add(path, title="Own", ref="Rail-5")

    replace(path, 4, ref="RAIL-5")

    assert refs(path)[3] == "RAIL-5"


def test_an_agreement_may_take_back_a_reference_that_it_bore(tmp_path: Path) -> None:
    path = registry(tmp_path, 1, former_refs=["OLD-1"])

    replace(path, 1, ref="OLD-1")

    assert refs(path) == ["OLD-1"]


def test_a_reference_taken_by_renaming_is_not_given_out(tmp_path: Path) -> None:
    path = registry(tmp_path, 2)

    replace(path, 1, ref="MOU-2026-0003")

    assert add(path, title="Next") == "MOU-2026-0004"


def test_two_can_change_references_in_one_change(tmp_path: Path) -> None:
    path = registry(tmp_path, 2)

    with DocumentFile(path).changing(DOING) as changing:
        changing.replace(1, numbered(1, ref="TEMPORARY"), MOMENT)
        changing.replace(2, numbered(2, ref="MOU-2026-0001"), MOMENT)
        changing.replace(1, numbered(1, ref="MOU-2026-0002"), MOMENT)

    assert refs(path) == ["MOU-2026-0002", "MOU-2026-0001"]


def test_a_reference_is_free_again_once_its_agreement_is_gone(tmp_path: Path) -> None:
    path = registry(tmp_path)
    add(path, title="Own", ref="RAIL-5")
    remove(path, 4)

    add(path, title="Own again", ref="RAIL-5")

    assert got(path, "RAIL-5") == [5]


@pytest.mark.parametrize("ref", ["14", "a b", "a:b", "a=b", "", " "])
def test_a_reference_that_would_be_misread_is_not_stored(tmp_path: Path, ref: str) -> None:
    path = registry(tmp_path)

    run = mou(path, "add", "Another", "--party", "KZ", "--party", "PK", "--ref", ref)

    if ref.strip():
        assert run.code == 2
        assert len(stored(path)) == 3
    else:
        assert run.out == "MOU-2026-0004\n"


def test_every_agreement_gets_a_uid_of_its_own(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    add(path, title="Second")

    first, second = (row["uid"] for row in stored(path).values())
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", first)
    assert first != second


def test_a_given_uid_is_kept_and_cannot_be_given_twice(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    add(path, title="First", uid="0f8fad5b-d9cb-469f-a165-70867728950e")

    with pytest.raises(Conflict, match="uid"):
        add(path, title="Second", uid="0f8fad5b-d9cb-469f-a165-70867728950e")
    assert got(path, "0F8FAD5B-D9CB-469F-A165-70867728950E") == [1]
