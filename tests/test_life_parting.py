"""A party that leaves an agreement of three or more, which goes on for the others."""

from typing import Any

from hypothesis import given

from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.parting import Parting, partings
from tests.factories import agreement
from tests.lives import THREE, event, in_force, moment, notice
from tests.test_life_laws import lives, near

START = in_force("2020-03-01")
ROLLING = {"duration": "P5Y", "renewal": "tacit", "notice": "P2M"}
STATED = notice("2026-11-22", "TR", until="2026-12-31")


def leaving(today: str, *events: dict[str, Any], known_at: str | None = None, **more: Any) -> tuple[Parting, ...]:
    given = {"signed": "2020-01-15", "parties": THREE, "term": ROLLING, "events": [START, *events], **more}
    return partings(agreement(**given), moment(today, known_at))


def only(today: str, *events: dict[str, Any], **more: Any) -> Parting:
    (found,) = leaving(today, *events, **more)
    return found


def test_a_notice_says_through_when_it_is_in_force_for_its_giver() -> None:
    assert only("2026-11-22", STATED) == Parting("TR", "2026-12-31", "2027-01-01", False)


def test_from_the_day_after_its_last_day_it_has_left() -> None:
    assert not only("2026-12-31", STATED).gone
    assert only("2027-01-01", STATED).gone


def test_a_notice_follows_the_rule_of_the_term_and_may_come_late_for_a_period() -> None:
    assert only("2024-12-01", notice("2024-12-01", "TR")).through == "2025-02-28"
    assert only("2025-02-01", notice("2025-02-01", "TR")).through == "2030-02-28"


def test_a_termination_by_one_of_many_is_its_departure() -> None:
    assert only("2026-11-22", event("terminated", "2024-05-01", party="TR")) == Parting(
        "TR", "2024-04-30", "2024-05-01", True
    )


def test_a_termination_on_an_unknown_day_has_taken_effect() -> None:
    assert only("2026-11-22", event("terminated", party="TR")) == Parting("TR", None, None, True)


def test_a_notice_that_was_withdrawn_or_lies_ahead_lets_nobody_leave() -> None:
    assert leaving("2026-12-01", STATED, event("notice-withdrawn", "2026-11-25", party="TR")) == ()
    assert leaving("2026-11-21", STATED) == ()


def test_what_was_not_known_then_lets_nobody_leave() -> None:
    assert leaving("2026-12-01", STATED, known_at="2026-11-21") == ()


def test_of_two_parties_none_leaves_alone() -> None:
    assert leaving("2026-12-01", STATED, parties=THREE[1:]) == ()


def test_who_leaves_when_it_ends_for_all_does_not_leave_alone() -> None:
    both = [STATED, notice("2026-11-22", "KZ", until="2026-12-31")]
    assert [each.party for each in leaving("2026-12-01", *both)] == []
    assert leaving("2022-01-01", notice("2022-01-01", "TR"), term={**ROLLING, "renewal": "none"}) == ()


def test_who_left_before_it_ended_for_all_left_alone() -> None:
    later = notice("2027-02-01", "KZ", until="2027-12-31")
    assert [(each.party, each.through) for each in leaving("2027-03-01", STATED, later)] == [("TR", "2026-12-31")]


def test_a_month_alone_leaves_the_day_open() -> None:
    parted = only("2026-11-22", event("terminated", "2026-10", party="TR"))
    assert (parted.through, parted.ceases) == ("2026-09-30/2026-10-30", "2026-10-01/2026-10-31")


def test_an_impossible_date_lets_nobody_leave() -> None:
    assert leaving("2026-12-01", STATED, event("amended", "2021-02-30")) == ()


@given(lives, near)
def test_who_leaves_alone_leaves_before_it_ends_for_all(life: dict[str, Any], today: str) -> None:
    made = agreement(**{**life, "parties": THREE})
    found = partings(made, moment(today))
    assert {each.party for each in found} <= {"KZ", "PK", "TR"}
    ceases = compute(made, moment(today))
    if ceases.status in ("ending", "terminated") and ceases.ceases_on and "/" not in ceases.ceases_on:
        assert all(each.ceases is None or each.ceases[:10] < ceases.ceases_on for each in found)
