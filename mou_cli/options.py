"""The options that commands share, each said once: name, help and completion."""

from collections.abc import Callable, Iterable
from typing import Annotated, TypeAlias

import typer

from mou_cli.calling import whole_number

Completion = Callable[[typer.Context, str], Iterable[tuple[str, str]]]


def complete(name: str) -> Completion:
    """Return a completion function that loads what it needs when the shell asks, and never raises."""

    def completed(context: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        from mou_cli.desk.completion import suggest

        return suggest(name, context, incomplete)

    return completed


Registry: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--registry",
        metavar="PATH",
        help="The registry; default: MOU_REGISTRY, `mou config registry`, the nearest registry.json.",
    ),
]
Today: TypeAlias = Annotated[
    str | None, typer.Option("--today", metavar="DATE", envvar="MOU_TODAY", help="The day for which all is computed.")
]
KnownAt: TypeAlias = Annotated[
    str | None, typer.Option("--known-at", metavar="DATE", help="Count only what was known by that day.")
]
Actor: TypeAlias = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who does it; default: MOU_USER, `mou config as`, your login."),
]

Query: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help='Words to filter by: sector:rail party:KZ signed:2026.. -type:protocol "virtual assets" @VIEW.',
        autocompletion=complete("query"),
    ),
]
Ref: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A number, a reference, or part of a title.",
        autocompletion=complete("ref"),
        show_default=False,
    ),
]
Refs: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="REF...",
        help="Numbers, references, or parts of titles; - reads them from standard input.",
        autocompletion=complete("ref"),
        show_default=False,
    ),
]

SectorFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--sector", metavar="SECTOR", help="Of this sector or one under it.", autocompletion=complete("sector")
    ),
]
PartyFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--party", metavar="PARTY", help="With this party; several: with all.", autocompletion=complete("party")
    ),
]
TypeFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Of this type.", autocompletion=complete("type")),
]
StatusFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="With this status.", autocompletion=complete("status")),
]
SignedFilter: TypeAlias = Annotated[
    list[str] | None, typer.Option("--signed", metavar="RANGE", help="Signed then: 2026, 2026-02.., 2020..2024.")
]
ExpiresFilter: TypeAlias = Annotated[
    list[str] | None, typer.Option("--expires", metavar="RANGE", help="In force through a day in this range.")
]
OccasionFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--occasion", metavar="OCCASION", help="Signed at this occasion.", autocompletion=complete("occasion")
    ),
]
LeadFilter: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--lead", metavar="PARTY", help="Led by this party.", autocompletion=complete("party")),
]
TagFilter: TypeAlias = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="With this tag.", autocompletion=complete("tag"))
]
SortKeys: TypeAlias = Annotated[
    str, typer.Option("--sort", metavar="KEYS", help="Order: signed,-title.", autocompletion=complete("sort"))
]
ColumnNames: TypeAlias = Annotated[
    str,
    typer.Option(
        "--columns", metavar="NAMES", help="Which columns: ref,title,signed.", autocompletion=complete("column")
    ),
]
Reason: TypeAlias = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for those who come after.")]
Yes: TypeAlias = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Limit: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", parser=whole_number, help="At most so many; 0: all. On a terminal 50 unless said."
    ),
]
ViewLimit: TypeAlias = Annotated[
    int | None, typer.Option("--limit", metavar="N", parser=whole_number, help="Of a view: at most so many; 0: all.")
]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")]
ListFormat: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help="table, tsv, csv, json, jsonl or md.", autocompletion=complete("format")
    ),
]
ShortFormat: TypeAlias = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="table, tsv or json; tsv unless on a terminal.")
]
ShowFormat: TypeAlias = Annotated[str, typer.Option("--format", metavar="FORMAT", help="card or json.")]
