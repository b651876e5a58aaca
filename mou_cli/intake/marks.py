"""Phrases where they stand in a text: by kind, by where they start, by where they end."""

from collections.abc import Iterable
from typing import NamedTuple


class Mark(NamedTuple):
    """A phrase of the lexicon in a text: its kind, what it stands for, and its first word and the word after it."""

    kind: str
    value: str
    start: int
    end: int


class Marks:
    """All phrases found in one text, by kind and by where they start and end; at one place the longest counts."""

    __slots__ = ("_ends", "_found", "_starts")

    def __init__(self, found: Iterable[Mark]) -> None:
        # Few of the kinds are asked for in one text: they are laid out by place when they are.
        self._found: dict[str, list[Mark]] = {}
        self._starts: dict[str, dict[int, Mark]] = {}
        self._ends: dict[str, dict[int, Mark]] = {}
        self.add(found)

    def add(self, marks: Iterable[Mark]) -> None:
        """Take in further phrases."""
        found = self._found
        for mark in marks:
            kind = mark[0]
            if kind in found:
                found[kind].append(mark)
            else:
                found[kind] = [mark]
        self._starts.clear()
        self._ends.clear()

    def at(self, kind: str, start: int) -> Mark | None:
        """Return the longest phrase of `kind` that starts at word `start`, or None."""
        if kind not in self._found:
            return None
        starts = self._starts.get(kind)
        return (self._by_start(kind) if starts is None else starts).get(start)

    def ending(self, kind: str, end: int) -> Mark | None:
        """Return the longest phrase of `kind` that ends before word `end`, or None."""
        if kind not in self._found:
            return None
        ends = self._ends.get(kind)
        return (self._by_end(kind) if ends is None else ends).get(end)

    def of(self, kind: str, start: int = 0, end: int | None = None) -> list[Mark]:
        """Return the phrases of `kind` that start at word `start` or after and before word `end`, in order."""
        if kind not in self._found:
            return []
        starts = self._starts.get(kind) or self._by_start(kind)
        return [mark for mark in starts.values() if start <= mark.start and (end is None or mark.start < end)]

    def _by_start(self, kind: str) -> dict[int, Mark]:
        starts: dict[int, Mark] = {}
        for mark in self._found[kind]:
            start = mark.start
            if start not in starts or mark.end > starts[start].end:
                starts[start] = mark
        self._starts[kind] = starts
        return starts

    def _by_end(self, kind: str) -> dict[int, Mark]:
        ends: dict[int, Mark] = {}
        for mark in self._found[kind]:
            end = mark.end
            if end not in ends or mark.start < ends[end].start:
                ends[end] = mark
        self._ends[kind] = ends
        return ends
