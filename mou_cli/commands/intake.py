"""`mou intake`: from a communiqué to draft agreements."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Text, Markdown, HTML, PDF or DOCX; - for standard input.")
    ],
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="table, tsv or json.")] = None,
    every: Annotated[bool, typer.Option("--all", help="With json: commitments, targets and counts as well.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="What each step of the reading saw.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Save what is kept.")] = False,
    occasion: Annotated[
        str,
        typer.Option(
            "--occasion",
            metavar="OCCASION",
            help="The occasion at which they were signed; default: what the text says.",
            autocompletion=options.complete("occasion"),
        ),
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="SOURCE", help='Where the text is from: "Publisher: Title <URL>".')
    ] = "",
    yes: options.Yes = False,
    reason: options.Reason = "",
) -> None:
    """Propose agreements from a communiqué or a press report; what a person keeps is saved, and nothing else."""
    from mou_cli.desk.intaking import Asked, intake

    session: Session = context.obj.because(reason)
    intake(session, Asked(files, form, every, explain, save, yes, occasion, source))
