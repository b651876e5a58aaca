"""Whether an agreement is in the register already, or one that is very like it."""

from collections.abc import Hashable
from datetime import date, timedelta
from typing import Literal

import msgspec

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.registered import Registered
from mou_cli.vocabulary.matching import key, singular
from mou_cli.vocabulary.parties import party_name

NEAR = timedelta(days=60)
ALIKE = 0.8
CONTAINED = 0.85
_RESPELLED = 84  # per cent of letters; a case ending or a slip of one letter in six
# What stands in every such title and says nothing of its subject.
_NOISE = frozenset(
    key(
        "a an and for in of on the to with between among concerning regarding field fields sphere spheres area areas "
        "sector agreement agreements memorandum memoranda memorandums mou understanding cooperation co operation "
        "collaboration joint mutual bilateral treaty protocol declaration convention letter intent exchange notes "
        "government governments republic islamic kingdom federation state states ministry affairs "
        "в во и о об на по с между области сфере сотрудничестве сотрудничества взаимопонимании соглашение меморандум "
        "договор протокол декларация правительством республики республикой туралы арасындағы саласындағы келісім "
        "ынтымақтастық үкіметі республикасы کا کی کے میں اور پر"
    ).split()
)


class _Side(msgspec.Struct, frozen=True):
    code: str = ""
    name: str = ""


class _Glance(msgspec.Struct, frozen=True):
    """What is looked at first: decoding these few fields costs a fraction of decoding all."""

    title: str = ""
    titles: dict[str, str] = {}
    parties: tuple[_Side, ...] = ()
    signed: str = ""
    untitled: bool = False


_GLANCE = msgspec.json.Decoder(_Glance)


def identity(agreement: Agreement) -> Hashable:
    """Return what two agreements that are one have in common: title as compared, parties, and signature."""
    return key(agreement.title), *setting(agreement)


def setting(agreement: Agreement) -> tuple[frozenset[str], str]:
    """Return what of an agreement's `identity` costs least to compare: its parties and its signature."""
    return _sides(agreement), agreement.signed


def same(a: Agreement, b: Agreement) -> bool:
    """Tell whether two agreements are one: the same title but for case, accents and signs, parties and signature."""
    return identity(a) == identity(b)


def similar(a: Agreement, b: Agreement) -> float:
    """Return how like two agreements are, from 0 to 1; ALIKE is where a person should look.

    0 where the parties differ, where both signatures are known and more than NEAR apart, and where either is a
    placeholder whose title is not known; else the likeness of the titles without the words that all titles have, in
    whichever language the two share that is nearest.
    """
    if a.untitled or b.untitled or _sides(a) != _sides(b) or not _near(_days(a.signed), _days(b.signed)):
        return 0.0
    party_words = _party_words(a)
    return _likeness(_subjects(a, party_words), _subjects(b, party_words))


class Lookout:
    """Looks out for one new agreement's likes in a pass over the register.

    Made once for the new agreement; `party_codes` are the codes of its parties.
    """

    __slots__ = ("_days", "_needles", "_new", "_party_words", "_sides", "_subjects", "_title", "party_codes")

    def __init__(self, new: Agreement) -> None:
        self.party_codes: frozenset[str] = frozenset(party.code for party in new.parties if party.code)
        self._new = new
        self._sides = _sides(new)
        self._days = _days(new.signed)
        self._title = key(new.title)
        self._party_words = _party_words(new)
        self._subjects = _subjects(new, self._party_words)
        self._needles = tuple(f'"{code}"'.encode() for code in self.party_codes)

    def consider(self, other: Registered) -> Literal["same", "similar"] | None:
        """Tell whether a stored agreement is the same as the new one, similar to it, or neither.

        Raises msgspec.DecodeError where its line is damaged.
        """
        if not self._may_share_parties(other.line):
            return None
        seen = _GLANCE.decode(other.line)
        if _sides(seen) != self._sides:
            return None
        if seen.signed == self._new.signed and key(seen.title) == self._title:
            return "same"
        if self._new.untitled or seen.untitled or not _near(self._days, _days(seen.signed)):
            return None
        return "similar" if _likeness(self._subjects, _subjects(seen, self._party_words)) >= ALIKE else None

    def _may_share_parties(self, line: bytes) -> bool:
        # A letter of a code can also be written \u00XX, by other programs.
        return all(needle in line for needle in self._needles) or b"\\u00" in line


def _sides(agreement: Agreement | _Glance) -> frozenset[str]:
    # Two agencies of one state are one side.
    return frozenset(party.code or key(party.name) for party in agreement.parties) - {""}


def _days(signed: str) -> tuple[date, date] | None:
    try:
        return bounds(signed) if signed else None
    except ValueError:
        return None


def _near(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    if one is None or other is None:
        return True
    return one[0] - other[1] <= NEAR and other[0] - one[1] <= NEAR


def _party_words(agreement: Agreement) -> frozenset[str]:
    names = (name for party in agreement.parties for name in (party.name, party.code and party_name(party.code)))
    return frozenset(word for name in names for word in key(name).split())


def _subjects(agreement: Agreement | _Glance, party_words: frozenset[str]) -> dict[str, frozenset[str]]:
    titles = {"": agreement.title, **agreement.titles}
    return {language: _subject(title, party_words) for language, title in titles.items()}


def _subject(title: str, party_words: frozenset[str]) -> frozenset[str]:
    words = key(title).split()
    telling = (singular(word) for word in words if word not in _NOISE and word not in party_words)
    return frozenset(telling) or frozenset(words)


def _likeness(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> float:
    return max(_nearness(one[language], other[language]) for language in one.keys() & other.keys())


def _nearness(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other or _numbers_differ(one, other):
        return 0.0
    common = one & other
    shared = len(common) + _respelled(one - common, other - common)
    likeness = 2 * shared / (len(one) + len(other))
    # "railway" and "railway transport" are alike, "transport" and a title of ten words are not.
    contained = shared == min(len(one), len(other)) and likeness >= 0.5
    return max(likeness, CONTAINED) if contained else likeness


def _numbers_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    numbers, others = ({word for word in words if word.isdecimal()} for words in (one, other))
    return bool(numbers and others) and numbers != others


def _respelled(one: frozenset[str], other: frozenset[str]) -> int:
    # Word by word: of whole titles "road transport" and "rail transport" would be nearly one.
    if not one or not other:
        return 0
    return min(_with_a_like(one, other), _with_a_like(other, one))


def _with_a_like(words: frozenset[str], others: frozenset[str]) -> int:
    from rapidfuzz import fuzz, process

    found = (process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_RESPELLED) for word in words)
    return sum(match is not None for match in found)
