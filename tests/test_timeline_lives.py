"""The life of an agreement as a picture needs it: its points, the stretches between them, and the scale of years."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.lifeline import Lifeline, Point, Stretch, lifeline
from mou_cli.render.time_scale import Scale, years_of
from tests.factories import TODAY, agreement

SIGNED = date(2026, 2, 4)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def life(status: str = "in-force", term: dict[str, Any] | None = None, **computed: Any) -> Lifeline:
    return lifeline(agreement(term=term), Computed(status=status, **computed), TODAY)


def stretches(status: str = "in-force", **more: Any) -> list[tuple[str, str, str | None]]:
    found = life(status, **more).stretches
    return [(s.kind, s.since.isoformat(), s.until.isoformat() if s.until else None) for s in found]


def test_the_points_are_in_the_order_of_a_life() -> None:
    found = life(
        in_force_from="2026-03-01", last_notice_day="2030-08-31", in_force_through="2031-02-28", ceases_on="2031-03-01"
    )
    assert [(point.kind, point.first.isoformat()) for point in found.points] == [
        ("signed", "2026-02-04"),
        ("in-force", "2026-03-01"),
        ("notice", "2030-08-31"),
        ("ends", "2031-03-01"),
    ]


def test_a_date_known_in_part_is_a_range() -> None:
    assert life(in_force_from="2026-03").points[1] == Point("in-force", date(2026, 3, 1), date(2026, 3, 31))


def test_a_computed_interval_is_a_range() -> None:
    assert life(ceases_on="2031-03-01/2031-03-31").points[-1].last == date(2031, 3, 31)


def test_an_impossible_date_is_left_out() -> None:
    found = lifeline(agreement(signed="2026-02-31"), Computed(status="unknown"), TODAY)
    assert found == Lifeline("unknown", (), ())


def test_a_signature_may_be_an_event() -> None:
    signed = agreement(signed=None, events=[{"kind": "signed", "date": "2026-02-05"}])
    assert lifeline(signed, Computed(status="signed"), TODAY).points[0].first == date(2026, 2, 5)


def test_what_is_signed_waits_until_today() -> None:
    assert stretches("signed") == [("waiting", "2026-02-04", TODAY.isoformat())]


def test_what_enters_into_force_ahead_of_today_waits_until_then() -> None:
    assert stretches("signed", in_force_from="2027-01-01") == [
        ("waiting", "2026-02-04", "2027-01-01"),
        ("running", "2027-01-01", None),
    ]


def test_what_has_no_end_goes_on() -> None:
    assert stretches(in_force_from="2026-03-01")[-1] == ("running", "2026-03-01", None)
    assert life(in_force_from="2026-03-01").goes_on


def test_what_has_an_end_runs_until_then() -> None:
    found = life(in_force_from="2026-03-01", ceases_on="2031-03-01")
    assert found.stretches[-1] == Stretch("running", date(2026, 3, 1), date(2031, 3, 1))
    assert not found.goes_on


def test_a_day_of_entry_that_nobody_knows_leaves_the_time_before_today_open() -> None:
    assert stretches() == [("perhaps", "2026-02-04", TODAY.isoformat()), ("running", TODAY.isoformat(), None)]


def test_what_ended_on_a_day_that_nobody_knows_has_no_line() -> None:
    assert stretches("terminated", in_force_from="2026-03-01") == [("waiting", "2026-02-04", "2026-03-01")]


def test_what_is_superseded_ends_with_that() -> None:
    replaced = agreement(events=[{"kind": "superseded", "date": "2026-05-01"}])
    found = lifeline(replaced, Computed(status="superseded", in_force_from="2026-03-01"), TODAY)
    assert found.points[-1] == Point("ends", date(2026, 5, 1), date(2026, 5, 1))


def test_a_tacit_renewal_may_go_on() -> None:
    found = life(term={"renewal": "tacit"}, in_force_from="2026-03-01", ceases_on="2031-03-01", renewals=0)
    assert found.points[-1].kind == "renews"
    assert found.stretches[-1] == Stretch("perhaps", date(2031, 3, 1), None)


def test_after_a_notice_nothing_is_renewed() -> None:
    found = life("ending", {"renewal": "tacit"}, in_force_from="2026-03-01", ceases_on="2031-03-01")
    assert found.points[-1].kind == "ends"


def test_after_the_last_renewal_it_ends() -> None:
    term = {"renewal": "tacit", "max_renewals": 1}
    assert life(term=term, ceases_on="2031-03-01", renewals=0).points[-1].kind == "renews"
    assert life(term=term, ceases_on="2031-03-01", renewals=1).points[-1].kind == "ends"


def test_a_draft_has_no_line() -> None:
    found = lifeline(agreement(signed=None), Computed(status="draft"), TODAY)
    assert (found.first, found.last, found.goes_on) == (None, None, False)


def test_a_life_touches_the_years_that_it_reaches_into() -> None:
    found = life("expired", in_force_from="2026-03-01", ceases_on="2031-03-01")
    assert found.touches(date(2031, 1, 1), date(2040, 12, 31))
    assert not found.touches(date(2032, 1, 1), date(2040, 12, 31))
    assert not found.touches(date(2000, 1, 1), date(2025, 12, 31))


def test_a_life_without_an_end_touches_all_that_is_to_come() -> None:
    assert life(in_force_from="2026-03-01").touches(date(2090, 1, 1), date(2090, 12, 31))


# The scale.


@given(DAYS, DAYS, st.integers(1, 300))
def test_a_later_day_is_never_further_left(one: date, other: date, cells: int) -> None:
    first, last = sorted((one, other))
    scale = Scale(first.year, last.year, cells)
    assert 0 <= scale.cell(first) <= scale.cell(last) < cells


@given(st.integers(1, 9999), st.integers(0, 3000), st.integers(1, 300))
def test_numbers_on_the_axis_stand_apart_and_within_it(first: int, years: int, cells: int) -> None:
    scale = Scale(first, min(first + years, 9999), cells)
    ticks = scale.ticks()
    assert len(scale.labels()) == cells
    assert scale.labels().split() == [label for _, label in ticks]
    assert [scale.cell(date(int(label), 1, 1)) for _, label in ticks] == [cell for cell, _ in ticks]


def test_what_lies_outside_has_no_cell() -> None:
    scale = Scale(2020, 2029, 50)
    assert scale.cell(date(2019, 12, 31)) < 0
    assert scale.cell(date(2030, 1, 1)) == 50


def test_the_scale_takes_in_all_that_is_known() -> None:
    assert years_of([date(1992, 5, 1)], [date(2031, 3, 1)], TODAY, None, None) == (1992, 2031)


def test_the_scale_takes_in_today() -> None:
    assert years_of([date(1992, 5, 1)], [date(1995, 3, 1)], TODAY, None, None) == (1992, 2027)
    assert years_of([date(2040, 5, 1)], [date(2041, 3, 1)], TODAY, None, None)[0] == 2026


def test_a_term_of_99_years_does_not_press_the_others_together() -> None:
    assert years_of([date(2020, 5, 1)], [date(2119, 5, 1)], TODAY, None, None) == (2020, 2036)
    assert years_of([date(1992, 5, 1)], [date(9999, 12, 31)], TODAY, None, None) == (1992, 2060)


def test_the_years_asked_for_are_drawn() -> None:
    assert years_of([date(1992, 5, 1)], [date(2031, 3, 1)], TODAY, 2010, 2015) == (2010, 2015)


def test_a_year_at_the_end_of_all_is_the_last() -> None:
    assert years_of([], [], date(9999, 5, 1), None, None) == (9999, 9999)


@given(DAYS, DAYS, DAYS)
def test_a_stretch_never_runs_backwards(entered: date, ceases: date, today: date) -> None:
    computed = Computed(status="in-force", in_force_from=entered.isoformat(), ceases_on=ceases.isoformat())
    for stretch in lifeline(agreement(), computed, today).stretches:
        assert stretch.until is None or stretch.since < stretch.until
