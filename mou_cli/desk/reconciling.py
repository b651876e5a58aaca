"""`mou reconcile`: what was announced against what is recorded, and lists of outlets against each other."""

from collections.abc import Mapping, Sequence
from os.path import basename, exists

import msgspec

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.reckoning import Listed, Reckoning, Tally, reckon
from mou_cli.agreement.registered import RegisteredOccasion
from mou_cli.desk.answering import answer_json
from mou_cli.desk.proposing import MOST_COMPARED
from mou_cli.desk.reading_texts import Reading, read_file
from mou_cli.errors import NotFound, Usage
from mou_cli.intake.as_agreement import agreement_fields
from mou_cli.render.console import page, say
from mou_cli.session import Session

FORMS = ("text", "tsv", "json")


def reconcile(session: Session, words: Sequence[str], form: str | None) -> None:
    """Write the account of an occasion; `words` are the occasion, if it is named, and files of texts.

    Without an occasion it is the one of the texts, else every occasion that has a count. Raises NotFound for what is
    neither an occasion nor a file.
    """
    form = form or ("text" if session.on_terminal else "tsv")
    if form not in FORMS:
        raise Usage(f"there is no format {form!r} here", f"take one of {', '.join(FORMS)}")
    files = list(dict.fromkeys(word for word in words if word == "-" or exists(word)))
    named = [word for word in words if word not in files]
    readings = {_shown(file, files): read_file(session, file) for file in files}
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


def _shown(file: str, files: Sequence[str]) -> str:
    short = basename(file) or file
    alone = sum(basename(other) == short for other in files) == 1
    return "standard input" if file == "-" else short if alone else file


def _occasions(session: Session, named: Sequence[str], readings: Mapping[str, Reading]) -> list[RegisteredOccasion]:
    if named:
        return [_the_one(session, named)]
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


def _the_one(session: Session, named: Sequence[str]) -> RegisteredOccasion:
    if len(named) > 1:
        raise NotFound(f"there is no file {named[1]}", f"{named[0]} is taken for the occasion: name one")
    try:
        return session.registry.occasion(named[0])
    except NotFound as fault:
        raise NotFound(f"{named[0]} is neither an occasion nor a file", fault.hint) from fault


def _account(session: Session, occasion: RegisteredOccasion, lists: Sequence[Listed]) -> Reckoning:
    query = parse_query([f'occasion:"{occasion.occasion.ref}"'], session.context)
    return reckon(occasion, list(session.registry.find(query, session.moment)), lists)


def _listed(file: str, reading: Reading) -> Listed:
    drafts = reading.found.drafts
    if len(drafts) > MOST_COMPARED:
        raise Usage(f"{file} names {len(drafts)} documents, more than are compared", "take the part on one occasion")
    documents = [msgspec.convert(agreement_fields(draft, reading.origin), Agreement) for draft in drafts]
    return Listed(file, documents, [Tally(each.count, each.text, each.quote) for each in reading.found.counts])
