"""`mou watch`: the entries of the history of a registry on a server, as they are committed."""

from collections.abc import Iterator

import msgspec

from mou_cli.agreement.history.entry import Entry, read_entry
from mou_cli.desk.answering import answer, answer_line
from mou_cli.errors import Usage
from mou_cli.registry.protocol import Watchable
from mou_cli.session import Session

_NAMED = 5


def watch(session: Session, since: int | None, count: int | None, form: str) -> None:
    """Print entries as they come, those after `since` first; stops after `count` of them, else goes on.

    Raises Usage for a registry in a file, which tells nobody of its changes.
    """
    if form not in ("text", "jsonl"):
        raise Usage(f"there is no format {form!r} here", "take text or jsonl")
    registry = session.registry
    if not isinstance(registry, Watchable):
        raise Usage("a registry in a file tells nobody when it is changed", "mou history shows what was changed")
    for told, body in enumerate(_entries(registry, since), 1):
        if form == "jsonl":
            answer_line(msgspec.json.decode(body))
        else:
            answer(_line(read_entry(body)))
        session.out.flush()
        if count is not None and told >= count:
            return


def _entries(registry: Watchable, since: int | None) -> Iterator[bytes]:
    return (body for _, body in registry.arriving(since))


def _line(entry: Entry) -> str:
    refs = " ".join(entry.refs[:_NAMED]) + (
        f" and {len(entry.refs) - _NAMED:,} more" if len(entry.refs) > _NAMED else ""
    )
    why = f": {entry.reason}" if entry.reason else ""
    return f"{entry.seq}  {entry.at}  {entry.actor}  {entry.op}  {refs}{why}"
