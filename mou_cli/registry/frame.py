"""The frame of a registry in mou's layout: which tables there are and where their rows lie."""

import re
from operator import lt

from mou_cli.registry.content import PIECE, Content, pieces
from mou_cli.registry.layout import HISTORY, Extent

_TABLE = re.compile(rb'"((?:[^"\\\x00-\x1f])*)":\{')
_ROW = re.compile(rb'"([1-9]\d{0,17})":\{')
# Both begin with the line end alone: that is looked for ten times as fast as anything longer.
_NOT_BETWEEN_ROWS = re.compile(rb'\n(?!(?<=\},\n)"[1-9]\d{0,17}":\{)')
_NUMBER = re.compile(rb'\n(?=")"(\d+)')
_END = b"}\n}\n"
_AROUND = 32  # more than the longest number with what stands around it


class _Walk:
    """One walk over the lines; each state says whether a line is what mou would have written there."""

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self.state = self.opening
        self.name, self.start = "", 0
        self.highest = 0
        self.more = True  # a row may follow: none yet, or the last one ended in a comma

    def opening(self, line: bytes, offset: int) -> bool:
        self.state = self.between
        return line == b"{" and offset == 0

    def between(self, line: bytes, offset: int) -> bool:
        found = _TABLE.fullmatch(line)
        if not found:
            return False
        try:
            self.name = found[1].decode("utf-8")
        except UnicodeDecodeError:
            return False
        self.start = offset + len(line) + 1
        self.highest, self.more = 0, True
        self.state = self.inside
        return all(extent.name != self.name for extent in self.extents)

    def inside(self, line: bytes, offset: int) -> bool:
        if line in (b"}", b"},"):
            self.extents.append(Extent(self.name, self.start, offset))
            self.state = self.between if line == b"}," else self.closing
            return not self.more or offset == self.start
        found = _ROW.match(line)
        if not found or not self.more or not line.endswith((b"}", b"},")):
            return False
        self.more = line.endswith(b",")
        number, before, self.highest = int(found[1]), self.highest, int(found[1])
        return number > before

    def swallow(self, lines: bytes) -> bool:
        """Take a whole piece of rows at once, where it is nothing else: most of a large registry is."""
        if self.state != self.inside or not self.more or not lines.endswith(b"},\n") or not _are_rows(lines):
            return False
        last = _last_of_ascending(self.highest, lines)
        self.highest = last or self.highest
        return bool(last)

    def closing(self, line: bytes, offset: int) -> bool:  # noqa: ARG002 - every state takes the same
        self.state = self.after
        return line == b"}"

    def after(self, line: bytes, offset: int) -> bool:  # noqa: ARG002 - every state takes the same
        return False


def _are_rows(lines: bytes) -> bool:
    """Return whether whole lines are rows, a comma after each but the last."""
    return bool(_ROW.match(lines)) and not _NOT_BETWEEN_ROWS.search(lines, 0, len(lines) - 1)


def _last_of_ascending(before: int, lines: bytes) -> int:
    """Return the number of the last of some rows, 0 where their numbers do not ascend from one before them."""
    numbers = [before, *map(int, _NUMBER.findall(b"\n" + lines))]
    return numbers[-1] if all(map(lt, numbers, numbers[1:])) else 0


def read_frame(content: Content, *, hurried: bool = False) -> tuple[Extent, ...] | None:
    """Return where each table lies, or None where the file is not in mou's layout (or not whole).

    Every line is looked at: its place, its commas, that numbers ascend and that no table occurs twice. What a row holds
    is checked by whoever decodes it. `hurried` leaves out whether the numbers of a history at the end of the file
    ascend, see `ascends`, which is what a long history would cost those who read agreements.
    """
    walk = _Walk()
    for offset, lines in pieces(content, 0, content.size):
        if walk.swallow(lines):
            continue
        position = offset
        for line in lines.removesuffix(b"\n").split(b"\n"):
            if not walk.state(line, position):
                return None
            position += len(line) + 1
            if hurried and walk.name == HISTORY:
                last = _history_at_the_end(content, position)
                return (*walk.extents, last) if last else read_frame(content)
    whole = walk.state == walk.after and content.read(content.size - 1, 1) == b"\n"
    return tuple(walk.extents) if whole else None


def _history_at_the_end(content: Content, start: int) -> Extent | None:
    """Return where the history lies that begins at `start`, or None where it is not rows up to the end of the file."""
    end = content.size - len(_END)
    foot = (b"{\n" if start == end else b"}\n") + _END
    if end < start or content.read(end - 2, len(foot)) != foot:
        return None
    if start < end and not _ROW.match(content.read(start, _AROUND)):
        return None
    for offset in range(start, end - 1, PIECE):
        # With a little of what comes before and after, so that each line end is seen with what stands around it.
        asked = min(PIECE + _AROUND, end - 1 - offset) + 3
        read = content.read(offset - 3, asked)
        broken = _NOT_BETWEEN_ROWS.search(read, 3)
        if len(read) < asked or (broken and broken.start() < PIECE + 3):
            return None
    return Extent(HISTORY, start, end)


def ascends(content: Content, extent: Extent) -> bool:
    """Return whether the numbers of a table's rows ascend, so that none is there twice."""
    highest = 0
    for _, lines in pieces(content, extent.start, extent.end):
        highest = _last_of_ascending(highest, lines)
        if not highest:
            return False
    return True
