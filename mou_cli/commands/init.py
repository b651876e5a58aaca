"""`mou init`: a new registry."""

from pathlib import Path
from typing import Annotated

import typer

from mou_cli.desk.answering import answer
from mou_cli.session import Session


def run(
    context: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="Where; default: --registry, MOU_REGISTRY, else registry.json here.")
    ] = "",
    own: Annotated[str, typer.Option("--own", metavar="PARTY", help="Whose desk it is, such as PK.")] = "",
) -> None:
    """Start a new registry; prints where it is."""
    from mou_cli.registry.making import make_registry
    from mou_cli.registry.opening import FILE_NAME, refuse_server
    from mou_cli.vocabulary.parties import resolve_party

    session: Session = context.obj
    place = path or session.asked_location or FILE_NAME
    refuse_server(place)
    target = Path(place).expanduser()
    if target.is_dir():
        target = target / FILE_NAME
    make_registry(target, resolve_party(own) if own else "")
    answer(target)
