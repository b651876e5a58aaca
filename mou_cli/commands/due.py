"""`mou due`: what needs doing, soonest first."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.query_command import QueryCommand
from mou_cli.desk.reminding import USUAL, Asked, show_due
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand


def run(
    context: typer.Context,
    query: options.Query = None,
    within: Annotated[
        str, typer.Option("--within", metavar="PERIOD", help="How far ahead to look: 90d, 6 months, 2y.")
    ] = USUAL,
    check: Annotated[bool, typer.Option("--check", help="Exit with 3 when anything is due, for cron.")] = False,
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    expires: options.ExpiresFilter = None,
    occasion: options.OccasionFilter = None,
    lead: options.LeadFilter = None,
    tag: options.TagFilter = None,
    limit: options.Limit = None,
    form: options.ShortFormat = None,
) -> None:
    """Show what needs doing, soonest first: notice, renewals, ends, promises, and what never entered into force."""
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
    show_due(session, session.query(query, filters), Asked(within, form, limit, check))
