"""Filters, columns and order by what is computed of a life."""

from datetime import date

import pytest

from mou_cli.agreement.columns import COLUMNS
from mou_cli.agreement.context import Context
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.sorting import parse_sort
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import registered
from tests.lives import event, in_force, notice

NOW = Moment(date(2026, 11, 21))
TACIT = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"}
REGISTER = {
    "rolls": registered(1, signed="1998-01-05", events=[in_force("1998-03-09")], term=TACIT),
    "ends": registered(2, signed="2020-01-05", events=[in_force("2020-03-01"), notice("2026-10-01")],
                       term={"duration": "indefinite", "notice": "P8M"}),
    "over": registered(3, signed="2015-01-05", events=[in_force("2015-03-01")], term={"duration": "P5Y"}),
    "part": registered(4, signed="1991", events=[in_force("1998")], term={"duration": "P30Y"}),
    "waits": registered(5, signed="2026-02-04", term={"duration": "P5Y"}),
}  # fmt: skip


def found(*words: str, moment: Moment = NOW) -> list[str]:
    query = parse_query(words, Context(moment, Sectors()))
    return [name for name, each in REGISTER.items() if query.matches(each, moment)]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("status:ending", ["ends"]),
        ("status:in-force", ["rolls", "ends", "part"]),
        ("status:expired", ["over"]),
        ("in-force:1998", ["rolls", "part"]),
        ("in-force:1998-05..1998-06", ["part"]),
        ("ceases:..2027-06", ["ends", "over"]),
        ("ceases:2028", ["rolls", "part"]),
        ("expires:2028-03-08", ["rolls", "part"]),
        ("expires:2020-02-29", ["over"]),
        ("notice:2027", ["rolls"]),
        ("notice:2027-09-08", ["rolls"]),
        ("notice:none", ["ends", "over", "part", "waits"]),
        ("-ceases:any", ["waits"]),
    ],
)
def test_what_is_computed_can_be_asked_for(word: str, names: list[str]) -> None:
    assert found(word) == names


def test_a_question_is_answered_for_the_day_that_is_asked_about() -> None:
    assert found("status:in-force", moment=Moment(date(2016, 1, 1))) == ["rolls", "over", "part"]


def test_a_question_is_answered_from_what_was_known() -> None:
    assert found("status:ending", moment=Moment(date(2026, 11, 21), date(2026, 9, 30))) == []


def test_what_is_computed_has_columns() -> None:
    columns = ("status", "in-force", "expires", "ceases", "renewals", "notice", "deadline")
    computed = compute(REGISTER["rolls"].agreement, NOW)
    assert [COLUMNS[name].plain(REGISTER["rolls"], computed) for name in columns] == [
        "in-force", "1998-03-09", "2028-03-08", "2028-03-09", "5", "2027-09-08", "2027-09-08 last-notice-day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ("ceases", ["over", "ends", "part", "rolls", "waits"]),
        ("-notice", ["rolls", "ends", "over", "part", "waits"]),
        ("renewals", ["over", "part", "rolls", "ends", "waits"]),
        ("status", ["waits", "rolls", "part", "ends", "over"]),
    ],
)
def test_what_is_computed_gives_an_order(keys: str, names: list[str]) -> None:
    order = parse_sort(keys)
    assert sorted(REGISTER, key=lambda name: order.key(REGISTER[name], NOW)) == names


def test_an_extension_is_found_by_its_new_end() -> None:
    extended = registered(6, events=[in_force("2020-03-01"), event("extended", "2025-01-01", adds="P3Y")],
                          term={"duration": "P5Y", "renewal": "express"})  # fmt: skip
    assert parse_query(["ceases:2028-03"], Context(NOW, Sectors())).matches(extended, NOW)
