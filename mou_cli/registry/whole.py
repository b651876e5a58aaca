"""The check of a whole registry before it is written over, where somebody else wrote it last."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.errors import Damaged
from mou_cli.registry.content import pieces
from mou_cli.registry.diagnosis import Unreadable
from mou_cli.registry.layout import AGREEMENTS, HISTORY, META, OCCASIONS, encode, split_row
from mou_cli.registry.rows import Edits
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.strict import check_row

# What a row of a table is, and what several are.
_FORMS: dict[str, tuple[Any, Any]] = {
    AGREEMENTS: (Agreement, dict[str, Agreement]),
    OCCASIONS: (Occasion, dict[str, Occasion]),
}
_ANY = (dict[str, Any], dict[str, dict[str, Any]])


def check_whole(snapshot: Snapshot) -> dict[str, Edits]:
    """Decode every row by its type; raises Damaged at the first that does not fit.

    Returns the rows that must be written anew so that a search for bytes is sound in all, and undo exact: those whose
    texts are escaped otherwise than mou escapes them, or that hold blanks.
    """
    edits: dict[str, Edits] = {}
    for table, extent in snapshot.tables.items():
        one, several = _FORMS.get(table, _ANY)
        decoder = msgspec.json.Decoder(several)
        for _, lines in pieces(snapshot.content, extent.start, extent.end):
            # Where every text stands as it is, one call decodes a whole piece.
            whole = b"{%s}" % lines.rstrip(b",\n")
            if not _is_as_written(whole) or not _decodes(decoder, whole, lines.count(b"\n")):
                edits.setdefault(table, {}).update(_check_rows(snapshot, table, one, lines))
    return edits


def _is_as_written(whole: bytes) -> bool:
    """Return whether rows surely stand as mou writes them: no escapes, and no blanks but the ends of their lines."""
    try:
        bare = msgspec.json.format(whole, indent=-1)
    except (ValueError, RecursionError):
        return False
    return b"\\" not in whole and len(bare) == len(whole) - whole.count(b"\n")


def _decodes(decoder: msgspec.json.Decoder[Any], whole: bytes, count: int) -> bool:
    try:
        found = decoder.decode(whole)
    except (ValueError, RecursionError):
        return False
    # Two rows in one line are good JSON, and would be taken for one ever after.
    return len(found) == count


def _check_rows(snapshot: Snapshot, table: str, form: Any, lines: bytes) -> Edits:
    """Check rows one by one, to name the one that is wrong; returns those to be written anew."""
    from mou_cli.agreement.history.canonical import is_as_written  # with hashlib, which no list needs

    decoder = msgspec.json.Decoder(form)
    edits: Edits = {}
    for line in lines.removesuffix(b"\n").split(b"\n"):
        number, body = split_row(line)
        try:
            decoder.decode(body)
            if not is_as_written(body):
                check_row(body)
                rewritten = encode(msgspec.json.decode(body))
                edits.update({number: rewritten} if rewritten != body else {})
        except (ValueError, RecursionError, Unreadable) as error:
            raise damaged(snapshot.path, row_sentence(table, number, error)) from error
    return edits


def sound_rows(
    table: str, rows: Iterable[tuple[int, bytes]], damaged: Callable[[str], Damaged]
) -> Iterator[tuple[int, bytes]]:
    """Yield rows (number, JSON) as mou writes them; raises `damaged` of a sentence at one that is none of its table."""
    from mou_cli.agreement.history.canonical import as_written

    decode = msgspec.json.Decoder(_FORMS.get(table, _ANY)[0]).decode
    for number, body in rows:
        try:
            decode(body)
            written = as_written(body)
        except (ValueError, RecursionError) as error:
            raise damaged(row_sentence(table, number, error)) from error
        yield number, written


def row_sentence(table: str, number: int, error: Exception) -> str:
    """Say which row is unreadable and why, from what msgspec or the strict reader says."""
    thing = {AGREEMENTS: "agreement", OCCASIONS: "occasion", META: "meta", HISTORY: "history entry"}.get(table, table)
    text = str(error).replace("`", "'").replace(" - at ", " at ")
    return f"{thing} {number}: {text[:1].lower()}{text[1:]}"
