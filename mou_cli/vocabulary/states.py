"""States and territories, from the tables that tools/make_countries.py makes from CLDR.

states.tsv: a state's code, its alpha-3 code and its English name on a line. state_names.tsv: its code, then the keys of
all its names in all languages, with tabs between; searched as it is, without being decoded. A line there with two codes
holds the names that do not say which of two states is meant (Korea, Congo).
"""

import functools
from collections.abc import Iterator
from pathlib import Path

_STATES = Path(__file__).with_name("states.tsv")
_NAMES = Path(__file__).with_name("state_names.tsv")


@functools.cache
def names() -> dict[str, str]:
    """Return the English name of every state by its ISO 3166-1 alpha-2 code."""
    return {code: name for code, _, name in _rows()}


@functools.cache
def alpha_3() -> dict[str, str]:
    """Return the alpha-2 code of every state by its alpha-3 code."""
    return {three: code for code, three, _ in _rows()}


def find(asked: str) -> tuple[str, ...]:
    """Return the code of the state that has a name with the key `asked`; several codes where it does not say which."""
    table = _table()
    name = b"\t" + asked.encode("utf-8", "replace")
    at = max(table.find(name + b"\t"), table.find(name + b"\n"))
    if at < 0 or not asked:
        return ()
    start = table.rfind(b"\n", 0, at) + 1
    return tuple(table[start : table.index(b"\t", start)].decode().split())


def every_key() -> Iterator[tuple[str, str]]:
    """Yield the key of every name with its code, or with several codes behind spaces."""
    for line in _table().decode().splitlines():
        codes, *found = line.split("\t")
        for each in found:
            yield each, codes


def _rows() -> Iterator[list[str]]:
    return (line.split("\t") for line in _STATES.read_text("utf-8").splitlines())


@functools.cache
def _table() -> bytes:
    return _NAMES.read_bytes()
