"""`mou init`: a new registry."""

from typing import Annotated

import typer


def run(
    context: typer.Context,
    path: Annotated[
        str,
        typer.Argument(metavar="[PATH|URL]", help="Where; default: --registry, MOU_REGISTRY, else registry.json here."),
    ] = "",
    own: Annotated[str, typer.Option("--own", metavar="PARTY", help="Whose desk it is, such as PK.")] = "",
    upgrade: Annotated[bool, typer.Option("--upgrade", help="On a server: bring the tables up to date.")] = False,
    roles: Annotated[
        bool, typer.Option("--roles", help="On a server: make mou_reader, mou_editor and mou_auditor.")
    ] = False,
) -> None:
    """Start a new registry, in a file or in a database that is there; prints where it is."""
    from mou_cli.desk.starting import Asked, start

    start(context.obj, path, Asked(own, upgrade, roles))
