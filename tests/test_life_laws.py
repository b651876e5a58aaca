"""Laws that hold of every life, whatever its dates: month ends, notice, withdrawal, and the diagram of its status."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mou_cli.agreement.codes import ENTRY_MODES, EVENT_KINDS, NOTICE_RULES, RENEWALS, STATUSES
from mou_cli.agreement.dates.durations import add, periods_needed
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.moment import Moment
from tests.factories import agreement
from tests.lives import THREE, event, in_force

PAGE = Path(__file__).parents[1] / "docs" / "life.md"

days = st.dates(date(1890, 1, 1), date(2120, 12, 31))
months = st.integers(1, 30)
periods = st.tuples(st.integers(0, 40), st.integers(0, 400)).filter(any)


def iso(months: int, days: int = 0) -> str:
    return f"P{months}M{days}D" if months and days else f"P{months}M" if months else f"P{days}D"


def tacit(start: date, today: date, term: tuple[int, int], period: tuple[int, int]) -> Computed:
    fields = {"duration": iso(*term), "renewal": "tacit", "period": iso(*period)}
    found = agreement(signed=start.isoformat(), events=[in_force(start.isoformat())], term=fields)
    return compute(found, Moment(today))


# -- renewals ---------------------------------------------------------------------------------------------------------


@given(st.dates(date(1890, 1, 1), date(2050, 12, 31)), months, months, st.integers(0, 30))
@example(date(2024, 1, 31), 1, 1, 13)
@example(date(2023, 12, 30), 2, 12, 3)
def test_renewals_end_where_one_addition_from_the_origin_ends(start: date, term: int, period: int, count: int) -> None:
    ceases = start + relativedelta(months=term + count * period)
    found = tacit(start, ceases - timedelta(1), (term, 0), (period, 0))
    assert (found.ceases_on, found.renewals) == (ceases.isoformat(), count)


@given(days, periods, periods, days)
def test_the_renewals_that_are_counted_are_those_that_would_be_walked(
    start: date, term: tuple[int, int], period: tuple[int, int], today: date
) -> None:
    assume((today - start).days / (period[0] * 30 + period[1]) < 2000)
    count = 0
    while add(start, term[0] + count * period[0], term[1] + count * period[1]) <= today:
        count += 1
    assert periods_needed(start, term, period, today) == count


@given(days, periods, periods, days)
def test_today_lies_in_the_period_that_is_shown(
    start: date, term: tuple[int, int], period: tuple[int, int], today: date
) -> None:
    assume(today >= start)
    found = tacit(start, today, term, period)
    assert (found.status, found.missing) == ("in-force", ())
    assert found.ceases_on is not None
    assert found.ceases_on > today.isoformat()


@pytest.mark.parametrize("start", ["2020-02-29", "2020-01-31", "2019-10-30", "0001-01-01"])
def test_the_last_day_of_the_calendar_is_counted_to(start: str) -> None:
    found = tacit(date.fromisoformat(start), date(9999, 12, 31), (1, 0), (1, 0))
    assert (found.status, found.ceases_on) == ("in-force", None)


# -- lives ------------------------------------------------------------------------------------------------------------

FIRST = date(2020, 1, 1)
SPAN = 60
near = st.integers(0, SPAN).map(lambda count: (FIRST + timedelta(count)).isoformat())
short = st.sampled_from(["P5D", "P20D", "P1M", "P2M", "P1Y"])


def _event(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    more: dict[str, st.SearchStrategy[Any]] = {"party": st.sampled_from(["KZ", "PK", "TR"])}
    if kind in ("notice-given", "suspended", "extended"):
        more["until"] = near
    required = {"kind": st.just(kind), "date": near}
    if kind == "extended":
        required["adds"] = short
    return st.fixed_dictionaries(required, optional=more)


exact_events = st.sampled_from(EVENT_KINDS).flatmap(_event)
terms = st.fixed_dictionaries(
    {"duration": short | st.just("indefinite"), "renewal": st.sampled_from(RENEWALS)},
    optional={
        "until": near,
        "period": short,
        "max_renewals": st.integers(0, 3),
        "notice": short,
        "notice_rule": st.sampled_from(NOTICE_RULES),
        "notice_opens": short,
        "survival": short,
        "base": st.sampled_from(["in-force", "signature"]),
    },
)
ways = st.fixed_dictionaries({"mode": st.sampled_from(ENTRY_MODES), "date": near, "days": st.integers(0, 30)})
lives = st.fixed_dictionaries(
    {"signed": near, "events": st.lists(exact_events, max_size=5)},
    optional={"term": terms, "entry_into_force": ways, "parties": st.just(THREE)},
)


def last_of(text: str) -> date:
    return bounds(text)[1]


@given(lives, near)
def test_the_last_notice_day_is_never_after_the_last_day_in_force(life: dict[str, Any], today: str) -> None:
    found = compute(agreement(**life), Moment(date.fromisoformat(today)))
    if found.last_notice_day is not None and found.in_force_through is not None:
        assert last_of(found.last_notice_day) <= last_of(found.in_force_through)


@given(lives, near)
def test_it_ceases_on_the_day_after_its_last_day_in_force(life: dict[str, Any], today: str) -> None:
    found = compute(agreement(**life), Moment(date.fromisoformat(today)))
    assert (found.ceases_on is None) == (found.in_force_through is None)
    if found.ceases_on is not None and found.in_force_through is not None:
        assert last_of(found.ceases_on) - last_of(found.in_force_through) == timedelta(1)


@given(lives, near, near, near, st.booleans())
def test_withdrawing_a_notice_restores_what_was(
    life: dict[str, Any], one: str, other: str, today: str, states_its_day: bool
) -> None:
    given_on, withdrawn, looked_at = sorted((one, other, today))
    # A registration has the bearing on a life that a notice taken back has: it proves that there was a signature.
    others = [each for each in life["events"] if not each["kind"].startswith("notice")]
    before = [*others, event("registered", given_on)]
    until = {"until": "2020-02-15"} if states_its_day else {}
    notice = event("notice-given", given_on, party="KZ", **until)
    after = [*before, notice, event("notice-withdrawn", withdrawn, party="KZ")]
    moment = Moment(date.fromisoformat(looked_at))
    assert compute(agreement(**{**life, "events": after}), moment) == compute(
        agreement(**{**life, "events": before}), moment
    )


@given(lives, near, near)
def test_what_is_computed_is_a_function_of_the_agreement_and_the_moment(
    life: dict[str, Any], today: str, known_at: str
) -> None:
    moment = Moment(date.fromisoformat(today), date.fromisoformat(known_at))
    assert compute(agreement(**life), moment) == compute(agreement(**life), moment)


@given(lives, st.randoms(use_true_random=False), near)
def test_the_order_in_which_events_are_recorded_is_of_no_account(life: dict[str, Any], chance: Any, today: str) -> None:
    assume(len({each["date"] for each in life["events"]}) == len(life["events"]))
    shuffled = list(life["events"])
    chance.shuffle(shuffled)
    moment = Moment(date.fromisoformat(today))
    assert compute(agreement(**{**life, "events": shuffled}), moment) == compute(agreement(**life), moment)


@given(lives, near, near)
def test_what_was_known_on_a_day_does_not_change_with_what_became_known_later(
    life: dict[str, Any], today: str, known_at: str
) -> None:
    moment = Moment(date.fromisoformat(today), date.fromisoformat(known_at))
    known = [each for each in life["events"] if each["date"] <= known_at]
    assert compute(agreement(**life), moment) == compute(agreement(**{**life, "events": known}), moment)


@given(lives, near)
def test_a_partial_date_leaves_what_its_exact_days_could_give(life: dict[str, Any], today: str) -> None:
    moment = Moment(date.fromisoformat(today))
    whole = compute(agreement(**{**life, "signed": life["signed"][:7]}), moment)
    if whole.status != "unknown":
        exact = [
            compute(agreement(**{**life, "signed": day.isoformat()}), moment) for day in bounds(life["signed"][:7])
        ]
        assert {each.status for each in exact} == {whole.status}


# -- the diagram ------------------------------------------------------------------------------------------------------

ENDS = {"expired", "terminated"}
FORCE = {"in-force", "ending"}
BEFORE = {"initialled", "signed", "provisional"}
# From each status, those that may follow it on the day after: the diagram of docs/life.md.
MAY_FOLLOW: dict[str, set[str]] = {
    "draft": {*BEFORE, *FORCE, *ENDS, "suspended", "superseded"},
    "initialled": {"signed", "provisional", *FORCE, *ENDS, "suspended", "superseded"},
    "signed": {"provisional", *FORCE, *ENDS, "suspended", "superseded"},
    "provisional": {*FORCE, *ENDS, "suspended", "superseded"},
    "in-force": {"ending", *ENDS, "suspended", "superseded"},
    "ending": {"in-force", *ENDS, "suspended", "superseded"},
    "suspended": {"signed", "provisional", *FORCE, *ENDS, "superseded"},
    "expired": {"signed", "provisional", *FORCE, "suspended", "terminated", "superseded"},
    "terminated": {"signed", "provisional", *FORCE, "suspended", "expired", "superseded"},
    "superseded": set(),
}


@settings(max_examples=150)
@given(lives)
def test_a_status_changes_as_the_diagram_says(life: dict[str, Any]) -> None:
    found = agreement(**life)
    statuses = [compute(found, Moment(FIRST + timedelta(count))).status for count in range(-1, SPAN + 40)]
    changes = {(one, other) for one, other in pairwise(statuses) if one != other}
    assert {(one, other) for one, other in changes if other not in MAY_FOLLOW.get(one, set(STATUSES))} <= {
        (one, "unknown") for one in STATUSES
    }


def test_the_diagram_is_drawn_as_it_is_tested() -> None:
    drawing = re.search(r"```mermaid\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert drawing is not None
    groups: dict[str, list[str]] = {}
    arrows: list[tuple[str, str]] = []
    group = ""
    for line in map(str.strip, drawing[1].splitlines()):
        opened, arrow = re.match(r'state "[^"]*" as (\w+) \{', line), re.match(r"([\w\[\]*]+) --> (\w+)", line)
        if opened:
            group = opened[1]
        elif line == "}":
            group = ""
        elif arrow:
            arrows.append((arrow[1], arrow[2]))
        elif group:
            groups.setdefault(group, []).append(line)
    drawn: dict[str, set[str]] = {name: set() for name in MAY_FOLLOW}
    for one, other in arrows:
        for start in groups.get(one, [one]):
            if start != "[*]":
                drawn[start.replace("_", "-")] |= {end.replace("_", "-") for end in groups.get(other, [other])}
    assert drawn == MAY_FOLLOW
