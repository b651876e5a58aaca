"""`mou import`: take in agreements from a file."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.importing import Import, import_file
from mou_cli.session import Session


def run(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="json, jsonl, csv, tsv or xlsx; - for standard input.")],
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="The format, where the name does not tell.")
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COL=FIELD", help='What a column holds: --map "Date of signing=signed".'),
    ] = None,
    dates: Annotated[
        str,
        typer.Option(
            "--dates",
            metavar="dmy|mdy|ymd",
            help="The order of day, month and year in its dates: dmy, mdy or ymd, such as dmy for 15.03.2011.",
        ),
    ] = "",
    update: Annotated[bool, typer.Option("--update", help="Change agreements with the same ref or uid.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Take in what is there already once more.")] = False,
    dry_run: options.DryRun = False,
    reason: options.Reason = "",
) -> None:
    """Take in agreements from a file, all or none; every bad row is named. Prints the new references."""
    session: Session = context.obj.because(reason)
    import_file(session, Import(file, form, mapping or (), update, force, dry_run, dates))
