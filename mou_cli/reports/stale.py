"""Stale: agreements that are old, silent, or were renewed without anything having happened."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.life import OVER, life
from mou_cli.agreement.life.timeline import EARLIEST
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.reports.cells import NUMBER, TITLE, WITH, columns_for, others_words, standing, title_cell
from mou_cli.reports.document import Bar, Bars, Block, Cell, Column, Document, Paragraph, Table, Text, counted
from mou_cli.reports.material import Material

OLD, SILENT, RENEWED = "old", "silent", "renewed without activity"
_GROUNDS = (RENEWED, SILENT, OLD)
_COLUMNS = (
    NUMBER,
    TITLE,
    WITH,
    Column("Signed", "date", 1.5),
    Column("Standing", "text", 2),
    Column("Last activity", "date", 1.5),
    Column("Of what kind", "text", 1.6),
    Column("Why it is here", "text", 3.4),
)


class Activity(NamedTuple):
    """The last thing that happened: its date as stored, the latest day that it can mean, and what it was."""

    text: str = ""
    day: date = date.min
    kind: str = "nothing recorded"


class _Stale(NamedTuple):
    each: Registered
    computed: Computed
    last: Activity
    grounds: Sequence[tuple[str, str]]


def write(material: Material) -> Document:
    """Return the agreements that are not over and are old, silent or renewed without activity, the oldest first."""
    found = [stale for each in material.agreements if (stale := _looked_at(each, material))]
    found.sort(key=lambda stale: (stale.last.day, stale.each.number))
    counts = {ground: sum(ground in dict(stale.grounds) for stale in found) for ground in _GROUNDS}
    years = counted(material.wishes.years, "year")
    said = f"{counted(len(found), 'agreement')} of {len(material.agreements):,} to be looked at. "
    said += f"Old: signed more than {years} ago; silent: no event, commitment or change for {years}."
    blocks: list[Block] = [Paragraph(Text(said))]
    if found:
        bars = [Bar(ground, counts[ground]) for ground in _GROUNDS]
        blocks += [
            Bars("Why", bars),
            Table("Stale", columns_for(_COLUMNS, material), [_row(stale, material) for stale in found]),
        ]
    title = "Agreements to be looked at again"
    return Document(title, Text("Old, silent, or renewed without activity"), blocks, material.footing, wide=True)


def _looked_at(each: Registered, material: Material) -> _Stale | None:
    computed = compute(each.agreement, material.moment)
    if computed.status in OVER or computed.status in ("draft", "initialled"):
        return None
    last = last_activity(each.agreement, material.moment.today, material.changed.get(each.agreement.uid, ""))
    grounds = [*_grounds(each.agreement, computed, last, material)]
    return _Stale(each, computed, last, grounds) if grounds else None


def last_activity(agreement: Agreement, today: date, changed: str = "") -> Activity:
    """Return what happened last by `today`: an event, a commitment, an observation, or a change of the record.

    The signature alone is no activity after itself, but there is none before it either. `changed` is the day of the
    last change in the history, empty where there was none.
    """
    told = [("signed", agreement.signed), ("change of the record", changed)]
    told += [(event.kind.replace("-", " "), event.date) for event in agreement.events]
    for commitment in agreement.commitments:
        told += [("commitment done", commitment.done), ("commitment due", commitment.due)]
    told += [("observation", seen.date) for target in agreement.targets for seen in target.observed]
    past = [Activity(text, day, kind) for kind, text in told if (day := _latest(text)) and day <= today]
    return max(past, key=lambda each: each.day, default=Activity())


def _latest(text: str) -> date | None:
    try:
        return bounds(text)[1] if text else None
    except ValueError:
        return None


def _grounds(agreement: Agreement, computed: Computed, last: Activity, material: Material) -> Iterator[tuple[str, str]]:
    today, years = material.moment.today, material.wishes.years
    try:
        edge = add(today, -12 * years, 0)
    except OverflowError:
        edge = date.min
    renewed = last_renewal(agreement, material.moment) if computed.renewals else None
    if renewed is not None and last.day < renewed:
        times = counted(computed.renewals or 0, "renewal")
        yield RENEWED, f"{times}, the last on {format_day(renewed.isoformat())}, and no activity since"
    if last.day < edge and not _has_open(agreement):
        since = f"since {format_day(last.text)}" if last.text else "at all"
        yield SILENT, f"no event, commitment or change {since}"
    signed = _latest(agreement.signed)
    if signed is not None and signed < edge:
        yield OLD, f"signed more than {counted(years, 'year')} ago"


def _has_open(agreement: Agreement) -> bool:
    # Something to be kept without a date, or with one to come, is not silence.
    return any(each.status in ("open", "started", "") for each in agreement.commitments)


def last_renewal(agreement: Agreement, moment: Moment) -> date | None:
    """Return the day from which its present period runs, where it renewed itself; None where it did not."""
    try:
        schedule = life(agreement, moment, EARLIEST).reckoned.schedule
    except (ValueError, OverflowError):
        return None
    times = schedule.renewals_by(moment.today) if schedule is not None else 0
    return schedule.end(times - 1) if schedule is not None and times else None


def _row(stale: _Stale, material: Material) -> Sequence[Cell]:
    agreement = stale.each.agreement
    return (
        stale.each.number,
        title_cell(agreement),
        others_words(agreement, [material.wishes.own]),
        agreement.signed,
        standing(agreement, stale.computed),
        stale.last.text,
        stale.last.kind,
        [Text(words) for _, words in stale.grounds],
    )
