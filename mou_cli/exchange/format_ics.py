"""A calendar (iCalendar, RFC 5545): last notice days, notice windows, ends, and what was promised by when."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from mou_cli.agreement.history.entry import AGREEMENTS
from mou_cli.agreement.history.keys import keys_of
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.parting import partings
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.ics_entries import Occurrence, Task, occurrences, tasks
from mou_cli.exchange.ics_lines import day, day_after, line, midnight, text
from mou_cli.exchange.ics_rules import whole_day_rule
from mou_cli.vocabulary.sectors import Sectors

if TYPE_CHECKING:
    from mou_cli.exchange.surroundings import Surroundings

_ALARMS = (180, 90, 30)  # days before
_STATUSES = {
    "": "NEEDS-ACTION",
    "open": "NEEDS-ACTION",
    "started": "IN-PROCESS",
    "done": "COMPLETED",
    "dropped": "CANCELLED",
}
_CLOSED = ("COMPLETED", "CANCELLED")


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: "Surroundings | None" = None,
) -> None:
    """Write the days of `agreements` to `out`; the same agreements on the same day give the same bytes.

    `around` knows how often each was changed. A calendar has no columns: raises Usage where some are named.
    """
    if columns is not None:
        raise Usage("a calendar has no columns", "leave --columns out")
    out.write(line("BEGIN", "VCALENDAR") + line("VERSION", "2.0") + line("PRODID", "-//mou//agreements//EN"))
    out.write(line("CALSCALE", "GREGORIAN") + line("X-WR-CALNAME", "Agreements"))
    stamp = line("DTSTAMP", midnight(moment.today))
    changes = around.changes() if around else {}
    for registered in agreements:
        keys = keys_of(AGREEMENTS, registered.number, registered.agreement.uid)
        times = sum(changes.get(key, 0) for key in keys)
        computed, leaving = compute(registered.agreement, moment), partings(registered.agreement, moment)
        for occurrence in occurrences(registered, computed, leaving, times):
            out.write(b"".join(_event(occurrence, stamp)))
        for task in tasks(registered, times):
            out.write(b"".join(_to_do(task, stamp)))
    out.write(line("END", "VCALENDAR"))


def _event(entry: Occurrence, stamp: bytes) -> Iterator[bytes]:
    yield line("BEGIN", "VEVENT")
    yield from _named(entry, stamp)
    yield line("DTSTART;VALUE=DATE", day(entry.first))
    end = day_after(entry.last)  # the end of an event is the day on which it is over
    if end:
        yield line("DTEND;VALUE=DATE", day(end))
    yield line("STATUS", "CONFIRMED" if entry.certain else "TENTATIVE")
    yield line("TRANSP", "TRANSPARENT")  # nobody is busy because of it
    yield from _alarms(entry.summary, "TRIGGER")
    yield line("END", "VEVENT")


def _to_do(entry: Task, stamp: bytes) -> Iterator[bytes]:
    status = _STATUSES.get(entry.status, "NEEDS-ACTION")
    rule = whole_day_rule(entry.repeats, entry.due) if entry.repeats else ""
    yield line("BEGIN", "VTODO")
    yield from _named(entry, stamp)
    if rule:
        # A rule counts from DTSTART. It is the day itself: an earlier one would move every day that the rule gives.
        yield line("DTSTART;VALUE=DATE", day(entry.due))
    yield line("DUE;VALUE=DATE", day(entry.due))
    if rule:
        yield line("RRULE", rule)
    yield line("STATUS", status)
    if status == "COMPLETED" and entry.done:
        yield line("COMPLETED", midnight(entry.done))
    if status not in _CLOSED:
        yield from _alarms(entry.summary, "TRIGGER;RELATED=END")
    yield line("END", "VTODO")


def _named(entry: Occurrence | Task, stamp: bytes) -> Iterator[bytes]:
    yield line("UID", text(entry.uid))
    yield stamp
    yield line("SEQUENCE", str(entry.sequence))
    yield line("SUMMARY", text(" ".join(entry.summary.split())))
    if entry.description:
        yield line("DESCRIPTION", text(entry.description))
    if entry.sectors:
        yield line("CATEGORIES", ",".join(text(_sectors().label(code)) for code in entry.sectors))


def _alarms(summary: str, trigger: str) -> Iterator[bytes]:
    shown = line("DESCRIPTION", text(" ".join(summary.split())))
    for days in _ALARMS:
        yield line("BEGIN", "VALARM") + line("ACTION", "DISPLAY") + line(trigger, f"-P{days}D") + shown
        yield line("END", "VALARM")


@cache
def _sectors() -> Sectors:
    return Sectors()
