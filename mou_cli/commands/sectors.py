"""`mou sectors`: the tree of sectors."""

import typer

from mou_cli import options
from mou_cli.desk.counting import list_sectors
from mou_cli.session import Session


def run(context: typer.Context, form: options.ShortFormat = None) -> None:
    """The sectors as a tree, with their other names and how many agreements each has."""
    session: Session = context.obj
    list_sectors(session, form)
