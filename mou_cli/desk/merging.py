"""`mou merge`: what another copy of the registry changed is taken in, as one change."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

from mou_cli.agreement.history.shared import is_empty
from mou_cli.agreement.merging.copies import MERGE, Copy
from mou_cli.agreement.merging.joining import Clash, Decide, Edit, Joining, Plan
from mou_cli.agreement.merging.meeting import Key, Meeting
from mou_cli.agreement.merging.parting import Common, common_of
from mou_cli.agreement.merging.placing import Counters
from mou_cli.desk.answering import answer
from mou_cli.desk.copying import fetch
from mou_cli.desk.merging_checks import refuse_new_errors
from mou_cli.desk.merging_files import delivered
from mou_cli.desk.merging_report import clash_words, edit_ref, report, show_clash, summary
from mou_cli.errors import Conflict, Damaged, Failed, NotFound, Usage
from mou_cli.registry.opening import FILE_NAME, shown
from mou_cli.registry.particulars import Particulars
from mou_cli.registry.protocol import Registry
from mou_cli.registry.rows_apart import Apart, put_there
from mou_cli.registry.source import Source, opened
from mou_cli.render.console import say, warn
from mou_cli.session import Session
from mou_cli.settings.places import is_address

_NAMED = 5
_NOTHING = "nothing was changed"
Taken: TypeAlias = dict[tuple[Key, str], bool]  # for each collision, whether theirs is taken
FORMS = (None, "table", "tsv", "json")


class Asked(NamedTuple):
    """What `mou merge` is asked to do; `wanted` is how to settle collisions: `ours`, `theirs` or `fail`."""

    other: str
    wanted: Sequence[str] = ()
    unrelated: bool = False
    dry_run: bool = False
    form: str | None = None

    @property
    def mode(self) -> str:
        """How to settle collisions; empty: ask, where somebody is there."""
        return self.wanted[0] if self.wanted else ""


class Merge(NamedTuple):
    """A merge that was worked out: of what, since when, under which settings; and how collisions were settled."""

    source: Source
    common: Common
    plan: Plan
    taken: Taken

    @property
    def head(self) -> str:
        """The hash of the other copy's last entry, empty where it has none."""
        return self.source.registry.history.head().hash


def merge(session: Session, asked: Asked) -> None:
    """Take in what another copy changed and print the references of what changed here.

    Raises Conflict where something collides and nobody settles it, where the copies were never one, and where what
    comes of joining two would be refused; Damaged, NotFound and Usage as for any file that is restored from.
    """
    if len(asked.wanted) > 1:
        raise Usage(f"--{asked.wanted[0]} and --{asked.wanted[1]} do not go together", "take one of them")
    if asked.form not in FORMS:
        raise Usage(f"there is no format {asked.form!r} here", "take table, tsv or json")
    _refuse_place(session, asked.other)
    try:
        with _opened(asked.other) as source:
            _merge(session, source, asked)
    except (NotFound, Failed, Damaged, Usage) as fault:
        if fault.hint.endswith("mou restore lists the backups"):
            fault.hint = f"{_NOTHING}; the other copy must be a whole registry"
        raise


def _refuse_place(session: Session, other: str) -> None:
    if is_address(other):
        if shown(other) == session.place:
            raise Usage(f"{session.place} is the registry itself", "name the other copy")
        return
    if "://" in other:
        raise Usage(f"{other} is an address, not a file", "fetch it first, then name the file")
    try:
        same = os.path.samefile(os.path.expanduser(other), session.location)
    except OSError:
        return
    if same:
        raise Usage(f"{other} is the registry itself", "name the other copy")


@contextmanager
def _opened(other: str) -> Iterator[Source]:
    """Open the other copy; of a registry on a server, what it holds at this moment."""
    if not is_address(other):
        with opened(Path(other).expanduser()) as source:
            yield source
        return
    with TemporaryDirectory(prefix="mou-") as folder:
        copy = Path(folder) / FILE_NAME
        fetch(other, copy)
        with opened(copy) as source:
            source.path = shown(other)
            yield source


def _merge(session: Session, source: Source, asked: Asked) -> None:
    _warn_of(source)
    head = session.registry.history.head()
    made = _worked_out(session, source, asked)
    open_clashes = [clash for clash in made.plan.clashes if not asked.mode or asked.mode == "fail"]
    if open_clashes and not asked.dry_run and not asked.mode and session.can_ask and not asked.form:
        made = _settled(session, source, asked, open_clashes)
        open_clashes = []
    if not _has_news(session, made):
        if asked.form == "json":
            report(session, made, asked.form, written=False, settled=True)
        say(f"the registry already holds all of {source.path}; {_NOTHING}")
        return
    if asked.dry_run or open_clashes:
        report(session, made, asked.form, written=False, settled=not open_clashes)
        _end_unwritten(made, open_clashes, asked)
        return
    _write(session, made, head)
    _tell(session, made, asked)


def _warn_of(source: Source) -> None:
    from mou_cli.agreement.history.verifying import verify

    problem = next(iter(verify(source.registry.history)), None)
    if problem is not None:
        warn(f"{source.path}: {problem.sentence}; mou verify will say so")


