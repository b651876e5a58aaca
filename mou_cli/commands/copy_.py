"""`mou copy`: a registry from one store to another."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.query_command import QueryCommand

COMMAND_CLASS = QueryCommand


def run(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SRC", help="The registry to copy: a file or a postgresql:// URL.")],
    target: Annotated[str, typer.Argument(metavar="DST", help="Where to: a file or a URL; made where it is not.")],
    query: options.Query = None,
    reason: options.Reason = "",
    dry_run: options.DryRun = False,
) -> None:
    """Copy a registry with its history and files, or the agreements of a query; again, it brings what is new."""
    from mou_cli.desk.copying import copy

    copy(context.obj.because(reason), source, target, query or (), dry_run=dry_run)
