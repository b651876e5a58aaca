"""Each computed date with its sum, as a person would write it in a memo."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.explain import AHEAD, Explained, explain
from mou_cli.agreement.moment import Moment
from tests.factories import agreement
from tests.lives import THREE, event, in_force, moment, notice
from tests.test_life_laws import lives, near

START = in_force("1999-04-01")
TACIT = {"duration": "P10Y", "renewal": "tacit", "notice": "P6M"}
EXPRESS = {"duration": "P5Y", "renewal": "express", "period": "P5Y"}
ENDLESS = {"duration": "indefinite", "notice": "P180D"}


def explained(today: str, *events: dict[str, Any], **fields: Any) -> dict[str, Explained]:
    given = {"signed": "1997-05-31", "events": list(events), **fields}
    return {each.name: each for each in explain(agreement(**given), moment(today)) if not each.party}


def through(today: str, *events: dict[str, Any], **fields: Any) -> str:
    return explained(today, *events, **fields)["in_force_through"].sum


def entry(*events: dict[str, Any], **fields: Any) -> str:
    return explained("2016-05-01", *events, **fields)["in_force_from"].sum


# -- terms ------------------------------------------------------------------------------------------------------------


def test_a_memo_on_a_tacit_term() -> None:
    told = explained("2015-01-01", START, term={**TACIT, "notice_opens": "P2Y", "survival": "P1Y"})
    assert [(each.name, each.date, each.sum) for each in told.values()] == [
        ("in_force_from", "1999-04-01", "as recorded"),
        ("in_force_through", "2019-03-31", "in force 1 Apr 1999 + 10 years + 1 renewal of 10 years - 1 day"),
        ("ceases_on", "2019-04-01", "31 Mar 2019 + 1 day"),
        ("notice_opens", "2017-04-01", "1 Apr 2019 - 2 years"),
        ("last_notice_day", "2018-09-30", "31 Mar 2019 - 6 months"),
        ("survival_through", "2020-03-31", "1 Apr 2019 + 1 year - 1 day"),
    ]


def test_renewals_are_in_the_plural() -> None:
    term = {"duration": "P36M", "renewal": "tacit", "period": "P12M"}
    assert (
        through("2006-01-01", START, term=term) == "in force 1 Apr 1999 + 36 months + 4 renewals of 12 months - 1 day"
    )


def test_a_term_from_the_signature_says_so() -> None:
    assert (
        through("1998-01-01", term={"duration": "P5Y", "base": "signature"}) == "signed 31 May 1997 + 5 years - 1 day"
    )


def test_an_extension_is_named_with_its_day() -> None:
    said = through("2004-06-01", START, event("extended", "2004-03-01", adds="P5Y"), term=EXPRESS)
    assert said == "in force 1 Apr 1999 + 5 years + extension of 5 years (1 Mar 2004) - 1 day"


def test_a_late_extension_begins_the_sum() -> None:
    said = through("2004-06-01", START, event("extended", "2004-05-15", adds="P1Y"), term=EXPRESS)
    assert said == "extended 15 May 2004, after its end on 31 Mar 2004, + 1 year - 1 day"


def test_renewals_before_an_extension_stay_in_the_sum() -> None:
    term = {"duration": "P1Y", "renewal": "tacit"}
    said = through("2003-06-01", START, event("extended", "2001-06-01", adds="P3M"), term=term)
    assert said == (
        "in force 1 Apr 1999 + 1 year + 2 renewals of 1 year + extension of 3 months (1 Jun 2001) + 1 renewal of 1 year"
        " - 1 day"
    )


def test_an_end_that_is_stated_needs_no_sum() -> None:
    assert through("2000-01-01", START, term={"until": "2004-12-31"}) == "as stated"


def test_what_runs_from_the_day_after_a_stated_end_says_so() -> None:
    term = {"until": "2004-12-31", "renewal": "tacit", "period": "P5Y"}
    told = through("2012-01-01", START, term=term)
    assert told == "1 Jan 2005, the day after the stated end, + 2 renewals of 5 years - 1 day"


def test_an_extension_of_a_stated_end_runs_from_the_day_after() -> None:
    said = through("2005-01-01", START, event("extended", "2004-12-31", adds="P3M"), term={"until": "2004-12-31"})
    assert said == "1 Jan 2005, the day after the stated end, + extension of 3 months (31 Dec 2004) - 1 day"


def test_an_extension_may_state_the_end() -> None:
    extended = event("extended", "2004-01-01", until="2006-12-31")
    assert through("2005-01-01", START, extended, term=EXPRESS) == "as the extension states"


# -- notices and acts -------------------------------------------------------------------------------------------------


def test_a_notice_from_receipt_is_the_sum() -> None:
    said = through("2020-03-01", START, notice("2020-02-11", "PK"), term=ENDLESS)
    assert said == "notice of PK 11 Feb 2020 + 180 days - 1 day"


def test_a_notice_in_time_is_named_beside_the_period_that_it_ends() -> None:
    said = through("2018-10-01", START, notice("2018-09-24"), term=TACIT)
    assert said.endswith("- 1 day; ends by the notice of KZ 24 Sep 2018")


def test_a_late_notice_says_for_what_it_is_too_late() -> None:
    said = through("2018-11-01", START, notice("2018-10-01"), term=TACIT)
    assert said == (
        "in force 1 Apr 1999 + 10 years + 2 renewals of 10 years - 1 day; ends by the notice of KZ 1 Oct 2018, too late"
        " for 31 Mar 2019"
    )


def test_a_notice_that_would_run_beyond_the_term_says_so() -> None:
    term = {"duration": "P10Y", "notice": "P6M", "notice_rule": "from-receipt"}
    said = through("2009-03-01", START, notice("2009-02-01", party=""), term=term)
    assert said == "in force 1 Apr 1999 + 10 years - 1 day; its term ends before the notice 1 Feb 2009 takes effect"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("first-of-month", "the day before the first of the month after notice of KZ 15 Mar 2024 + 180 days"),
        ("before-year-end", "notice of KZ 15 Mar 2024, 180 days or more before the end of the year"),
    ],
)
def test_the_rules_of_notice_are_told(rule: str, said: str) -> None:
    assert through("2024-04-01", START, notice("2024-03-15"), term={**ENDLESS, "notice_rule": rule}) == said


def test_a_notice_may_state_the_end() -> None:
    said = through("2024-04-01", START, notice("2024-03-15", until="2024-12-31"), term=ENDLESS)
    assert said == "as the notice of KZ 15 Mar 2024 states"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (event("terminated", "2024-03-15"), "the day before it was terminated"),
        (event("superseded", "2024-03-15", by="MOU-2024-0007"), "the day before it was superseded by MOU-2024-0007"),
    ],
)
def test_an_act_is_told(act: dict[str, Any], said: str) -> None:
    assert through("2024-04-01", START, act, term=ENDLESS) == said


def test_the_last_notice_day_of_a_year_is_counted_from_its_end() -> None:
    told = explained(
        "2024-03-01", START, term={"duration": "indefinite", "notice": "P6M", "notice_rule": "before-year-end"}
    )
    assert (told["last_notice_day"].date, told["last_notice_day"].sum) == ("2024-06-30", "31 Dec 2024 - 6 months")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("from-receipt", "no deadline: it ceases 180 days after a notice is received"),
        ("first-of-month", "no deadline: it ceases on the first day of the month after a notice and 180 days"),
    ],
)
def test_a_rule_without_a_deadline_says_what_a_notice_does(rule: str, said: str) -> None:
    told = explained("2024-03-01", START, term={**ENDLESS, "notice_rule": rule})
    assert (told["last_notice_day"].date, told["last_notice_day"].sum) == (None, said)


# -- no end -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"duration": "indefinite"}, "no end: the term is indefinite"),
        ({"notice": "P6M"}, "how long its term lasts is missing"),
        ({"duration": "P5Y", "renewal": "open-ended"}, "without an end since 1 Apr 2004, the end of its first term"),
        ({"duration": "P9999Y"}, "the day on which it ceases lies beyond the year 9999"),
    ],
)
def test_that_there_is_no_end_is_told(term: dict[str, str], said: str) -> None:
    assert through("2024-03-01", START, term=term) == said


def test_what_is_missing_is_told() -> None:
    told = explained("2024-03-01", term={"duration": "P5Y"}, entry_into_force={"mode": "last-notification"})
    assert [(each.date, each.sum) for each in told.values()] == [
        (None, "the notification of KZ and PK is missing"),
        (None, "cannot compute: entry into force is missing"),
    ]


def test_what_was_superseded_before_it_was_in_force_is_told() -> None:
    said = through("2024-03-01", event("superseded", "2024-01-01"), term={"duration": "P5Y"})
    assert said == "superseded before it was in force"


def test_without_a_term_only_the_entry_is_told() -> None:
    assert list(explained("2024-03-01", START)) == ["in_force_from"]


def test_an_impossible_date_is_told_alone() -> None:
    assert [*explained("2024-03-01", in_force("2024-02-30"))] == ["status"]


# -- entry into force -------------------------------------------------------------------------------------------------

BOTH = (event("notified", "2016-01-20", party="KZ"), event("notified", "2016-03-10", party="PK"))
WHO = "(KZ 20 Jan 2016, PK 10 Mar 2016)"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ({"mode": "last-notification"}, f"the last notification {WHO}"),
        ({"mode": "days-after-notification", "days": 30}, f"10 Mar 2016, the last notification, + 30 days {WHO}"),
        ({"mode": "days-after-notification", "days": 1}, f"10 Mar 2016, the last notification, + 1 day {WHO}"),
        ({"mode": "first-of-next-month"}, f"first day of the month after 10 Mar 2016, the last notification {WHO}"),
        ({"mode": "signature"}, "on signature"),
        ({"mode": "fixed-date", "date": "2016-04-01"}, "on the date fixed for it"),
    ],
)
def test_the_way_of_entry_is_told(way: dict[str, Any], said: str) -> None:
    assert entry(*BOTH, entry_into_force=way) == said


def test_whose_act_is_missing_is_told_beside_those_that_are_there() -> None:
    said = entry(event("ratified", "2016-01-20", party="KZ"), entry_into_force={"mode": "ratification"})
    assert said == "the ratification or approval of PK is missing; there are KZ 20 Jan 2016"


def test_as_many_acts_as_are_needed_are_told() -> None:
    acts = [event("ratified", day, party=code) for day, code in (("2016-01-20", "KZ"), ("2016-03-10", "TR"))]
    said = entry(*acts, parties=THREE, entry_into_force={"mode": "ratification", "needs": 2})
    assert said == "the ratification that makes 2 (KZ 20 Jan 2016, TR 10 Mar 2016)"


# -- clauses, partial dates -------------------------------------------------------------------------------------------


def clauses(*sources: dict[str, Any]) -> dict[str, str]:
    told = explained("2015-01-01", START, term={**TACIT, "survival": "P1Y"}, sources=list(sources))
    return {name: each.clause for name, each in told.items() if each.clause}


def test_the_words_of_the_source_stand_beside_what_follows_from_them_once() -> None:
    quote = "ten years, tacit renewal"
    told = clauses({"title": "Treaty, art. 39", "quote": quote, "fields": ["term"]})
    assert told == {"in_force_through": "Treaty, art. 39: “ten years, tacit renewal”"}


def test_each_date_has_the_clause_that_names_its_field() -> None:
    term, duty = {"title": "Art. 39", "fields": ["term.renewal"]}, {"title": "Art. 41", "fields": ["term.survival"]}
    notes = {"title": "Exchange of notes", "fields": ["events[0].date"]}
    assert clauses(term, duty, notes, {"title": "Gazette", "fields": ["title"]}) == {
        "in_force_from": "Exchange of notes",
        "in_force_through": "Art. 39",
        "survival_through": "Art. 41",
    }


def leaving(today: str, *events: dict[str, Any], **fields: Any) -> dict[str, tuple[str | None, str]]:
    given = {"signed": "1997-05-31", "parties": THREE, "events": [START, *events], **fields}
    return {each.party: (each.date, each.sum) for each in explain(agreement(**given), moment(today)) if each.party}


def test_of_many_parties_it_is_told_through_when_it_is_in_force_for_one_that_leaves() -> None:
    told = leaving("2010-01-01", notice("2009-07-10", "TR"), term=ENDLESS)
    assert told == {"TR": ("2010-01-05", "notice of TR 10 Jul 2009 + 180 days - 1 day")}


def test_one_of_many_that_leaves_late_leaves_with_the_next_period() -> None:
    told = leaving("2009-02-01", notice("2008-12-01", "TR"), term=TACIT)
    said = (
        "in force 1 Apr 1999 + 10 years + 1 renewal of 10 years - 1 day; ends by the notice of TR 1 Dec 2008, too late"
    )
    assert told == {"TR": ("2019-03-31", f"{said} for 31 Mar 2009")}


def test_the_last_notice_says_who_is_left() -> None:
    events = notice("2009-07-10", "TR"), notice("2009-08-10", "PK")
    told = through("2010-01-01", START, *events, parties=THREE, term=ENDLESS)
    assert told == "notice of PK 10 Aug 2009 + 180 days - 1 day; then KZ alone remains"
    assert list(leaving("2010-01-01", *events, term=ENDLESS)) == ["TR"]


def test_of_two_parties_none_leaves_the_other_behind() -> None:
    told = explain(
        agreement(signed="1997-05-31", events=[START, notice("2009-07-10")], term=ENDLESS), moment("2010-01-01")
    )
    assert [each.party for each in told] == ["", "", ""]


def test_what_lies_ahead_is_named_with_its_day() -> None:
    events = [in_force("2020-03-01"), notice("2026-11-30"), event("resumed", "2026-12")]
    told = explain(agreement(signed="2020-01-15", events=events), moment("2026-11-21"))
    assert [(each.date, each.sum) for each in told if each.name == "ahead"] == [
        ("2026-11-30", "notice given by KZ: it counts from that day on"),
        ("2026-12", "resumed: it counts from that day on"),
    ]


def test_what_has_come_or_was_not_known_does_not_lie_ahead() -> None:
    made = agreement(signed="2020-01-15", events=[in_force("2027-03-01"), notice("2026-11-21"), notice("2027-01-01")])
    assert not [each for each in explain(made, moment("2026-11-21", "2026-11-21")) if each.name == "ahead"]


def test_a_partial_date_is_an_interval_in_the_sum() -> None:
    told = explained("1994-01-01", in_force("1992-02"), signed="1991", term={"duration": "P5Y"})["in_force_through"]
    assert (told.date, told.sum) == ("1997-01-31/1997-02-27", "in force 1-29 Feb 1992 + 5 years - 1 day")


def test_two_readings_that_differ_in_renewals_are_told_both() -> None:
    term = {"duration": "P5Y", "renewal": "tacit"}
    assert through("1997-02-15", in_force("1992-02"), signed="1991", term=term) == (
        "at the earliest in force 1 Feb 1992 + 5 years + 1 renewal of 5 years - 1 day;"
        " at the latest in force 29 Feb 1992 + 5 years - 1 day"
    )


@given(lives, near)
def test_what_is_explained_is_what_is_computed(life: dict[str, Any], today: str) -> None:
    made, when = agreement(**life), Moment(date.fromisoformat(today))
    computed = compute(made, when)
    told = explain(made, when)
    assert {each.name: each.date for each in told if each.date and not each.party and each.name != AHEAD} == {
        name: day
        for name in (
            "in_force_from",
            "in_force_through",
            "ceases_on",
            "notice_opens",
            "last_notice_day",
            "survival_through",
        )
        if (day := getattr(computed, name)) is not None
    }
    assert all(each.sum for each in told)
