"""The names that a query may ask for, and where an agreement holds each."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from mou_cli.agreement.model import Agreement
from mou_cli.vocabulary.folding import fold

Reader = Callable[[Agreement], Sequence[str]]


def _nothing(_: Agreement) -> Sequence[str]:
    return ()


class Field(Struct, frozen=True):
    """One name of the query grammar.

    `kind` says how its value is understood: a word of a vocabulary (`sector party type status binding`), a `day`
    (a range of dates), a `word` (equal but for case and accents, or its beginning with `*`), a `text` (contained),
    an `occasion` or a `free` word. `exact` reads what is compared whole (words folded, codes as stored, days as EDTF),
    `texts` the folded texts that may contain it. `computed` names the value of Computed for what is not stored.
    `every` is true where several given words must all hold, not one of them.
    """

    kind: str
    exact: Reader = _nothing
    texts: Reader = _nothing
    computed: str = ""
    every: bool = False


def _given(*texts: str) -> list[str]:
    return [fold(text) for text in texts if text]


FIELDS: dict[str, Field] = {
    "sector": Field("sector", lambda a: a.sectors),
    "party": Field(
        "party",
        lambda a: [p.code for p in a.parties if p.code],
        lambda a: _given(*(p.name for p in a.parties)),
        every=True,
    ),
    "lead": Field(
        "party",
        lambda a: [p.code for p in a.parties if p.lead and p.code],
        lambda a: _given(*(p.name for p in a.parties if p.lead)),
    ),
    "type": Field("type", lambda a: (a.type,) if a.type else ()),
    "binding": Field("binding", lambda a: (a.binding,) if a.binding else ()),
    "status": Field("status", computed="status"),
    "signed": Field("day", lambda a: (a.signed,) if a.signed else ()),
    "in-force": Field("day", computed="in_force_from"),
    "expires": Field("day", computed="in_force_through"),
    "ceases": Field("day", computed="ceases_on"),
    "notice": Field("day", computed="last_notice_day"),
    "occasion": Field("occasion", lambda a: (a.occasion,) if a.occasion else (), lambda a: _given(a.occasion)),
    "tag": Field("word", lambda a: _given(*a.tags)),
    "ref": Field("word", lambda a: _given(a.ref, *a.former_refs)),
    "uid": Field("word", lambda a: _given(a.uid)),
    "language": Field("word", lambda a: _given(*(language.code for language in a.languages))),
    "identifier": Field("word", lambda a: _given(*a.identifiers, *a.identifiers.values())),
    "link": Field("word", lambda a: _given(*(word for link in a.links for word in (link.rel, link.ref)))),
    "untitled": Field("word", lambda a: ("yes",) if a.untitled else ("no",)),
    "title": Field("text", texts=lambda a: _given(a.title, *a.titles.values())),
    "place": Field("text", texts=lambda a: _given(a.place)),
    "agency": Field("text", texts=lambda a: _given(*(p.agency for p in a.parties))),
    "person": Field(
        "text",
        texts=lambda a: _given(*(w for p in a.parties if p.signatory for w in (p.signatory.name, p.signatory.title))),
    ),
    "responsible": Field("text", texts=lambda a: _given(a.responsible)),
    "depositary": Field("text", texts=lambda a: _given(a.depositary)),
    "source": Field("text", texts=lambda a: _given(*(w for s in a.sources for w in (s.title, s.publisher, s.url)))),
    "notes": Field("text", texts=lambda a: _given(a.notes)),
    "text": Field("free", every=True),
}

SYNONYMS: dict[str, str] = {
    "sectors": "sector",
    "parties": "party",
    "country": "party",
    "types": "type",
    "inforce": "in-force",
    "from": "in-force",
    "through": "expires",
    "tags": "tag",
    "id": "identifier",
    "identifiers": "identifier",
    "lang": "language",
    "languages": "language",
    "links": "link",
    "people": "person",
    "signatory": "person",
    "unit": "responsible",
    "sources": "source",
    "note": "notes",
}

QUERY_NAMES: frozenset[str] = frozenset(FIELDS) | frozenset(SYNONYMS)
