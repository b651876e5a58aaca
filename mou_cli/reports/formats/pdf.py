"""A report as PDF: typst sets it from a template of ours, into which the document goes as JSON and never as source."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from mou_cli.reports.document import (
    Bars,
    Beside,
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
    is_right_to_left,
    lines_of,
)
from mou_cli.reports.widths import column_widths

_TEMPLATE = Path(__file__).with_name("report.typ")
_FONTS = Path(__file__).parents[1] / "fonts"
# Letters that fit beside each other in a table on an upright page and on one on its side, with something over.
_UPRIGHT, _WIDE = 112, 174
_TICK = 0.1  # seconds
_GAP = 2  # of them for the margins of a cell
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
# A run of letters that no line has room for: an address, a hash.
_LONG_RUN = re.compile(r"[^\s\u200b]{28,}")
_PIECE = re.compile(r"[^/?&=.,_-]{1,24}[/?&=.,_-]?|[/?&=.,_-]")
# Latin, Greek, Cyrillic, Arabic and signs: what the fonts that come along hold. For other scripts the machine's fonts
# are searched, which takes time.
_OURS = re.compile(
    "[\x00-\u058f\u0600-\u06ff\u0750-\u077f\u1c80-\u1c8f\u1d00-\u23ff\u2500-\u27bf\ufb00-\ufdff\ufe70-\ufefe\ufffd]*\\Z"
)


def write(document: Document, waiting: Callable[[], None] = lambda: None) -> bytes:
    """Return the document as tagged PDF on A4, the same bytes for the same document.

    It is PDF/UA-1 unless there is a letter in it that no font has; then that letter is an empty box. `waiting` is
    called now and then while the pages are set.
    """
    told = msgspec.json.encode(_data(document)).decode()
    return _aside(lambda: _set(told, document.footing.day), waiting)


def _aside(work: Callable[[], bytes], waiting: Callable[[], None]) -> bytes:
    from threading import Thread  # concurrent.futures would cost 25 ms

    made: list[bytes] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work())
        except BaseException as error:  # raised below, where it can be caught
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    waiting()
    while thread.is_alive():
        thread.join(_TICK)
        waiting()
    if failed:
        raise failed[0]
    return made[0]


def _set(told: str, day: str) -> bytes:
    from typst import TypstError

    try:
        return _compiled(told, day, ["ua-1"])
    except TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compiled(told, day, [])


def _compiled(told: str, day: str, standards: "list[Literal['ua-1']]") -> bytes:
    import typst

    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=_OURS.match(told) is not None,
        sys_inputs={"document": told},
        format="pdf",
        pdf_standards=[*standards],
        timestamp=int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()),
    )


def _data(document: Document) -> dict[str, Any]:
    footing = document.footing
    return {
        "title": _run(Text(document.title)),
        "name": document.title.strip() or "Report",  # the standard asks for one
        "day": [int(part) for part in footing.day.split("-")],
        "subtitle": _run(document.subtitle),
        "wide": document.wide,
        "footing": [_breakable(words) for words in (footing.line, footing.history) if words],
        "blocks": [_block(block, _WIDE if document.wide else _UPRIGHT) for block in document.blocks],
    }


def _block(block: Block, room: int) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "words": _run(Text(block.words))}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "words": _run(block.text)}
    if isinstance(block, Facts):
        return {"kind": "facts", "pairs": [[name, _breakable(value)] for name, value in block.pairs]}
    if isinstance(block, Table):
        return _table(block, room)
    if isinstance(block, Beside):
        return {"kind": "beside", "parts": [_bars(block.first), _bars(block.second)]}
    return {"kind": "beside", "parts": [_bars(block)]}


def _table(table: Table, room: int) -> dict[str, Any]:
    columns = table.columns
    widths = column_widths(table, room, _GAP)
    return {
        "kind": "table",
        "columns": [
            {"heading": each.heading, "share": width, "kind": each.kind}
            for each, width in zip(columns, widths, strict=True)
        ],
        "rows": [
            [_lines(lines_of(cell, column.kind)) for cell, column in zip(row, columns, strict=True)]
            for row in table.rows
        ],
    }


def _lines(lines: Sequence[Text]) -> list[Any]:
    return [_run(line) for line in lines]


def _bars(bars: Bars) -> dict[str, Any]:
    return {
        "name": bars.name,
        "most": max((bar.value for bar in bars.bars), default=0) or 1,
        "bars": [[_run(Text(bar.label)), bar.value] for bar in bars.bars],
    }


def _run(text: Text) -> Any:
    # Most texts are plain: a string, and no more to read for the typesetter.
    words, right_to_left = _breakable(text.words), is_right_to_left(text.words)
    if not (right_to_left or text.quiet or text.language):
        return words
    language = text.language if _LANGUAGE.match(text.language) else "ur" if right_to_left else "en"
    return {"words": words, "language": language, "rtl": right_to_left, "quiet": text.quiet}


def _breakable(words: str) -> str:
    return _LONG_RUN.sub(lambda run: "\u200b".join(_PIECE.findall(run[0])), words) if len(words) > 27 else words
