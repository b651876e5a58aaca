"""Registers with a random history, and one thing in them that is made otherwise behind mou's back."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from mou_cli.agreement.history.canonical import canonical
from mou_cli.desk.undoing import redo, undo
from mou_cli.errors import MouError
from mou_cli.registry.document_file import DocumentFile
from mou_cli.session import Session
from tests.factories import DOING, MOMENT, TODAY, fields

Document = dict[str, Any]
TABLES = ("agreements", "occasions", "history")
_WORDS = st.sampled_from(["Astana", "Islamabad", "«Темір жол»", "", "ریل", 'a "b" \\ c', "MOU-2026-0002"])
_SCALARS = st.none() | st.booleans() | st.integers(-3, 2**40) | st.floats(-1e9, 1e9) | _WORDS
VALUES = st.recursive(_SCALARS, lambda one: st.lists(one, max_size=2) | st.dictionaries(_WORDS, one, max_size=2))
_GIVEN = st.fixed_dictionaries(
    {"title": _WORDS.filter(bool)},
    optional={"place": _WORDS, "tags": st.lists(_WORDS.filter(bool), max_size=2, unique=True), "x-own": VALUES},
)
_KINDS = st.sampled_from(["add", "add", "set", "set", "remove", "occasion", "undo", "redo"])
STEPS = st.lists(st.tuples(_KINDS, _GIVEN, st.integers(0, 9)), min_size=1, max_size=7)
FIRST = {"agreements": {"3": fields(), "7": {"title": "Plain"}, "8": {"title": "Plain", "parties": []}}}


@contextmanager
def register(steps: Sequence[Any], *, few: int, first: Document | None = None) -> Iterator[Path]:
    """A register after some steps; where it held more than `few` agreements before, its history begins with groups."""
    limits = patch.multiple("mou_cli.registry.chronicle", FEW=few, _GROUP=2)
    with tempfile.TemporaryDirectory() as folder, limits:
        path = Path(folder) / "registry.json"
        path.write_text(json.dumps(FIRST if first is None else first), "utf-8")
        make(path, steps)
        yield path


def make(path: Path, steps: Sequence[Any]) -> None:
    """Make steps, each a change of its own; those that are refused leave no trace."""
    for kind, given, which in steps:
        try:
            _step(path, kind, given, which)
        except MouError:
            continue


def _step(path: Path, kind: str, given: dict[str, Any], which: int) -> None:
    if kind in ("undo", "redo"):
        session = Session(str(path), TODAY.isoformat(), None, DOING.actor)
        undo(session, None, 1, yes=True) if kind == "undo" else redo(session, yes=True)
        return
    registry = DocumentFile(path)
    lines = dict(registry.history.lines("agreements"))
    numbers = [*lines]
    with registry.changing(DOING._replace(op=kind)) as change:
        if kind == "add" or not numbers:
            change.add(given, MOMENT)
        elif kind == "occasion":
            change.add_occasion({"name": given["title"]}, MOMENT)
        elif kind == "set":
            number = numbers[which % len(numbers)]
            change.replace(number, {**change.get([str(number)])[0].fields, **given}, MOMENT)
        else:
            change.remove(numbers[which % len(numbers)])


def read(path: Path) -> Document:
    """The tables as any reader of JSON sees them."""
    found: Document = json.loads(path.read_bytes())
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value, by the names and positions that lead there."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from places(each, (*path, name))


@st.composite
def tampered(draw: st.DrawFn, document: Document) -> tuple[str, Document]:
    """Make one thing otherwise in agreements, occasions or history: a value, a member, a row, an entry."""
    other = deepcopy(document)
    every = [place for table in TABLES for place in places(other.get(table, {}), (table,)) if len(place) > 1]
    place = draw(st.sampled_from(every))
    holder = other
    for step in place[:-1]:
        holder = holder[step]
    doing = draw(st.sampled_from(["change", "change", "take out", "put in", "rename", "exchange", "copy"]))
    _tamper(draw, doing, holder, place[-1])
    if canonical({name: other.get(name, {}) for name in TABLES}) == canonical({n: document.get(n, {}) for n in TABLES}):
        other["agreements"] = {**document["agreements"], str(_after(document)): {"title": "Put in"}}
        doing = "put in a row"
    return f"{doing} {'/'.join(map(str, place))}", other


def _after(document: Document) -> int:
    return max(map(int, document["agreements"]), default=0) + 1


def _tamper(draw: st.DrawFn, doing: str, holder: Any, name: Any) -> None:
    if doing == "take out":
        del holder[name]
    elif doing == "change" or isinstance(holder, list):
        holder[name] = draw(VALUES)
    elif doing == "put in":
        inner = holder[name] if isinstance(holder[name], dict) else holder
        inner[draw(st.sampled_from(["x-new", "notes", "hash", "5"]))] = draw(VALUES)
    elif doing == "rename":
        holder[draw(st.sampled_from(["x-new", "9", "2", "notes"]))] = holder.pop(name)
    else:
        twin = draw(st.sampled_from(sorted(holder)))
        holder[twin], holder[name] = deepcopy(holder[name]), holder[twin] if doing == "exchange" else holder[name]
