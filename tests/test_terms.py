"""Terms of treaties that exist, reckoned to the day: the facts in our own words, each with its source's address."""

from typing import Any

import pytest

from tests.lives import computed, event, in_force, notice

TEN_YEARS = {"duration": "P10Y", "renewal": "tacit", "period": "P10Y", "notice": "P6M"}
YEAR_BY_YEAR = {"duration": "P1Y", "renewal": "tacit", "period": "P1Y", "notice": "P90D"}


# Russia and Ukraine, treaty of friendship: in force on 1 April 1999, ten years, renewed by ten unless notice six months
# before. Ukraine's note reached Moscow on 24 September 2018. https://en.interfax.com.ua/news/general/577390.html
# https://opinionua.com/en/2018/09/25/russia-received-a-note-from-kiev/
FRIENDSHIP: dict[str, Any] = {"parties": [{"code": "RU"}, {"code": "UA"}], "term": TEN_YEARS}


def test_a_treaty_of_friendship_rolls_on_for_ten_years() -> None:
    found = computed("2015-01-01", in_force("1999-04-01"), **FRIENDSHIP)
    assert (found.in_force_through, found.ceases_on, found.renewals) == ("2019-03-31", "2019-04-01", 1)


def test_the_last_notice_day_of_a_treaty_of_friendship_stays_shown_when_it_has_passed() -> None:
    assert computed("2018-12-01", in_force("1999-04-01"), **FRIENDSHIP).last_notice_day == "2018-09-30"


@pytest.mark.parametrize(
    ("today", "status"), [("2018-09-23", "in-force"), ("2018-09-24", "ending"), ("2019-04-01", "terminated")]
)
def test_a_note_in_time_ends_the_treaty_of_friendship_with_its_period(today: str, status: str) -> None:
    note = notice("2018-09-24", "UA")
    assert computed(today, in_force("1999-04-01"), note, **FRIENDSHIP).status == status


# Japan and Korea on military information: in force on 23 November 2016, a year at a time, notice 90 days before. Seoul
# gave notice on 23 August 2019 and suspended it on 22 November, hours before the end.
# http://english.hani.co.kr/arti/english_edition/e_national/959124.html
GSOMIA: dict[str, Any] = {"parties": [{"code": "JP"}, {"code": "KR"}], "term": YEAR_BY_YEAR}


def test_a_notice_of_ninety_days_is_counted_in_days() -> None:
    assert computed("2019-07-01", in_force("2016-11-23"), **GSOMIA).last_notice_day == "2019-08-24"


@pytest.mark.parametrize(("today", "ceases"), [("2019-11-21", "2019-11-23"), ("2019-11-22", "2019-11-23")])
def test_a_notice_in_time_ends_the_year(today: str, ceases: str) -> None:
    assert computed(today, in_force("2016-11-23"), notice("2019-08-23", "KR"), **GSOMIA).ceases_on == ceases


def test_a_notice_taken_back_on_the_last_day_lets_the_year_roll_on() -> None:
    events = (in_force("2016-11-23"), notice("2019-08-23", "KR"), event("notice-withdrawn", "2019-11-22", party="KR"))
    found = computed("2019-11-23", *events, **GSOMIA)
    assert (found.status, found.in_force_through, found.renewals) == ("in-force", "2020-11-22", 3)


def test_a_notice_a_day_late_ends_the_year_after() -> None:
    found = computed("2019-12-01", in_force("2016-11-23"), notice("2019-08-25", "KR"), **GSOMIA)
    assert (found.status, found.ceases_on, found.last_notice_day) == ("ending", "2020-11-23", "2020-08-24")


# India and Pakistan on the Kartarpur corridor: signed and in force on 24 October 2019, five years; on 22 October 2024
# extended by five. https://www.hindustantimes.com/india-news/good-news-for-sikh-pilgrims-as-india-pak-extend-kartarpur-sahib-agreement-by-5-years-101729615085354.html
CORRIDOR: dict[str, Any] = {"term": {"duration": "P5Y", "renewal": "express", "period": "P5Y"}}


@pytest.mark.parametrize(("today", "through"), [("2024-10-21", "2024-10-23"), ("2024-10-22", "2029-10-23")])
def test_an_extension_before_the_end_adds_to_the_term(today: str, through: str) -> None:
    extended = event("extended", "2024-10-22", adds="P5Y")
    assert computed(today, in_force("2019-10-24"), extended, **CORRIDOR).in_force_through == through


