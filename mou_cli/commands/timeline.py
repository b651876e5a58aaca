"""`mou timeline`: the lives of agreements on one scale of years."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.picturing import Wanted, calendar_year, show_timeline
from mou_cli.desk.query_command import QueryCommand
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand


def run(
    context: typer.Context,
    query: options.Query = None,
    since: Annotated[
        int | None,
        typer.Option("--from", metavar="YEAR", parser=calendar_year, help="From this year on; without it all years."),
    ] = None,
    until: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", parser=calendar_year, help="Up to this year.")
    ] = None,
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
    limit: options.Limit = None,
    form: options.ShortFormat = None,
) -> None:
    """The lives of agreements: on a terminal as lines on one scale of years, in a pipe as dates."""
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
    show_timeline(session, session.query(query, filters), Wanted(form, sort, limit, since, until))
