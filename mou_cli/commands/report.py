"""`mou report`: the documents that a desk is asked for."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.calling import whole_number
from mou_cli.desk.query_command import QueryCommand
from mou_cli.reports.catalogue import REPORTS
from mou_cli.reports.formats.formats import FORMATS
from mou_cli.session import Session

COMMAND_CLASS = QueryCommand
_REPORTS = "; ".join(f"{each.name}: {each.help}" for each in REPORTS.values())
_FORMATS = "; ".join(f"{each.name}: {each.help}" for each in FORMATS.values())


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help=f"{_REPORTS}. Without it: the list.",
            autocompletion=options.complete("report"),
            show_default=False,
        ),
    ] = "",
    query: options.Query = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{_FORMATS}. Default: by the name of FILE, else md.",
            autocompletion=options.complete("report-format"),
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Where to; default: standard output.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    within: Annotated[
        str, typer.Option("--within", metavar="PERIOD", help="How far ahead to look: 90d, 6 months, 2y.")
    ] = "",
    years: Annotated[
        int | None,
        typer.Option("--years", metavar="N", parser=whole_number, help="From which age on one is stale; default: 5."),
    ] = None,
    own: Annotated[
        str,
        typer.Option(
            "--own",
            metavar="PARTY",
            help="Which side is ours; default: the registry's, else the first party.",
            autocompletion=options.complete("party"),
        ),
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What to call it instead.")] = "",
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    expires: options.ExpiresFilter = None,
    occasion: options.OccasionFilter = None,
    lead: options.LeadFilter = None,
    tag: options.TagFilter = None,
) -> None:
    """Make a document of agreements: as Markdown, a page, a Word document, a PDF or a workbook."""
    from mou_cli.desk.reporting import Asked, list_reports, write_report

    session: Session = context.obj
    if not name:
        list_reports(session)
        return
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
    write_report(session, query, filters, Asked(name, form, output, force, within, years, own, title))
