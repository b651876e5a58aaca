"""The JSON that scripts read."""

import json
from typing import Any

from mou_cli.agreement.published import COMPUTED_NAMES, encode_published, published
from tests.factories import MOMENT, registered


def of(**fields: Any) -> dict[str, Any]:
    return published(registered(**fields), MOMENT)


def test_some_names_are_always_there() -> None:
    bare = of(ref=None, uid=None, type=None, parties=None, sectors=None, signed=None, title="Rail")
    assert list(bare) == ["ref", "uid", "title", "parties", "sectors", "computed"]
    assert bare["parties"] == []


def test_fields_stand_in_the_order_of_the_model_whatever_the_order_of_the_file() -> None:
    fields = of(notes="n", place="Astana", dossier="12/7", tags=["a"])
    names = [
        "ref",
        "uid",
        "title",
        "type",
        "parties",
        "sectors",
        "signed",
        "place",
        "tags",
        "notes",
        "dossier",
        "computed",
    ]
    assert list(fields) == names


def test_a_field_that_mou_does_not_know_is_kept() -> None:
    assert of(dossier={"shelf": [1, None]})["dossier"] == {"shelf": [1, None]}


def test_empty_fields_are_left_out() -> None:
    assert "tags" not in of(tags=[])
    assert "place" not in of(place="")
    assert "untitled" not in of(untitled=False)


def test_parts_are_as_stored() -> None:
    parties = [{"code": "KZ", "desk": "5"}]
    assert of(parties=parties)["parties"] == parties


def test_every_computed_name_is_there_though_nothing_is_known() -> None:
    computed = of(signed=None)["computed"]
    assert tuple(computed) == COMPUTED_NAMES
    assert computed["in_force_from"] is None


def test_a_stored_computed_is_not_believed() -> None:
    assert of(computed={"status": "expired"})["computed"]["status"] == "signed"


def test_the_number_is_no_field() -> None:
    assert not {"number", "no"} & of().keys()


def test_the_encoded_form_is_the_same_on_one_line() -> None:
    agreement = registered(
        title="Железные дороги", notes="two\nlines", events=[{"kind": "in-force", "date": "2026-03-01"}]
    )
    line = encode_published(agreement, MOMENT)
    assert json.loads(line) == published(agreement, MOMENT)
    assert b"\n" not in line
    assert "Железные".encode() in line


def test_always_present_lists_are_not_shared() -> None:
    of(parties=None)["parties"].append("x")
    assert of(parties=None)["parties"] == []
