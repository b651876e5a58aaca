"""From a communiqué to drafts: reads texts, shows what they yield, lets a person review it, and saves what is kept."""

import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.reading.reading_parts import read_source
from mou_cli.desk.answering import answer, answer_json, answer_line
from mou_cli.desk.proposing import Proposal, known_to, propose
from mou_cli.errors import Failed, NotFound, Usage
from mou_cli.intake.as_agreement import Origin
from mou_cli.intake.drafts import Intake
from mou_cli.intake.extract.text_of import MOST_BYTES, text_of
from mou_cli.render.console import say
from mou_cli.session import Session
from mou_cli.vocabulary.sectors import Sectors

FORMS = ("table", "tsv", "json")


class Asked(NamedTuple):
    """What `mou intake` is asked, as it was typed."""

    files: Sequence[str]
    form: str | None = None
    every: bool = False
    explain: bool = False
    save: bool = False
    yes: bool = False
    occasion: str = ""
    source: str = ""


class Reading(NamedTuple):
    """What one file yields, and where it is from."""

    found: Intake
    origin: Origin


def intake(session: Session, asked: Asked) -> None:
    """Show the drafts that texts yield; on a terminal go through them one by one; save those that are kept.

    Nothing is written unless `save` is said or the person says so at the end. Raises Usage where a text cannot be read,
    or where saving is asked for, `yes` is not said and nobody is there to review.
    """
    form = asked.form or ("table" if session.on_terminal else "tsv")
    if form not in FORMS:
        raise Usage(f"there is no format {form!r} here", f"take one of {', '.join(FORMS)}")
    if asked.explain:
        _explain(session, asked.files)
        return
    if asked.save and not asked.yes and not session.can_ask:
        raise Usage("drafts are reviewed before they are saved, and nobody is there to review", "--yes saves all")
    readings = [read_file(session, file, asked.source) for file in asked.files]
    proposals = known_to(session, [each for reading in readings for each in propose(reading.found, reading.origin)])
    if not (asked.save and asked.yes) or asked.form:  # a script that saves gets references alone
        _show(session, asked, form, readings, proposals)
    if not proposals:
        say("no signed document was found; --explain tells what each step saw")
    if asked.save or (session.can_ask and session.on_terminal and form == "table" and proposals):
        _keep(session, asked, readings, proposals)


def _show(
    session: Session, asked: Asked, form: str, readings: Sequence[Reading], proposals: Sequence[Proposal]
) -> None:
    if form == "json":
        if asked.every:
            everything = [msgspec.to_builtins(each.found) for each in readings]
            answer_line(everything[0] if len(everything) == 1 else everything)
        else:
            answer_json(msgspec.to_builtins(each.draft) for each in proposals)
        return
    from mou_cli.desk.draft_lists import list_drafts

    list_drafts(session, proposals, [each.found for each in readings], plain=form == "tsv")


def _keep(session: Session, asked: Asked, readings: Sequence[Reading], proposals: Sequence[Proposal]) -> None:
    from mou_cli.desk.saving_drafts import Kept, save

    kept = list(proposals)
    if not asked.yes:
        from mou_cli.ask.confirm import confirm
        from mou_cli.desk.reviewing import reviewed

        kept = reviewed(session, proposals)
        if not kept or not confirm(f"Save {len(kept)} of {len(proposals)}?", default=asked.save):
            say("nothing was saved")
            return
    for ref in save(session, Kept(kept, [(each.found, each.origin) for each in readings], asked.occasion)):
        answer(ref)


def read_file(session: Session, file: str, source: str = "") -> Reading:
    """Return what a file yields; raises NotFound, Failed or Usage where it cannot be read."""
    from mou_cli.intake.reading import read

    found = read(_text(file), _sectors(session))
    named = read_source(source) if source else {"title": "standard input" if file == "-" else os.path.basename(file)}
    return Reading(found, Origin(named, found.language))


def _sectors(session: Session) -> Sectors | None:
    try:
        return session.registry.sectors()
    except NotFound:
        return None  # a text can be read before there is a registry


def _explain(session: Session, files: Sequence[str]) -> None:
    from mou_cli.intake.explaining import explain

    for file in files:
        for step in explain(_text(file), _sectors(session)):
            answer(step.name)
            for line in step.lines:
                answer(f"  {line}")


@cache
def _text(file: str) -> str:
    return text_of(_bytes(file), "standard input" if file == "-" else file)


def _bytes(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with open(file, "rb") as source:
            return source.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", "name a text, or - for standard input") from None
    except (OSError, ValueError) as error:
        reason: Any = getattr(error, "strerror", None) or str(error)
        raise Failed(f"{file} cannot be read: {str(reason).lower()}", "nothing was taken in") from error
