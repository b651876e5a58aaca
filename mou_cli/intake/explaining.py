"""What each step of the reading saw, for `mou intake --explain`: a line for each thing, in the order of the steps."""

from collections.abc import Iterator

from mou_cli.intake.drafts import Draft, Step
from mou_cli.intake.parties_of import Resolved
from mou_cli.intake.reading import intake_of
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.tracing import Trace, trace
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors

_SHOWN = 100  # characters of a line of the text


def explain(text: str, sectors: Sectors | None = None) -> list[Step]:
    """Return what each step saw in `text`; `sectors` are a registry's, the shipped ones where it is None."""
    seen = trace(text, sectors)
    drafts = intake_of(seen).drafts
    steps = {
        "normalise": _normalised(seen, len(text)),
        "split": _pieces(seen),
        "find instruments": _instruments(seen),
        "expand lists": _documents(seen),
        "resolve parties": _parties(seen),
        "sectors": (f"{draft.title}: {', '.join(draft.sectors) or '-'}" for draft in drafts),
        "dates": _dates(seen),
        "people": _people(drafts),
        "join": _joined(seen),
    }
    return [Step(name, tuple(lines)) for name, lines in steps.items()]


def _normalised(seen: Trace, before: int) -> Iterator[str]:
    yield f"{before} characters, {len(seen.page.text)} after; language {seen.language}"
    if seen.page.date:
        yield f"the page is dated {seen.page.date}"


def _pieces(seen: Trace) -> Iterator[str]:
    for piece in seen.pieces:
        says = "signing" if piece.is_signing else "not yet signed" if piece.is_unsigned else ""
        told = ", ".join(filter(None, (piece.segment.kind, piece.segment.mark, says)))
        yield f"{piece.number} ({told}) {_short(piece)}"


def _short(piece: Piece) -> str:
    text = piece.segment.text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _instruments(seen: Trace) -> Iterator[str]:
    for piece in seen.pieces:
        for mention in piece.mentions:
            words = piece.tokens.part(mention.outer, mention.end)
            told = ["several" if mention.many else "", "named within another" if mention.nested else ""]
            yield f"{piece.number}: {words} = {', '.join(filter(None, (mention.type or 'document', *told)))}"


def _documents(seen: Trace) -> Iterator[str]:
    for number, found in enumerate(seen.found):
        of_list = f", one of a list ({found.group})" if found.brief else ""
        yield f"{number} from {found.piece.number}: {found.title}{of_list}"


def _parties(seen: Trace) -> Iterator[str]:
    names = ", ".join(map(party_name, seen.setting.sides))
    others = "" if seen.setting.only_pair or seen.setting.several else " and others"
    yield f"the text is about {names or 'no states'}{others}"
    for number, resolved in enumerate(seen.resolved):
        yield f"{number}: {_sides(resolved)} ({resolved.certainty})"


def _sides(resolved: Resolved) -> str:
    return (
        " and ".join(" ".join(filter(None, (party.code, party.agency or party.name))) for party in resolved.parties)
        or "none"
    )


def _dates(seen: Trace) -> Iterator[str]:
    for number, days in seen.days.by_piece.items():
        for day in days:
            yield f"signed {day.date}, says {number}{' of one' if day.own else ''}"
    for hint in seen.days.hints:
        yield f"{hint.text}: {hint.kind}, no day of signature"


def _people(drafts: tuple[Draft, ...]) -> Iterator[str]:
    for draft in drafts:
        for who in draft.signatories:
            yield f"{draft.title}: {', '.join(filter(None, (who.name, who.title, who.code)))}"


def _joined(seen: Trace) -> Iterator[str]:
    for group in seen.groups:
        yield f"{' + '.join(map(str, group))}: {seen.found[group[0]].title}"
