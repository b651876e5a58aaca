"""Targets: a number that trade, investment, ... is to reach, from where, and by when; contradictions stay apart."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from mou_cli.intake.dates_in import is_year
from mou_cli.intake.drafts import DraftDeadline, DraftTarget
from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Piece

_NEAR = 8  # words between a number and what belongs to it
_DEADLINE = 5  # words from `within` to `years`
_OF = ("of", "de", "d")
_CONFLICT = "the text gives several deadlines for this target"


class Amount(Struct, frozen=True):
    """A sum of money in a sentence, and the numbers of its words."""

    value: int | float
    unit: str
    start: int
    end: int


def targets_in(pieces: Sequence[Piece]) -> tuple[DraftTarget, ...]:
    """Return the targets of a text, each sum once, with all deadlines that are given for it."""
    targets: dict[tuple[float, str], DraftTarget] = {}
    baseline: dict[str, int | float] = {}
    for piece in pieces:
        for amount in amounts_in(piece):
            if _is_baseline(piece, amount):
                baseline.setdefault(amount.unit, amount.value)
            elif _is_target(piece, amount):
                key = (float(amount.value), amount.unit)
                targets[key] = _joined(targets.get(key), _target(piece, amount))
    return tuple(structs.replace(each, baseline=baseline.get(each.unit)) for each in targets.values())


def amounts_in(piece: Piece) -> Iterator[Amount]:
    """Yield the sums of money that a sentence names: a number, its magnitude, and a currency before or after."""
    words = piece.tokens.words
    at = 0
    while at < len(words):
        number, end = _number(words, at)
        if number is None:
            at += 1
            continue
        magnitude = piece.marks.at("magnitudes", end)
        end = magnitude.end if magnitude else end
        of = end + 1 if end < len(words) and words[end] in _OF else end  # `500 millions de dollars`
        currency = piece.marks.at("currencies", of) or _before(piece, at)
        if currency:
            value = number * int(magnitude.value) if magnitude else number
            whole = int(value) if value == int(value) else value
            yield Amount(whole, currency.value, min(at, currency.start), max(end, currency.end))
            end = max(end, currency.end)
        at = end


def _before(piece: Piece, at: int) -> Mark | None:
    return piece.marks.ending("currencies", at)


def _number(words: list[str], at: int) -> tuple[float | None, int]:
    if not (words[at].isascii() and words[at].isdigit() and len(words[at]) <= 12):
        return None, at
    text, end = words[at], at + 1
    while end + 1 < len(words) and words[end] in ".," and words[end + 1].isdigit() and words[end + 1].isascii():
        grouped = words[end] == "," and len(words[end + 1]) == 3
        text += words[end + 1] if grouped else "." + words[end + 1]
        end += 2
        if not grouped:
            break
    return (float(text) if text.count(".") <= 1 else None), end


def _is_baseline(piece: Piece, amount: Amount) -> bool:
    marks = piece.marks.of("baselines", max(0, amount.start - _NEAR), amount.start)
    later = piece.marks.of("targets", marks[-1].end, amount.start) if marks else []
    return bool(marks) and not later and bool(_metric(piece, amount))


def _is_target(piece: Piece, amount: Amount) -> bool:
    near = piece.marks.of("targets", max(0, amount.start - 3 * _NEAR), amount.start)
    return bool(near) and bool(_metric(piece, amount))


def _metric(piece: Piece, amount: Amount) -> str:
    near = piece.marks.of("metrics", max(0, amount.start - 2 * _NEAR), amount.end + _NEAR)
    longest = max(near, key=lambda mark: mark.end - mark.start, default=None)
    return piece.tokens.part(longest.start, longest.end) if longest else ""


def _target(piece: Piece, amount: Amount) -> DraftTarget:
    quote = piece.segment.text
    deadline = _deadline(piece, amount)
    by = (DraftDeadline(deadline[0], deadline[1], quote),) if deadline else ()
    return DraftTarget(metric=_metric(piece, amount), value=amount.value, unit=amount.unit, by=by, quote=quote)


def _deadline(piece: Piece, amount: Amount) -> tuple[str, str] | None:
    after = range(amount.end, min(len(piece.tokens), amount.end + _NEAR))
    before = range(max(0, amount.start - 2 * _NEAR), amount.start)
    found = (_deadline_at(piece, mark) for at in (*after, *before) if (mark := piece.marks.at("deadlines", at)))
    return next(filter(None, found), None)


def _deadline_at(piece: Piece, mark: Mark) -> tuple[str, str] | None:
    tokens = piece.tokens
    if mark.start and is_year(tokens.words[mark.start - 1]):  # Urdu: `2030 by`
        return tokens.part(mark.start - 1, mark.end), tokens.words[mark.start - 1]
    for at in range(mark.end, min(len(tokens), mark.end + _DEADLINE)):
        if is_year(tokens.words[at]):
            return tokens.part(mark.start, at + 1), tokens.words[at]
        if period := piece.marks.at("periods", at):
            return tokens.part(mark.start, period.end), ""
    return None


def _joined(one: DraftTarget | None, other: DraftTarget) -> DraftTarget:
    if one is None:
        return other
    told = {each.text for each in one.by}
    by = (*one.by, *(each for each in other.by if each.text not in told))
    metric = max(one.metric, other.metric, key=len)
    return structs.replace(one, by=by, metric=metric, remarks=(_CONFLICT,) if len(by) > 1 else ())
