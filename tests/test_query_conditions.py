"""Conditions as data: what a store translates to its own search."""

from datetime import date

import pytest

from mou_cli.agreement.context import Context
from mou_cli.agreement.query.conditions import Condition, Span
from mou_cli.agreement.query.query import parse_query
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT


def conditions(*words: str) -> tuple[Condition, ...]:
    return parse_query(words, Context(MOMENT, Sectors({}))).conditions


def test_a_group_of_sectors_names_its_leaves() -> None:
    (condition,) = conditions("sector:finance")
    assert condition.values == ("finance", "banking", "virtual-assets", "taxation")


def test_values_of_one_field_are_one_condition() -> None:
    assert conditions("sector:rail", "party:KZ", "sector:road") == (
        Condition(field="sector", values=("rail", "road")),
        Condition(field="party", values=("KZ",)),
    )


def test_several_parties_are_several_conditions() -> None:
    assert [condition.values for condition in conditions("party:KZ", "party:CN,PK")] == [("KZ",), ("CN", "PK")]


def test_a_synonym_is_the_field_that_it_stands_for() -> None:
    assert conditions("country:KZ") == conditions("party:KZ")


def test_a_range_is_a_span_of_days() -> None:
    (condition,) = conditions("signed:2026-02..")
    assert condition.spans == (Span(date(2026, 2, 1), None),)


def test_free_words_are_folded_fragments() -> None:
    assert conditions("Вода", "-Two  WORDS") == (
        Condition(field="text", fragments=("вода",)),
        Condition(field="text", fragments=("two words",), negated=True),
    )


@pytest.mark.parametrize("word", ["sector:rail", "party:KZ", "type:mou", "ref:MOU-2026-0001"])
def test_a_search_of_bytes_may_rely_on_values(word: str) -> None:
    (condition,) = conditions(word)
    assert condition.values_only


@pytest.mark.parametrize("word", ["-sector:rail", "sector:none", "party:=aga", "ref:MOU-*", "signed:2026", "railway"])
def test_a_search_of_bytes_may_not_rely_on_what_is_no_value(word: str) -> None:
    (condition,) = conditions(word)
    assert not condition.values_only


def test_absence_is_one_more_way_to_fulfil_a_condition() -> None:
    (condition,) = conditions("sector:rail", "sector:none")
    assert condition.absent
    assert not condition.values_only


@pytest.mark.parametrize(("word", "needed"), [("status:signed", True), ("expires:2026", True), ("signed:2026", False)])
def test_a_query_says_whether_it_needs_what_is_computed(word: str, needed: bool) -> None:
    assert parse_query([word], Context(MOMENT, Sectors({}))).needs_computed is needed
