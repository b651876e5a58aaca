"""The formats by name; the module of each is loaded when somebody asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from os.path import splitext
from typing import Any, BinaryIO, NamedTuple

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.rows import Table

Writer = Callable[[Iterable[Registered], BinaryIO, Moment, Sequence[str] | None], None]
Reader = Callable[[BinaryIO, Mapping[str, str], Context], Table]


class Format(NamedTuple):
    """A format: what it is called, what it is for, how its files end, and whether it is read and written.

    `promises` says that what was promised at occasions belongs into it.
    """

    name: str
    help: str
    suffixes: tuple[str, ...]
    reads: bool = True
    writes: bool = True
    promises: bool = False


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("json", "an array of agreements; also a TinyDB file of any layout when reading", (".json",)),
        Format("jsonl", "one agreement a line", (".jsonl", ".ndjson")),
        Format("csv", "a table, cells apart by commas", (".csv",)),
        Format("tsv", "a table, cells apart by tabs", (".tsv", ".tab")),
        Format("md", "a Markdown table for people", (".md", ".markdown"), reads=False),
        Format(
            "ics",
            "a calendar: last notice days, notice windows, ends and commitments",
            (".ics",),
            reads=False,
            promises=True,
        ),
        Format("xlsx", "a spreadsheet", (".xlsx", ".xlsm"), writes=False),
    )
}


def writer(name: str) -> Writer:
    """Return the function that writes the format `name`; raise Usage with the nearest where there is none."""
    write: Writer = _module(name, [each.name for each in FORMATS.values() if each.writes]).write
    return write


def reader(name: str) -> Reader:
    """Return the function that reads the format `name`; raise Usage with the nearest where there is none."""
    read: Reader = _module(name, [each.name for each in FORMATS.values() if each.reads]).read
    return read


def format_of(path: str, head: bytes = b"") -> str | None:
    """Return the name of the format that the file at `path` has by its suffix, else by `head`, its first bytes.

    None where neither tells: a path without a suffix and no bytes.
    """
    suffix = splitext(path)[1].lower()
    named = [each.name for each in FORMATS.values() if suffix in each.suffixes]
    return named[0] if named else sniff(head)


def sniff(head: bytes) -> str | None:
    """Return the name of the format whose files begin as `head` does, or None for no bytes."""
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begun.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    if begun.startswith(b"["):
        return "json"
    if begun.startswith(b"{"):
        first, _, rest = begun.partition(b"\n")
        return "jsonl" if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else "json"
    return "csv" if begun else None


def _module(name: str, names: list[str]) -> Any:
    if name not in names:
        from mou_cli.vocabulary.matching import nearest, unknown

        near = nearest(name, {each: each for each in names})
        other = "reading" if name in FORMATS and not FORMATS[name].reads else "writing"
        if name in FORMATS:
            raise Usage(f"{name} is not for {other}", f"take one of {', '.join(names)}")
        raise unknown("format", name, near, f"a format is one of {', '.join(names)}")
    return import_module(f"mou_cli.exchange.format_{name}")