# Afghanistan and Pakistan on transit trade: it ran out on 10 February 2021; three months more were agreed about 1 April
# with effect from 11 February, six more on 8 July with effect from 11 May.
# https://dawn.com/news/1634025/afghan-transit-trade-pact-extended-for-six-months
TRANSIT: dict[str, Any] = {"term": {"until": "2021-02-10", "renewal": "express"}}
LATE = (
    in_force("2011-06-12"),
    event("extended", "2021-02-11", known="2021-04-01", adds="P3M"),
    event("extended", "2021-05-11", known="2021-07-08", adds="P6M"),
)


def test_extensions_are_counted_from_the_day_after_the_stated_end() -> None:
    found = computed("2021-08-01", *LATE, **TRANSIT)
    assert (found.in_force_through, found.renewals) == ("2021-11-10", 2)


@pytest.mark.parametrize(
    ("today", "known_at", "status"),
    [
        ("2021-03-01", "2021-03-01", "expired"),
        ("2021-03-01", None, "in-force"),
        ("2021-06-01", "2021-06-01", "expired"),
        ("2021-06-01", "2021-08-01", "in-force"),
        ("2021-11-11", None, "expired"),
    ],
)
def test_a_retroactive_extension_is_true_of_a_day_and_was_not_known_on_it(
    today: str, known_at: str | None, status: str
) -> None:
    assert computed(today, *LATE, known_at=known_at, **TRANSIT).status == status


# The United States and the Philippines on visiting forces: in force on 27 May 1999, no end, 180 days from notice.
# Manila gave notice on 11 February 2020, let the clock stand from 1 June, and took its letter back on 30 July 2021.
# https://filipinotimes.net/latest-news/2021/07/30/duterte-retracts-order-to-terminate-visiting-forces-agreement/
FORCES: dict[str, Any] = {
    "parties": [{"code": "US"}, {"code": "PH"}],
    "term": {"duration": "indefinite", "notice": "P180D", "notice_rule": "from-receipt"},
}
LETTER = (in_force("1999-05-27"), notice("2020-02-11", "PH"))


def test_an_agreement_without_an_end_has_no_deadline() -> None:
    found = computed("2019-01-01", in_force("1999-05-27"), **FORCES)
    assert (found.ceases_on, found.last_notice_day, found.next_deadline, found.missing) == (None, None, None, ())


@pytest.mark.parametrize(("today", "status"), [("2020-08-08", "ending"), ("2020-08-09", "terminated")])
def test_a_notice_from_receipt_is_counted_from_its_day(today: str, status: str) -> None:
    found = computed(today, *LETTER, **FORCES)
    assert (found.status, found.in_force_through, found.ceases_on) == (status, "2020-08-08", "2020-08-09")


def test_a_letter_that_is_taken_back_never_was() -> None:
    back = event("notice-withdrawn", "2020-06-01", party="PH")
    assert computed("2021-08-01", *LETTER, back, **FORCES) == computed("2021-08-01", LETTER[0], **FORCES)


def test_a_letter_may_be_taken_back_late() -> None:
    back = event("notice-withdrawn", "2021-07-30", party="PH")
    found = [computed(day, *LETTER, back, **FORCES).status for day in ("2021-07-29", "2021-07-30")]
    assert found == ["terminated", "in-force"]


# China and Russia, treaty of 16 July 2001: twenty years, then five at a time; in force on 28 February 2002.
# https://tass.com/politics/1268537
@pytest.mark.parametrize(
    ("base", "today", "ceases"),
    [
        ("in-force", "2021-06-01", "2022-02-28"),
        ("in-force", "2023-01-01", "2027-02-28"),
        ("signature", "2021-06-01", "2021-07-16"),
        ("signature", "2021-07-16", "2026-07-16"),
    ],
)
def test_a_term_is_counted_from_its_base(base: str, today: str, ceases: str) -> None:
    term = {"duration": "P20Y", "base": base, "renewal": "tacit", "period": "P5Y"}
    assert computed(today, in_force("2002-02-28"), signed="2001-07-16", term=term).ceases_on == ceases


# Bangladesh and India on the Ganges: thirty years from its signature on 12 December 1996, renewed by mutual consent.
# https://www.htsyndication.com/the-new-nation/article/shifting-geopolitics-put-ganges-water-deal-at-risk/92068157
def test_a_renewal_that_must_be_agreed_is_the_next_deadline() -> None:
    found = computed("2026-02-04", in_force("1996-12-12"), term={"duration": "P30Y", "renewal": "express"})
    assert found.next_deadline is not None
    assert (found.next_deadline.date, found.next_deadline.kind) == ("2026-12-11", "renewal")


# The European Union and Morocco on fisheries: a protocol of four years from 15 July 2014; the agreement went on.
# https://eur-lex.europa.eu/legal-content/EN/TXT/HTML/?uri=CELEX%3A52018PC0677
@pytest.mark.parametrize(("today", "status"), [("2018-07-14", "in-force"), ("2018-07-15", "expired")])
def test_a_protocol_expires_with_its_term(today: str, status: str) -> None:
    assert computed(today, in_force("2014-07-15"), term={"duration": "P4Y"}).status == status


