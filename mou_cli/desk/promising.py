"""What was promised, in an agreement or at an occasion: commitments and targets, recorded and kept up to date."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.amounts import read_amount
from mou_cli.agreement.codes import COMMITMENT_STATUSES
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Commitment
from mou_cli.agreement.promises import CLOSED, next_after, rule_from
from mou_cli.agreement.reading.adoption import stored_date
from mou_cli.agreement.reading.reading_parts import read_source, read_word
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.agreement.repeats import read_repeats, shortened
from mou_cli.desk.answering import answer
from mou_cli.errors import NotFound, Usage
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say, warn
from mou_cli.session import Session

COMMITMENTS, TARGETS = "commitments", "targets"
_THING = {COMMITMENTS: "commitment", TARGETS: "target"}
_MANY_LINES = ("text", "progress", "note")
# A list of promises as it is, made into what it is to be.
_Edit = Callable[[list[dict[str, Any]], "Holder"], list[dict[str, Any]]]


class Holder(NamedTuple):
    """Whose promise it is: the number, the reference and the raw fields of an agreement, or of an occasion."""

    number: int
    ref: str
    fields: Mapping[str, Any]
    is_occasion: bool


class GivenTarget(NamedTuple):
    """What the options of `mou target add` say, as they were typed; empty where not given."""

    metric: str
    value: str = ""
    unit: str = ""
    baseline: str = ""
    since: str = ""
    by: Sequence[str] = ()
    sources: Sequence[str] = ()
    note: str = ""


def add_commitment(session: Session, word: str, given: Mapping[str, str]) -> None:
    """Record a commitment; prints its number. `given` maps its fields to their text, empty where not given."""
    fields = _read_commitment(session, {name: text for name, text in given.items() if text})
    if not fields.get("text"):
        raise Usage("a commitment needs a text", 'mou commitment add 4 "First meeting of the working group"')
    _must_begin(fields)
    if fields.get("repeats"):
        fields["repeats"] = rule_from(fields["repeats"], fields["due"])
    _add(session, word, COMMITMENTS, {"text": "", **fields, "status": "open"})


def update_commitment(session: Session, word: str, number: int, given: Mapping[str, str | None]) -> None:
    """Change fields of a commitment; None leaves one as it is, an empty text clears it. Prints its number."""
    fields = _read_commitment(session, {name: text for name, text in given.items() if text is not None})
    if not fields:
        raise Usage("nothing is said to change", "such as --status started, --progress, --due, --lead")
    today = session.moment.today.isoformat()

    def edited(item: dict[str, Any]) -> dict[str, Any]:
        changed = {**item, **fields}
        if fields.get("status") == "done" and item.get("status") != "done":
            changed["done"] = today
        elif fields.get("status") not in (None, "done") and not item.get("repeats"):
            changed["done"] = ""
        if "repeats" in fields or "due" in fields:
            _must_begin(changed)
            if changed.get("repeats") and (fields.get("repeats") or changed["due"] != item.get("due")):
                changed["repeats"] = rule_from(changed["repeats"], changed["due"])
        return changed

    _change(session, word, COMMITMENTS, number, edited)


def keep_commitment(session: Session, word: str, number: int, on: str) -> None:
    """Record that a commitment was kept; one that repeats is due again. Prints its number."""
    today = session.moment.today
    done = stored_date(on, today) if on else today.isoformat()
    if bounds(done)[0] > today:
        raise Usage(f"{format_day(done)} lies ahead: nothing is done on it yet", "--on DATE says when it was done")
    said: list[str] = []

    def edited(item: dict[str, Any]) -> dict[str, Any]:
        if item.get("status") in CLOSED:
            raise Usage(f"commitment {number} is {item['status']} already", _reopening(word, number))
        changed, sentence = _kept(item, done)
        said.append(sentence)
        return changed

    _change(session, word, COMMITMENTS, number, edited)
    for sentence in filter(None, said):
        say(sentence)


def add_target(session: Session, word: str, given: GivenTarget) -> None:
    """Record a number that is to be reached, with every deadline that was given for it; prints its number."""
    today = session.moment.today
    metric = read_text(given.metric)
    if not metric:
        raise Usage("a target needs a measure", 'mou target add OCC-2026-0001 "bilateral trade" --value 1bn --unit USD')
    if given.since and not given.baseline:
        raise Usage("--since says when the baseline was, and there is none", "--baseline 250m --since 2026-02")
    value = read_amount(given.value) if given.value else None
    start = read_amount(given.baseline) if given.baseline else None
    if start is not None and start == value:
        raise Usage("the target is the baseline: there is no way to go", "--value is the number to be reached")
    since = {"date": stored_date(given.since, today)} if given.since else {}
    target = {
        "metric": metric,
        "unit": read_text(given.unit),
        "baseline": {**since, "value": start} if start is not None else None,
        "value": value,
        "by": [_read_deadline(each, today) for each in given.by],
        "sources": [read_source(each) for each in given.sources],
        "note": read_text(given.note, lines=True),
    }
    _add(session, word, TARGETS, {name: value for name, value in target.items() if value not in (None, "", [])})


def observe(session: Session, word: str, number: int, value: str, on: str, source: str) -> None:
    """Record what a target's measure stood at on a day (today unless said); prints the target's number."""
    today = session.moment.today
    day = stored_date(on, today) if on else today.isoformat()
    if bounds(day)[0] > today:
        raise Usage(f"{format_day(day)} lies ahead: nothing can be observed on it", "--on DATE says when it was so")
    seen = {"date": day, "value": read_amount(value), **({"source": read_source(source)} if source else {})}

    def edited(item: dict[str, Any]) -> dict[str, Any]:
        observed = list(item.get("observed") or ())
        if any(other.get("date") == day for other in observed):
            raise Usage(f"target {number} was observed on {format_day(day)} already", "mou edit REF corrects it")
        return {**item, "observed": sorted([*observed, seen], key=lambda each: str(each.get("date", "")))}

    _change(session, word, TARGETS, number, edited)


def hold(change: Change, word: str) -> Holder:
    """Return the agreement that a word names, or the occasion; raises NotFound or Ambiguous."""
    if not word.strip().upper().startswith("OCC-"):
        try:
            found = change.get([word])[0]
            return Holder(found.number, found.agreement.ref, found.fields, False)
        except NotFound as error:
            missing = error
        try:
            occasion = change.occasion(word)
        except NotFound:
            raise missing from None
    else:
        occasion = change.occasion(word)
    return Holder(occasion.number, occasion.occasion.ref, occasion.fields, True)


def _add(session: Session, word: str, name: str, item: Mapping[str, Any]) -> None:
    number = 0

    def added(items: list[dict[str, Any]], _: Holder) -> list[dict[str, Any]]:
        nonlocal number
        number = 1 + max((each["id"] for each in items if isinstance(each.get("id"), int)), default=0)
        return [*items, {"id": number, **item}]

    _store(session, word, name, added)
    answer(number)


def _no_such(name: str, number: int, holder: Holder, items: Sequence[Mapping[str, Any]]) -> NotFound:
    known = ", ".join(str(each["id"]) for each in items if each.get("id"))
    hint = f"it has {known}" if known else f"it has no {_THING[name]}s yet: mou {_THING[name]} add"
    return NotFound(f"there is no {_THING[name]} {number} in {holder.ref or holder.number}", hint)


def _change(
    session: Session, word: str, name: str, number: int, edited: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    def changed(items: list[dict[str, Any]], holder: Holder) -> list[dict[str, Any]]:
        place = next((at for at, each in enumerate(items) if each.get("id") == number), None)
        if place is None:
            raise _no_such(name, number, holder, items)
        item = {field: value for field, value in edited(items[place]).items() if value not in ("", None)}
        return [*items[:place], item, *items[place + 1 :]]

    _store(session, word, name, changed)
    answer(number)


def _store(session: Session, word: str, name: str, edit: _Edit) -> None:
    with session.changing(_THING[name]) as change:
        holder = hold(change, word)
        items = edit([dict(each) for each in holder.fields.get(name) or ()], holder)
        fields = {**holder.fields, name: items}
        replace = change.replace_occasion if holder.is_occasion else change.replace
        replace(holder.number, fields, session.moment)
        for finding in change.warnings:
            warn(f"{finding.field}: {finding.message}")


def _read_commitment(session: Session, given: Mapping[str, str]) -> dict[str, Any]:
    return {name: _read_field(session, name, text) if text else "" for name, text in given.items()}


def _read_field(session: Session, name: str, text: str) -> str:
    if name == "due":
        return stored_date(text, session.moment.today)
    if name == "repeats":
        return read_repeats(text)
    if name == "status":
        return read_word(text, COMMITMENT_STATUSES, "status")
    return read_text(text, lines=name in _MANY_LINES)


def _must_begin(item: Mapping[str, Any]) -> None:
    if item.get("repeats") and not item.get("due"):
        raise Usage("what repeats is counted from its first day, and there is none", "--due DATE says when that is")


def _kept(item: dict[str, Any], done: str) -> tuple[dict[str, Any], str]:
    if not item.get("repeats"):
        return {**item, "status": "done", "done": done}, ""
    commitment = msgspec.convert(item, Commitment)
    following = next_after(commitment, bounds(done)[1])
    if following is None:
        return {**item, "status": "done", "done": done}, "it is not due again"
    rule = shortened(commitment.repeats, bounds(commitment.due)[1], following.last)
    changed = {**item, "due": following.text, "repeats": rule, "done": done}
    return changed, f"it is due again on {format_day(following.text)}"


def _reopening(word: str, number: int) -> str:
    return f"mou commitment update {word} {number} --status open"


def _read_deadline(text: str, today: date) -> str | dict[str, Any]:
    # `2027-02 (Dawn)` says who gave it: deadlines that contradict each other stand side by side.
    day, bracket, source = text.strip().removesuffix(")").partition("(")
    if not bracket:
        return stored_date(text.strip(), today)
    said_by = read_source(source)
    if set(said_by) == {"title"}:
        said_by = {"publisher": said_by["title"]}
    return {"date": stored_date(day.strip(), today), "source": said_by}
