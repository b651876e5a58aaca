"""`mou export`: write agreements to a file."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.exporting import export
from mou_cli.desk.query_command import QueryCommand
from mou_cli.exchange.formats import FORMATS
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand
_FORMATS = "; ".join(f"{each.name}: {each.help}" for each in FORMATS.values() if each.writes)


def run(
    context: typer.Context,
    query: options.Query = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{_FORMATS}. Default: by the name of FILE, else json.",
            autocompletion=options.complete("export-format"),
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to; default: standard output.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    expires: options.ExpiresFilter = None,
    occasion: options.OccasionFilter = None,
    lead: options.LeadFilter = None,
    tag: options.TagFilter = None,
    sort: options.SortKeys = "",
    columns: options.ColumnNames = "",
) -> None:
    """Write agreements to a file or to standard output, with the same filters as `mou list`."""
    session: Session = context.obj
    filters = {
        "sector": sector,
        "party": party,
        "type": type_,
        "status": status,
        "signed": signed,
        "expires": expires,
        "occasion": occasion,
        "lead": lead,
        "tag": tag,
    }
    export(session, session.query(query, filters), form, output, force=force, sort=sort, columns=columns)
