"""Data packages: valid for the validator that their readers use, with types and keys, always the same bytes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.exported import exported, unpacked
from tests.factories import registered
from tests.hostile import hostile_agreements, hostile_occasions
from tests.test_export_sqlite import FULL, VISIT


def package(data: bytes) -> Any:
    return json.loads(unpacked(data)["datapackage.json"])


def schema(data: bytes, table: str) -> Any:
    return next(each["schema"] for each in package(data)["resources"] if each["name"] == table)


def field(data: bytes, table: str, name: str) -> Any:
    return next(each for each in schema(data, table)["fields"] if each["name"] == name)


def table(data: bytes, name: str) -> list[dict[str, str]]:
    text = unpacked(data)[f"data/{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def faults(data: bytes, folder: Path) -> list[Any]:
    """What the Frictionless validator finds."""
    from frictionless import Package

    path = folder / "x.zip"
    path.write_bytes(data)
    found = Package(str(path)).validate().flatten(["title", "fieldName", "rowNumber", "message"])
    return list(found)


def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    # One package of all that there may be, for the validator takes its time.
    bare = registered(2, ref="MOU-2026-0002", occasion="OCC-2026-0001")
    strange = registered(3, type="pact", signed="next year", term={"duration": "five years"}, sectors=["x", "x", ""])
    hostile = [registered(number, **fields) for number, fields in enumerate(hostile_agreements(), 4)]
    data = exported(
        "datapackage", registered(1, **FULL), bare, strange, *hostile, occasions=[VISIT, *hostile_occasions()]
    )
    assert faults(data, tmp_path) == []


def test_the_validator_would_find_a_change(tmp_path: Path) -> None:
    from zipfile import ZipFile

    files = unpacked(exported("datapackage", registered(**FULL)))
    files["data/parties.csv"] = files["data/parties.csv"].replace(b"\n1,1,", b"\n1,99,")
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert "ForeignKey Error" in {each[0] for each in faults(out.getvalue(), tmp_path)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("number", "integer"),
        ("signed_year", "integer"),
        ("untitled", "boolean"),
        ("title", "string"),
        ("signed", "string"),
    ],
)
def test_a_column_has_a_type(name: str, kind: str) -> None:
    assert field(exported("datapackage"), "agreements", name)["type"] == kind


def test_keys_lead_from_table_to_table() -> None:
    data = exported("datapackage")
    assert schema(data, "agreements")["primaryKey"] == "number"
    assert schema(data, "parties")["foreignKeys"] == [
        {"fields": "agreement", "reference": {"resource": "agreements", "fields": "number"}}
    ]


def test_a_closed_list_is_declared_and_what_somebody_added_is_in_it() -> None:
    told = field(exported("datapackage", registered(type="pact")), "agreements", "type")["constraints"]["enum"]
    assert told[0] == "mou"
    assert told[-1] == "pact"


def test_the_form_of_a_date_is_declared_where_all_keep_it() -> None:
    assert "pattern" in field(exported("datapackage"), "agreements", "signed")["constraints"]
    assert "constraints" not in field(exported("datapackage", registered(signed="soon")), "agreements", "signed")


def test_no_cell_is_a_formula() -> None:
    data = exported("datapackage", registered(title="=1+1", tags=["@x"]))
    assert table(data, "agreements")[0]["title"] == "'=1+1"
    assert table(data, "tags")[0]["tag"] == "'@x"


def test_the_same_agreements_make_the_same_bytes() -> None:
    assert exported("datapackage", registered(**FULL)) == exported("datapackage", registered(**FULL))


def test_the_description_comes_first_and_says_for_which_day() -> None:
    data = exported("datapackage")
    assert next(iter(unpacked(data))) == "datapackage.json"
    assert "2026-11-21" in package(data)["description"]
