"""Commitments: working groups with their leads, roadmaps, commissions: what was agreed besides the documents."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from mou_cli.intake.drafts import DraftCommitment, Signatory
from mou_cli.intake.marks import Mark
from mou_cli.intake.people import people_in
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.titles import tidy

_REACH = 3  # sentences after a group's that may name its leads
_INFINITIVE = ("ть", "ться", "ти")  # endings of a Russian verb
_PROMISED_WITHIN = 10  # words from `set up`
_AHEAD = 12  # words to `will be set up`
_KINDS = (("working_groups", "working-group"), ("roadmaps", "roadmap"))


def commitments_in(pieces: Sequence[Piece], titled: frozenset[int], pair: Sequence[str]) -> tuple[DraftCommitment, ...]:
    """Return what a text says was agreed to be set up or drawn up; `titled` are pieces that are titles of documents."""
    found: list[DraftCommitment] = []
    for piece in pieces:
        if piece.number not in titled:
            found += _of(piece)
            found = _led(found, piece, pieces, pair)
    return tuple({(each.kind, each.text.casefold()): each for each in found}.values())


def _of(piece: Piece) -> Iterator[DraftCommitment]:
    promising = piece.marks.of("promising")
    for kind, name in _KINDS:
        for mark in _outermost(piece.marks.of(kind)):
            before = any(each.start < mark.start <= each.end + _PROMISED_WITHIN for each in promising)
            if (before or _is_to_come(piece, mark)) and not piece.is_signing:
                yield _commitment(piece, mark, name)
                break


def _is_to_come(piece: Piece, mark: Mark) -> bool:
    # `a working group on energy will be set up`
    ahead = piece.marks.of("elsewhen", mark.end, mark.end + _AHEAD)
    return any(piece.marks.of("promising", each.end, each.end + 3) for each in ahead)


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if not any(x.start < mark.start < x.end for x in marks)]


def _commitment(piece: Piece, mark: Mark, kind: str) -> DraftCommitment:
    tokens, marks = piece.tokens, piece.marks
    start = mark.start
    while (
        start > 0
        and not marks.ending("articles", start)
        and not marks.ending("promising", start)
        and mark.start - start < 6
    ):
        start -= 1
    end = mark.end
    while end < len(tokens) and tokens.words[end] not in ".;" and not marks.at("soft_stops", end):
        if _next_deed(piece, end) or marks.at("elsewhen", end) or marks.at("stops", end):
            break
        end += 1
    subject = next((each.end for each in marks.of("subject", mark.end, min(end, mark.end + 3))), end)
    return DraftCommitment(
        kind=kind, text=tidy(tokens.part(start, end)), area=tidy(tokens.part(subject, end)), quote=piece.segment.text
    )


def _next_deed(piece: Piece, at: int) -> bool:
    # `a working group on energy, and set a target`, `рабочую группу по энергетике и довести`: what else was agreed
    joint = piece.marks.at("and", at)
    comma = joint is None and piece.tokens.words[at] in ",،"
    after = joint.end if joint else at + 1
    if not (joint or comma) or after >= len(piece.tokens):
        return False
    deed = any(piece.marks.at(kind, after) for kind in ("next_deeds", "promising", "targets"))
    return deed or piece.tokens.words[after].endswith(_INFINITIVE)


def _led(
    found: list[DraftCommitment], piece: Piece, pieces: Sequence[Piece], pair: Sequence[str]
) -> list[DraftCommitment]:
    led = []
    for each in found:
        if each.quote == piece.segment.text and each.kind == "working-group" and not each.leads:
            each = structs.replace(each, leads=_leads(pieces[piece.number : piece.number + 1 + _REACH], pair))
        led.append(each)
    return led


def _leads(pieces: Sequence[Piece], pair: Sequence[str]) -> tuple[Signatory, ...]:
    for piece in pieces:
        leading = piece.marks.of("leading")
        if leading and (piece.marks.of("working_groups") or len(leading) > 1):
            leads = [each for span in _clauses(piece) if (each := _lead(piece, span))]
            if leads:
                return _completed(leads, pair)
    return ()


def _clauses(piece: Piece) -> list[tuple[int, int]]:
    cuts = [mark.start for kind in ("soft_stops", "and") for mark in piece.marks.of(kind)]
    cuts += [at for at, word in enumerate(piece.tokens.words) if word in ",;،"]
    edges = sorted({0, *cuts, len(piece.tokens)})
    spans, start = [], 0
    for edge in edges[1:]:
        if piece.marks.of("leading", start, edge):
            spans.append((start, edge))
            start = edge
    if spans:
        spans[-1] = (spans[-1][0], len(piece.tokens))
    return spans


def _lead(piece: Piece, span: tuple[int, int]) -> Signatory | None:
    people = people_in(piece.tokens, piece.marks, *span)
    states = piece.marks.of("state", *span)
    if not people:
        return None
    best = max(people, key=lambda each: (bool(each.name), len(each.title)))
    return Signatory(best.name, best.title, states[0].value if states else best.code)


def _completed(leads: Sequence[Signatory], pair: Sequence[str]) -> tuple[Signatory, ...]:
    missing = [code for code in pair if code not in {lead.code for lead in leads}]
    return tuple(
        lead if lead.code or not missing else Signatory(lead.name, lead.title, missing.pop(0)) for lead in leads
    )
