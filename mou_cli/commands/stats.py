"""`mou stats`: how many agreements there are."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.picturing import show_stats
from mou_cli.desk.query_command import QueryCommand
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand


def run(
    context: typer.Context,
    query: options.Query = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="FIELD",
            help="sector, party, type, status, year or occasion; without it an overview.",
            autocompletion=options.complete("count-by"),
        ),
    ] = "",
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    expires: options.ExpiresFilter = None,
    occasion: options.OccasionFilter = None,
    lead: options.LeadFilter = None,
    tag: options.TagFilter = None,
    form: options.ShortFormat = None,
) -> None:
    """How many agreements there are: as bars on a terminal, as numbers in a pipe, with the filters of `mou list`."""
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
    show_stats(session, session.query(query, filters), by, form)
