"""Laws of the history: whatever was done can be taken back, to the byte, and verifies at every step."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.history.difference import difference, encoded, step_back
from mou_cli.agreement.history.verifying import verify
from mou_cli.desk.undoing import redo, undo
from mou_cli.errors import MouError
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.layout import encode
from mou_cli.session import Session
from tests.factories import MOMENT, fields

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Zs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
# Fields as a person or a newer mou may have them: known ones in any order, unknown ones with any value.
FIELDS = st.fixed_dictionaries(
    {"title": TEXTS.map(lambda text: f"On {text}")},
    optional={
        "signed": st.sampled_from(["2026", "2026-02", "2026-02-04"]),
        "tags": st.lists(TEXTS.filter(bool), max_size=3, unique=True),
        "place": TEXTS,
        "notes": TEXTS,
        "x-own": VALUES,
        "x-more": VALUES,
    },
)


@given(FIELDS, FIELDS)
def test_a_step_back_gives_the_line_that_was_there(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = encode(before), encode(after)
    if old != new:
        _, change = difference("agreements", 1, old, new)
        stored = msgspec.json.decode(encode(change), type=type(change))
        assert encoded(step_back(stored, msgspec.json.decode(new))) == old


@given(FIELDS)
def test_what_was_added_or_removed_comes_and_goes_whole(some: dict[str, Any]) -> None:
    line = encode(some)
    added, removed = difference("agreements", 1, None, line)[1], difference("agreements", 1, line, None)[1]
    assert step_back(added, msgspec.json.decode(line)) is None
    assert encoded(step_back(removed, None)) == line


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "replace", "replace", "remove", "occasion", "undo", "redo"]), FIELDS, st.integers(0, 9)
    ),
    max_size=8,
)


class Hand:
    """A registry on which random steps are made."""

    def __init__(self, folder: str, start: str) -> None:
        self.path = Path(folder) / "registry.json"
        self.path.write_text(start, "utf-8")
        self.session = Session(str(self.path), "2026-11-21", None, "desk")

    @property
    def registry(self) -> DocumentFile:
        return DocumentFile(self.path)

    def lines(self) -> dict[str, list[tuple[int, bytes]]]:
        history = self.registry.history
        return {table: list(history.lines(table)) for table in ("agreements", "occasions")}

    def step(self, kind: str, some: dict[str, Any], which: int) -> int:
        """Make one step; returns the number of its entry, 0 where nothing came of it."""
        before = self.registry.history.head()[0]
        numbers = [number for number, _ in self.lines()["agreements"]]
        try:
            if kind in ("undo", "redo"):
                undo(self.session, None, 1, yes=True) if kind == "undo" else redo(self.session, yes=True)
            else:
                self._change(kind, some, numbers[which % len(numbers)] if numbers else 0)
        except MouError:
            return 0
        head = self.registry.history.head()[0]
        return head if head > before else 0

    def _change(self, kind: str, some: dict[str, Any], number: int) -> None:
        with self.session.changing(kind) as change:
            if kind == "add":
                change.add(some, MOMENT)
            elif kind == "occasion":
                change.add_occasion({"name": some["title"]}, MOMENT)
            elif kind == "remove":
                change.remove(number)
            else:
                present = change.get([str(number)])[0].fields
                kept: dict[str, Any] = {name: present[name] for name in ("ref", "uid") if name in present}
                change.replace(number, {**kept, **some}, MOMENT)

    def problems(self) -> list[str]:
        return [problem.sentence for problem in verify(self.registry.history)]


EMPTY = json.dumps({"meta": {"1": {"format": 1, "next": {}}}, "occasions": {}, "agreements": {}, "history": {}})
PLAIN = json.dumps({"agreements": {"3": fields(), "7": {"title": "Ä \\ plain\ttext", "parties": []}}}, indent=1)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([EMPTY, PLAIN]), STEPS)
def test_as_many_undos_give_back_the_first_agreements_and_as_many_redos_the_last(start: str, steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        hand = Hand(folder, start)
        first = hand.lines()
        done = [seq for step in steps if step[0] not in ("undo", "redo") and (seq := hand.step(*step))]
        last = hand.lines()
        assert hand.problems() == []
        for _ in done:
            assert hand.step("undo", {}, 0)
        assert hand.lines() == first
        assert hand.step("undo", {}, 0) == 0
        for _ in done:
            assert hand.step("redo", {}, 0)
        assert hand.lines() == last
        assert hand.problems() == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([EMPTY, PLAIN]), STEPS)
def test_it_verifies_after_every_step(start: str, steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        hand = Hand(folder, start)
        for step in steps:
            hand.step(*step)
            assert hand.problems() == []
