"""`mou occasion`: visits and sessions."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.agreement.model import Occasion
from mou_cli.agreement.reading.assign import assign
from mou_cli.calling import Command, Group
from mou_cli.desk.answering import answer
from mou_cli.desk.changing_occasions import add_occasion, set_occasion
from mou_cli.errors import Usage
from mou_cli.session import Session

app = typer.Typer(
    cls=Group,
    help="Visits and sessions at which agreements were signed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Name = Annotated[
    str,
    typer.Argument(
        metavar="OCCASION",
        help="A number, a reference, or part of a name.",
        autocompletion=options.complete("occasion"),
    ),
]


@app.command("add", cls=Command)
def add_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it was: State visit of President Tokayev.")],
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="3-4 February 2026.")] = "",
    place: Annotated[str, typer.Option("--place", metavar="TEXT", help="Where.")] = "",
    party: Annotated[
        list[str] | None,
        typer.Option("--party", metavar="PARTY", help="Who took part.", autocompletion=options.complete("party")),
    ] = None,
    announced: Annotated[
        list[str] | None, typer.Option("--announced", metavar="COUNT", help='What a source counted: "37 memoranda".')
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = "",
    ref: Annotated[str, typer.Option("--ref", metavar="REF", help="Your own reference.")] = "",
    assignments: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Any other field.")
    ] = None,
    dry_run: options.DryRun = False,
    reason: options.Reason = "",
) -> None:
    """Record an occasion and print its reference."""
    session: Session = context.obj.because(reason)
    if not name.strip():
        raise Usage("an occasion needs a name", 'mou occasion add "State visit of the President"')
    single = {"name": name, "date": date, "place": place, "notes": note, "ref": ref}
    given = [f"{path}={text}" for path, text in single.items() if text.strip()]
    given += [f"parties+={text}" for text in party or ()] + [f"announced+={text}" for text in announced or ()]
    fields: dict[str, object] = {}
    for assignment in [*given, *(assignments or ())]:
        fields = assign(fields, assignment, session.context, Occasion)
    answer(add_occasion(session, fields, dry_run=dry_run).occasion.ref)


@app.command("list", cls=Command)
def list_(context: typer.Context, form: options.ShortFormat = None) -> None:
    """List the occasions, with how many agreements each has."""
    from mou_cli.desk.counting import list_occasions

    session: Session = context.obj
    list_occasions(session, form)


@app.command("show", cls=Command)
def show(context: typer.Context, occasion: Name, form: options.ShowFormat = "card") -> None:
    """Show an occasion: what was announced, what is registered, what was promised."""
    from mou_cli.desk.showing import show_occasion

    session: Session = context.obj
    show_occasion(session, occasion, form)


@app.command("set", cls=Command)
def set_(
    context: typer.Context,
    occasion: Name,
    assignments: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="place=Islamabad parties+=TR")],
    reason: options.Reason = "",
) -> None:
    """Change fields of an occasion."""
    session: Session = context.obj.because(reason)
    set_occasion(session, occasion, assignments)


@app.command("remove", cls=Command)
def remove(
    context: typer.Context,
    occasions: Annotated[
        list[str],
        typer.Argument(
            metavar="OCCASION...",
            help="Numbers, references, or parts of names; - reads them from standard input.",
            autocompletion=options.complete("occasion"),
            show_default=False,
        ),
    ],
    reason: options.Reason = "",
    yes: options.Yes = False,
) -> None:
    """Take occasions out of the registry, after asking; their agreements stay. Prints their references."""
    from mou_cli.desk.removing import remove_occasions

    session: Session = context.obj
    remove_occasions(session.because(reason), occasions, yes=yes)
