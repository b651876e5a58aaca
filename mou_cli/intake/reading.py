"""From a text to what it yields: drafts of agreements, commitments, targets and announced counts."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import structs

from mou_cli.intake.commitments_in import commitments_in
from mou_cli.intake.counts_in import counts_in
from mou_cli.intake.drafts import EXACT, REPORTED, UNCLEAR, Draft, Evidence, Intake, Signatory
from mou_cli.intake.joining import fuller
from mou_cli.intake.occasion_in import occasion_of
from mou_cli.intake.particulars import links_of, period_of, place_of
from mou_cli.intake.parties_of import Resolved
from mou_cli.intake.people import signatories_of
from mou_cli.intake.reading_context import Found
from mou_cli.intake.state_names import state_names
from mou_cli.intake.targets_in import targets_in
from mou_cli.intake.tracing import Trace, trace
from mou_cli.vocabulary.sectors import Sectors

_DEFAULT_TYPE = "mou"
_OF_LIST = "its type is that of the list it stands in"
_BY_DEFAULT = "the text calls it a document only: the type is a default"
_TOO_LONG = "the text is longer than a communiqué: only its beginning was read"
_SEVERAL_DAYS = "the text gives several days of signature, and none for this document"


def read(text: str, sectors: Sectors | None = None) -> Intake:
    """Return what a text yields; `sectors` are a registry's, the shipped ones where it is None.

    The text may be of any length, form and language; what names no document yields none. Raises nothing.
    """
    return intake_of(trace(text, sectors))


def intake_of(seen: Trace) -> Intake:
    """Return what the steps make of a text."""
    place, occasion = place_of(seen.pieces, state_names(seen.language)), occasion_of(seen.pieces, seen.found)
    around = {"place": place, "occasion": occasion}
    drafts = [_draft(seen, group, around) for group in seen.groups]
    titled = frozenset(each.piece.number for each in seen.found if each.item)
    return Intake(
        language=seen.language,
        drafts=tuple(_told_apart(drafts)),
        commitments=commitments_in(seen.pieces, titled, seen.setting.pair),
        targets=targets_in(seen.pieces),
        counts=counts_in(seen.pieces),
        parties=seen.setting.sides,
        place=place[0],
        occasion=occasion[0],
        signed_hint=seen.days.hints,
        remarks=(_TOO_LONG,) if seen.cut else (),
    )


def _draft(seen: Trace, group: Sequence[int], around: Mapping[str, tuple[str, str]]) -> Draft:
    best = _fullest(seen, group)
    found, resolved = seen.found[best], seen.resolved[best]
    quote = found.piece.segment.text
    signed, sure_of_day = _signed(seen, group)
    sectors = _sectors(seen, found)
    signatories, signers_quote = _signatories(seen, group)
    period, links = period_of(found.full_title), links_of(found)
    day = Evidence(seen.days.quotes.get(signed, quote), sure_of_day)
    evidence = {
        "title": Evidence(quote, _certainty(found)),
        "type": Evidence(quote, EXACT if found.own_type and not _is_mixed(found) else UNCLEAR),
        "parties": Evidence(quote, resolved.certainty),
        **({"sectors": Evidence(found.title, REPORTED)} if sectors else {}),
        **({"signed": day} if signed else {}),
        **{name: Evidence(quote, REPORTED) for name, (told, quote) in around.items() if told},
        **({"period": Evidence(quote, EXACT)} if period else {}),
        **({"signatories": Evidence(signers_quote, REPORTED)} if signatories else {}),
        **({"links": Evidence(quote, EXACT)} if links else {}),
    }
    return Draft(
        title=found.title[:1].upper() + found.title[1:],
        full_title=found.full_title[:1].upper() + found.full_title[1:],
        type=found.type or _DEFAULT_TYPE,
        parties=resolved.parties,
        sectors=sectors,
        signed=signed,
        signed_hint=() if signed else seen.days.hints,
        place=around["place"][0],
        occasion=around["occasion"][0],
        period=period,
        signatories=signatories,
        links=links,
        quote=quote,
        certainty=_least_sure(_certainty(found), resolved, sure_of_day if signed else EXACT),
        evidence=evidence,
        remarks=(*resolved.remarks, *_remarks(found, signed, seen)),
    )


def _fullest(seen: Trace, group: Sequence[int]) -> int:
    best = group[0]
    for number in group[1:]:
        if fuller(seen.found[best], seen.found[number]) is seen.found[number]:
            best = number
    return best


def _signed(seen: Trace, group: Sequence[int]) -> tuple[str, str]:
    # The day, and how sure it is: said of the document, said over it, or taken from what is said of another.
    own = next(filter(None, (seen.days.of(seen.found[number]) for number in group)), "")
    return (own, EXACT) if own else (seen.days.whole, REPORTED if seen.days.led else UNCLEAR)


def _sectors(seen: Trace, found: Found) -> tuple[str, ...]:
    # The names of the parties are not what it is about, where the title has them.
    own = found.subject if found.clause and found.clause.has_parties and found.title == found.full_title else ""
    return seen.finder.find(own) or seen.finder.find(found.title) or seen.finder.find(found.full_title)


def _signatories(seen: Trace, group: Sequence[int]) -> tuple[tuple[Signatory, ...], str]:
    for number in group:
        found = seen.found[number]
        told = signatories_of(found, seen.alone[found.piece.number] == 1, seen.setting.at(found.piece.number).pair)
        if told:
            return told, found.piece.segment.text
    return (), ""


def _certainty(found: Found) -> str:
    if not found.own_type:
        return UNCLEAR
    return REPORTED if found.brief else EXACT


def _least_sure(of_title: str, resolved: Resolved, of_day: str) -> str:
    # One word for a row of the table: it may not say more than its fields do.
    if UNCLEAR in (of_title, resolved.certainty):
        return UNCLEAR
    return REPORTED if of_day == UNCLEAR else of_title


def _is_mixed(found: Found) -> bool:
    return found.mention is not None and found.mention.mixed


def _remarks(found: Found, signed: str, seen: Trace) -> list[str]:
    remarks = []
    if not found.type:
        remarks.append(_BY_DEFAULT)
    elif not found.own_type or _is_mixed(found):
        remarks.append(_OF_LIST)
    if not signed and len(seen.days.all) > 1:
        remarks.append(_SEVERAL_DAYS)
    return remarks


def _told_apart(drafts: Sequence[Draft]) -> list[Draft]:
    # Chairs at three universities have one subject: the agencies tell them apart.
    times = Counter(draft.title.casefold() for draft in drafts)
    return [_with_agencies(draft) if times[draft.title.casefold()] > 1 else draft for draft in drafts]


def _with_agencies(draft: Draft) -> Draft:
    agencies = [party.agency for party in draft.parties if party.agency]
    return structs.replace(draft, title=f"{draft.title} ({'; '.join(agencies)})") if agencies else draft
