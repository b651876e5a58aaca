"""The formats by name; the module of each is loaded when somebody asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.rows import Table

if TYPE_CHECKING:
    from mou_cli.exchange.surroundings import Surroundings

Writer = Callable[[Iterable[Registered], BinaryIO, Moment, Sequence[str] | None], None]
Reader = Callable[[BinaryIO, Mapping[str, str], Context], Table]


class Format(NamedTuple):
    """A format: what it is called, what it is for, how its files end, and whether it is read and written.

    `promises` says that what was promised at occasions belongs into it, `surroundings` that its writer takes, as
    `around`, what the registry knows beside the agreements. `only_read` are endings of files that are read alone.
    """

    name: str
    help: str
    suffixes: tuple[str, ...]
    reads: bool = True
    writes: bool = True
    promises: bool = False
    surroundings: bool = False
    only_read: tuple[str, ...] = ()


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
            surroundings=True,
        ),
        Format(
            "html",
            "a page to search, filter and print in any browser, without a network",
            (".html", ".htm"),
            reads=False,
            surroundings=True,
        ),
        Format(
            "xlsx",
            "a workbook with sheets of agreements, parties, events, commitments, targets and sources",
            (".xlsx",),
            surroundings=True,
            only_read=(".xlsm",),
        ),
        Format(
            "sqlite",
            "a database with keys, views and an index of words, such as for Datasette",
            (".sqlite", ".sqlite3", ".db"),
            reads=False,
            surroundings=True,
        ),
        Format(
            "datapackage",
            "CSV tables in a zip with what their columns mean (Frictionless Data)",
            (".zip",),
            reads=False,
            surroundings=True,
        ),
        Format(
            "csl",
            "references for Zotero, Pandoc and the like (CSL-JSON)",
            (".csl.json", ".csljson"),
            reads=False,
            surroundings=True,
        ),
        Format("jsonld", "schema.org Legislation for the web (JSON-LD)", (".jsonld",), reads=False, surroundings=True),
    )
}


def writer(name: str, around: "Callable[[], Surroundings] | None" = None) -> Writer:
    """Return the function that writes the format `name`; raise Usage with the nearest where there is none.

    `around` is called for a format that shows more of a registry than its agreements.
    """
    module = _module(name, [each.name for each in FORMATS.values() if each.writes])
    write: Writer = module.write
    return partial(module.write, around=around()) if around and FORMATS[name].surroundings else write


def reader(name: str) -> Reader:
    """Return the function that reads the format `name`; raise Usage with the nearest where there is none."""
    read: Reader = _module(name, [each.name for each in FORMATS.values() if each.reads]).read
    return read


def format_of(path: str, head: bytes = b"") -> str | None:
    """Return the name of the format that the file at `path` has by its suffix, else by `head`, its first bytes.

    None where neither tells: a path without a suffix and no bytes.
    """
    lowered = path.lower()
    # The longest that fits: x.csl.json is no plain .json.
    fitting = [
        (len(suffix), each.name)
        for each in FORMATS.values()
        for suffix in (*each.suffixes, *each.only_read)
        if lowered.endswith(suffix)
    ]
    return max(fitting)[1] if fitting else sniff(head)


def sniff(head: bytes) -> str | None:
    """Return the name of the format whose files begin as `head` does, or None for no bytes."""
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begun.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    if begun.startswith(b"SQLite format 3"):
        return "sqlite"
    if begun.startswith(b"["):
        return "json"
    if begun.startswith(b"{"):
        first, _, rest = begun.partition(b"\n")
        return "jsonl" if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else "json"
    return "csv" if begun else None


def _module(name: str, names: list[str]) -> Any:
    if name not in names:
        from mou_cli.vocabulary.matching import nearest, unknown

        near = ", ".join(nearest(name, {each: each for each in names}))
        listed = f"a format is one of {', '.join(names)}"
        other = "reading" if name in FORMATS and not FORMATS[name].reads else "writing"
        if name in FORMATS:
            raise Usage(f"{name} is not for {other}", f"take one of {', '.join(names)}")
        raise unknown("format", name, (), f"did you mean {near}? {listed}" if near else listed)
    return import_module(f"mou_cli.exchange.format_{name}")
