"""Attached files: which there are and whether they are what they were, and looking at one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mou_cli.agreement.model import Attachment
from mou_cli.desk.answering import answer, answer_json
from mou_cli.desk.attaching import named_agreement, pick
from mou_cli.desk.media_types import UNKNOWN, VIEWED
from mou_cli.errors import Failed, MouError, Usage
from mou_cli.registry.attachments import Attached, attached
from mou_cli.registry.protocol import AttachedFiles
from mou_cli.session import Session


class Standing(NamedTuple):
    """An attached file: whose it is, its place there (from 1), what is said of it, and how its bytes stand."""

    number: int
    ref: str
    place: int
    file: Attachment
    how: str


def list_attached(session: Session, words: Sequence[str], asked: str | None) -> None:
    """Write the files of the agreements that words name, of all agreements without; each is read and compared."""
    form = asked or ("table" if session.on_terminal else "tsv")
    writer = _WRITERS.get(form)
    if writer is None:
        raise Usage(f"there is no format {form!r} here", f"take {', '.join(_WRITERS)}")
    found = list(_standing(session, words))
    writer(session, found)


def _standing(session: Session, words: Sequence[str]) -> Iterator[Standing]:
    from mou_cli.render.console import progress

    files, known = session.registry.files, dict[str, str]()
    held = list(_held(session, words))
    places: dict[int, int] = {}
    with progress("reading", len(held)) as advance:
        for number, ref, file in held:
            if file.sha256 not in known:
                known[file.sha256] = files.standing(file.sha256)
            places[number] = places.get(number, 0) + 1
            yield Standing(number, ref, places[number], file, known[file.sha256])
            advance(1)


def _held(session: Session, words: Sequence[str]) -> Iterator[Attached]:
    if not words:
        yield from attached(session.registry)
    for word in session.words(words):
        one = named_agreement(session, word)
        yield from (Attached(one.number, one.agreement.ref, file) for file in one.agreement.attachments)


def _write_table(session: Session, found: Sequence[Standing]) -> None:
    from mou_cli.render.attachment_table import Row, attachment_table
    from mou_cli.render.console import page, say

    if not found:
        say("nothing is attached")
        return
    rows = [Row(e.number, e.place, e.file.name, e.file.media_type, e.file.size, e.file.sha256, e.how) for e in found]
    page(attachment_table(rows, room=session.width, colour=session.colour))


def _write_tsv(session: Session, found: Sequence[Standing]) -> None:
    from mou_cli.render.plain import write_tsv

    rows = (
        (each.ref, each.file.name, str(each.file.size), each.file.media_type, each.file.sha256, each.how)
        for each in found
    )
    write_tsv(rows, ("ref", "name", "size", "media_type", "sha256", "standing"), session.out)


def _write_json(_: Session, found: Sequence[Standing]) -> None:
    answer_json(
        {
            "ref": each.ref,
            "name": each.file.name,
            "size": each.file.size,
            "media_type": each.file.media_type,
            "sha256": each.file.sha256,
            "standing": each.how,
        }
        for each in found
    )


_WRITERS = {"table": _write_table, "tsv": _write_tsv, "json": _write_json}


class Wanted(NamedTuple):
    """How an attached file is wanted: where it lies, or a copy under a name that the person gives."""

    print_path: bool = False
    output: str = ""
    force: bool = False


def open_attached(session: Session, word: str, which: str, wanted: Wanted) -> None:
    """Show an attached file in its viewer, print where its bytes lie, or copy it.

    Raises NotFound where it is missing, Finding where it was altered: what was not attached is never shown.
    """
    agreement = named_agreement(session, word)
    file = agreement.agreement.attachments[pick(agreement, which)]
    files = session.registry.files
    try:
        if wanted.output:
            _copy_out(session, files, file, wanted)
        elif wanted.print_path:
            _print_path(files, file)
        else:
            _view(files, file)
    except MouError as fault:
        if fault.message.startswith(files.place):
            fault.message = f"{file.name!r} cannot be had: {fault.message}"
        raise


def _copy_out(session: Session, files: AttachedFiles, file: Attachment, wanted: Wanted) -> None:
    from mou_cli.desk.exporting import whole_file
    from mou_cli.desk.own_places import refuse_own_place

    refuse_own_place(session, wanted.output)
    with whole_file(Path(wanted.output), force=wanted.force) as out:
        for chunk in files.chunks(file.sha256):
            out.write(chunk)
    answer(wanted.output)


def _print_path(files: AttachedFiles, file: Attachment) -> None:
    for _ in files.chunks(file.sha256):
        pass
    answer(files.path(file.sha256))


def _view(files: AttachedFiles, file: Attachment) -> None:
    import os
    import shutil
    import tempfile

    from mou_cli.desk.viewing import view

    ending = VIEWED.get(file.media_type)
    if ending is None:
        kind = file.media_type or UNKNOWN
        raise Usage(f"{file.name!r} is of a kind that no viewer is started for: {kind}", "copy it out: -o FILE")
    # A viewer gets a copy, under a name of ours: what it saves there cannot alter what was attached.
    folder = Path(tempfile.mkdtemp(prefix="mou-"))
    try:
        copy = folder / f"{file.sha256[:12]}{ending}"
        with open(copy, "xb") as out:
            for chunk in files.chunks(file.sha256):
                out.write(chunk)
        os.chmod(copy, 0o400)
        view(copy)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Failed(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}", "") from error
    except MouError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
