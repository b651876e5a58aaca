"""Steps in an agreement's life: recording one, saying what follows from it, and listing those that there are."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mou_cli.agreement.codes import EVENT_KINDS
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.ahead import counts_later
from mou_cli.agreement.life.sides import side_of, sides
from mou_cli.agreement.reading.adoption import stored_date, stored_duration
from mou_cli.agreement.reading.reading_parties import places_of
from mou_cli.agreement.reading.reading_parts import read_word
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer, answer_json
from mou_cli.desk.following import say_what_follows
from mou_cli.errors import Usage
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say, warn
from mou_cli.session import Session

# What a party does once; a second time is a mistake in the record.
_ONCE = (
    "notified", "ratified", "approved", "initialled", "signed", "in-force", "registered", "terminated", "superseded",
)  # fmt: skip
_ONCE_OF_ALL = ("in-force", "signed", "terminated", "superseded")
_OF_A_PARTY = ("notified", "ratified", "approved")
_UNTIL = ("extended", "suspended", "notice-given", "provisional")
# The other agreement that an event may name, and how that one is linked to this.
_BY = {"superseded": "supersedes", "amended": "amends", "extended": "extends", "terminated": ""}


class Step(NamedTuple):
    """What the options of `mou event` say, as they were typed; empty where not given."""

    kind: str
    on: str = ""
    party: str = ""
    until: str = ""
    adds: str = ""
    known: str = ""
    by: str = ""
    note: str = ""


def record_event(session: Session, word: str, step: Step, *, dry_run: bool = False) -> None:
    """Record a step in an agreement's life; prints its reference, and on stderr what follows from it.

    Raises Usage where a value cannot be understood, the party is none of the agreement's, or the same step is there.
    """
    from mou_cli.desk.changing import DryRun

    kind = read_word(step.kind, EVENT_KINDS, "event")
    made = before = None
    linked = ""
    try:
        with session.changing("event") as change:
            before = change.get([word])[0]
            event = _event(session, change, before, kind, step)
            _warn_of_nobody(before, event)
            made = change.replace(before.number, _with_event(before, event), session.moment)
            for finding in change.warnings:
                warn(f"{finding.field}: {finding.message}")
            linked = _link_back(session, change, made, event)
            if dry_run:
                raise DryRun
    except DryRun:
        say("nothing was stored")
    assert before is not None
    assert made is not None
    answer(made.agreement.ref or made.number)
    say_what_follows(session, before, made, kind)
    if counts_later(kind, event.get("date", ""), session.moment.today):
        say(f"that day lies ahead: it counts from {format_day(event['date'])} on")
    if linked:
        say(f"{linked} now {_BY[kind]} it")


def list_events(session: Session, word: str, asked: str | None) -> None:
    """Write the steps of an agreement's life that are recorded, in the order of their days."""
    form = asked or ("table" if session.on_terminal else "tsv")
    if form not in ("table", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    found = session.registry.get([word])[0]
    events = events_of(found.fields)
    if form == "json":
        answer_json(events)
        return
    names = ("date", "kind", "party", "until", "adds", "known", "by", "note")
    if form == "tsv":
        from mou_cli.render.plain import write_tsv

        write_tsv([[str(event.get(name) or "") for name in names] for event in events], names, session.out)
    elif events:
        from mou_cli.render.console import page
        from mou_cli.render.event_table import event_table

        page(event_table(events, room=session.width, colour=session.colour))
    else:
        say("nothing is recorded of its life yet: mou event REF KIND --on DATE")


def events_of(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the events of an agreement in the order of their days, its signature among them."""
    events = [dict(event) for event in fields.get("events") or ()]
    signed = fields.get("signed")
    if signed and not any(event.get("kind") == "signed" and event.get("date") == signed for event in events):
        events.insert(0, {"kind": "signed", "date": signed})
    return sorted(events, key=lambda event: str(event.get("date") or "~"))


def _event(session: Session, change: Change, present: Registered, kind: str, step: Step) -> dict[str, Any]:
    today = session.moment.today
    if step.adds and kind != "extended":
        raise Usage(f"--adds belongs to extended, not to {kind}", "it says by how much a term was made longer")
    if step.adds and step.until:
        raise Usage("an extension adds a period or names a last day", "give --adds or --until, not both")
    if step.until and kind not in _UNTIL:
        raise Usage(f"--until belongs to {', '.join(_UNTIL)}, not to {kind}", "--on DATE is the day of the step")
    event = {
        "kind": kind,
        "date": stored_date(step.on, today) if step.on else "",
        "party": _party(present, step.party) if step.party else "",
        "until": stored_date(step.until, today) if step.until else "",
        "adds": stored_duration(step.adds, lasting=False) if step.adds else "",
        "known": stored_date(step.known, today) if step.known else "",
        "by": _other(change, present, kind, step.by) if step.by else "",
        "note": read_text(step.note, lines=True),
    }
    event = {name: value for name, value in event.items() if value}
    _refuse_repeated(present, event)
    return event


def _party(present: Registered, text: str) -> str:
    parties = present.fields.get("parties") or []
    places = places_of(parties, text)
    if not places:
        have = ", ".join(sides(present.agreement)) or "none"
        named = present.agreement.ref or present.number
        raise Usage(
            f"{text!r} is no party of {named}", f"its parties are {have}; mou set {named} parties+=... adds one"
        )
    party = parties[places[0]]
    return str(party.get("code") or party.get("name"))


def _other(change: Change, present: Registered, kind: str, text: str) -> str:
    if kind not in _BY:
        raise Usage(f"--by belongs to {', '.join(_BY)}, not to {kind}", "it names the other agreement")
    other = change.get([text])[0]
    if other.number == present.number:
        raise Usage(f"an agreement cannot be {kind} by itself", "--by names the other agreement")
    return other.agreement.ref or str(other.number)


def _refuse_repeated(present: Registered, event: Mapping[str, Any]) -> None:
    agreement = present.agreement
    kind, party = event["kind"], str(event.get("party", ""))
    if kind == "signed" and agreement.signed and not party:
        _refuse_other_signature(present, event.get("date", ""))
    for position, other in enumerate(agreement.events):
        if other.kind != kind or side_of(agreement, other.party) != side_of(agreement, party):
            continue
        same_day = other.date == event.get("date", "")
        if same_day or (kind in _ONCE and (party or kind in _ONCE_OF_ALL)):
            who = f" for {party}" if party else ""
            when = f", on {format_day(other.date)}" if other.date else ""
            ref = agreement.ref or present.number
            raise Usage(
                f"{kind} is recorded{who} already{when}", f"mou set {ref} events.{position + 1}.date=... corrects it"
            )


def _warn_of_nobody(present: Registered, event: Mapping[str, Any]) -> None:
    kind, named = event["kind"], sides(present.agreement)
    if event.get("party"):
        return
    if kind in _OF_A_PARTY and len(named) > 1:
        warn(f"{kind} by whom? without --party it counts for none of {', '.join(named)}")
    elif kind == "notice-given" and len(named) > 2:
        warn(f"notice by whom? without --party it ends the whole, for all of {', '.join(named)}")


def _refuse_other_signature(present: Registered, day: str) -> None:
    signed, ref = present.agreement.signed, present.agreement.ref or present.number
    try:
        known, new = bounds(signed), bounds(day or signed)
    except ValueError:
        return
    if known[0] <= new[0] and new[1] <= known[1] and known != new:
        return  # the day is known more exactly now
    raise Usage(
        f"it is recorded as signed on {format_day(signed)} already", f"mou set {ref} signed={day or 'DATE'} corrects it"
    )


def _with_event(present: Registered, event: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(present.fields)
    if event["kind"] == "signed" and event.get("date"):
        # The field and the event are one fact; an event is kept only for what the field cannot hold.
        if not event.get("party") or not fields.get("signed"):
            fields["signed"] = event["date"]
        if set(event) == {"kind", "date"}:
            return fields
    fields["events"] = [*(fields.get("events") or ()), dict(event)]
    return fields


def _link_back(session: Session, change: Change, made: Registered, event: Mapping[str, Any]) -> str:
    rel, own = _BY.get(event["kind"], ""), made.agreement.ref
    if not event.get("by") or not rel or not own:
        return ""
    other = change.get([event["by"]])[0]
    links = list(other.fields.get("links") or ())
    names = {own, *made.agreement.former_refs}
    if any(link.get("rel") == rel and link.get("ref") in names for link in links):
        return ""
    change.replace(other.number, {**other.fields, "links": [*links, {"rel": rel, "ref": own}]}, session.moment)
    return str(other.agreement.ref or other.number)
