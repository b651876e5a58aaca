"""The timeline: one line for each agreement on a common scale of years, from its signature to its end."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.lifeline import ENDS, IN_FORCE, NOTICE, RENEWS, RUNNING, SIGNED, WAITING, Lifeline, Stretch
from mou_cli.render.safe import safe
from mou_cli.render.segments import Segment, join, runs
from mou_cli.render.time_scale import Scale, years_of
from mou_cli.render.tones import DIM, LABEL, status_tone
from mou_cli.render.widths import cut, cut_middle, pad, width

_MARKS = {SIGNED: "○", IN_FORCE: "●", NOTICE: "◆", ENDS: "■", RENEWS: "↻"}
_MEANINGS = {
    SIGNED: "signed",
    IN_FORCE: "enters into force",
    NOTICE: "last notice day",
    ENDS: "ceases",
    RENEWS: "renewed, or ceases",
}
_WAITING, _PAST, _AHEAD, _PERHAPS, _ROUGH, _NOW, _EARLIER, _LATER = "┄━─╌░│◂▸"
_NOW_IN_FORCE = "┿"
_TODAY_TONE, _NOTICE_TONE = "bright_black", "yellow"
_GAP = "  "
_TITLE_SHARE, _TITLE_LEAST, _TITLE_MOST = 0.34, 6, 64
# From these widths on there is room for more than the title.
_STATUS_ROOM, _PARTIES_ROOM = 110, 150


class Row(NamedTuple):
    """One agreement: its number, the words that stand before the picture, and its life."""

    number: str
    title: str
    parties: str
    status: str
    life: Lifeline


def lifelines_text(
    rows: Sequence[Row], today: date, *, room: int, colour: bool, since: int | None = None, until: int | None = None
) -> str:
    """Return the picture of `rows` for a terminal of `room` cells, with its axis and its legend.

    `since` and `until` are the first and the last year of the scale; without them it takes in all that is known.
    """
    columns = _columns(rows, room)
    cells = max(room - sum(wide + len(_GAP) for _, wide, _ in columns), 4)
    firsts = [day for row in rows if (day := row.life.first)]
    lasts = [day for row in rows if (day := row.life.last)]
    scale = Scale(*years_of(firsts, lasts, today, since, until), cells)
    pictures = [_Picture(row.life, scale, today) for row in rows]
    lines: list[list[Segment]] = [*_head(columns, scale, today)]
    lines += [[*_words(row, columns), *picture.segments()] for row, picture in zip(rows, pictures, strict=True)]
    lines += [[], *_legend(pictures, today, room)]
    return join(lines, colour=colour)


# Heading, cells and whether it is set to the right.
_Column = tuple[str, int, bool]


def _columns(rows: Sequence[Row], room: int) -> list[_Column]:
    number = max((width(row.number) for row in rows), default=2)
    most = min(max(int(room * _TITLE_SHARE), _TITLE_LEAST), _TITLE_MOST)
    title = min(max((width(safe(row.title)) for row in rows), default=5), most)
    columns = [("No", max(number, 2), True), ("Title", max(title, 5), False)]
    if room >= _PARTIES_ROOM:
        columns.append(("Parties", min(max([7, *(width(safe(row.parties)) for row in rows)]), 20), False))
    if room >= _STATUS_ROOM:
        columns.append(("Status", max([6, *(width(row.status) for row in rows)]), False))
    return columns


def _head(columns: Sequence[_Column], scale: Scale, today: date) -> Iterator[list[Segment]]:
    heading = "".join(pad(name, wide, right=right) + _GAP for name, wide, right in columns)
    yield [((heading + scale.labels()).rstrip(), "bold")]
    yield [("─" * width(heading) + scale.rule(today), DIM)]


def _words(row: Row, columns: Sequence[_Column]) -> Iterator[Segment]:
    words = {"No": row.number, "Title": row.title, "Parties": row.parties, "Status": row.status}
    tones = {"Status": status_tone(row.life.status)}
    for name, wide, right in columns:
        text = safe(words[name])
        shown = cut_middle(text, wide) if name == "Title" else cut(text, wide)
        yield pad(shown, wide, right=right), tones.get(name, "")
        yield _GAP, ""


class _Picture:
    """The cells of one life."""

    def __init__(self, life: Lifeline, scale: Scale, today: date) -> None:
        self._scale = scale
        self._tone = status_tone(life.status)
        self._now = scale.cell(today)
        self._cells: list[Segment] = [(" ", "")] * scale.cells
        self.kinds: set[str] = set()
        for stretch in life.stretches:
            self._stretch(stretch)
        for point in life.points:
            self._point(point.kind, scale.cell(point.first), scale.cell(point.last))
        self._today()
        self._edges(life)

    def segments(self) -> list[Segment]:
        """Return the picture, neighbours of one style together."""
        return runs(self._cells)

    def _stretch(self, stretch: Stretch) -> None:
        begin = self._scale.cell(stretch.since)
        end = self._scale.cells if stretch.until is None else self._scale.cell(stretch.until)
        for cell in range(max(begin, 0), min(end + 1, self._scale.cells)):
            if stretch.kind == RUNNING:
                self._put(cell, _PAST if cell <= self._now else _AHEAD, self._tone)
            elif stretch.kind == WAITING:
                self._put(cell, _WAITING, LABEL)
            else:
                self._put(cell, _PERHAPS, DIM)

    def _point(self, kind: str, first: int, last: int) -> None:
        middle = (first + last) // 2
        tone = {SIGNED: LABEL, NOTICE: _NOTICE_TONE}.get(kind, self._tone)
        for cell in range(max(first, 0), min(last + 1, self._scale.cells)):
            if first < last:
                self._put(cell, _ROUGH, tone)
        if 0 <= middle < self._scale.cells:
            self._mark(kind, middle, tone)

    def _mark(self, kind: str, cell: int, tone: str) -> None:
        before = cell - 1
        if kind in (ENDS, RENEWS) and self._cells[cell][0] == _MARKS[NOTICE] and before >= 0:
            # Both in one cell: the last notice day is the earlier of them, and the one that must not be missed.
            self._put(before, _MARKS[NOTICE], _NOTICE_TONE)
        self._put(cell, _MARKS[kind], tone)

    def _today(self) -> None:
        if not 0 <= self._now < self._scale.cells:
            return
        there = self._cells[self._now][0]
        if there in (" ", _WAITING, _PERHAPS):
            self._put(self._now, _NOW, _TODAY_TONE)
        elif there == _PAST:
            self._put(self._now, _NOW_IN_FORCE, self._tone)

    def _edges(self, life: Lifeline) -> None:
        first, last = life.first, life.last
        if first is None or last is None:
            return
        end = self._scale.cells - 1
        if self._scale.cell(first) < 0 and not self._is_marked(0):
            self._put(0, _EARLIER, self._tone)
        if (self._scale.cell(last) > end or life.goes_on) and not self._is_marked(end):
            self._put(end, _LATER, self._tone)

    def _is_marked(self, cell: int) -> bool:
        return self._cells[cell][0] in _MARKS.values()

    def _put(self, cell: int, text: str, tone: str) -> None:
        self._cells[cell] = (text, tone)

    def shows(self, mark: str) -> bool:
        """Say whether `mark` is anywhere in the picture."""
        return any(text == mark for text, _ in self._cells)


def _legend(pictures: Sequence[_Picture], today: date, room: int) -> Iterator[list[Segment]]:
    meanings = [
        *((_MARKS[kind], said) for kind, said in _MEANINGS.items()),
        (_WAITING, "not yet in force"),
        (_PAST, "in force"),
        (_PERHAPS, "may be in force"),
        (_ROUGH, "known only in part"),
        (_EARLIER, "since earlier"),
        (_LATER, "goes on"),
    ]
    entries = [f"{mark} {said}" for mark, said in meanings if any(picture.shows(mark) for picture in pictures)]
    entries.append(f"{_NOW} today, {format_day(today.isoformat())}")
    line = ""
    for entry in entries:
        if line and width(line) + 3 + width(entry) > room:
            yield [(line, DIM)]
            line = ""
        line = f"{line}   {entry}" if line else entry
    yield [(line, DIM)]
