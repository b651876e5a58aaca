"""In which order a list stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.columns import COLUMNS
from mou_cli.agreement.registered import Registered
from mou_cli.agreement.sorting import parse_sort
from mou_cli.errors import Usage
from tests.factories import MOMENT, registered


def order(sort: str, *rows: dict[str, Any]) -> list[int]:
    """The numbers of agreements made of `rows` (numbered from 1) in the order of `sort`."""
    return numbers(sort, [registered(number, **row) for number, row in enumerate(rows, 1)])


def numbers(sort: str, agreements: list[Registered]) -> list[int]:
    wanted = parse_sort(sort)
    return [each.number for each in sorted(agreements, key=lambda each: wanted.key(each, MOMENT))]


DAYS: list[dict[str, Any]] = [{"signed": "2026-02-04"}, {"signed": None}, {"signed": "1995"}, {"signed": "2026-02"}]


@pytest.mark.parametrize(("sort", "expected"), [("signed", [3, 4, 1, 2]), ("-signed", [1, 4, 3, 2])])
def test_what_is_absent_comes_last_in_both_directions(sort: str, expected: list[int]) -> None:
    assert order(sort, *DAYS) == expected


@pytest.mark.parametrize(("sort", "expected"), [("title", [2, 3, 1]), ("-title", [1, 3, 2])])
def test_titles_sort_without_case_and_accents(sort: str, expected: list[int]) -> None:
    assert order(sort, {"title": "zinc"}, {"title": "École"}, {"title": "Rail"}) == expected


def test_the_number_decides_what_is_equal() -> None:
    assert order("-type", {}, {}, {}) == [1, 2, 3]


def test_numbers_sort_by_size() -> None:
    assert numbers("-no", [registered(9), registered(10), registered(2)]) == [10, 9, 2]


def test_a_second_key_decides_after_the_first() -> None:
    rows = [{"type": "treaty", "title": "A"}, {"type": "mou", "title": "B"}, {"type": "mou", "title": "C"}]
    assert order("type,-title", *rows) == [3, 2, 1]


def test_a_status_sorts_by_the_course_of_a_life() -> None:
    in_force = [{"kind": "in-force", "date": "2026-03-01"}]
    ended = [*in_force, {"kind": "terminated", "date": "2026-04-01"}]
    rows: list[dict[str, Any]] = [{"events": ended}, {"events": in_force}, {}, {"signed": None}]
    assert order("status", *rows) == [4, 3, 2, 1]


def test_a_dotted_field_has_an_order_too() -> None:
    assert order("identifiers.unts", {"identifiers": {"unts": "b"}}, {}, {"identifiers": {"unts": "a"}}) == [3, 1, 2]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_has_an_order(name: str) -> None:
    full = {"notes": "x", "tags": ["a"], "events": [{"kind": "in-force", "date": "2026-03-01"}], "place": "Astana"}
    assert sorted(order(f"-{name}", full, {}, {"signed": "2026/2027"}, {"signed": "soon"})) == [1, 2, 3, 4]


@pytest.mark.parametrize("sort", ["titel", "signed,-"])
def test_an_unknown_key_is_refused(sort: str) -> None:
    with pytest.raises(Usage):
        parse_sort(sort)


@given(st.lists(st.sampled_from(["A", "b", "É", "c"]), max_size=6))
def test_turning_the_order_round_turns_the_titles_round(titles: list[str]) -> None:
    agreements = [registered(number, title=title) for number, title in enumerate(titles, 1)]
    forwards = [titles[number - 1] for number in numbers("title", agreements)]
    backwards = [titles[number - 1] for number in numbers("-title", agreements)]
    assert backwards == forwards[::-1]
