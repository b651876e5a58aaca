"""Days that are said from today: `today`, `in 6 months`, `2 weeks ago`, `через 6 месяцев`."""

from datetime import date

from mou_cli.agreement.dates.durations import add, parse_duration, split_duration
from mou_cli.errors import Usage

_NAMED = {
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "вчера": -1,
    "сегодня": 0,
    "завтра": 1,
    "кеше": -1,
    "бүгін": 0,
    "ертең": 1,
    "آج": 0,
}
_AHEAD = ("in ", "через ")
_AHEAD_AFTER = (" from now", " from today")
_BACK_AFTER = (" ago", " назад", " бұрын", " پہلے")


def relative_day(words: str, today: date) -> date | None:
    """Return the day that `words` (folded, see time_words.plain) says from `today`, None where it says none so.

    Raises Usage where the day lies beyond the years 1 to 9999.
    """
    if words in _NAMED:
        return _moved(words, today, 0, _NAMED[words])
    for prefix in _AHEAD:
        if words.startswith(prefix):
            return _away(words, words.removeprefix(prefix), today, 1)
    for suffix in _AHEAD_AFTER + _BACK_AFTER:
        if words.endswith(suffix):
            return _away(words, words.removesuffix(suffix), today, 1 if suffix in _AHEAD_AFTER else -1)
    return None


def _away(words: str, period: str, today: date, sign: int) -> date | None:
    try:
        months, days = split_duration(parse_duration(period))
    except Usage:
        return None
    return _moved(words, today, months * sign, days * sign)


def _moved(words: str, today: date, months: int, days: int) -> date:
    try:
        return add(today, months, days)
    except OverflowError:
        raise Usage(f"{words!r} lies beyond the years 1 to 9999", "such as in 6 months") from None
