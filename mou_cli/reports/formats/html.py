"""A report as one HTML page: no script, no network, all texts escaped; it prints as it shows."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

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
    is_right_to_left,
    lines_of,
)
from mou_cli.reports.widths import LONGEST_WORD

_STYLE = Path(__file__).with_name("report.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(document: Document) -> bytes:
    """Return the document as a page in UTF-8."""
    return "\n".join(_page(document)).encode() + b"\n"


def _page(document: Document) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>{_STYLE.read_text('utf-8')}{'@page{size:A4 landscape}' if document.wide else ''}</style>"
    yield f"</head>\n<body{' class=wide' if document.wide else ''}>\n<main>\n<header>"
    yield f"<h1{_direction(document.title)}>{escape(document.title)}</h1>"
    yield f"<p>{_text(document.subtitle)}</p>\n</header>"
    for block in document.blocks:
        yield from _block(block)
    yield "</main>\n<footer>"
    yield from (f"<p>{escape(words)}</p>" for words in (document.footing.line, document.footing.history) if words)
    yield "</footer>\n</body>\n</html>"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h2{_direction(block.words)}>{escape(block.words)}</h2>"
    elif isinstance(block, Paragraph):
        yield f"<p{_direction(block.text.words)}>{_text(block.text)}</p>"
    elif isinstance(block, Facts):
        yield "<dl>"
        yield from (f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in block.pairs)
        yield "</dl>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Bars):
        yield from _bars(block)
    elif isinstance(block, Beside):
        yield "<div class=beside>"
        yield from (*_bars(block.first), *_bars(block.second))
        yield "</div>"


def _direction(words: str) -> str:
    return " dir=rtl" if is_right_to_left(words) else ""


def _text(text: Text) -> str:
    language = f' lang="{escape(text.language)}"' if text.language else ""
    quiet = " class=quiet" if text.quiet else ""
    words = escape(text.words).replace("\n", "<br>")
    direction = _direction(text.words)
    return f"<span{language}{direction}{quiet}>{words}</span>" if language or direction or quiet else words


def _table(table: Table) -> Iterator[str]:
    # The region can be scrolled by keyboard where the page is narrower than the table.
    name = escape(table.name)
    yield f'<div class=scroll role=region aria-label="{name}" tabindex=0>\n<table>\n<caption>{name}</caption>'
    yield "<thead><tr>"
    yield from (f"<th scope=col{_kind(column)}>{escape(column.heading)}</th>" for column in table.columns)
    yield "</tr></thead>\n<tbody>"
    for row in table.rows:
        yield "<tr>" + "".join(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)) + "</tr>"
    yield "</tbody>\n</table>\n</div>"


def _kind(column: Column) -> str:
    return "" if column.kind == "text" else f" class={column.kind}"


def _cell(cell: Cell, column: Column) -> str:
    lines: Sequence[Text] = lines_of(cell, column.kind)
    if len(lines) == 1:
        words = lines[0].words
        kind = _kind(column) or (" class=word" if _is_word(words) else "")
        return f"<td{kind}{_direction(words)}>{_text(lines[0])}</td>"
    return f"<td{_kind(column)}>" + "".join(f"<p{_direction(line.words)}>{_text(line)}</p>" for line in lines) + "</td>"


def _is_word(words: str) -> bool:
    # A browser breaks a reference at its hyphens.
    return "-" in words and len(words) <= LONGEST_WORD and " " not in words


def _bars(bars: Bars) -> Iterator[str]:
    most = max((bar.value for bar in bars.bars), default=0) or 1
    yield f"<table class=bars>\n<caption>{escape(bars.name)}</caption>\n<tbody>"
    for bar in bars.bars:
        width = f"{bar.value * 100 / most:.1f}"
        label = f"<th scope=row{_direction(bar.label)}>{escape(bar.label)}</th>"
        yield f'<tr>{label}<td class=number>{bar.value:,}</td><td><i style="width:{width}%"></i></td></tr>'
    yield "</tbody>\n</table>"
