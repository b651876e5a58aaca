"""`mou list`: filter and show agreements."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.listing import Wanted, show_list
from mou_cli.desk.query_command import QueryCommand
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand


def run(
    context: typer.Context,
    query: options.Query = None,
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
    limit: options.Limit = None,
    no_header: Annotated[bool, typer.Option("--no-header", help="Leave the line of headings out.")] = False,
    form: options.ListFormat = None,
) -> None:
    """Filter and show agreements: on a terminal as a table, in a pipe as tab-separated text."""
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
    asked = session.query(query, filters)
    show_list(session, asked, Wanted(form, sort, columns, limit, header=not no_header))
