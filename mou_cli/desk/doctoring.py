"""What `mou doctor` does: put right what is safe, take over what was meant, examine all, and report."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from mou_cli.agreement.checks.located import Located
from mou_cli.agreement.history.adopting import Adoption, adoption_of
from mou_cli.agreement.history.entry import ADOPT, Break
from mou_cli.desk.answering import answer_json
from mou_cli.desk.examining import Examination
from mou_cli.desk.verifying import hold, judged, located
from mou_cli.errors import Damaged, Finding, Interrupted, Usage
from mou_cli.registry.layout import META
from mou_cli.render.console import page, say
from mou_cli.session import Session

_NAMED = 10
_SEVERITIES = ("fixed", "adopted", "error", "warning")
_ABOUT = ("registry", "agreement", "occasion", "entry", "history", "attachment")


class Asked(NamedTuple):
    """What `mou doctor` is asked to do; `form` is the format of its report, None for what fits the terminal."""

    fix: bool = False
    adopt: bool = False
    yes: bool = False
    form: str | None = None


def examine(session: Session, asked: Asked) -> None:
    """Do what is asked for and report on the registry as it is then.

    Raises Finding where there are errors, Damaged where the registry cannot be relied on, Usage for an adoption without
    a reason.
    """
    form = asked.form or ("table" if session.on_terminal else "tsv")
    if form not in _WRITERS:
        raise Usage(f"there is no format {form!r} here", f"take one of {', '.join(_WRITERS)}")
    if asked.adopt and not session.reason:
        raise Usage("an adoption needs a reason", 'mou doctor --adopt --reason "why it was changed elsewhere"')
    done = [*(put_right(session) if asked.fix else ()), *(take_over(session, asked.yes) if asked.adopt else ())]
    found = Examination(session).run()
    told = sorted([*done, *found.findings], key=_place)
    _WRITERS[form](session, found, told)
    _judge(found)


def _place(each: Located) -> tuple[int, int, int]:
    about = _ABOUT.index(each.about) if each.about in _ABOUT else len(_ABOUT)
    return _SEVERITIES.index(each.severity), about, each.no


def _judge(found: Examination) -> None:
    errors = [each for each in found.findings if each.severity == "error"]
    if found.damaged:
        first = next(each for each in errors if each.about == "registry")
        raise Damaged(first.message, f"nothing was changed; {first.remedy}")
    if errors:
        raise Finding("1 error was found" if len(errors) == 1 else f"{len(errors):,} errors were found", "")


def put_right(session: Session) -> Iterator[Located]:
    """Do what is safe, whatever else is wrong: no agreement and no entry of the history changes. Yields what was done.

    Raises Conflict where another holds the registry, Failed where it cannot be written.
    """
    return session.registry.care().put_right()


def take_over(session: Session, yes: bool) -> Iterator[Located]:
    """Record as an entry what does not fit the history; a person is asked first. Yields what was taken over.

    Raises Interrupted where the person says no, and what adopting.adopt raises.
    """
    shown = None
    if session.can_ask and not yes:
        held = hold(session)
        shown = adoption_of(held, judged(held))
        _ask_about(shown)
    made = session.registry.care().adopt(session.doing(ADOPT), shown)
    if not made.problems:
        say("there is nothing to take over: all is as the history left it")
    for problem in made.problems:
        lost = "; what it said is lost" if isinstance(problem.taken, Break) else ""
        message = f"{problem.sentence}{lost}; taken over by entry {made.seq}"
        yield replace(located(problem, "adopted", ""), message=message)


def _ask_about(shown: Adoption) -> None:
    from mou_cli.ask.confirm import confirm

    for problem in shown.problems[:_NAMED]:
        say(problem.sentence)
    if len(shown.problems) > _NAMED:
        say(f"and {len(shown.problems) - _NAMED:,} more")
    if shown.problems and not confirm("Take this over as it stands? It cannot be undone."):
        raise Interrupted("nothing was recorded")


def _write_table(session: Session, found: Examination, told: Sequence[Located]) -> None:
    from mou_cli.render.doctor_report import doctor_report

    rows = {name: count for name, count in found.rows.items() if name != META}
    page(doctor_report(found.care.place, rows, told, room=session.width, colour=session.colour))


def _write_tsv(session: Session, _: Examination, told: Sequence[Located]) -> None:
    from mou_cli.render.plain import write_tsv

    headings = ("severity", "about", "no", "ref", "field", "message", "remedy")
    rows = (
        (each.severity, each.about, str(each.no or ""), each.ref, each.field, each.message, each.remedy)
        for each in told
    )
    write_tsv(rows, headings, session.out)


def _write_json(_: Session, __: Examination, told: Sequence[Located]) -> None:
    answer_json(told)


_WRITERS: dict[str, Callable[[Session, Examination, Sequence[Located]], None]] = {
    "table": _write_table,
    "tsv": _write_tsv,
    "json": _write_json,
}