# Austria's treaty no. 20009864: in force on the first day of the month after the last notification.
# https://gesetzefinden.at/bundesrecht/vertraege/20009864/art-14
NEXT_MONTH: dict[str, Any] = {
    "signed": "2015-11-01",
    "parties": [{"code": "AT"}, {"code": "DE"}],
    "entry_into_force": {"mode": "first-of-next-month"},
    "term": {"duration": "P5Y", "renewal": "tacit", "period": "P2Y"},
}
NOTIFIED = (event("notified", "2016-01-20", party="AT"), event("notified", "2016-03-10", party="DE"))


def test_the_month_after_the_last_notification_begins_the_term() -> None:
    found = computed("2016-03-20", *NOTIFIED, **NEXT_MONTH)
    assert (found.status, found.in_force_from, found.in_force_through) == ("signed", "2016-04-01", "2021-03-31")


def test_a_first_term_and_its_renewals_may_differ() -> None:
    assert computed("2022-01-01", *NOTIFIED, **NEXT_MONTH).in_force_through == "2023-03-31"


def test_one_notification_is_not_enough() -> None:
    found = computed("2016-05-01", NOTIFIED[0], **NEXT_MONTH)
    assert (found.status, found.missing[0]) == ("signed", "the notification of DE is missing")


# India and Mongolia on renewable energy: signed on 17 May 2015 and in force at once, for five years; India's cabinet
# approved it in August. https://indianemployees.com/cabinet-decision/details/memorandum-of-understanding-between-india-and-mongolia-to-establish-basis-for-cooperative-institutional-relationship-to-encourage
def test_an_approval_later_does_not_move_an_entry_on_signature() -> None:
    signed: dict[str, Any] = {
        "signed": "2015-05-17",
        "entry_into_force": {"mode": "signature"},
        "term": {"duration": "P5Y"},
    }
    found = computed("2016-01-01", event("approved", "2015-08-12", party="PK"), **signed)
    assert (found.in_force_from, found.in_force_through) == ("2015-05-17", "2020-05-16")


# A contract of 36 months renewed by 12: other software answered 2026. https://github.com/glpi-project/glpi/issues/15893
@pytest.mark.parametrize(("today", "ceases"), [("2022-01-01", "2023-08-01"), ("2023-10-31", "2024-08-01")])
def test_thirty_six_months_and_twelve_are_four_years(today: str, ceases: str) -> None:
    term = {"duration": "P36M", "renewal": "tacit", "period": "P12M", "notice": "P3M"}
    assert computed(today, in_force("2020-08-01"), term=term).ceases_on == ceases


# The United States and Russia on strategic arms: in force on 5 February 2011 for ten years; on 3 February 2021 it was
# extended to 5 February 2026. https://asil.org/print/ILIB/us-extends-new-start-treaty-russia-five-years
def test_an_extension_two_days_before_the_end_makes_fifteen_years() -> None:
    term = {"duration": "P10Y", "renewal": "express", "period": "P5Y", "max_renewals": 1}
    found = computed("2021-02-05", in_force("2011-02-05"), event("extended", "2021-02-03", adds="P5Y"), term=term)
    assert (found.status, found.ceases_on) == ("in-force", "2026-02-05")


# Open skies: in force on 1 January 2002; Washington gave six months' notice on 22 May 2020 and was out on 22 November;
# the others went on. https://www.aviation24.be/airlines/united-states-formally-withdraws-from-treaty-on-open-skies/
def test_one_of_many_leaves_and_the_others_go_on() -> None:
    parties = [{"code": code} for code in ("US", "CA", "DE", "FR")]
    term = {"duration": "indefinite", "notice": "P6M"}
    found = computed("2020-11-23", in_force("2002-01-01"), notice("2020-05-22", "US"), parties=parties, term=term)
    assert (found.status, found.ceases_on) == ("in-force", None)


# Switzerland on social security: no end, but for the end of a calendar year with six months' notice.
# https://droit-bilingue.ch/de-fr/0.8/0.83/0.831.109.520.1-42-45.html
YEAR_END = {"duration": "indefinite", "notice": "P6M", "notice_rule": "before-year-end"}


@pytest.mark.parametrize(
    ("today", "last"), [("2024-06-30", "2024-06-30"), ("2024-07-01", "2025-06-30"), ("2024-01-01", "2024-06-30")]
)
def test_the_last_notice_day_before_the_end_of_a_year_is_the_next_one(today: str, last: str) -> None:
    found = computed(today, in_force("1990-05-01"), term=YEAR_END)
    assert (found.last_notice_day, found.ceases_on) == (last, None)


