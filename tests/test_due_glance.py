"""The quick look at a register finds exactly what the slow one does."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.codes import ENTRY_MODES, EVENT_KINDS, NOTICE_RULES, RENEWALS, TERM_BASES
from mou_cli.agreement.due import due_of
from mou_cli.agreement.glance import Glance
from mou_cli.agreement.glimpse import Glimpse
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

TODAY = date(2026, 11, 21)
_days = st.dates(date(1985, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_dates = _days | _days.map(lambda day: day[:7]) | _days.map(lambda day: day[:4])
_hardly_dates = st.sampled_from(["2021-13-01", "2021-02-30", "2020-W01-1", "x", "9999-12-31", "2019-05-01/2019-07"])
_periods = st.builds("P{}{}".format, st.integers(1, 15), st.sampled_from("YYM")) | st.sampled_from(
    ["P90D", "P2W", "P1Y6M"]
)
_likely_kinds = st.sampled_from(["in-force", "notified", "notified", "ratified"]) | st.sampled_from(EVENT_KINDS)
_PARTIES = ["KZ", "PK", "TR"]


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


_events = st.lists(
    st.fixed_dictionaries(
        {"kind": _likely_kinds, "date": _days | _dates | _hardly_dates},
        optional={"party": st.sampled_from(_PARTIES), "until": _dates, "adds": _periods},
    ),
    max_size=4,
)
_terms = _some(
    duration=_periods | st.just("indefinite"),
    until=_dates,
    base=st.sampled_from(TERM_BASES),
    renewal=st.sampled_from(("tacit", *RENEWALS)),
    period=_periods,
    max_renewals=st.integers(0, 3),
    notice=_periods,
    notice_rule=st.sampled_from(NOTICE_RULES),
    notice_opens=_periods,
)
_plain_terms = st.fixed_dictionaries(
    {"duration": _periods, "renewal": st.sampled_from(["tacit", "express", "none"]), "notice": _periods}
)
_ways = st.fixed_dictionaries(
    {"mode": st.just("last-notification") | st.sampled_from(ENTRY_MODES)},
    optional={"date": _dates, "days": st.integers(0, 60), "needs": st.integers(0, 3)},
)
_commitments = st.lists(st.fixed_dictionaries({"id": st.just(1), "text": st.just("x"), "due": _dates}), max_size=1)
_parties = st.lists(st.sampled_from(_PARTIES), max_size=3).map(lambda codes: [{"code": code} for code in codes])
_agreements = st.fixed_dictionaries(
    {"title": st.just("A"), "parties": _parties},
    optional={
        "signed": _dates | _hardly_dates,
        "events": _events,
        "term": _plain_terms | _terms,
        "entry_into_force": _ways,
        "commitments": _commitments,
    },
)


def both(fields: dict[str, Any]) -> tuple[Agreement, Glimpse]:
    line = msgspec.json.encode(fields)
    return msgspec.json.decode(line, type=Agreement), msgspec.json.decode(line, type=Glimpse)


@settings(max_examples=300)
@given(_agreements, st.integers(0, 800))
def test_a_glance_finds_what_is_due(fields: dict[str, Any], within: int) -> None:
    whole, some = both(fields)
    moment, horizon = Moment(TODAY), TODAY + timedelta(within)
    assert Glance(moment, horizon)(some) == due_of(whole, moment, horizon)


@settings(max_examples=300)
@given(_days, _plain_terms, st.integers(0, 800))
def test_a_glance_finds_what_is_due_of_what_plainly_is_in_force(day: str, term: dict[str, Any], within: int) -> None:
    fields = {"title": "A", "signed": "1984-05-05", "events": [{"kind": "in-force", "date": day}], "term": term}
    whole, some = both(fields)
    moment, horizon = Moment(TODAY), TODAY + timedelta(within)
    assert Glance(moment, horizon)(some) == due_of(whole, moment, horizon)


SIDES = [{"code": "KZ"}, {"code": "PK"}]
YEARLY: dict[str, Any] = {"duration": "P1Y", "renewal": "tacit", "notice": "P1M"}
LONG_NOTICE: dict[str, Any] = {**YEARLY, "notice": "P3Y"}


@pytest.mark.parametrize(
    "fields",
    [
        {"signed": "2019-01-01", "events": [{"kind": "approved", "date": "2022-13-01"}]},
        {"signed": "x", "events": [{"kind": "in-force", "date": "2020-01-01"}], "term": YEARLY},
        {"events": [{"kind": "in-force", "date": day} for day in ("2021-06-01", "2020-01-05")], "term": YEARLY},
        {"events": [{"kind": "in-force", "date": "2020-01-05"}], "term": LONG_NOTICE},
        {"events": [{"kind": "in-force", "date": "2020-01"}], "term": YEARLY},
        {"parties": SIDES, "events": [{"kind": "notified", "party": "KZ", "date": "2020-01-05"}] * 2},
        {"parties": [*SIDES, {"name": "A"}, {"name": "B"}], "events": [{"kind": "terminated", "date": "2020-01-05"}]},
        {"term": {"duration": "indefinite", "notice": "P9M", "notice_rule": "before-year-end"}},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_odd_is_found_too(fields: dict[str, Any]) -> None:
    signed = {"title": "A", "signed": "2018-02-04", "entry_into_force": {"mode": "last-notification"}, "parties": SIDES}
    whole, some = both({**signed, **fields})
    for within in (0, 90, 400):
        moment, horizon = Moment(TODAY), TODAY + timedelta(within)
        assert Glance(moment, horizon)(some) == due_of(whole, moment, horizon)


@given(_agreements)
def test_a_glimpse_computes_as_the_whole_does(fields: dict[str, Any]) -> None:
    whole, some = both(fields)
    assert compute(some.agreement, Moment(TODAY)) == compute(whole, Moment(TODAY))


def test_most_of_a_plain_register_is_passed_over() -> None:
    computed: list[object] = []
    glance = Glance(Moment(TODAY), TODAY + timedelta(90))
    for month in range(1, 13):
        fields = {
            "title": "A",
            "events": [{"kind": "in-force", "date": f"2020-{month:02}-10"}],
            "term": {"duration": "P1Y", "renewal": "tacit", "notice": "P6M"},
        }
        computed += glance(both(fields)[1])
    assert len(computed) == 3
