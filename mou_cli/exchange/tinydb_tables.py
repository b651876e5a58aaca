"""Which table of a TinyDB file holds the agreements: tables by name, each of documents by number."""

from collections.abc import Iterator, Mapping

import msgspec

from mou_cli.agreement.reading.reading_json import decode, refuse_doubles

_ROWS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_OURS = "agreements"


def agreements_table(
    members: Mapping[str, msgspec.Raw], ignored: list[str]
) -> Iterator[tuple[int, bytes | msgspec.Raw]] | None:
    """Return the numbered documents of the table of agreements: the one of that name, else the one with most rows.

    None where `members`, the members of a JSON object, are no tables. Tables left out are told in `ignored`. Raises
    Usage where a number stands twice.
    """
    if not members or not all(_is_table(bytes(value)) for value in members.values()):
        return None
    tables = {name: decode(bytes(value), _ROWS) for name, value in members.items()}
    chosen = _OURS if _OURS in tables else max(tables, key=lambda name: len(tables[name]))
    ignored += [
        f'table "{name}": {len(rows)} rows'
        for name, rows in tables.items()
        if name != chosen and rows and not (chosen == _OURS and name in ("meta", "history"))
    ]
    if bytes(members[chosen]).count(b'"') > sum(2 + bytes(row).count(b'"') for row in tables[chosen].values()):
        refuse_doubles(bytes(members[chosen]))
    return _numbered(tables[chosen])


def _is_table(data: bytes) -> bool:
    if not data.lstrip().startswith(b"{"):
        return False
    rows = decode(data, _ROWS)
    return all(name.isdecimal() and bytes(row).lstrip().startswith(b"{") for name, row in rows.items())


def _numbered(rows: Mapping[str, msgspec.Raw]) -> Iterator[tuple[int, bytes | msgspec.Raw]]:
    for name, row in rows.items():
        yield int(name), row
