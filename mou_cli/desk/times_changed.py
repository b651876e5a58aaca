"""How often each agreement and occasion was changed, by the history."""

from collections import Counter

from msgspec import Raw, Struct
from msgspec.json import Decoder

from mou_cli.agreement.history.entry import BEGIN
from mou_cli.registry.protocol import Registry


class _Touched(Struct):
    # What an entry is about, without what it changed there.
    op: str = ""
    changes: dict[str, Raw] = {}


def times_changed(registry: Registry) -> Counter[str]:
    """Return how many entries of the history there are for each uid, or `#14` for what has none."""
    decode = Decoder(_Touched).decode
    counts: Counter[str] = Counter()
    for _, body in registry.history.entries():
        touched = decode(body)
        if touched.op != BEGIN:
            counts.update(touched.changes.keys())
    return counts
