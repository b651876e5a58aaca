"""Intergovernmental organisations: a list written by hand, with the names by which they are known.

A code is the usual abbreviation, unless that is a state's code: AU is Australia, so the African Union is AUN; CW is
Curaçao, so the Commonwealth is CWN. Tests hold the list clear of every code and name of a state.
"""

import functools
from pathlib import Path

import msgspec

from mou_cli.vocabulary.matching import key

_DATA = Path(__file__).with_name("organisations.json")


class Organisation(msgspec.Struct, frozen=True):
    """An organisation's English name and its other names."""

    name: str
    aliases: tuple[str, ...] = ()


@functools.cache
def names() -> dict[str, str]:
    """Return the English name of every organisation by its code, in the order of the list."""
    return {code: each.name for code, each in _organisations().items()}


def find(asked: str) -> tuple[str, ...]:
    """Return the code of the organisation whose name has the key `asked`, alone; nothing where there is none."""
    code = every_key().get(asked)
    return (code,) if code else ()


@functools.cache
def every_key() -> dict[str, str]:
    """Return the code of every organisation by the keys of its names."""
    told = _organisations().items()
    return {key(name): code for code, each in told for name in (code, each.name, *each.aliases)}


@functools.cache
def _organisations() -> dict[str, Organisation]:
    return msgspec.json.decode(_DATA.read_bytes(), type=dict[str, Organisation])
