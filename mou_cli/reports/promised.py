"""What was promised, as tables of a report: commitments with how they stand, and targets against the way to them."""

from collections.abc import Iterable, Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.model import Commitment, Target
from mou_cli.agreement.promises import Progress, is_open, occurrences, progress
from mou_cli.agreement.repeat_words import repeat_words
from mou_cli.agreement.wording import number_words, said_by
from mou_cli.reports.document import Block, Cell, Column, Heading, Table, Text, lean
from mou_cli.reports.material import Material

_COMMITMENTS = (
    Column("Promised", "text", 4.4),
    Column("Area", "text", 1.6),
    Column("Who", "text", 2.2),
    Column("Due", "text", 1.7),
    Column("How it stands", "text", 2),
    Column("In", "text", 1.8),
)
_TARGETS = (
    Column("Target", "text", 2),
    Column("From", "text", 1.8),
    Column("To", "text", 1.6),
    Column("By", "text", 1.6),
    Column("Observed", "text", 1.8),
    Column("Of the way", "text", 1.2),
    Column("Said by", "text", 2),
)


def commitments_block(material: Material) -> Sequence[Block]:
    """Return the commitments of the agreements and the occasions of a report, open ones first; nothing without any."""
    found = [(one, ref) for commitments, _, ref in _sources(material) for one in commitments]
    if not found:
        return ()
    found.sort(key=lambda pair: not is_open(pair[0]))
    rows = [_commitment(one, ref, material) for one, ref in found]
    return Heading("What was promised"), lean(Table("Commitments", _COMMITMENTS, rows))


def targets_block(material: Material) -> Sequence[Block]:
    """Return the targets of the agreements and the occasions of a report, each against its deadlines."""
    found = [target for _, targets, _ in _sources(material) for target in targets]
    today = material.moment.today
    rows = [_target(target, way) for target in found for way in progress(target, today)]
    return (Heading("Targets"), lean(Table("Targets", _TARGETS, rows))) if rows else ()


def _sources(material: Material) -> Iterable[tuple[Sequence[Commitment], Sequence[Target], str]]:
    for occasion in material.occasions:
        held = occasion.occasion
        yield held.commitments, held.targets, held.ref or held.name
    for each in material.agreements:
        yield each.agreement.commitments, each.agreement.targets, f"No {each.number}"


def _commitment(one: Commitment, ref: str, material: Material) -> Sequence[Cell]:
    who = [one.lead, one.counterpart and f"with {one.counterpart}"]
    return (
        one.text,
        one.area,
        [Text(words) for words in who if words],
        _due(one),
        _stands(one, material),
        ref,
    )


def _due(one: Commitment) -> str:
    repeats = repeat_words(one.repeats) if one.repeats else ""
    return ", ".join(filter(None, (format_day(one.due) if one.due else "", repeats))) or "no date"


def _stands(one: Commitment, material: Material) -> str:
    today = material.moment.today
    late = any(each.last < today for each in occurrences(one, today, today))
    status = f"done {format_day(one.done)}" if one.status == "done" and one.done else one.status or "open"
    return ": ".join(filter(None, (f"{status}, overdue" if late else status, one.progress)))


def _target(target: Target, way: Progress) -> Sequence[Cell]:
    start = target.baseline
    return (
        target.metric,
        _stood(start.value, start.date, target.unit) if start else "",
        number_words(target.value, target.unit) if target.value is not None else "",
        format_day(way.deadline) if way.deadline else "no date",
        _stood(way.seen.value, way.seen.date, target.unit) if way.seen else "nothing yet",
        _share(way),
        said_by(way.said_by),
    )


def _stood(value: float | int, day: str, unit: str) -> str:
    return number_words(value, unit) + (f" ({format_day(day)})" if day else "")


def _share(way: Progress) -> str:
    if way.reached:
        return "reached"
    line = f"even pace: {way.line:.0%}" if way.line is not None else ""
    return ", ".join(filter(None, (f"{way.share:.0%}" if way.share is not None else "", line)))
