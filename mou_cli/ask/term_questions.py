"""The questions about its life: since when it is in force, for how long, how it is renewed and denounced."""

from collections.abc import Callable
from typing import Any

from mou_cli.agreement.codes import RENEWALS
from mou_cli.agreement.context import Context
from mou_cli.agreement.dates.dates import parse_date
from mou_cli.agreement.dates.durations import format_duration, parse_duration
from mou_cli.agreement.reading.reading_parts import read_word
from mou_cli.ask.choices import Choice
from mou_cli.ask.question import Fields, Question, always, with_value
from mou_cli.ask.suggestions import Suggestions

DAY = "2026-02-04, 4 Feb 2026, February 2026 or today"
_PERIOD = "5 years, 18 months or 90d"
_RENEWED = {
    "tacit": "rolls on by itself",
    "express": "only if both agree",
    "open-ended": "goes on without an end",
    "none": "not renewed",
}


def _in_term(name: str, label: str, hint: str, read: Callable[[str], str], **more: Any) -> Question:
    def put(fields: Fields, _: int, text: str, __: Context) -> Fields:
        return with_value(
            fields, "term", with_value(fields.get("term") or {}, name, read(text) if text.strip() else "")
        )

    def current(fields: Fields, _: int) -> str:
        return format_duration(str((fields.get("term") or {}).get(name) or ""))

    return Question(name, always(label), current, put, hint, **more)


def _in_force(fields: Fields, _: int) -> str:
    dates = [event.get("date") for event in fields.get("events") or () if event.get("kind") == "in-force"]
    return str(dates[0]) if dates and dates[0] else ""


def _put_in_force(fields: Fields, _: int, text: str, context: Context) -> Fields:
    events = [event for event in fields.get("events") or () if event.get("kind") != "in-force"]
    if text.strip():
        events.append({"kind": "in-force", "date": parse_date(text, context.moment.today)})
    return with_value(fields, "events", events)


def _has_term(fields: Fields, item: int) -> bool:
    return item == 0 and bool(fields.get("term"))


def _is_renewed(fields: Fields, item: int) -> bool:
    return _has_term(fields, item) and fields["term"].get("renewal") in ("tacit", "express")


def _read_term(text: str) -> str:
    return "indefinite" if text.strip().lower() == "indefinite" else parse_duration(text)


def _renewal_choices(_: Suggestions, __: Context, ___: Fields, ____: int) -> list[Choice]:
    return [Choice(code, _RENEWED[code]) for code in RENEWALS]


IN_FORCE = Question("in-force", always("In force since"), _in_force, _put_in_force, DAY)
TERM = (
    _in_term(
        "duration",
        "Term",
        _PERIOD + ", or indefinite",
        _read_term,
        offered=lambda _s, _c, _f, _i: [Choice("5 years"), Choice("indefinite", "no end")],
    ),
    _in_term(
        "renewal",
        "Renewal",
        "what happens when the term ends",
        lambda text: read_word(text, RENEWALS, "renewal"),
        offered=_renewal_choices,
        asked=_has_term,
    ),
    _in_term("period", "Renewed for", _PERIOD + "; empty: as long as the term", parse_duration, asked=_is_renewed),
    _in_term("notice", "Notice", _PERIOD + " before the end", parse_duration, asked=_has_term),
)
