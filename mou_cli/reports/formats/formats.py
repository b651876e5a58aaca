"""The formats of a report by name; the module of each is loaded when somebody asks for it."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from mou_cli.errors import Failed, Usage
from mou_cli.reports.cleaning import cleaned
from mou_cli.reports.document import Document, Table


class Format(NamedTuple):
    """A format: its name, what it is for, how its files end, whether a terminal can show it, the extra that it needs.

    `library` is what that extra installs, as Python imports it; `waits` says that much is still to do after the rows.
    """

    name: str
    help: str
    suffixes: tuple[str, ...]
    binary: bool = False
    extra: str = ""
    library: str = ""
    waits: bool = False


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("md", "Markdown", (".md", ".markdown")),
        Format("html", "a page for a browser or a mail", (".html", ".htm")),
        Format("docx", "a Word document to go on writing in", (".docx",), True, "docx", "docx"),
        Format("pdf", "A4 pages to print, tagged", (".pdf",), True, "pdf", "typst", waits=True),
        Format("xlsx", "a workbook, a sheet for each table", (".xlsx",), True),
    )
}
_MODULES = {"md": "markdown"}


def format_named(path: str) -> str:
    """Return the format that the file at `path` has by its name, md where it has none; raise Usage for another."""
    lowered = path.lower()
    for each in FORMATS.values():
        if lowered.endswith(each.suffixes):
            return each.name
    suffix = lowered.rpartition("/")[2].partition(".")[2]
    if suffix:
        raise Usage(f"no report is written as .{suffix[:20]}", f"name it {', '.join(_suffixes())}, or say --format")
    return "md"


def _suffixes() -> list[str]:
    return [each.suffixes[0] for each in FORMATS.values()]


Advance = Callable[[int], None]


class _Rows(list[Any]):
    """Rows of a table that tell as they are written."""

    def __init__(self, rows: Iterable[Any], advance: Advance) -> None:
        super().__init__(rows)
        self._advance = advance

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            yield row
            self._advance(1)


def writer(name: str) -> Callable[[Document, Advance], bytes]:
    """Return the function that writes a document in the format `name`, and calls `advance(1)` at each row of a table.

    Raises Usage with the nearest where there is none, Failed where what it needs is not installed.
    """
    if name not in FORMATS:
        from mou_cli.vocabulary.matching import nearest, unknown

        near = ", ".join(nearest(name, {each: each for each in FORMATS}))
        listed = f"take one of {', '.join(FORMATS)}"
        raise unknown("format", name, (), f"did you mean {near}? {listed}" if near else listed)
    found = FORMATS[name]
    if found.library:
        try:
            import_module(found.library)
        except ImportError as error:
            message = f"{name} is not written by this installation"
            raise Failed(message, f"pip install 'mou-cli[{found.extra}]'") from error
    written = import_module(f"mou_cli.reports.formats.{_MODULES.get(name, name)}").write

    def write(document: Document, advance: Advance) -> bytes:
        told = _telling(cleaned(document), advance)
        made: bytes = written(told, lambda: advance(0)) if found.waits else written(told)
        return made

    return write


def _telling(document: Document, advance: Advance) -> Document:
    blocks = [
        block._replace(rows=_Rows(block.rows, advance)) if isinstance(block, Table) else block
        for block in document.blocks
    ]
    return document._replace(blocks=blocks)
