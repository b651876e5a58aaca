"""The parties that have a code: states and intergovernmental organisations, found by any usual name in any language."""

from collections.abc import Iterator
from typing import Literal

from mou_cli.errors import Usage
from mou_cli.vocabulary import organisations, states
from mou_cli.vocabulary.matching import key, unknown

_ADVICE = "give a usual name, a state's ISO code (KZ) or an organisation's code (ECO); `mou parties --all` lists them"


def resolve_party(word: str) -> str:
    """Return the code that `word` stands for: an ISO 3166-1 code, an organisation's, or a name in any language.

    Raises Usage where no party bears that name (with the nearest names), or where several do.
    """
    codes = _codes(word)
    if len(codes) == 1:
        return codes[0]
    if codes:
        names = " or ".join(f"{party_name(code)} ({code})" for code in codes)
        raise Usage(f'"{word}" may be {names}', f"say which: {' or '.join(codes)}")
    from mou_cli.vocabulary.party_likeness import similar_codes

    near = [f"{party_name(code)} ({code})" for code in similar_codes(word, 3)]
    raise unknown("party", word, near, _ADVICE)


def find_party(word: str) -> str | None:
    """Return the code that `word` stands for, as `resolve_party` does, or None where it is none or more than one."""
    codes = _codes(word)
    return codes[0] if len(codes) == 1 else None


def party_name(code: str) -> str:
    """Return a party's usual English name; of an unknown code the code itself."""
    return states.names().get(code) or organisations.names().get(code) or code


def party_kind(code: str) -> Literal["state", "organisation"]:
    """Tell a state's code from an organisation's; a code that is unknown is a state's if it has two letters."""
    if code in states.names() or (len(code) == 2 and code not in organisations.names()):
        return "state"
    return "organisation"


def all_parties() -> Iterator[tuple[str, str]]:
    """Yield the code and English name of every state by name, then of every organisation."""
    yield from sorted(states.names().items(), key=lambda each: key(each[1]))
    yield from organisations.names().items()


def similar_parties(word: str, limit: int = 5) -> list[str]:
    """Return the English names of at most `limit` parties that `word` begins or resembles, the likest first."""
    from mou_cli.vocabulary.party_likeness import similar_codes

    return [party_name(code) for code in similar_codes(word, limit)]


def _codes(word: str) -> tuple[str, ...]:
    bare = word.strip()
    code = bare.upper()
    if code in states.names() or code in organisations.names():
        return (code,)
    if bare in states.alpha_3():  # In capitals only: Nga is the Vietnamese for Russia, and NGA is Nigeria.
        return (states.alpha_3()[bare],)
    asked = key(word)
    short = asked.removeprefix("the ")
    return states.find(asked) or states.find(short) or organisations.find(asked) or organisations.find(short)
