"""The other parts of an agreement as people write them on one line.

    source          Publisher: Title <https://...>, or the address alone, or a title alone
    event           in-force 2026-03-01; ratified 4 Feb 2026 (KZ)
    link            amends MOU-2019-0007
    language        en
    announcement    37 memoranda
    commitment      its text
    texts by key    unts: I-12345; adilet: O9200000006

What has more to it is written as JSON.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mou_cli.agreement.codes import EVENT_KINDS, LINK_RELATIONS
from mou_cli.agreement.context import Context
from mou_cli.agreement.dates.dates import parse_date
from mou_cli.agreement.model import Announcement, Commitment, Event, Language, Link, Party, Person, Source
from mou_cli.agreement.reading.date_orders import in_order
from mou_cli.agreement.reading.reading_parties import print_party, print_person, read_parties, read_person
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.errors import Usage
from mou_cli.vocabulary.parties import resolve_party

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")
_IN_BRACKETS = re.compile(r"\s*<([^<>\s]+)>\Z")
_OF_PARTY = re.compile(r"\s*\(([^()]+)\)\Z")
_COUNT = re.compile(r"(\d{1,9})(\s+\S.*)?\Z", re.DOTALL)
_APART = re.compile(r";\s+|;\Z|\n")


class Form(NamedTuple):
    """How the parts of one type are written: `read` takes the text of one, `print` gives it, `example` shows it."""

    read: Callable[[str, Context], Any]
    print: Callable[[Mapping[str, Any]], str]
    example: str


def read_source(text: str) -> dict[str, Any]:
    """Return a source as it is stored, from `Publisher: Title <https://...>` or any part of that."""
    rest = read_text(text)
    if _ADDRESS.match(rest):
        return {"url": rest}
    found = _IN_BRACKETS.search(rest)
    address = found[1] if found and _ADDRESS.match(found[1]) else ""
    rest = rest[: found.start()] if found and address else rest
    publisher, colon, title = (each.strip() for each in rest.partition(": "))
    named = {"title": title, "publisher": publisher} if colon and publisher and title else {"title": rest}
    return {name: value for name, value in {**named, "url": address}.items() if value}


def print_source(source: Mapping[str, Any]) -> str:
    """Return `source` as `read_source` takes it; what has no place in that form is left out."""
    title, publisher, url = (str(source.get(each) or "") for each in ("title", "publisher", "url"))
    named = ": ".join(filter(None, (publisher, title)))
    return f"{named} <{url}>" if named and url else named or url


def read_texts(text: str) -> dict[str, str]:
    """Return texts under keys, from `unts: I-12345; adilet: O9200000006`; raise Usage where a key is missing."""
    found = {}
    for item in filter(None, map(str.strip, _APART.split(text))):
        key, colon, value = (each.strip() for each in item.partition(":"))
        if not colon or not key or not value or "." in key or " " in key:
            raise Usage(f'"{item}" has no key', "write it as unts: I-12345; adilet: O9200000006")
        found[key] = read_text(value)
    return found


def print_texts(texts: Mapping[str, Any]) -> str:
    """Return `texts` as `read_texts` takes them."""
    return "; ".join(f"{key}: {value}" for key, value in texts.items())


def read_word(text: str, words: tuple[str, ...], kind: str) -> str:
    """Return which of `words` a person means, whatever the case; raise Usage with the nearest."""
    from mou_cli.vocabulary.closed_words import resolve_word

    return resolve_word(text, words, kind)


def split_list(text: str) -> list[str]:
    """Return the items of a list that stand apart by semicolons (with a blank after) or on lines of their own."""
    return [item for item in map(str.strip, _APART.split(text)) if item]


def _read_event(text: str, context: Context) -> dict[str, Any]:
    rest = read_text(text)
    of = _OF_PARTY.search(rest)
    kind, _, when = (rest[: of.start()] if of else rest).partition(" ")
    event = {"kind": read_word(kind, EVENT_KINDS, "event")}
    if when.strip():
        day = when.strip().removeprefix("on ")
        event["date"] = parse_date(in_order(day, context.dates) if context.dates else day, context.moment.today)
    return {**event, "party": resolve_party(of[1])} if of else event


def _print_event(event: Mapping[str, Any]) -> str:
    text = " ".join(str(event[each]) for each in ("kind", "date") if event.get(each))
    return f"{text} ({event['party']})" if event.get("party") else text


def read_link_ref(text: str, context: Context) -> str:
    """Return the reference that a link leads to: an agreement's number is that of this registry; raises NotFound."""
    ref = read_text(text)
    return (context.agreements(ref) or ref) if ref.isdecimal() and ref.isascii() else ref


def _read_link(text: str, context: Context) -> dict[str, Any]:
    relation, _blank, ref = read_text(text).partition(" ")
    if not ref.strip():
        raise Usage(f'"{text}" is no link', "write it as amends MOU-2019-0007")
    return {"rel": read_word(relation, LINK_RELATIONS, "link"), "ref": read_link_ref(ref, context)}


def _read_announcement(text: str, _: Context) -> dict[str, Any]:
    told = read_text(text)
    count = _COUNT.match(told)
    if not count:
        return {"text": told}
    return {"count": int(count[1]), "text": told} if count[2] else {"count": int(told)}


def _print_announcement(announced: Mapping[str, Any]) -> str:
    return str(announced.get("text") or announced.get("count"))


FORMS: dict[type, Form] = {
    Party: Form(lambda text, _: read_parties(text), print_party, "KZ: Ministry of Transport"),
    Person: Form(lambda text, _: read_person(text), print_person, "Name, Title"),
    Source: Form(lambda text, _: read_source(text), print_source, "Publisher: Title <https://...>"),
    Event: Form(_read_event, _print_event, "in-force 2026-03-01"),
    Link: Form(_read_link, lambda link: f"{link.get('rel')} {link.get('ref')}", "amends MOU-2019-0007"),
    Language: Form(lambda text, _: {"code": read_text(text)}, lambda spoken: str(spoken.get("code")), "en; ru"),
    Announcement: Form(_read_announcement, _print_announcement, "37 memoranda"),
    Commitment: Form(
        lambda text, _: {"text": read_text(text, lines=True)}, lambda each: str(each.get("text")), "its text"
    ),
}
