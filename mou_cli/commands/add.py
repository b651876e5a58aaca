"""`mou add`: record an agreement."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.calling import whole_number
from mou_cli.desk.adding import Given, add_agreement
from mou_cli.session import Session

Many = list[str] | None


def run(
    context: typer.Context,
    title: Annotated[
        str, typer.Argument(metavar="[TITLE]", help="The title; without one, on a terminal, mou asks.")
    ] = "",
    party: Annotated[
        Many,
        typer.Option(
            "--party",
            metavar="PARTY",
            help='KZ, Kazakhstan, "KZ: Ministry of Transport", "name:Shymkent Akimat".',
            autocompletion=options.complete("party"),
        ),
    ] = None,
    sector: Annotated[
        Many,
        typer.Option("--sector", metavar="SECTOR", help="Such as rail.", autocompletion=options.complete("sector")),
    ] = None,
    type_: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="Such as mou.", autocompletion=options.complete("type"))
    ] = "",
    binding: Annotated[str, typer.Option("--binding", metavar="WORD", help="yes, no, disputed or unknown.")] = "",
    signed: Annotated[
        str, typer.Option("--signed", metavar="DATE", help="2026-02-04, 4 Feb 2026, February 2026.")
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help="Where it was signed.")] = "",
    occasion: Annotated[
        str,
        typer.Option(
            "--occasion",
            metavar="OCCASION",
            help="At which visit or session.",
            autocompletion=options.complete("occasion"),
        ),
    ] = "",
    lead: Annotated[
        str,
        typer.Option("--lead", metavar="PARTY", help="Which party leads.", autocompletion=options.complete("party")),
    ] = "",
    signatory: Annotated[Many, typer.Option("--signatory", metavar="WHO", help='"PK: Name, Title".')] = None,
    in_force: Annotated[str, typer.Option("--in-force", metavar="DATE", help="When it entered into force.")] = "",
    entry: Annotated[
        str, typer.Option("--entry", metavar="MODE", help="How it enters into force: signature, last-notification, ...")
    ] = "",
    term: Annotated[str, typer.Option("--term", metavar="PERIOD", help="5y, P5Y, indefinite.")] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day in force, where it is fixed.")
    ] = "",
    renewal: Annotated[
        str, typer.Option("--renewal", metavar="WORD", help="tacit (automatic), express, open-ended or none.")
    ] = "",
    renewal_period: Annotated[
        str, typer.Option("--renewal-period", metavar="PERIOD", help="5y; default: the term.")
    ] = "",
    notice: Annotated[str, typer.Option("--notice", metavar="PERIOD", help="6m, 90d.")] = "",
    tag: Annotated[
        Many, typer.Option("--tag", metavar="TAG", help="A word of your own.", autocompletion=options.complete("tag"))
    ] = None,
    source: Annotated[
        Many, typer.Option("--source", metavar="SOURCE", help='URL, or "Publisher: Title <URL>".')
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="REF", help="Your own reference instead of the next one.")] = "",
    assignments: Annotated[
        Many,
        typer.Option("--set", metavar="FIELD=VALUE", help="Any other field.", autocompletion=options.complete("field")),
    ] = None,
    untitled: Annotated[
        int | None,
        typer.Option(
            "--untitled",
            metavar="N",
            parser=whole_number,
            help="N documents of an occasion, titles unknown.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Record it although it is there already.")] = False,
    dry_run: options.DryRun = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the agreement as JSON instead of its reference.")
    ] = False,
    reason: options.Reason = "",
) -> None:
    """Record an agreement and print its reference; without a title, on a terminal, it asks field by field."""
    session: Session = context.obj.because(reason)
    single = {
        "title": title,
        "type": type_,
        "binding": binding,
        "signed": signed,
        "place": place,
        "occasion": occasion,
        "entry_into_force.mode": entry,
        "term.duration": term,
        "term.until": until,
        "term.renewal": renewal,
        "term.period": renewal_period,
        "term.notice": notice,
        "notes": note,
        "ref": ref,
    }
    given = Given(
        single, party or (), sector or (), tag or (), source or (), signatory or (), lead, in_force, assignments or ()
    )
    add_agreement(session, given, untitled=untitled, force=force, dry_run=dry_run, as_json=as_json)
