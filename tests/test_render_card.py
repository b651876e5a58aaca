"""The card of `mou show`, for three widths and for a pipe."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.agreement.life.computed import Computed, NextDeadline, compute
from mou_cli.agreement.life.parting import partings
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.render.agreement_card import agreement_card
from mou_cli.render.card_text import card_text, cards_text
from mou_cli.render.occasion_card import Signed, occasion_card
from mou_cli.render.widths import width
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, registered
from tests.render_examples import FULL, HOSTILE, OCCASION, register

AT_OCCASION = [Signed(8, FULL["title"], "signed"), Signed(9, "Maritime affairs", "in-force")]


def card(each: Registered, room: int | None = None, *, colour: bool = False, **more: Any) -> str:
    made = agreement_card(each, compute(each.agreement, MOMENT), Sectors(), **more)
    return card_text(made, room=room, colour=colour)


def full(room: int | None) -> str:
    titles = {"MOU-2026-0001": "Joint Declaration on Strategic Partnership"}
    return card(register()[7], room, occasion="State visit", titles=titles, warnings=["signed after it was in force"])


def shown(room: int | None = None, **given: Any) -> str:
    return card(registered(**given), room)


@pytest.mark.parametrize("room", [60, 100, 200])
def test_card(room: int, snapshot: SnapshotAssertion) -> None:
    assert full(room) == snapshot


def test_piped_card(snapshot: SnapshotAssertion) -> None:
    assert full(None) == snapshot


@pytest.mark.parametrize("room", [60, 100, 200])
def test_occasion(room: int, snapshot: SnapshotAssertion) -> None:
    assert card_text(occasion_card(1, OCCASION, AT_OCCASION), room=room) == snapshot


def test_piped_card_says_what_the_drawn_one_says() -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char not in " \n─()·")

    assert letters(full(100)) == letters(full(None))


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("room", [30, 60, 100])
def test_no_line_is_wider_than_the_terminal(number: int, room: int) -> None:
    assert max(map(width, card(register()[number], room).splitlines())) <= room


def test_only_what_is_there_is_shown() -> None:
    assert shown(ref=None, type=None, parties=None, sectors=None, signed=None).splitlines() == [
        "Memorandum on cooperation in railway transport",
        "No 1 · draft",
        "Not known     entry into force is missing",
    ]


@pytest.mark.parametrize("room", [None, 60])
def test_hostile_text_steers_nothing(room: int | None) -> None:
    text = card(Registered.of(1, {"title": HOSTILE, "place": HOSTILE, "notes": HOSTILE, "own\x1b": HOSTILE}), room)
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(text)


def test_markup_in_a_title_is_text_on_a_colour_terminal() -> None:
    each = registered(title="Accord [red]ferroviaire[/red] :bug:")
    assert "Accord [red]ferroviaire[/red] :bug:" in card(each, 60, colour=True)


def test_the_badge_has_the_colour_of_the_status() -> None:
    assert "\x1b[7;36m signed \x1b[0m" in card(registered(), 100, colour=True)


def test_ends_of_lines_in_notes_stay() -> None:
    assert "Notes         one\n              two" in shown(notes="one\ntwo")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ({"duration": "P5Y", "renewal": "tacit"}, "5 years, renewed tacitly for 5 years"),
        ({"duration": "P5Y", "renewal": "tacit", "max_renewals": 1}, "5 years, renewed tacitly for 5 years, once"),
        ({"duration": "P5Y", "renewal": "open-ended"}, "5 years, then without an end"),
        ({"duration": "P5Y", "notice": "P6M"}, "5 years; notice 6 months"),
        ({"notice": "P6M", "notice_rule": "from-receipt"}, "notice 6 months from its receipt"),
        ({"duration": "indefinite", "renewal": "tacit"}, "indefinite, renewed tacitly"),
        ({"duration": "P3Y", "base": "signature"}, "3 years from the signature"),
        ({"renewal": "express", "period": "P1Y"}, "renewed only by express agreement for 1 year"),
        ({"until": "2029-12-31", "renewal": "none"}, "until 31 Dec 2029, not renewed"),
        ({"duration": "for ever"}, "for ever"),
    ],
)
def test_a_term_reads_as_words(term: dict[str, Any], words: str) -> None:
    assert f"Term          {words}\n" in shown(term=term)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_000_000_000, "1 billion USD"),
        (312_500_000, "312.5 million USD"),
        (12_345_678, "12,345,678 USD"),
        (0.5, "0.5 USD"),
        (1e30, "1e+30 USD"),
        (10**18, "1,000,000,000,000,000,000 USD"),
    ],
)
def test_a_number_reads_as_people_say_it(value: float, words: str) -> None:
    assert f"trade: {words}\n" in shown(targets=[{"metric": "trade", "unit": "USD", "value": value}])


def test_contradicting_deadlines_stand_one_under_the_other() -> None:
    by = [{"date": "2027-02", "source": {"publisher": "Gazette"}}, {"date": "2028-02"}]
    text = shown(targets=[{"metric": "trade", "by": by}])
    assert "by Feb 2027  (Gazette)" in text
    assert "by Feb 2028\n" in text
    assert "the deadlines contradict each other" in text


def test_deadlines_that_agree_contradict_nothing() -> None:
    assert "contradict" not in shown(targets=[{"metric": "trade", "by": ["2027-02", "2027-02"]}])


def test_events_stand_in_the_order_of_their_days() -> None:
    events = [{"kind": "ratified"}, {"kind": "notified", "date": "2027"}, {"kind": "approved", "date": "2026"}]
    lines = shown(events=events).splitlines()
    assert [line.split()[-1] for line in lines[-3:]] == ["approved", "notified", "ratified"]


def test_what_cannot_be_computed_says_why() -> None:
    made = agreement_card(registered(), Computed(status="signed", missing=("entry into force is missing",)), Sectors())
    assert "Not known     entry into force is missing" in card_text(made)


def test_dates_in_force() -> None:
    computed = Computed(
        status="in-force", in_force_from="1999-04-01", in_force_through="2029-03-31", ceases_on="2029-04-01",
        renewals=2, last_notice_day="2028-09-30",
    )  # fmt: skip
    text = card_text(agreement_card(registered(), computed, Sectors()))
    assert "In force      from 1 Apr 1999 through 31 Mar 2029  (ceases on 1 Apr 2029 · renewed twice)" in text
    assert "Notice by     30 Sep 2028" in text


def noticed(**given: Any) -> str:
    computed = Computed(**{"status": "in-force", "last_notice_day": "2018-09-30", **given})
    card = card_text(agreement_card(registered(), computed, Sectors()))
    return next(line.removeprefix("Notice by").strip() for line in card.splitlines() if line.startswith("Notice by"))


def test_a_last_notice_day_that_has_passed_says_which_is_the_next() -> None:
    following = NextDeadline(date="2028-09-30", kind="last-notice-day")
    assert noticed(next_deadline=following) == "30 Sep 2018  (passed; the next is 30 Sep 2028)"
    opening = NextDeadline(date="2027-04-01", kind="notice-opens")
    assert noticed(next_deadline=opening) == "30 Sep 2018  (passed; the next window opens 1 Apr 2027)"


def test_a_last_notice_day_ahead_says_from_when_notice_may_be_given() -> None:
    ahead = NextDeadline(date="2018-09-30", kind="last-notice-day")
    assert noticed(next_deadline=ahead, notice_opens="2017-04-01") == "30 Sep 2018  (from 1 Apr 2017)"
    assert noticed(next_deadline=ahead) == "30 Sep 2018"


def test_under_notice_the_last_day_for_it_says_so() -> None:
    ends = NextDeadline(date="2019-04-01", kind="ends")
    assert noticed(status="ending", next_deadline=ends) == "30 Sep 2018  (notice has been given)"


def test_what_is_over_ceased() -> None:
    over = Computed(status="expired", in_force_from="2000-01-01", in_force_through="2009-12-31", ceases_on="2010-01-01")
    card = card_text(agreement_card(registered(), over, Sectors()))
    assert "from 1 Jan 2000 through 31 Dec 2009  (ceased on 1 Jan 2010)" in card


def test_an_extension_is_told_in_words() -> None:
    assert "extended · adds 5 years" in shown(events=[{"kind": "extended", "date": "2020-01-01", "adds": "P5Y"}])


def test_where_some_acts_suffice_the_card_says_how_many() -> None:
    assert "Enters        when 2 have ratified" in shown(entry_into_force={"mode": "ratification", "needs": 2})
    days = {"mode": "days-after-notification", "days": 30, "needs": 3}
    assert "Enters        30 days after 3 have notified" in shown(entry_into_force=days)


def test_what_is_grey_in_colour_stands_in_brackets_without() -> None:
    made = agreement_card(registered(), Computed(status="signed"), Sectors())
    assert "Kazakhstan  (KZ" in card_text(made, room=100)
    assert "(KZ" not in card_text(made, room=100, colour=True)


def test_unknown_fields_are_shown() -> None:
    assert 'shelf  {"row":4}' in full(None)


def test_counts_that_disagree_are_named() -> None:
    assert "the sources disagree" in card_text(occasion_card(1, OCCASION))


def test_several_cards_stand_apart() -> None:
    made = agreement_card(registered(), Computed(status="signed"), Sectors())
    assert cards_text([made, made]) == card_text(made) + "\n" + card_text(made)


def parties_of(today: str) -> list[str]:
    events = [
        {"kind": "in-force", "date": "2022-03-01"},
        {"kind": "notice-given", "date": "2026-11-20", "party": "PK", "until": "2026-12-31"},
    ]
    each = registered(parties=[{"code": "KZ"}, {"code": "PK"}, {"code": "TR"}], events=events)
    moment = Moment(date.fromisoformat(today))
    computed = compute(each.agreement, moment)
    made = agreement_card(each, computed, Sectors(), leaving=partings(each.agreement, moment))
    return [line.strip() for line in card_text(made).split("Parties")[1].split("Sectors")[0].splitlines()]


def test_a_party_that_leaves_is_marked_with_its_last_day() -> None:
    left = "in force for it through 31 Dec 2026"
    assert parties_of("2026-11-21") == ["Kazakhstan  (KZ)", "Pakistan  (PK)", f"leaves: {left}", "Türkiye  (TR)"]
    assert f"left: {left}" in parties_of("2027-01-01")


def promised(**given: str) -> str:
    each = registered(commitments=[{"id": 1, "text": "A report", "status": "open", **given}])
    made = agreement_card(each, compute(each.agreement, MOMENT), Sectors(), today=MOMENT.today)
    return card_text(made).rsplit("A report", 1)[1].strip()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"due": "2027-01-31", "done": "2026-11-22"}, "open · due 31 Jan 2027 · last done 22 Nov 2026 · every month"),
        ({"due": "2026-05-30"}, "open · due 30 May 2026 · overdue 175 d · every month"),
        ({"due": "2026-11-21"}, "open · due 21 Nov 2026 · every month"),
        ({"due": "2026-11-10", "done": "2026-11-10"}, "open · due 10 Dec 2026 · last done 10 Nov 2026 · every month"),
        ({"due": "2026-11-10", "done": "2026-11-10", "status": "done"}, "done 10 Nov 2026 · every month"),
    ],
)
def test_what_repeats_says_when_it_is_due_next(given: dict[str, str], said: str) -> None:
    assert promised(**given, repeats="FREQ=MONTHLY") == said


def test_what_was_not_kept_in_time_says_how_late_it_is() -> None:
    assert promised(due="2026-05-30") == "open · due 30 May 2026 · overdue 175 d"


def test_an_occasion_says_likewise_when_a_promise_is_due() -> None:
    commitment = {"id": 1, "text": "A meeting", "status": "open", "due": "2026-01-31", "repeats": "FREQ=YEARLY"}
    text = card_text(occasion_card(1, {"name": "State visit", "commitments": [commitment]}, today=MOMENT.today))
    assert "open · due 31 Jan 2026 · overdue 294 d · every year" in text
