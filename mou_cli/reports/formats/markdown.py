"""A report in Markdown, in which nothing from the registry is Markdown or HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence

from mou_cli.reports.document import (
    Bars,
    Beside,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
    lines_of,
)

_LIVE = re.compile(r"[\\`*_{}\[\]<>#|~!&$@^=]|:(?=//)|(?<=www)\.")
# What makes a list or a rule where a line begins with it.
_BEGINS = re.compile(r"\A([-+])|\A([0-9]+)([.)])")
_BAR = 30  # cells of the longest bar


def write(document: Document) -> bytes:
    """Return the document as Markdown with tables (GitHub's), in UTF-8."""
    parts = [f"# {_line(document.title)}", _paragraph(document.subtitle)]
    parts += [part for block in document.blocks for part in _block(block)]
    foot = [document.footing.line, document.footing.history]
    parts += ["---", "  \n".join(_line(words) for words in foot if words)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"## {_line(block.words)}"
    elif isinstance(block, Paragraph):
        yield _paragraph(block.text)
    elif isinstance(block, Facts):
        yield "\n".join(f"- **{escaped(name)}**: {escaped(value)}" for name, value in block.pairs)
    elif isinstance(block, Table):
        yield "\n".join(_table(block))
    elif isinstance(block, Bars):
        yield f"**{escaped(block.name)}**"
        yield "\n".join(_bars(block))
    elif isinstance(block, Beside):
        yield from (*_block(block.first), *_block(block.second))


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that shows its letters and does nothing."""
    return _LIVE.sub(lambda found: {"&": "&amp;", "<": "&lt;"}.get(found[0], "\\" + found[0]), " ".join(text.split()))


def _line(text: str) -> str:
    return _BEGINS.sub(lambda found: "\\" + found[1] if found[1] else f"{found[2]}\\{found[3]}", escaped(text))


def _paragraph(text: Text) -> str:
    words = _line(text.words)
    return f"*{words}*" if text.quiet and words else words


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(column.heading) for column in table.columns)
    yield _row("---:" if column.kind == "number" else "---" for column in table.columns)
    for row in table.rows:
        yield _row(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell, column: Column) -> str:
    return "<br>".join(escaped(line.words) for line in lines_of(cell, column.kind))


def _bars(bars: Bars) -> Sequence[str]:
    most = max((bar.value for bar in bars.bars), default=0)
    lines = [_row(("", "", "")), "| --- | --- | ---: |"]
    for bar in bars.bars:
        length = "█" * max(round(bar.value * _BAR / most), 1) if bar.value else ""
        lines.append(_row((escaped(bar.label), length, f"{bar.value:,}")))
    return lines
