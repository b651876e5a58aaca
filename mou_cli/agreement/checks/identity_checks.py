"""What tells an agreement from others: its title, its references, its parties."""

import re
from collections.abc import Iterator

from mou_cli.agreement.checks.finding import Finding, Surroundings, error, warning
from mou_cli.agreement.model import Agreement, Occasion, Party
from mou_cli.agreement.reading.paths import item_path
from mou_cli.vocabulary import organisations, states
from mou_cli.vocabulary.folding import fold

_UNFIT = re.compile(r"[:=\s]")


def title(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """A title says something, unless it is marked as not known yet."""
    if not agreement.title.strip() and not agreement.untitled:
        yield error("title", "the title is empty")


def name(occasion: Occasion, _: Surroundings) -> Iterator[Finding]:
    """An occasion has a name."""
    if not occasion.name.strip():
        yield error("name", "the name is empty")


def reference(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """A reference can be typed as one word and taken neither for a number, a field nor an option."""
    if whole.ref:
        message = reference_fault(whole.ref)
        if message:
            yield error("ref", message)


def reference_fault(ref: str) -> str:
    """Return a sentence on why `ref` cannot be a reference, an empty text where it can."""
    if ref.isdecimal():
        return f"{ref[:40]!r} is all digits: it could not be told from a number in the list"
    if ref.startswith("-"):
        return f"{ref[:40]!r} begins with a hyphen: it could not be told from an option"
    if _UNFIT.search(ref):
        return f"{ref[:40]!r} holds a colon, an equals sign or a blank"
    return ""


def party_named(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """A party has a code or a name."""
    for position, party in enumerate(whole.parties):
        if not party.code and not party.name.strip():
            yield error(item_path("parties", whole.parties, position), "the party has neither a code nor a name")


def party_twice(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """A party is given once; two agencies of one state are two parties."""
    seen: dict[tuple[str, str], int] = {}
    for position, party in enumerate(whole.parties):
        key = (party.code or fold(party.name), fold(party.agency))
        if key in seen and key[0]:
            yield error(item_path("parties", whole.parties, position), f"{_called(party)} is given twice")
        seen.setdefault(key, position)


def party_code(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """A party's code is that of a state or an organisation that we know."""
    for position, party in enumerate(whole.parties):
        if party.code and party.code not in states.names() and party.code not in organisations.names():
            yield warning(
                item_path("parties", whole.parties, position, "code"),
                f"{party.code[:40]!r} is no code of a state or an organisation",
            )


def party_count(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """An agreement has two parties or more."""
    if not agreement.parties:
        yield warning("parties", "no parties are named")
    elif len(agreement.parties) == 1:
        yield warning("parties", f"only one party is named, {_called(agreement.parties[0])}")


def party_of_event(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """An event's party is one of the parties."""
    for position, event in enumerate(agreement.events):
        if event.party and not _is_side(agreement, event.party):
            yield warning(
                item_path("events", agreement.events, position, "party"),
                f"{event.party[:40]!r} is not one of the parties",
            )


def party_of_commitment(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """Where a commitment's lead or counterpart begins with a code (`PK: Planning Minister`), a party has it."""
    for position, commitment in enumerate(agreement.commitments):
        for field in ("lead", "counterpart"):
            code, colon, _rest = getattr(commitment, field).partition(":")
            if colon and code.isalpha() and code.isupper() and not _is_side(agreement, code):
                yield warning(
                    item_path("commitments", agreement.commitments, position, field),
                    f"{code[:40]} is not one of the parties",
                )


def _is_side(agreement: Agreement, word: str) -> bool:
    return any(word in (party.code, party.name) for party in agreement.parties)


def _called(party: Party) -> str:
    called = party.name or party.code
    return f"{called} ({party.agency})" if party.agency else called
