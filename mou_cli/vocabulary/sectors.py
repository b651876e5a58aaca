"""The sectors: a two-level tree shipped as data, to which a registry may add its own."""

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from mou_cli.vocabulary.matching import key, nearest, singular, unknown

_DATA = Path(__file__).with_name("sectors.json")


class Place(msgspec.Struct, frozen=True):
    """Where a sector stands in the tree: all that a filter needs, and read without the names."""

    label: str
    parent: str = ""


class Sector(msgspec.Struct, frozen=True):
    """A group (no parent) or a leaf of the tree.

    `crs` is a code of the OECD DAC Creditor Reporting System (three digits for a sector, five for a purpose) and `isic`
    one of ISIC rev. 4, empty where none fits.
    """

    label: str
    code: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    crs: str = ""
    isic: str = ""


class Sectors:
    """The tree as one registry has it: what is shipped, and the registry's own on top."""

    def __init__(self, own: Mapping[str, Any] | None = None) -> None:
        """Take the registry's own sectors: `{code: {"label": ..., "parent": ..., "aliases": [...]}}`."""
        self._own = {code: _own_sector(code, told) for code, told in (own or {}).items()}

    def __iter__(self) -> Iterator[Sector]:
        """Yield every sector, each group followed by its leaves."""
        for group in self.groups():
            for code in self.under(group.code):
                yield self._table[code]

    def __contains__(self, code: object) -> bool:
        """Tell whether `code` is the code of a sector."""
        return code in self._places

    def __getitem__(self, code: str) -> Sector:
        """Return the sector of `code`; KeyError where there is none."""
        return self._table[code]

    def groups(self) -> tuple[Sector, ...]:
        """Return the sectors of the upper level."""
        return tuple(sector for sector in self._table.values() if sector.parent not in self._table)

    def under(self, code: str) -> tuple[str, ...]:
        """Return `code` and the codes below it; an unknown code alone."""
        found = [code]
        for above in found:  # It grows while it is gone through.
            found += [each for each in self._children.get(above, ()) if each not in found]
        return tuple(found)

    def label(self, code: str) -> str:
        """Return the sector's name in words; of an unknown code the code itself."""
        place = self._places.get(code)
        return place.label if place else code

    def find(self, word: str) -> str | None:
        """Return the code that `word` (a code, a label or an alias in any of our languages) stands for, or None."""
        if word in self._places:
            return word
        found = self._literally.get(word.strip().lower())
        if found is not None:
            return found
        asked = key(word)
        return self._names.get(asked) or self._singulars.get(singular(asked))

    def resolve(self, word: str) -> str:
        """Return the code that `word` stands for, as `find` does; raise Usage with the nearest names."""
        found = self.find(word)
        if found is None:
            raise unknown("sector", word, self.similar(word), "`mou sectors` lists them all")
        return found

    def similar(self, word: str, limit: int = 3) -> list[str]:
        """Return the codes of at most `limit` sectors that have a name like `word`, the likest first."""
        return nearest(word, self._names, limit)

    def _words(self) -> Iterator[tuple[str, str]]:
        for code in {**self._own, **_shipped()}:  # Of two alike the first counts: the registry's own words win.
            sector = self._table[code]
            yield from ((word, code) for word in (code, sector.label, *sector.aliases))

    @functools.cached_property
    def _places(self) -> dict[str, Place]:
        own = {code: Place(sector.label, sector.parent) for code, sector in self._own.items()}
        return {**_shipped_places(), **own} if own else _shipped_places()

    @functools.cached_property
    def _table(self) -> dict[str, Sector]:
        return {**_shipped(), **self._own} if self._own else _shipped()

    @functools.cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for code, place in self._places.items():
            children.setdefault(place.parent, []).append(code)
        children.pop("", None)  # What stands under no group is under nothing.
        return children

    @functools.cached_property
    def _literally(self) -> dict[str, str]:
        # Most people type a name as it is written; folding all the names takes ten times as long as this.
        names: dict[str, str] = {}
        for word, code in self._words():
            names.setdefault(word.lower(), code)
        return names

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for word, code in self._words():
            names.setdefault(key(word), code)
        return names

    @functools.cached_property
    def _singulars(self) -> dict[str, str]:
        return {singular(name): code for name, code in reversed([*self._names.items()])}


@functools.cache
def _shipped_places() -> dict[str, Place]:
    return msgspec.json.decode(_DATA.read_bytes(), type=dict[str, Place])


@functools.cache
def _shipped() -> dict[str, Sector]:
    sectors = msgspec.json.decode(_DATA.read_bytes(), type=dict[str, Sector])
    return {code: msgspec.structs.replace(sector, code=code) for code, sector in sectors.items()}


def _own_sector(code: str, told: Any) -> Sector:
    # A registry is written by hand too: what has not the form of a sector leaves it with its bare code.
    given = told if isinstance(told, Mapping) else {}
    aliases = given.get("aliases")
    return Sector(
        label=str(given.get("label") or code),
        code=code,
        parent=str(given.get("parent") or ""),
        aliases=tuple(str(each) for each in aliases) if isinstance(aliases, list | tuple) else (),
    )
