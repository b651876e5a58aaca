"""Agreements from JSON: arrays, single objects, lines, and the files of TinyDB."""

import json
from io import BytesIO
from typing import Any

import pytest

from mou_cli.agreement.context import Context
from mou_cli.errors import Usage
from mou_cli.exchange.format_json import read, write
from mou_cli.exchange.format_jsonl import read as read_lines
from mou_cli.exchange.rows import Row, Table
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, registered

CONTEXT = Context(MOMENT, Sectors())


def table(value: Any, **mapping: str) -> Table:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read(BytesIO(data), mapping, CONTEXT)


def rows(value: Any, **mapping: str) -> list[Row]:
    return list(table(value, **mapping))


def columns(value: Any) -> list[tuple[int, str]]:
    return [(row.number, fault.column) for row in table(value) for fault in row.problems]


def test_what_is_computed_does_not_come_in() -> None:
    assert rows([{"title": "x", "computed": {"status": "signed"}}])[0].fields == {"title": "x"}


def test_one_object_is_one_agreement() -> None:
    assert [row.fields for row in rows({"title": "x", "later": {"a": None}})] == [{"title": "x", "later": {"a": None}}]


def test_what_people_write_is_read() -> None:
    [row] = rows(
        [
            {
                "title": "x",
                "type": "Memorandum of Understanding",
                "signed": "4 Feb 2026",
                "parties": ["Kazakhstan", "PK: Railways"],
                "sectors": "railways, ИИ",
                "sources": ["https://x.example"],
                "term": {"notice": "6 months"},
            }
        ]
    )

    assert row.problems == ()
    assert row.fields == {
        "title": "x",
        "type": "mou",
        "signed": "2026-02-04",
        "parties": [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan", "agency": "Railways"}],
        "sectors": ["rail", "ai"],
        "sources": [{"url": "https://x.example"}],
        "term": {"notice": "P6M"},
    }


def test_a_word_from_a_newer_mou_is_kept() -> None:
    assert rows([{"title": "x", "type": "concordat"}])[0].fields["type"] == "concordat"


def test_another_name_is_mapped() -> None:
    assert rows([{"Thema": "x", "Wann": "2026"}], Thema="title", Wann="signed")[0].fields == {
        "title": "x",
        "signed": "2026",
    }


def test_every_fault_is_named_by_item_and_field() -> None:
    items = [
        {"title": "a"},
        {"title": 5},
        {"title": "c", "signed": "04/02/2026", "parties": ["Narnia"]},
        7,
        {"place": "x"},
    ]

    assert columns(items) == [(2, "title"), (3, "signed"), (3, "parties"), (4, ""), (5, "title")]


def test_a_fault_in_a_part_is_said_in_words() -> None:
    [row] = rows([{"title": "x", "term": {"max_renewals": "two"}}])

    assert row.problems[0].message == "term.max_renewals: a whole number or null expected, not text"


@pytest.mark.parametrize(
    "item",
    [
        b'{"title":"x","title":"y"}',
        b'{"title":"x","term":{"notice":"P1M","notice":"P2M"}}',
        b'{"title":"\\u001b[0m"}',
        b'{"title":"x","a":"\xc2\x9b"}',
        b'{"title":"x","a":1e999}',
        b'{"title":"\xe9"}',
    ],
)
def test_a_bad_object_is_a_fault_of_its_item(item: bytes) -> None:
    assert columns(b'[{"title":"ok"},' + item + b"]") == [(2, "")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"[",
        b'[{"title":"x"}',
        b'[{"title":NaN}]',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[][]",
        b'"text"',
        b'{"a":{"1":{}},"a":{"1":{}}}',
        b'{"a":{"1":{"title":"x"},"1":{"title":"y"}}}',
        b"\xff\xfe[",
    ],
)
def test_what_is_no_json_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(Usage) as fault:
        rows(data)

    assert "\n" not in fault.value.message


def test_nesting_beyond_sense_is_a_fault_of_its_item() -> None:
    assert columns(b'[{"title":"x","deep":' + b"[" * 300 + b"]" * 300 + b"}]") == [(1, "")]


def test_a_tinydb_file_of_another_layout_is_read() -> None:
    found = table({"_default": {"3": {"Title": "Railways", "Country": "KZ", "Date of signing": "2026", "Budget": 5}}})

    [row] = found

    assert row.number == 3
    assert row.fields == {
        "title": "Railways",
        "parties": [{"code": "KZ", "name": "Kazakhstan"}],
        "signed": "2026",
        "Budget": 5,
    }


def test_our_own_registry_is_read_and_its_occasions_told() -> None:
    found = table(
        {
            "meta": {"1": {"format": 1}},
            "occasions": {"1": {"name": "Visit"}, "2": {"name": "Session"}, "3": {"name": "Fair"}},
            "agreements": {"7": {"title": "x", "later": 1}},
            "history": {"1": {"seq": 1}},
        }
    )

    assert [row.fields for row in found] == [{"title": "x", "later": 1}]
    assert found.ignored == ['table "occasions": 3 rows']


def test_lines_are_numbered_as_an_editor_does() -> None:
    data = b'\xef\xbb\xbf{"title":"a"}\r\n\n{"title":5}\nnonsense\n'

    found = list(read_lines(BytesIO(data), {}, CONTEXT))

    assert [(row.number, bool(row.problems)) for row in found] == [(1, False), (3, True), (4, True)]


def test_columns_make_small_objects() -> None:
    out = BytesIO()

    write([registered(7)], out, MOMENT, ["no", "ref", "status", "parties.code", "place"])

    assert json.loads(out.getvalue()) == [
        {"no": 7, "ref": "MOU-2026-0001", "status": "signed", "parties.code": ["KZ", "PK"], "place": None}
    ]


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(Usage):
        write([registered()], BytesIO(), MOMENT, ["statsu"])


def test_one_agreement_stands_on_a_line() -> None:
    out = BytesIO()

    write([registered(1), registered(2)], out, MOMENT)

    assert [line[:2] for line in out.getvalue().splitlines()] == [b"[", b'{"', b'{"', b"]"]


def test_nothing_in_json_steers_a_terminal() -> None:
    out = BytesIO()

    write([registered(title="a\x1b\x7f\x9b\u202e\u2066b")], out, MOMENT)

    assert out.getvalue().replace(b"\n", b"").decode().isprintable()
    assert json.loads(out.getvalue())[0]["title"] == "a\x1b\x7f\x9b\u202e\u2066b"
