"""`mou config`: settings and saved views."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.view_command import ViewCommand
from mou_cli.session import Session

COMMAND_CLASS = ViewCommand


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="A setting, or @NAME for a saved view; without it all of them, views for the views.",
            autocompletion=options.complete("setting"),
            show_default=False,
        ),
    ] = "",
    value: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE]...",
            help="What it is to be; of a view the words and filters of mou list.",
            autocompletion=options.complete("setting-value"),
            show_default=False,
        ),
    ] = None,
    columns: options.ColumnNames = "",
    sort: options.SortKeys = "",
    limit: options.ViewLimit = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take it out of the configuration file.")] = False,
    path: Annotated[bool, typer.Option("--path", help="Where the configuration file is.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open the configuration file in your editor.")] = False,
    form: options.ShortFormat = None,
) -> None:
    """Show what is set and where it is from, set it, and save views: filters, columns and an order under a name."""
    from mou_cli.desk.configuring import Asked, configure

    session: Session = context.obj
    configure(session, Asked(name, value or (), columns, sort, limit, unset, path, edit, form))
