"""A line that mou could have written is taken as it stands; what comes of it is what a full reading would give."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.checks.checks import Surroundings, check
from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.documents import read_document
from mou_cli.exchange.rows import Row
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, fields
from tests.strategies import agreements

CONTEXT = Context(MOMENT, Sectors())
ANYWHERE = Surroundings(Sectors(), lambda _: True, date(2200, 1, 1))
EMPTY = {"events": [], "tags": [], "titles": {}, "place": "", "notes": "", "sources": [], "term": {}, "later": []}


def read(line: bytes) -> Row:
    return read_document(1, line, {}, CONTEXT)


def written(given_fields: dict[str, Any]) -> bytes:
    return msgspec.json.encode(given_fields)


def in_order(given_fields: dict[str, Any]) -> dict[str, Any]:
    names = Agreement.__struct_fields__
    known = {name: given_fields[name] for name in names if name in given_fields}
    return {**known, **given_fields}


def as_mou_writes(whole: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = msgspec.to_builtins(msgspec.convert(whole, Agreement))
    return known


def taken_as_it_stands(row: Row) -> Registered:
    assert isinstance(row.raw, Registered)
    return row.raw


@settings(max_examples=50)
@given(agreements(), st.lists(st.sampled_from(sorted(EMPTY)), unique=True), st.booleans())
def test_what_is_taken_as_it_stands_is_what_a_full_reading_gives(
    given_fields: dict[str, Any], empty: list[str], plain: bool
) -> None:
    whole = as_mou_writes(given_fields) if plain else given_fields
    row = read(written(in_order({**{name: EMPTY[name] for name in empty}, **whole})))

    if isinstance(row.raw, Registered) and not check(row.raw.agreement, ANYWHERE):
        assert row.problems == ()
        assert list(row.raw.fields.items()) == list(row.fields.items())


@settings(max_examples=25)
@given(agreements())
def test_what_mou_writes_is_taken_as_it_stands(given_fields: dict[str, Any]) -> None:
    line = written(as_mou_writes(given_fields))

    assert taken_as_it_stands(read(line)).line == line


@pytest.mark.parametrize("name", ["events", "tags", "titles", "notes"])
def test_a_field_that_others_leave_empty_is_no_reason_to_read_it_all(name: str) -> None:
    row = read(written(in_order(fields(**{name: EMPTY[name]}))))

    assert taken_as_it_stands(row).line == written(fields())


@pytest.mark.parametrize(
    "line",
    [
        b'{"title":"x","tags":[],"tags":["a"]}',
        b'{"title":"x","tags":["a"],"tags":[]}',
        b'{"title":"x","tags":[],"tags":[]}',
        b'{"title":"x","later":[]}',
        b'{"title":"x","sources":[]}',
        b'{"title":"x","parties":[{"code":"KZ","agency":""}]}',
        b'{"title": "x"}',
        b'{"title":"x","place":null}',
        b'{"tags":["a"],"title":"x"}',
    ],
)
def test_what_mou_would_write_otherwise_is_read_in_full(line: bytes) -> None:
    assert not isinstance(read(line).raw, Registered)


@pytest.mark.parametrize("text", ["x,", ",", "a,:[]", "tags:[]", "see ,[]", "{},:{}"])
def test_a_text_that_looks_like_an_empty_field_stays(text: str) -> None:
    row = read(written(in_order(fields(place=text, tags=[], notes=text))))

    assert taken_as_it_stands(row).fields == fields(place=text, notes=text)


def test_what_is_computed_is_left_out_of_a_line_that_is_taken_as_it_stands() -> None:
    row = read(written({**fields(), "computed": {"status": "signed", "missing": {}}}))

    assert taken_as_it_stands(row).line == written(fields())
