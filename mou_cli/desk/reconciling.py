"""`mou reconcile`: what was announced against what is recorded, and lists of outlets against each other."""

from collections.abc import Mapping, Sequence
from os.path import basename, exists

import msgspec

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.reckoning import Listed, Reckoning, reckon
from mou_cli.agreement.registered import RegisteredOccasion
from mou_cli.desk.answering import answer_json
from mou_cli.desk.intaking import Reading, read_file
from mou_cli.errors import NotFound, Usage
from mou_cli.intake.as_agreement import agreement_fields
from mou_cli.render.console import page, say
from mou_cli.session import Session


def reconcile(session: Session, words: Sequence[str], form: str | None) -> None:
    """Write the account of an occasion; `words` are the occasion, if it is named, and files of texts.

    Without an occasion it is the one of the texts, else every occasion that has a count. Raises NotFound for what is
    neither an occasion nor a file.
    """
    form = form or ("text" if session.on_terminal else "tsv")
    if form not in ("text", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take text, tsv or json")
    files = [word for word in words if exists(word) or word == "-"]
    named = [word for word in words if word not in files]
    if len(named) > 1:
        raise Usage(f"{named[1]!r} is no file, and {named[0]!r} names an occasion already", "name one occasion")
    readings = {basename(file): read_file(session, file) for file in files}
    lists = [_listed(file, reading) for file, reading in readings.items()]
    found = [_account(session, each, lists) for each in _occasions(session, named, readings)]
    if form == "json":
        answer_json(msgspec.to_builtins(each) for each in found)
        return
    from mou_cli.render.reckoning_text import reckoning_text, reckoning_tsv

    if form == "tsv":
        reckoning_tsv(found, session.out)
    else:
        page("\n".join(reckoning_text(each, room=session.width, colour=session.colour) for each in found))


def _occasions(session: Session, named: Sequence[str], readings: Mapping[str, Reading]) -> list[RegisteredOccasion]:
    if named:
        return [session.registry.occasion(named[0])]
    every = session.registry.occasions()
    for reading in readings.values():
        refs = session.registry.occasion_refs(reading.found.occasion) if reading.found.occasion else ()
        if len(refs) == 1:
            return [each for each in every if each.occasion.ref == refs[0]]
    if readings and len(every) == 1:
        return every
    if readings:
        raise NotFound("the texts do not say which occasion they are about", "name it: mou reconcile OCCASION FILE...")
    counted = [each for each in every if each.occasion.announced]
    if not counted:
        say("no occasion says how many documents were announced")
    return counted


def _account(session: Session, occasion: RegisteredOccasion, lists: Sequence[Listed]) -> Reckoning:
    query = parse_query([f'occasion:"{occasion.occasion.ref}"'], session.context)
    return reckon(occasion, list(session.registry.find(query, session.moment)), lists)


def _listed(file: str, reading: Reading) -> Listed:
    drafts = reading.found.drafts
    documents = [msgspec.convert(agreement_fields(draft, reading.origin), Agreement) for draft in drafts]
    return Listed(file, documents, [(each.count, each.text) for each in reading.found.counts])
