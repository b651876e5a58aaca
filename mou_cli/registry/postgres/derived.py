"""What is stored beside a row so that the server finds it: its references and its words, folded as mou folds."""

from typing import NamedTuple
from unicodedata import unidata_version

from mou_cli.agreement.query.free_text import folded_words
from mou_cli.agreement.registered import Registered
from mou_cli.registry.layout import AGREEMENTS
from mou_cli.registry.lookup import label_of

# By which Unicode texts are folded here: a server's words are of use only to those who fold alike.
FOLDING = unidata_version
# An index has no room for longer references; what is cut off is compared afterwards.
LONGEST = 200


class Derived(NamedTuple):
    """References and uid, folded; and the folded words that free words are looked for in."""

    refs: list[str]
    words: str


def derived(table: str, line: bytes) -> Derived:
    """Return what is stored beside a row; raises msgspec.DecodeError where it is no agreement."""
    refs = sorted(shortened(ref) for ref in label_of(line).refs())
    return Derived(refs, folded_words(Registered(0, line).agreement) if table == AGREEMENTS else "")


def shortened(ref: str) -> str:
    """Return a folded reference as the index holds it."""
    return ref[:LONGEST]
