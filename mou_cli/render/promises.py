"""The lines of a card on what was promised and where it is known from: commitments, targets, sources."""

from collections.abc import Iterator, Sequence
from datetime import date

from mou_cli.agreement.model import Commitment, Deadline, Source, Target
from mou_cli.agreement.promises import occurrences
from mou_cli.agreement.repeat_words import repeat_words
from mou_cli.agreement.wording import day, number_words, said_by, source_words
from mou_cli.render.card import WARNING, Line, dotted, listed
from mou_cli.render.tones import commitment_tone


def commitment_lines(commitments: Sequence[Commitment], today: date | None = None) -> Iterator[Line]:
    """Yield the lines of each commitment: its text, who answers, by when, how far it is.

    With `today` what is to be kept says when it is due then, how much too late it is, and when it was done last.
    """
    for each in commitments:
        yield Line(each.text, lead=str(each.id or ""), tone="strike" if each.status == "dropped" else "")
        who = listed(list(filter(None, (each.lead, each.counterpart))))
        status = "" if each.done and each.status == "done" else each.status
        if below := dotted((status, *_when(each, today), repeat_words(each.repeats), each.area)):
            yield Line(below, aside=who, tone=WARNING if _late(each, today) else commitment_tone(each.status), depth=1)
        elif who:
            yield Line("", aside=who, depth=1)
        for more in filter(None, (each.progress, each.note)):
            yield Line(more, depth=1)
        for source in each.sources:
            yield Line("", aside=said_by(source), depth=1)


def _when(each: Commitment, today: date | None) -> Iterator[str]:
    due = occurrences(each, today, date.max) if today is not None else []
    if due:
        late = _late(each, today)
        yield f"due {day(due[0].text)}"
        yield f"overdue {late:,} d" if late else ""
        yield f"last done {day(each.done)}" if each.done else ""
    elif each.done:
        yield f"done {day(each.done)}"
    elif each.due:
        yield f"due {day(each.due)}"


def _late(each: Commitment, today: date | None) -> int:
    due = occurrences(each, today, today) if today is not None else []
    return max((today - due[0].last).days, 0) if today is not None and due else 0


def target_lines(targets: Sequence[Target]) -> Iterator[Line]:
    """Yield the lines of each target; deadlines that contradict each other stand one under the other."""
    for target in targets:
        value = number_words(target.value, target.unit) if target.value is not None else target.unit
        yield Line(": ".join(filter(None, (target.metric, value))), lead=str(target.id or ""))
        yield from _deadlines(target.by)
        if target.baseline:
            stood = f"from {number_words(target.baseline.value, target.unit)}"
            yield Line(stood, aside=dotted((day(target.baseline.date), said_by(target.baseline.source))), depth=1)
        for seen in target.observed:
            reached = f"observed {number_words(seen.value, target.unit)}"
            yield Line(reached, aside=dotted((day(seen.date), said_by(seen.source))), depth=1)
        if target.note:
            yield Line(target.note, depth=1)
        for source in target.sources:
            yield Line("", aside=said_by(source), depth=1)


def _deadlines(given: Sequence[str | Deadline]) -> Iterator[Line]:
    deadlines = [Deadline(date=each) if isinstance(each, str) else each for each in given]
    for deadline in deadlines:
        yield Line(f"by {day(deadline.date)}", aside=said_by(deadline.source), depth=1)
    if len({deadline.date for deadline in deadlines}) > 1:
        yield Line("the deadlines contradict each other", tone=WARNING, depth=1)


def source_lines(sources: Sequence[Source]) -> Iterator[Line]:
    """Yield the lines of each source: what it is, how sure, which fields it speaks for, its words, its address."""
    for place, source in enumerate(sources, 1):
        named = source_words(source)
        yield Line(named, lead=str(place))
        fields = f"for {listed(list(source.fields))}" if source.fields else ""
        if support := dotted((source.certainty, fields)):
            yield Line(support, depth=1, tone=WARNING if source.certainty == "unclear" else "")
        if source.quote and source.quote != named:
            yield Line(f"“{source.quote}”", depth=1)
        if source.url and source.url != named:
            yield Line("", aside=source.url, depth=1)
