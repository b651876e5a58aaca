"""Which parties an unknown word comes near to: rather none than a wrong one.

What most states call themselves, a republic or a kingdom, makes no likeness: those words are left out on both sides, so
that `Läti Vabariik` is near to Latvia, as `Läti` is, and to no other republic.
"""

import functools
from collections.abc import Mapping

from mou_cli.vocabulary import organisations, states
from mou_cli.vocabulary.matching import key, nearest

# A mistyped letter in five. Names in all the world's languages are so many that chance brings a word near to some: of
# those, and of what organisations call themselves, more must fit.
_ENOUGH, _ENOUGH_OF_MANY = 80, 88

_TITLES = (
    "republic republica república republicii republique république republik republika republiek republiken "
    "republikken repubblica repubblika republiko respublika respublikası respublikasi respublikalarynyň "
    "jumhuriyati cumhuriyeti cumhuriyet jumhuriya jamhuri jamhuriya jamhuriyat vabariik vabariigi tasavalta "
    "köztársaság koztarsasag lýðveldið lýðveldi poblacht gweriniaeth errepublika republike republiky republikë "
    "rzeczpospolita республика республики республіка рэспубліка република республикасы республикаси ҷумҳурии "
    "ҷумҳурӣ жумҳурият δημοκρατία جمهورية الجمهورية جمہوریہ جمهوری جمهوریت جمہوریت הרפובליקה רפובליקת "
    "गणतंत्र गणराज्य 共和国 共和國 공화국 kingdom royaume reino regno königreich koninkrijk kongeriket kongeriget "
    "konungariket kuningriik kuningaskunta королевство корольдігі krallığı krallik مملكة المملكة سلطنت "
    "federation fédération federación федерация федерациясы federal federative islamic islamique исламская "
    "ислам اسلامی democratic démocratique democrática демократическая people's peoples népköztársaság народная "
    "socialist popular populaire state état estado штат государство мемлекеті devleti of the and de del des du "
    "la le les el di da do dos"
)


def similar_codes(word: str, limit: int) -> list[str]:
    """Return the codes of at most `limit` parties that `word` begins or resembles, the likest first."""
    asked = key(word)
    bare = _bare(asked)
    if not bare:
        return []
    found = [code for name, code in _english().items() if name.startswith((asked, bare))]
    if len(found) < limit:
        found += nearest(bare, _english_bare(), limit, _ENOUGH)
        found += nearest(bare, _others(), limit, _ENOUGH_OF_MANY if bare.isascii() else _ENOUGH)
    return list(dict.fromkeys(found))[:limit]


def _bare(folded: str) -> str:
    titles = _titles()
    return " ".join(each for each in folded.split() if each not in titles)


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(key(_TITLES).split())


@functools.cache
def _english() -> Mapping[str, str]:
    every = [*sorted(states.names().items(), key=lambda each: key(each[1])), *organisations.names().items()]
    return {key(name): code for code, name in every}


@functools.cache
def _english_bare() -> Mapping[str, str]:
    return {_bare(key(name)): code for code, name in states.names().items()}


@functools.cache
def _others() -> Mapping[str, str]:
    named = ((_bare(name), code) for name, code in states.every_key() if " " not in code)
    return {**{name: code for name, code in named if name}, **organisations.every_key()}
