"""`mou merge`: two copies of a registry that went different ways, joined."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other copy: a registry, or a backup of one.", show_default=False)
    ],
    ours: Annotated[bool, typer.Option("--ours", help="Where both changed the same otherwise, ours stays.")] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both changed the same otherwise, take theirs.")
    ] = False,
    fail: Annotated[
        bool, typer.Option("--fail", help="Where anything collides, do nothing and exit with 6; so in a script.")
    ] = False,
    unrelated: Annotated[
        bool, typer.Option("--unrelated", help="Join registries that were never one: what differs collides.")
    ] = False,
    dry_run: options.DryRun = False,
    form: options.ShortFormat = None,
    reason: options.Reason = "",
) -> None:
    """Take in what another copy of this registry changed; asks about what both changed otherwise.

    Prints the references of what changed here. OTHER is only read.
    """
    from mou_cli.desk.merging import Asked, merge

    session: Session = context.obj.because(reason)
    wanted = [name for name, given in (("ours", ours), ("theirs", theirs), ("fail", fail)) if given]
    merge(session, Asked(other, wanted, unrelated, dry_run, form))
