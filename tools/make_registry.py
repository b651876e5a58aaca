"""Make registry.json from a source file: `python -m tools.make_registry [SOURCE [TARGET]]`.

A source file holds `publications`, `occasions` and `agreements`. It is written by hand: a source there names its
publication once (`"from": "newsdrum"`), and identifiers are left out, for they are drawn from the references, so that
the same file always gives the same bytes.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.registry.layout import AGREEMENTS, FORMAT, HISTORY, META, OCCASIONS, compose, encode

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "registers" / "pakistan-kazakhstan.json"
TARGET = ROOT / "registry.json"

Fields = dict[str, Any]


def with_publications(value: Any, publications: Mapping[str, Fields]) -> Any:
    """Return `value` with every `"from": NAME` in it replaced by that publication's own fields."""
    if isinstance(value, list):
        return [with_publications(each, publications) for each in value]
    if not isinstance(value, dict):
        return value
    fields = {name: with_publications(each, publications) for name, each in value.items()}
    if "from" not in fields:
        return fields
    name = fields.pop("from")
    if name not in publications:
        sys.exit(f"no publication is called {name!r}")
    return {**publications[name], **fields}


def _misspelt(fields: Mapping[str, Any], kind: type[Agreement] | type[Occasion]) -> set[str]:
    return set(fields) - set(kind.__struct_fields__)


def row(fields: Fields, kind: type[Agreement] | type[Occasion]) -> Fields:
    """Return raw `fields` as they are stored, with their identifier; exits where they are not a `kind`."""
    if wrong := _misspelt(fields, kind):
        sys.exit(f"{fields.get('ref')}: no such field: {', '.join(sorted(wrong))}")
    identifier = str(uuid5(NAMESPACE_URL, f"mou:pakistan-kazakhstan:{fields['ref']}"))
    stored = {"ref": fields["ref"], "uid": identifier, **fields}
    try:
        msgspec.convert(stored, kind)
    except msgspec.ValidationError as error:
        sys.exit(f"{fields['ref']}: {error}")
    return stored


def next_number(rows: Iterable[Fields]) -> int:
    """Return the number after the highest one that a reference of `rows` bears."""
    return max((int(each["ref"].rpartition("-")[2]) for each in rows), default=0) + 1


def registry(source: bytes) -> bytes:
    """Return the registry that `source` describes, in the layout in which mou writes one."""
    document: Fields = msgspec.json.decode(source)
    publications = document["publications"]
    occasions = [row(with_publications(each, publications), Occasion) for each in document["occasions"]]
    agreements = [row(with_publications(each, publications), Agreement) for each in document["agreements"]]
    following = {"MOU": next_number(agreements), "OCC": next_number(occasions)}
    tables = {
        META: [{"format": FORMAT, "next": following, "sectors": {}}],
        OCCASIONS: occasions,
        AGREEMENTS: agreements,
        HISTORY: [],
    }
    numbered: dict[str, dict[int | str, bytes]]
    numbered = {name: {n: encode(each) for n, each in enumerate(rows, 1)} for name, rows in tables.items()}
    return compose(numbered)[0]


def main(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write to `target` the registry that `source` describes."""
    target.write_bytes(registry(source.read_bytes()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
