"""How a rule of repetition reads."""

from datetime import date

import pytest

from mou_cli.agreement.repeat_words import repeat_words
from mou_cli.agreement.repeats import clamped


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;INTERVAL=2", "every 2 years"),
        ("FREQ=YEARLY;COUNT=3", "every year, 3 times"),
        ("FREQ=MONTHLY;COUNT=1", "every month, once"),
        ("FREQ=YEARLY;UNTIL=20300204", "every year, until 4 Feb 2030"),
        ("FREQ=YEARLY;UNTIL=20300204T235959Z", "every year, until 4 Feb 2030"),
        ("FREQ=MONTHLY;BYDAY=1MO", "every month on the first Monday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every week on Monday and Thursday"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "every year on 31 March"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1MO", "every year on the first Monday of March"),
        ("FREQ=YEARLY;BYMONTH=9", "every year in September"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "every 3 months on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15"),
    ],
)
def test_a_plain_rule_reads_as_a_person_says_it(rule: str, words: str) -> None:
    assert repeat_words(rule) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=3,9",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYYEARDAY=100",
        "no rule at all",
    ],
)
def test_a_rule_without_plain_words_stays_as_it_is(rule: str) -> None:
    assert repeat_words(rule) == rule


@pytest.mark.parametrize(
    ("rule", "first", "words"),
    [
        ("FREQ=MONTHLY", date(2026, 1, 31), "every month on the last day"),
        (
            "FREQ=MONTHLY;INTERVAL=3;COUNT=4",
            date(2026, 1, 30),
            "every 3 months on day 30, else on the last day, 4 times",
        ),
        ("FREQ=YEARLY", date(2024, 2, 29), "every year on 29 February, else on the 28th"),
    ],
)
def test_a_rule_from_a_day_that_not_every_month_has_says_which_it_takes(rule: str, first: date, words: str) -> None:
    assert repeat_words(clamped(rule, first)) == words
