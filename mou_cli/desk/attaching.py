"""Attaching files to agreements, and taking them off again; each is one change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mou_cli.agreement.model import Attachment
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer
from mou_cli.desk.media_types import media_type_of, read_media_type
from mou_cli.errors import Ambiguous, Conflict, Interrupted, NotFound, Usage
from mou_cli.registry.attachments import PRESENT, read_file
from mou_cli.registry.protocol import AttachedFiles, Bringing
from mou_cli.render.console import progress, say, warn
from mou_cli.session import Session
from mou_cli.settings.settings import value_of
from mou_cli.vocabulary.folding import fold


class Given(NamedTuple):
    """What is to be attached: the files, and for a single one the name and media type that it is to bear."""

    files: Sequence[str]
    name: str = ""
    media_type: str = ""


def attach_or_detach(session: Session, word: str, given: Given, off: Sequence[str], *, yes: bool) -> None:
    """Attach what is given, or take `off` what is named; raises Usage where both are asked for at once."""
    if not off:
        attach(session, word, given)
    elif given.files or given.name or given.media_type:
        raise Usage("files are attached or taken off, not both at once", "run it twice")
    else:
        detach(session, word, off, yes=yes)


def attach(session: Session, word: str, given: Given) -> None:
    """Attach files to an agreement and print its reference.

    All or none: raises NotFound or Failed for a file that cannot be taken, Conflict where another file of the agreement
    bears the same name. What the agreement has already is told and left.
    """
    present = named_agreement(session, word)
    described = [_described(each, given) for each in _wanted(given)]
    files = session.registry.files
    with session.registry.delivery() as delivery:
        taken = [
            {**one, "sha256": digest, "size": size}
            for one, (digest, size) in zip(described, _copies(delivery, given.files), strict=True)
        ]
        with session.changing("attach") as change:
            agreement = change.get([str(present.number)])[0]
            new = _joined(agreement, taken, files)
            if new:
                own = agreement.fields.get("attachments", ())
                change.replace(agreement.number, {**agreement.fields, "attachments": [*own, *new]}, session.moment)
            for finding in change.warnings:
                warn(f"{finding.field}: {finding.message}")
            delivery.place()
    if new:
        answer(agreement.agreement.ref or agreement.number)


def named_agreement(session: Session, word: str) -> Registered:
    """Return the agreement that a word names; raises Usage for an occasion, which has no files."""
    if word.upper().startswith("OCC-"):
        raise Usage(f"{word} is an occasion", "files are attached to agreements: mou attach 14 signed.pdf")
    return session.registry.get([word])[0]


def _wanted(given: Given) -> Sequence[str]:
    if not given.files:
        raise Usage("no file is named", "mou attach 14 signed.pdf")
    if given.name and len(given.files) > 1:
        raise Usage("--name is for one file", "attach them one by one")
    return given.files


def _described(file: str, given: Given) -> dict[str, Any]:
    try:
        name = read_text(given.name or Path(file).name)
    except Usage as fault:
        raise Usage(f"the name of the file holds {fault.message}", "give it another: --name signed.pdf") from None
    if not name:
        raise Usage(f"{file!r} is no name for a file", "mou attach 14 signed.pdf")
    kind = read_media_type(given.media_type) if given.media_type else media_type_of(name)
    return {"name": name, "sha256": "", "media_type": kind, "size": 0}


def _copies(delivery: Bringing, files: Sequence[str]) -> Iterator[tuple[str, int]]:
    most = limit()
    for file in files:
        with progress(f"copying {Path(file).name}") as advance:
            taken = delivery.take(_counted(read_file(Path(file), most), advance))
        yield taken


def _counted(chunks: Iterator[bytes], advance: Callable[[int], None]) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        advance(len(chunk))


def limit() -> int:
    """Return how many bytes a file may have: what the setting `attachment-limit` says (`500M`, `5G`); raises Usage."""
    size: int = value_of("attachment-limit")
    return size


def _joined(agreement: Registered, taken: Sequence[Mapping[str, Any]], files: AttachedFiles) -> list[Mapping[str, Any]]:
    """Return what of the files `taken` is new to an agreement; raises Conflict where a name stands for another file."""
    names = {file.name: file.sha256 for file in agreement.agreement.attachments}
    hashes = {file.sha256: file.name for file in agreement.agreement.attachments}
    new: list[Mapping[str, Any]] = []
    for file in taken:
        name, digest = file["name"], file["sha256"]
        if digest in hashes:
            was = files.standing(digest) if digest not in {each["sha256"] for each in new} else PRESENT
            back = "" if was == PRESENT else f"; its bytes were {was} and are back"
            say(f"{name!r} is attached already{f' as {hashes[digest]!r}' if hashes[digest] != name else ''}{back}")
            continue
        if name in names:
            raise Conflict(f"another file is attached as {name!r}", "give this one another name: --name NAME")
        names[name], hashes[digest] = digest, name
        new.append(file)
    return new


def detach(session: Session, word: str, names: Sequence[str], *, yes: bool) -> None:
    """Take files off an agreement, after asking, and print its reference; their bytes stay, for undo.

    Raises NotFound or Ambiguous for a name, Usage where nobody is there to be asked.
    """
    from mou_cli.ask.confirm import confirm

    present = named_agreement(session, word)
    places = [pick(present, name) for name in names]
    if not yes:
        if not session.can_ask:
            raise Usage("taking a file off is asked about, and nobody is there to answer", "--yes does it without")
        files = "; ".join(present.agreement.attachments[place].name for place in places)
        if not confirm(f"Take {files} off {present.number} {present.agreement.title}?"):
            raise Interrupted("nothing was taken off")
    with session.changing("detach") as change:
        if change.get([str(present.number)])[0].line != present.line:
            raise Conflict("it was changed in the meantime", "look at it again: mou attachments")
        own = present.fields["attachments"]
        kept = [each for place, each in enumerate(own) if place not in places]
        fields = {name: value for name, value in present.fields.items() if name != "attachments"}
        change.replace(present.number, {**fields, "attachments": kept} if kept else fields, session.moment)
    answer(present.agreement.ref or present.number)


def pick(agreement: Registered, word: str = "") -> int:
    """Return the place (from 0) of the attached file that a word means: its name, its number, or part of its name.

    Without a word, that of the only one. Raises NotFound or Ambiguous, naming what there is.
    """
    files = agreement.agreement.attachments
    which = agreement.agreement.ref or agreement.number
    if not files:
        raise NotFound(f"nothing is attached to {which}", f"mou attach {which} FILE")
    found = _fitting(files, word)
    if len(found) == 1:
        return found[0]
    named = "; ".join(f"{place + 1} {files[place].name}" for place in found or range(len(files)))
    if not found:
        raise NotFound(f"no file {word!r} is attached to {which}", f"there is {named}")
    raise Ambiguous(f"{len(found)} files of {which} are meant: {named}", "name one by its number")


def _fitting(files: Sequence[Attachment], word: str) -> list[int]:
    places = range(len(files))
    if not word:
        return list(places)
    exact = [place for place in places if files[place].name == word]
    if not exact and word.isascii() and word.isdigit() and len(word) < 9:
        exact = [int(word) - 1] if 0 < int(word) <= len(files) else []
    return exact or [place for place in places if fold(word) in fold(files[place].name)]
