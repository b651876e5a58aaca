"""`mou watch`: changes as they are made."""

from typing import Annotated

import typer

from mou_cli.calling import whole_number


def run(
    context: typer.Context,
    since: Annotated[
        int | None,
        typer.Option("--since", metavar="SEQ", parser=whole_number, help="Begin with what came after this entry."),
    ] = None,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", parser=whole_number, help="Stop after so many entries.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or jsonl.")] = "text",
) -> None:
    """Print each entry of the history as it is committed, until Ctrl-C."""
    from mou_cli.desk.watching import watch

    watch(context.obj, since, count, form)
