"""From a communiqué to drafts: reads texts, shows what they yield, lets a person review it, and saves what is kept."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from mou_cli.desk.answering import answer, answer_json, answer_line
from mou_cli.desk.proposing import MOST_COMPARED, Proposal, known_to, propose
from mou_cli.desk.reading_texts import Reading, explain_file, read_file
from mou_cli.errors import NotFound, Usage
from mou_cli.render.console import say, warn
from mou_cli.session import Session

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


def intake(session: Session, asked: Asked) -> None:
    """Show the drafts that texts yield; on a terminal go through them one by one; save those that are kept.

    Nothing is written unless `save` is said or the person says so at the end. Raises Usage where a text cannot be read,
    or where saving is asked for, `yes` is not said and nobody is there to review; NotFound where there is no registry
    to save in, or no such occasion.
    """
    form = asked.form or ("table" if session.on_terminal else "tsv")
    _refuse(session, asked, form)
    if asked.explain:
        _explain(session, asked.files)
        return
    readings = [read_file(session, file, asked.source) for file in dict.fromkeys(asked.files)]
    proposals = known_to(session, [each for reading in readings for each in propose(reading.found, reading.origin)])
    if not (asked.save and asked.yes) or asked.form:  # a script that saves gets references alone
        _show(session, asked, form, readings, proposals)
    _remark(readings, proposals)
    if asked.save or (proposals and _may_review(session, form)):
        _keep(session, asked, readings, proposals)


def _refuse(session: Session, asked: Asked, form: str) -> None:
    if form not in FORMS:
        raise Usage(f"there is no format {form!r} here", f"take one of {', '.join(FORMS)}")
    if asked.save and asked.explain:
        raise Usage("--explain saves nothing", "leave out --save, or --explain")
    if asked.save and not asked.yes and not session.can_ask:
        raise Usage("drafts are reviewed before they are saved, and nobody is there to review", "--yes saves all")
    # What would fail at the end fails before a person has reviewed thirty drafts.
    if asked.save:
        session.registry.occasions()
    if asked.occasion:
        session.registry.occasion(asked.occasion)


def _may_review(session: Session, form: str) -> bool:
    if not (session.can_ask and session.on_terminal and form == "table"):
        return False
    try:
        session.registry.occasions()
    except NotFound:
        say(f"there is no registry at {session.place}: nothing can be saved; mou init makes one")
        return False
    return True


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


def _remark(readings: Sequence[Reading], proposals: Sequence[Proposal]) -> None:
    for reading in readings:
        for remark in reading.found.remarks:
            warn(f"{reading.origin.source.get('title') or 'the text'}: {remark}")
    if len(proposals) > MOST_COMPARED:
        warn(f"{len(proposals)} drafts are more than are held against what is recorded")
    if not proposals:
        say("no signed document was found; --explain tells what each step saw")


def _keep(session: Session, asked: Asked, readings: Sequence[Reading], proposals: Sequence[Proposal]) -> None:
    from mou_cli.desk.saving_drafts import Kept, save

    kept = list(proposals)
    if not asked.yes:
        from mou_cli.ask.confirm import confirm
        from mou_cli.desk.reviewing import reviewed

        kept = reviewed(session, proposals)
        if not kept or not confirm(f"Save these {len(kept)}?", default=asked.save):
            say("nothing was saved")
            return
    for ref in save(session, Kept(kept, [(each.found, each.origin) for each in readings], asked.occasion)):
        if asked.form == "json":
            say(f"saved {ref}")  # on stdout is JSON alone
        else:
            answer(ref)


def _explain(session: Session, files: Sequence[str]) -> None:
    for file in files:
        for step in explain_file(session, file):
            answer(step.name)
            for line in step.lines:
                answer(f"  {line}")
