"""Values as people write them, and the law that what is printed is read back."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.reading.paths import leaf_paths, place_of, shapes
from mou_cli.agreement.reading.printings import print_value
from mou_cli.agreement.reading.reading_parties import (
    read_parties,
    read_party,
    read_signatory,
    with_lead,
    with_signatory,
)
from mou_cli.agreement.reading.reading_parts import read_source
from mou_cli.agreement.reading.readings import read_value
from mou_cli.errors import Usage
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, fields
from tests.strategies import texts, values_at

CONTEXT = Context(MOMENT, Sectors())


@given(st.data(), st.sampled_from(sorted(shapes(Agreement))), st.booleans())
def test_what_is_printed_is_read_back(data: st.DataObject, path: str, one_line: bool) -> None:
    value = data.draw(values_at(path, shapes(Agreement)[path]))

    printed = print_value(path, value, one_line=one_line)

    assert read_value(path, printed, CONTEXT) == value
    assert not one_line or "\n" not in printed


@given(texts)
def test_a_text_survives_being_read_twice(text: str) -> None:
    once = read_value("title", text, CONTEXT)

    assert read_value("title", print_value("title", once), CONTEXT) == once


@pytest.mark.parametrize(
    ("path", "value", "printed"),
    [
        ("parties", [{"code": "KZ", "name": "Kazakhstan", "agency": "Railways", "lead": True}], "KZ: Railways (lead)"),
        (
            "parties",
            [{"code": "KZ", "name": "Republic of Kazakhstan"}],
            '[{"code":"KZ","name":"Republic of Kazakhstan"}]',
        ),
        ("sectors", ["rail", "ai"], "rail, ai"),
        ("tags", ["a,b"], '["a,b"]'),
        ("term.max_renewals", 2, "2"),
        ("untitled", True, "yes"),
        ("title", '"Silk Road"', '"Silk Road"'),
        ("title", " x", '" x"'),
        ("notes", "one\ntwo", "one\ntwo"),
        ("sources", [{"title": "T", "publisher": "P", "url": "https://x.example"}], "P: T <https://x.example>"),
        ("identifiers", {"unts": "I-1", "adilet": "O9"}, "unts: I-1; adilet: O9"),
        ("events", [{"kind": "ratified", "date": "2026-02", "party": "KZ"}], "ratified 2026-02 (KZ)"),
        ("depositary", "Kazakhstan", '"Kazakhstan"'),
        ("place", "\x1b]0;x", '"\\u001b]0;x"'),
    ],
)
def test_people_see_their_own_form_where_it_says_all(path: str, value: Any, printed: str) -> None:
    assert print_value(path, value) == printed


def test_signatories_and_leads_stand_in_one_line() -> None:
    assert read_party("PK: Railways (lead) [Hanif Abbasi, Minister]") == {
        "code": "PK",
        "name": "Pakistan",
        "agency": "Railways",
        "lead": True,
        "signatory": {"name": "Hanif Abbasi", "title": "Minister"},
    }


@pytest.mark.parametrize(
    "text", ["Kazakhstan, Pakistan", "KZ/PK", "Kazakhstan and Pakistan", "Казахстан – Пакистан", "KZ\nPK"]
)
def test_countries_in_one_cell_are_told_apart(text: str) -> None:
    assert [party["code"] for party in read_parties(text)] == ["KZ", "PK"]


def test_a_name_with_an_and_in_it_is_one_country() -> None:
    assert [party["code"] for party in read_parties("Trinidad and Tobago")] == ["TT"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("https://x.example/a", {"url": "https://x.example/a"}),
        ("Joint statement", {"title": "Joint statement"}),
        (
            "APP: Visit ends <https://x.example>",
            {"publisher": "APP", "title": "Visit ends", "url": "https://x.example"},
        ),
        ("See <javascript:alert(1)>", {"title": "See <javascript:alert(1)>"}),
    ],
)
def test_a_source_is_an_address_or_a_title_or_both(text: str, source: dict[str, str]) -> None:
    assert read_source(text) == source


def test_who_signed_goes_to_the_party() -> None:
    signed = with_signatory(fields(), "Pakistan: Shehbaz Sharif, Prime Minister")

    assert signed["parties"][1]["signatory"] == {"name": "Shehbaz Sharif", "title": "Prime Minister"}


def test_who_leads_may_be_one_agency_of_several() -> None:
    agencies = fields(parties=[{"code": "KZ", "agency": "Railways"}, {"code": "KZ", "agency": "Customs"}])

    assert [party.get("lead", False) for party in with_lead(agencies, "KZ: customs")["parties"]] == [False, True]


@pytest.mark.parametrize("text", ["Shehbaz Sharif", "PK:", ": Name", "PK"])
def test_a_signatory_says_for_whom(text: str) -> None:
    with pytest.raises(Usage):
        read_signatory(text)


def test_somebody_who_is_no_party_cannot_sign() -> None:
    with pytest.raises(Usage):
        with_signatory(fields(), "TR: Name")


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        "[NaN]",
        "[1e999]",
        "[" * 5000,
        "[" * 200 + "]" * 200,
        '["\\ud800"]',
        "[1,",
        "[] []",
        '["\\u202e"]',
    ],
)
def test_json_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Usage):
        read_value("tags", text, CONTEXT)


@pytest.mark.parametrize("form", [Agreement, Occasion])
def test_every_field_of_the_model_has_a_place(form: type[msgspec.Struct]) -> None:
    assert all(place_of(path, form) for path in leaf_paths(form))
