"""The history for people and scripts: which entries there are, about what, and what each changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

import msgspec

from mou_cli.agreement.dates.dates import parse_range
from mou_cli.agreement.history.entry import (
    ADOPT,
    AGREEMENTS,
    BEGIN,
    OCCASIONS,
    Entry,
    RowChange,
    Step,
    read_entry,
    read_step,
)
from mou_cli.agreement.history.keys import keys_of
from mou_cli.agreement.history.recalling import recall
from mou_cli.agreement.history.telling import Told, ToldRow, differences
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer_json, answer_line
from mou_cli.errors import NotFound, Usage
from mou_cli.render.console import page, say
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold

TERMINAL_ENTRIES = 50
_ROWS = 20  # of one entry, on a terminal


class Asked(NamedTuple):
    """What `mou history` is asked, as it was typed; empty where not said, and how many entries at most (0: all)."""

    word: str = ""
    actor: str = ""
    op: str = ""
    on: str = ""
    limit: int | None = None


class Subject(NamedTuple):
    """What the history of one thing is about: where it stands and under which keys entries name it."""

    table: str
    number: int
    keys: frozenset[str]


def list_history(session: Session, asked: Asked, form: str | None) -> None:
    """Write the entries that are asked for, the latest last."""
    form = form or ("text" if session.on_terminal else "tsv")
    writer = _WRITERS.get(form)
    if writer is None:
        raise Usage(f"there is no format {form!r} of the history", f"take one of {', '.join(_WRITERS)}")
    subject = subject_of(session, asked.word) if asked.word else None
    limit = asked.limit if asked.limit is not None else TERMINAL_ENTRIES if form == "text" else 0
    if not limit:
        writer(session, _entries(session, asked, subject, backward=False), subject)
        return
    latest = list(islice(_entries(session, asked, subject, backward=True), limit + 1))
    writer(session, reversed(latest[:limit]), subject)
    if len(latest) > limit and form == "text":
        say("there are earlier entries: --limit 0 shows all")


def _entries(session: Session, asked: Asked, subject: Subject | None, *, backward: bool) -> Iterator[bytes]:
    wanted = _wanted(session, asked)
    holding = sorted(subject.keys) if subject else None
    for _, body in session.registry.history.entries(backward=backward, holding=holding):
        if wanted(read_step(body)) and (subject is None or _changes(read_entry(body), subject)):
            yield body


def _changes(entry: Entry, subject: Subject | None) -> list[RowChange]:
    if subject is None:
        return [*entry.changes.values()]
    return [each for key, each in entry.changes.items() if each.table == subject.table and key in subject.keys]


def _wanted(session: Session, asked: Asked) -> Callable[[Step], bool]:
    first, last = parse_range(asked.on, session.moment.today) if asked.on else (None, None)
    begin, end = (first or date.min).isoformat(), (last or date.max).isoformat()
    actor, op = fold(asked.actor), asked.op.strip().lower()

    def wanted(step: Step) -> bool:
        return (
            (not actor or fold(step.actor) == actor)
            and (not op or step.op == op or step.op.startswith(op + " "))
            and begin <= step.at[:10] <= end
        )

    return wanted


def subject_of(session: Session, word: str) -> Subject:
    """Return what a word names: an agreement or an occasion that is there, else one that the history tells of.

    Raises NotFound where neither knows it, Ambiguous where several fit.
    """
    try:
        if word.upper().startswith("OCC-"):
            found = session.registry.occasion(word)
            return _subject(OCCASIONS, found.number, found.fields.get("uid"))
        present = session.registry.get([word])[0]
        return _subject(AGREEMENTS, present.number, present.fields.get("uid"))
    except NotFound:
        gone = _gone(session, word)
        if gone is None:
            raise
        return gone


def _subject(table: str, number: int, uid: object) -> Subject:
    return Subject(table, number, frozenset(keys_of(table, number, uid)))


def _gone(session: Session, word: str) -> Subject | None:
    """Find what was taken out, by the number, reference or uid that it had."""
    sought = fold(word)
    for _, body in session.registry.history.entries(backward=True, holding=None):
        for key, change in read_entry(body).changes.items():
            if change.kind == "removed":
                names = (str(change.no) if change.table == AGREEMENTS else "", (change.before or {}).get("ref"), key)
                if sought in [fold(str(name)) for name in names if name]:
                    return _subject(change.table, change.no, key)
    return None


def recalled(session: Session, word: str, at: str) -> Registered:
    """Return an agreement as it was recorded at the end of a day (UTC).

    Raises NotFound where it was not there then, or what it was is not known.
    """
    last = parse_range(at, session.moment.today)[1] or date.max
    subject = subject_of(session, word)
    if subject.table != AGREEMENTS:
        raise Usage(f"{word} is an occasion", f"mou history {word} shows what was changed")
    line = session.registry.history.line(subject.table, subject.number)
    held = session.registry.history.entries(backward=True, holding=sorted({*subject.keys, BEGIN, ADOPT}))
    later = (entry for _, body in held if (entry := read_entry(body)).at[:10] > last.isoformat())
    found = recall(subject.table, subject.number, msgspec.json.decode(line) if line else None, later)
    if found is None:
        raise NotFound(f"{word} was not in the registry on {last.isoformat()}", f"mou history {word}")
    return Registered.of(found.number, found.fields)


def _write_text(session: Session, bodies: Iterable[bytes], subject: Subject | None) -> None:
    from mou_cli.render.history_text import history_text

    told = [_told(session, read_entry(body), subject) for body in bodies]
    page(history_text(told, room=session.width, colour=session.colour))


def _told(session: Session, entry: Entry, subject: Subject | None) -> Told:
    changes = _changes(entry, subject)
    rows = [_told_row(session, each) for each in changes[:_ROWS]]
    if len(changes) == len(entry.refs) == 1:
        rows = [rows[0]._replace(ref=entry.refs[0])]  # what it bore then, also where nothing is left of it
    return Told(entry, rows, len(changes) - len(rows))


def _told_row(session: Session, change: RowChange) -> ToldRow:
    line = session.registry.history.line(*change.place)
    fields = msgspec.json.decode(line) if line else change.before or {}
    name = str(fields.get("title") or fields.get("name") or "")
    return ToldRow(change.no, str(fields.get("ref") or ""), name, change.kind, list(differences(change)))


def _write_tsv(session: Session, bodies: Iterable[bytes], subject: Subject | None) -> None:
    from mou_cli.render.plain import write_tsv

    entries = (read_entry(body) for body in bodies)
    rows = (
        (
            str(each.seq),
            each.at,
            each.actor,
            each.op,
            " ".join(map(str, each.reverts)),
            " ".join(each.refs),
            each.reason,
            _summary(each, subject),
        )
        for each in entries
    )
    write_tsv(rows, ("seq", "at", "actor", "op", "of", "refs", "reason", "changes"), session.out)


def _summary(entry: Entry, subject: Subject | None) -> str:
    changes = _changes(entry, subject)
    if len(changes) == 1 and changes[0].kind == "changed":
        return "; ".join(each.text for each in differences(changes[0]))
    counts = {kind: sum(each.kind == kind for each in changes) for kind in ("added", "changed", "removed", "adopted")}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def _write_json(_: Session, bodies: Iterable[bytes], __: Subject | None) -> None:
    answer_json(msgspec.json.decode(body) for body in bodies)


def _write_jsonl(_: Session, bodies: Iterable[bytes], __: Subject | None) -> None:
    for body in bodies:
        answer_line(msgspec.json.decode(body))


_WRITERS: dict[str, Callable[[Session, Iterable[bytes], Subject | None], None]] = {
    "text": _write_text,
    "tsv": _write_tsv,
    "json": _write_json,
    "jsonl": _write_jsonl,
}
