"""Whether the history and the agreements fit together, and whether the history is still the one that was expected."""

import re
from collections.abc import Iterator

import msgspec

from mou_cli.agreement.checks.located import Located, Severity
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, read_step, seal_of
from mou_cli.agreement.history.problem import THINGS, Problem
from mou_cli.agreement.history.verifying import Known, Verdict, judge
from mou_cli.desk.answering import answer, answer_json
from mou_cli.errors import Finding, NotFound, Usage
from mou_cli.registry.held import Held, Watched
from mou_cli.render.console import progress
from mou_cli.session import Session
from mou_cli.settings.places import is_address

SHORT = 12  # digits of a hash that people read out to one another
ADOPT = 'mou doctor --adopt --reason "why"'
_HASH = re.compile(r"[0-9a-f]{12,64}")


def verify(session: Session, expect: str, form: str) -> None:
    """Check the history against itself and against what is there, and the attached files; `expect` is a head's hash.

    Raises Finding, which names the first that does not fit, and Usage for what is no hash or no format.
    """
    expected = _hash(expect) if expect else ""
    if form not in ("text", "json"):
        raise Usage(f"there is no format {form!r} here", "take text or json")
    held = hold(session)
    verdict = judged(held)
    found = [*findings(session, verdict), *amiss(session)]
    if expected and not found and not verdict.head.hash.startswith(expected):
        found.append(_another_head(held, verdict, expected))
    if form == "json":
        answer_json([*found, *map(_told, verdict.known)])
    if found:
        more = f" (and {len(found) - 1:,} more that do not fit)" if len(found) > 1 else ""
        raise Finding(found[0].message + more, found[0].remedy)
    if form == "text":
        for line in _lines(verdict):
            answer(line)


def show_anchor(session: Session, expect: str) -> None:
    """Print the hash of the last entry alone; raises NotFound where there is none, Finding where it was altered."""
    if expect:
        raise Usage("--anchor and --expect do not go together", "mou verify --expect compares the two")
    held = hold(session)
    seq = held.head().seq
    body = held.line("history", seq) if seq else None
    if body is None:
        raise NotFound("there is no history yet, so it has no head", "the first change begins it")
    raw = msgspec.json.decode(body)
    if raw.get("hash") != seal_of(raw):
        raise Finding(f"entry {seq} was changed after it was written", "mou verify looks at all of them")
    answer(raw["hash"])


def hold(session: Session) -> Held:
    """Return the session's registry as it stands at this moment."""
    return session.registry.held()


def judged(held: Held) -> Verdict:
    """Verify a registry, telling a person on a terminal how far that has come where it takes long."""
    with progress("verifying") as advance:
        return judge(Watched(held, advance))


def findings(session: Session, verdict: Verdict) -> Iterator[Located]:
    """Yield what does not fit, as findings."""
    backups = "the server has its own backups" if is_address(session.location) else "mou restore lists the backups"
    for problem in verdict.problems:
        remedy = f"if it was meant: {ADOPT}" if problem.place else f"{backups}; to go on: {ADOPT}"
        yield located(problem, "error", remedy)


def amiss(session: Session) -> Iterator[Located]:
    """Yield the attached files that are not what agreements say."""
    from mou_cli.registry.attachments import missing_or_altered

    whence = "attach it again" if is_address(session.location) else "mou restore brings it back from a backup"
    remedy = f"{whence}; mou attachments shows what is there"
    for each in missing_or_altered(session.registry):
        yield Located("error", "attachment", each.sentence, each.number, each.ref, remedy=remedy)


def located(problem: Problem, severity: Severity, remedy: str) -> Located:
    """Return a problem of the history as a finding."""
    if problem.place is None:
        return Located(severity, "entry", problem.sentence, problem.seq, remedy=remedy)
    table, number = problem.place
    return Located(severity, THINGS.get(table, table), problem.sentence, number, problem.ref, remedy=remedy)


def _told(known: Known) -> Located:
    return Located("adopted", "entry", known_words(known), known.problem.seq)


def _another_head(held: Held, verdict: Verdict, expected: str) -> Located:
    count = verdict.entries
    if not count:
        return Located("error", "history", f"there is no history here, and {expected[:SHORT]} was expected")
    for number, body in held.entries():
        if read_step(body).hash.startswith(expected):
            message = f"the history went on since: {expected[:SHORT]} is entry {number} of {count}"
            return Located("error", "history", message, number, remedy="mou history shows what came after it")
    message = f"the head is {verdict.head.hash[:SHORT]}, and no entry is {expected[:SHORT]}"
    remedy = "it is of another registry, or the history was cut off or written anew: look at the backups"
    return Located("error", "history", message, remedy=remedy)


def _hash(text: str) -> str:
    found = text.strip().lower()
    if not _HASH.fullmatch(found):
        raise Usage(f"{text[:80]!r} is no hash of an entry", "give all 64 digits of it or at least the first 12")
    return found


def _lines(verdict: Verdict) -> Iterator[str]:
    if not verdict.entries:
        yield "there is no history yet: the first change begins it"
        return
    counts = [_many(verdict.entries, "entry", "entries"), _many(verdict.rows[AGREEMENTS], "agreement")]
    if verdict.rows[OCCASIONS]:
        counts.append(_many(verdict.rows[OCCASIONS], "occasion"))
    yield f"verified: {', '.join(counts)}; the head is {verdict.head.hash[:SHORT]}"
    for known in verdict.known:
        yield f"known: {known_words(known)}"


def known_words(known: Known) -> str:
    """Return in words what an adoption took over, when and why."""
    by = known.by
    why = f": {by.reason}" if by.reason else ""
    return f"{known.problem.sentence}; taken over by entry {by.seq} ({by.actor}, {by.at[:10]}{why})"


def _many(count: int, thing: str, things: str = "") -> str:
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"
