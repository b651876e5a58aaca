"""The frame of a registry in mou's layout: which tables there are and where their rows lie."""

import re

from mou_cli.registry.content import Content, pieces
from mou_cli.registry.layout import Extent

_TABLE = re.compile(rb'"((?:[^"\\\x00-\x1f])*)":\{')
_ROW = re.compile(rb'"([1-9]\d{0,17})":\{')

_QUOTE, _ZERO = b'"0'


class _Walk:
    """One walk over the lines; `broken` as soon as a line is not what mou would have written there."""

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
        if self.state != self.inside or not self.more or not lines.endswith(b"},\n"):
            return False
        highest = self.highest
        for line in lines[:-1].split(b"\n"):
            colon = line.find(b'":{', 2, 21)
            number = line[1:colon]
            if colon < 0 or not line.endswith(b"},") or line[0] != _QUOTE or not number.isdigit() or line[1] == _ZERO:
                return False
            if int(number) <= highest:
                return False
            highest = int(number)
        self.highest = highest
        return True

    def closing(self, line: bytes, offset: int) -> bool:  # noqa: ARG002 - every state takes the same
        self.state = self.after
        return line == b"}"

    def after(self, line: bytes, offset: int) -> bool:  # noqa: ARG002 - every state takes the same
        return False


def read_frame(content: Content) -> tuple[Extent, ...] | None:
    """Return where each table lies, or None where the file is not in mou's layout (or not whole).

    Every line is looked at: its place, its commas, that numbers ascend and that no table occurs twice. What a row holds
    is checked by whoever decodes it.
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
    whole = walk.state == walk.after and content.read(content.size - 1, 1) == b"\n"
    return tuple(walk.extents) if whole else None
