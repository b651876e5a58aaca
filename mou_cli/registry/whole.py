"""The check of a whole registry before it is written over, where somebody else wrote it last."""

import msgspec

from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.registry.diagnosis import Unreadable
from mou_cli.registry.layout import AGREEMENTS, HISTORY, META, OCCASIONS, encode, split_row
from mou_cli.registry.rows import Edits
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.strict import check_row

_TYPES = {AGREEMENTS: Agreement, OCCASIONS: Occasion}


def check_whole(snapshot: Snapshot) -> dict[str, Edits]:
    """Decode every row by its type; raises Damaged at the first that does not fit.

    Returns the rows that must be written anew so that a search for bytes is sound in all: those whose texts are escaped
    otherwise than mou escapes them.
    """
    edits: dict[str, Edits] = {}
    for table in snapshot.tables:
        decoder = msgspec.json.Decoder(_TYPES.get(table, dict))
        for _, line in snapshot.rows(table):
            number, body = split_row(line)
            try:
                decoder.decode(body)
                if b"\\" in body:
                    check_row(body)
                    rewritten = encode(msgspec.json.decode(body))
                    if rewritten != body:
                        edits.setdefault(table, {})[number] = rewritten
            except (ValueError, RecursionError, Unreadable) as error:
                raise damaged(snapshot.path, row_sentence(table, number, error)) from error
    return edits


def row_sentence(table: str, number: int, error: Exception) -> str:
    """Say which row is unreadable and why, from what msgspec or the strict reader says."""
    thing = {AGREEMENTS: "agreement", OCCASIONS: "occasion", META: "meta", HISTORY: "history entry"}.get(table, table)
    text = str(error).replace("`", "'").replace(" - at ", " at ")
    return f"{thing} {number}: {text[:1].lower()}{text[1:]}"