def _worked_out(session: Session, source: Source, asked: Asked, taken: Taken | None = None) -> Merge:
    ours, theirs = session.registry.history, source.registry.history
    common = common_of(ours, theirs)
    meeting = Meeting(Copy(ours, common.ours), Copy(theirs, common.theirs))
    if not (meeting.related or asked.unrelated or is_empty(ours) or is_empty(theirs)):
        raise Conflict(
            f"{source.path} and the registry were never one: their histories have no entry in common",
            f"{_NOTHING}; mou merge --unrelated joins them by uid, and what differs collides",
        )
    year = session.moment.today.year
    counters = Counters(session.registry.particulars().next, source.registry.particulars().next, year)
    decide: Decide = (lambda _: asked.mode == "theirs") if taken is None else (lambda clash: taken.get(clash.id, False))
    plan = Joining(meeting, counters, decide).plan()
    return Merge(source, common, plan, {clash.id: decide(clash) for clash in plan.clashes})


def _settled(session: Session, source: Source, asked: Asked, clashes: Sequence[Clash]) -> Merge:
    from mou_cli.ask.colliding import settle

    answers = settle(clashes, lambda clash, place, count: show_clash(clash, place, count))
    taken = {clash.id: theirs for clash, theirs in zip(clashes, answers, strict=True)}
    return _worked_out(session, source, asked, taken)


def _end_unwritten(made: Merge, clashes: Sequence[Clash], asked: Asked) -> None:
    if asked.dry_run and asked.mode != "fail":
        say(f"would merge {made.source.path}: {summary(made.plan, undecided=len(clashes))}; nothing was stored")
    elif clashes:
        names = "; ".join(clash_words(clash) for clash in clashes[:_NAMED])
        more = f" and {len(clashes) - _NAMED:,} more" if len(clashes) > _NAMED else ""
        many = "1 collision" if len(clashes) == 1 else f"{len(clashes):,} collisions"
        raise Conflict(f"{many}: {names}{more}", f"{_NOTHING}; --ours or --theirs settles them, a terminal asks")


def _has_news(session: Session, made: Merge) -> bool:
    ours, theirs = session.registry.particulars(), made.source.registry.particulars()
    settings = bool(theirs.sectors.keys() - ours.sectors.keys()) or bool(theirs.own and not ours.own)
    # Without a hash of the other there is nothing by which it could be remembered.
    return bool(made.plan.edits) or (bool(made.head) and (made.plan.news or settings))


def _write(session: Session, made: Merge, head: object) -> None:
    rows = list(_rows(made.plan.edits, session.registry))
    _warn_of_particulars(session.registry.particulars(), made.source.registry.particulars())
    changing = session.changing(MERGE, merged=made.head, common=made.common.hash)
    with delivered(session.registry, made.source, made.plan.edits) as delivery, changing as change:
        _refuse_changed(session.registry, head, made.plan.edits)
        put_there(change, rows)
        change.take_particulars(_particulars(made))
        refuse_new_errors(session, change, made.plan.edits)
        delivery.place()


def _rows(edits: Sequence[Edit], registry: Registry) -> list[Apart]:
    """Return what becomes of each place, in the order of numbers: something may have taken another number."""
    after = {(edit.table, edit.was): None for edit in edits if edit.was}
    filled = {(edit.table, edit.number): edit.after for edit in edits}
    places: dict[tuple[str, int], bytes | None] = {**after, **filled}
    here = registry.history
    rows = (Apart(*place, here.line(*place), line) for place, line in sorted(places.items()))
    return [row for row in rows if row.here != row.there]


def _refuse_changed(registry: Registry, head: object, edits: Sequence[Edit]) -> None:
    here = registry.history
    if here.head() != head or any(edit.was and here.line(edit.table, edit.was) != edit.before for edit in edits):
        raise Conflict("the registry was changed in the meantime", f"{_NOTHING}; run it again")


def _particulars(made: Merge) -> Particulars:
    theirs = made.source.registry.particulars()
    return theirs._replace(next=made.plan.next)


def _warn_of_particulars(ours: Particulars, theirs: Particulars) -> None:
    if ours.own and theirs.own and ours.own != theirs.own:
        warn(f"the registry is that of {ours.own} and stays so, though the other copy says {theirs.own}")
    for code in sorted(ours.sectors.keys() & theirs.sectors.keys()):
        if ours.sectors[code] != theirs.sectors[code]:
            warn(f"the sector {code} stays as it is here, though the other copy says otherwise of it")


def _tell(session: Session, made: Merge, asked: Asked) -> None:
    if asked.form:
        report(session, made, asked.form, written=True, settled=True)
    else:
        for edit in made.plan.edits:
            answer(edit_ref(edit))
    for each in made.plan.renumbered:
        say(f"{each.before} is now {each.after}")
    for ref, words in made.plan.moved:
        say(f"{ref}: {words}")
    say(f"merged {made.source.path}: {summary(made.plan)}; mou undo takes it back")
