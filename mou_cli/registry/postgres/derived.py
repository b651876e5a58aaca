"""What is stored beside a row so that the server finds it: its words, folded as mou folds."""

from unicodedata import category, unidata_version

import msgspec

from mou_cli.agreement.query.free_text import Worded, folded_rest, folded_titles
from mou_cli.registry.layout import AGREEMENTS
from mou_cli.vocabulary.folding import fold

# By which Unicode texts are folded here: a server's words are of use only to those who fold alike.
FOLDING = unidata_version
# The full-text vector has no room for longer words, nor for more of them.
_LONGEST, _MOST = 200, 100_000
_DECODE = msgspec.json.Decoder(Worded).decode


def derived(table: str, line: bytes) -> str:
    """Return the folded words by which a row is found; raises msgspec.DecodeError where they are no texts.

    First the words of its titles without any signs, of which the server makes its vector; after an empty line what
    free words are looked for in; at the end its uid. An occasion has none: all of them are looked at.
    """
    if table != AGREEMENTS:
        return ""
    agreement = _DECODE(line)
    titles = folded_titles(agreement)
    return f"{_plain(titles)}\n\n{titles}\n{folded_rest(agreement)}\n{fold(agreement.uid)}"


def _plain(text: str) -> str:
    # The first is several times as quick, and fit for nearly all.
    text = text.encode().translate(_ASCII).decode() if text.isascii() else text.translate(_PLAIN)
    if len(text) > _LONGEST:
        text = " ".join(word for word in text.split() if len(word) <= _LONGEST)[:_MOST]
    return text


class _Plain(dict[int, int]):
    """A blank for each sign that is part of no word, worked out when it is first met."""

    def __missing__(self, point: int) -> int:
        self[point] = point if category(chr(point))[0] in "LMN" else 32
        return self[point]


_PLAIN = _Plain()
_ASCII = bytes(_PLAIN[point] if point < 128 else point for point in range(256))
