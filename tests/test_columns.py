"""What stands in the columns of a list."""

from typing import Any

import pytest

from mou_cli.agreement.columns import COLUMNS, DEFAULT_COLUMNS, resolve_columns
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.raw_columns import raw_reader
from mou_cli.errors import Usage
from tests.factories import MOMENT, registered


def plain(name: str, **fields: Any) -> str:
    (column,) = resolve_columns(name)
    agreement = registered(**fields)
    return column.plain(agreement, compute(agreement.agreement, MOMENT))


def shown(name: str, **fields: Any) -> str:
    (column,) = resolve_columns(name)
    agreement = registered(**fields)
    return column.shown(agreement, compute(agreement.agreement, MOMENT))


AGENCIES = [
    {
        "code": "KZ",
        "agency": "Ministry of Transport",
        "lead": True,
        "signatory": {"name": "A. B.", "title": "Minister"},
    },
    {"code": "KZ", "agency": "Railways"},
    {"name": "Aga Khan Development Network"},
]


@pytest.mark.parametrize(
    ("name", "fields", "value"),
    [
        ("no", {}, "1"),
        ("number", {}, "1"),
        ("ref", {}, "MOU-2026-0001"),
        ("parties", {}, "KZ; PK"),
        ("parties", {"parties": AGENCIES}, "KZ; Aga Khan Development Network"),
        ("agencies", {"parties": AGENCIES}, "Ministry of Transport; Railways"),
        ("lead", {"parties": AGENCIES}, "KZ"),
        ("signatories", {"parties": AGENCIES}, "KZ: A. B., Minister"),
        ("sectors", {"sectors": ["rail", "transit"]}, "rail; transit"),
        ("signed", {}, "2026-02-04"),
        ("signed", {"signed": None}, ""),
        ("status", {}, "signed"),
        ("computed.status", {}, "signed"),
        ("in_force_from", {"events": [{"kind": "in-force", "date": "2026-03-01"}]}, "2026-03-01"),
        ("in-force", {}, ""),
        ("sources", {"sources": [{"title": "a"}, {"title": "b"}]}, "2"),
        ("titles", {"titles": {"ru": "Меморандум"}}, "ru: Меморандум"),
        ("identifiers.unts", {"identifiers": {"unts": "I-12345"}}, "I-12345"),
        ("term.notice", {"term": {"duration": "P5Y", "notice": "P6M"}}, "P6M"),
        ("term.max-renewals", {"term": {"max_renewals": 2}}, "2"),
        ("term.notice", {}, ""),
        ("term", {"term": {"duration": "P5Y", "renewal": "tacit"}}, "5 years, renewed tacitly for 5 years"),
        ("term", {"term": {"of_a_newer_mou": 1}}, '{"of_a_newer_mou":1}'),
        ("term", {}, ""),
        ("entry-into-force", {"entry_into_force": {"mode": "last-notification"}}, "on the last notification"),
        ("original", {"original": {"place": "Archive", "file": "12/3"}}, "Archive, 12/3"),
        (
            "events",
            {"events": [{"kind": "ratified", "date": "2026-03"}, {"kind": "in-force"}]},
            "2026-03 ratified; in-force",
        ),
        ("parties.signatory", {"parties": AGENCIES}, "A. B., Minister"),
        ("parties.agency", {"parties": AGENCIES}, "Ministry of Transport; Railways"),
        ("parties.signatory.name", {"parties": AGENCIES}, "A. B."),
        ("parties.lead", {"parties": AGENCIES}, "yes"),
        ("entry_into_force.mode", {"entry_into_force": {"mode": "signature"}}, "signature"),
        (".dossier", {"dossier": "12/7"}, "12/7"),
        (".dossier", {"dossier": {"a": 1}}, '{"a":1}'),
    ],
)
def test_what_a_script_reads(name: str, fields: dict[str, Any], value: str) -> None:
    assert plain(name, **fields) == value


@pytest.mark.parametrize(
    ("name", "fields", "value"),
    [
        ("parties", {}, "KZ · PK"),
        ("sectors", {"sectors": ["rail", "transit"]}, "rail transit"),
        ("status", {"events": [{"kind": "in-force", "date": "2026-03-01"}]}, "in force"),
        ("signed", {"signed": None}, "-"),
        ("notice", {}, "-"),
        ("term.notice", {}, "-"),
    ],
)
def test_what_a_person_reads(name: str, fields: dict[str, Any], value: str) -> None:
    assert shown(name, **fields) == value


@pytest.mark.parametrize("column", COLUMNS.values(), ids=lambda column: str(column.name))
def test_every_column_has_text_for_a_bare_agreement(column: Any) -> None:
    bare = registered(ref=None, uid=None, type=None, parties=None, sectors=None, signed=None, title="Rail")
    computed = compute(bare.agreement, MOMENT)
    assert isinstance(column.plain(bare, computed), str)
    assert column.shown(bare, computed) != ""


def test_a_column_that_follows_from_dates_says_so() -> None:
    assert [column.name for column in DEFAULT_COLUMNS if column.computed] == ["status", "notice"]


def test_columns_keep_their_order() -> None:
    assert [column.heading for column in resolve_columns("title, ref")] == ["Title", "Ref"]


@pytest.mark.parametrize(
    ("name", "near"), [("titel", "title"), ("trm.notice", ""), ("term.notise", ""), ("stauts", "status")]
)
def test_an_unknown_column_names_the_nearest(name: str, near: str) -> None:
    with pytest.raises(Usage, match="unknown column") as fault:
        resolve_columns(name)
    assert near in fault.value.hint


def test_no_columns_are_refused() -> None:
    with pytest.raises(Usage):
        resolve_columns(" , ")


def test_a_part_by_another_hand_is_shown_as_it_stands() -> None:
    read = raw_reader("term")
    assert read is not None
    assert [read({"term": each}) for each in ("long", 5, {"duration": 5})] == ["long", "5", '{"duration":5}']


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"duration": "P5Y", "renewal": "open-ended"}, "without an end"),
        ({"duration": "indefinite"}, "indefinite"),
        ({"duration": "P5Y", "renewal": "tacit"}, "2030-01-31"),
        ({"renewal": "tacit"}, "-"),
    ],
)
def test_what_has_no_end_says_so_to_a_person_alone(term: dict[str, str], said: str) -> None:
    life = {"signed": "2015-02-01", "entry_into_force": {"mode": "signature"}, "term": term}
    assert shown("expires", **life) == said
    assert plain("expires", **life) == (said if said.startswith("2") else "")


def test_an_end_that_is_not_known_is_an_end() -> None:
    life = {"signed": "2015-02-01", "term": {"duration": "indefinite"}, "events": [{"kind": "terminated"}]}
    assert shown("expires", **life) == "-"
