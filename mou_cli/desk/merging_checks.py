"""The checks of what comes of a merge: an error that neither copy has by itself refuses it."""

from collections.abc import Sequence

import msgspec

from mou_cli.agreement.checks.checks import Surroundings
from mou_cli.agreement.checks.finding import Finding
from mou_cli.agreement.history.entry import AGREEMENTS
from mou_cli.agreement.merging.joining import Edit
from mou_cli.errors import Conflict, Usage
from mou_cli.registry.examination import examine_occasion
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say, warn
from mou_cli.session import Session

_NAMED, _MOST = 3, 50


def refuse_new_errors(session: Session, change: Change, edits: Sequence[Edit]) -> None:
    """Look at what a merge makes and warn of what is odd in it and was not before.

    Raises Conflict for an error that comes of joining two agreements and is in neither of them.
    """
    odd: dict[str, list[str]] = {}
    for edit in edits:
        found = _findings(session, change, edit.table, edit.after)
        if not found:
            continue
        before = _findings(session, change, edit.table, edit.before)
        theirs = _findings(session, change, edit.table, edit.theirs)
        ref = str(msgspec.json.decode(edit.after or b"{}").get("ref") or edit.number)
        for finding in found:
            if finding.severity == "error" and finding not in before and finding not in theirs:
                raise Conflict(
                    f"what both copies changed does not go together in {ref}: {finding.field}: {finding.message}",
                    "nothing was changed; correct it in one of the copies first",
                )
            if finding not in before:
                odd.setdefault(f"{finding.field}: {finding.message}", []).append(ref)
    _warn(odd)


def _warn(odd: dict[str, list[str]]) -> None:
    for sentence, refs in list(odd.items())[:_MOST]:
        more = f" and {len(refs) - _NAMED:,} more" if len(refs) > _NAMED else ""
        warn(f"{', '.join(refs[:_NAMED])}{more}: {sentence}")
    if len(odd) > _MOST:
        say(f"and {len(odd) - _MOST:,} warnings more: mou doctor")


def _findings(session: Session, change: Change, table: str, line: bytes | None) -> Sequence[Finding]:
    if line is None:
        return ()
    fields = msgspec.json.decode(line)
    try:
        if table == AGREEMENTS:
            return change.examine(fields, session.moment).findings
        nothing_asked = Surroundings(session.registry.sectors(), lambda _: True, session.moment.today)
        return examine_occasion(fields, nothing_asked)[1]
    except Usage as fault:
        return [Finding("error", "the whole", fault.message)]