@pytest.mark.parametrize(("given", "ceases"), [("2024-06-30", "2025-01-01"), ("2024-07-01", "2026-01-01")])
def test_a_notice_before_the_end_of_a_year_ends_a_year(given: str, ceases: str) -> None:
    found = computed("2024-07-02", in_force("1990-05-01"), notice(given), term=YEAR_END)
    assert (found.status, found.ceases_on) == ("ending", ceases)


# Another of its treaties: twelve months to the end of a calendar year.
# https://www.droit-bilingue.ch/de-it/0.8/0.83/0.831.109.423.1-20-23.html
def test_twelve_months_before_the_end_of_a_year_is_the_last_day_of_the_year_before() -> None:
    found = computed("2024-03-01", in_force("1990-05-01"), term={**YEAR_END, "notice": "P12M"})
    assert found.last_notice_day == "2024-12-31"


# A third: in force until the last day of the twelfth month after that of the notice.
# https://droit-bilingue.ch/de-it/0.8/0.83/0.831.109.198.1-titV-35-36.html
FIRST_OF_MONTH = {"duration": "indefinite", "notice": "P12M", "notice_rule": "first-of-month"}


@pytest.mark.parametrize(("given", "through"), [("2024-03-15", "2025-03-31"), ("2024-03-31", "2025-03-31")])
def test_a_notice_runs_to_the_last_day_of_a_month(given: str, through: str) -> None:
    assert (
        computed("2024-04-01", in_force("2015-01-01"), notice(given), term=FIRST_OF_MONTH).in_force_through == through
    )


# It ends on the first day of the seventh month after the notice was received.
# https://lawinsider.com/clause/duration-and-denunciation
@pytest.mark.parametrize(
    ("given", "ceases"), [("2024-03-15", "2024-10-01"), ("2024-06-01", "2025-01-01"), ("2024-08-31", "2025-03-01")]
)
def test_the_first_of_a_month_is_strictly_after_the_notice_has_run(given: str, ceases: str) -> None:
    term = {**FIRST_OF_MONTH, "notice": "P6M"}
    assert computed("2024-09-01", in_force("2015-01-01"), notice(given), term=term).ceases_on == ceases


# Twenty years and twenty more, notice a year before; what was invested before is protected for twenty years after.
# https://lawinsider.com/clause/duration-and-denunciation
def test_a_treaty_on_investment_protects_for_twenty_years_after_its_end() -> None:
    term = {"duration": "P20Y", "renewal": "tacit", "notice": "P1Y", "survival": "P20Y"}
    found = computed("2018-02-01", in_force("1999-03-01"), notice("2018-01-15"), term=term)
    assert (found.ceases_on, found.last_notice_day) == ("2019-03-01", "2018-02-28")
    assert found.survival_through == "2039-02-28"


# Year by year, three months' notice. https://droit-bilingue.ch/de-fr/0.8/0.83/0.831.109.690.1-32-35.html
def test_a_renewal_of_a_year_has_its_own_last_notice_day_each_year() -> None:
    term = {"duration": "P1Y", "renewal": "tacit", "notice": "P3M"}
    found = computed("2024-12-01", in_force("1960-01-01"), term=term)
    assert (found.last_notice_day, found.renewals) == ("2024-09-30", 64)


# From the end of May, six months end in November, which is shorter. https://github.com/glpi-project/glpi/pull/24274
def test_months_stop_at_the_last_day_of_a_month() -> None:
    found = computed("2025-07-01", in_force("2025-05-31"), term={"duration": "P6M"})
    assert (found.in_force_through, found.ceases_on) == ("2025-11-29", "2025-11-30")


# A treaty whose notifications are not known in a collection of them: nothing is guessed.
# https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/0EGYWY
def test_without_an_entry_into_force_nothing_is_computed_and_that_is_said() -> None:
    way: dict[str, Any] = {"entry_into_force": {"mode": "last-notification"}, "term": {"duration": "P5Y"}}
    found = computed("2016-01-01", **way)
    assert (found.in_force_through, found.ceases_on, found.last_notice_day) == (None, None, None)
    assert found.missing == ("the notification of KZ and PK is missing", "cannot compute: entry into force is missing")


# Kazakhstan and Pakistan on road transport: signed on 12 March 1995, in force three years later.
# https://adilet.zan.kz/rus/docs/U950002658_/compare
@pytest.mark.parametrize(("today", "status"), [("1998-03-08", "signed"), ("1998-03-09", "in-force")])
def test_signed_is_not_in_force(today: str, status: str) -> None:
    assert computed(today, in_force("1998-03-09"), signed="1995-03-12").status == status
