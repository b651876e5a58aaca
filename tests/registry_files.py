"""Registry files for tests: written, opened, looked into."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mou_cli.agreement.context import Context
from mou_cli.agreement.query.query import Query, parse_query
from mou_cli.agreement.registered import Registered
from mou_cli.registry.change import StoreChange
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.layout import compose, empty, encode
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import DOING, MOMENT, fields

Tables = Mapping[str, Mapping[int, Mapping[str, Any]]]
CONTEXT = Context(MOMENT, Sectors())


def own_layout(tables: Tables) -> bytes:
    """The bytes of a registry as mou writes them."""
    return compose({name: {key: encode(row) for key, row in sorted(rows.items())} for name, rows in tables.items()})[0]


def tables_of(count: int, **given: Any) -> dict[str, dict[int, dict[str, Any]]]:
    """The tables of a registry with `count` agreements, numbered from 1."""
    rows = {number: numbered(number, **given) for number in range(1, count + 1)}
    meta = {"format": 1, "own": "PK", "next": {"MOU": count + 1, "OCC": 1}, "sectors": {}}
    return {"meta": {1: meta}, "occasions": {}, "agreements": rows, "history": {}}


def numbered(number: int, **given: Any) -> dict[str, Any]:
    """The fields of an agreement as number `number` of 2026, each with a title of its own."""
    own = {
        "ref": f"MOU-2026-{number:04}",
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "title": f"Memorandum {number}",
    }
    return fields(**{**own, **given})


def registry(folder: Path, count: int = 3, **given: Any) -> Path:
    """A registry of `count` agreements in a file that mou did not write itself, so that no stamp speaks for it."""
    path = folder / "registry.json"
    path.write_bytes(own_layout(tables_of(count, **given)))
    return path


def new_registry(folder: Path) -> Path:
    """A registry without agreements."""
    path = folder / "registry.json"
    path.write_bytes(empty("PK"))
    return path


def stamped(path: Path) -> Path:
    """The same registry after mou has written it last."""
    add(path, title="The one that makes mou write")
    return path


def add(path: Path, **given: Any) -> str:
    """Add an agreement as `mou add` would; returns its reference."""
    with DocumentFile(path).changing(DOING) as change:
        return change.add(fields(**{"ref": None, "uid": None, **given}), MOMENT).agreement.ref


def change(path: Path, *doings: Callable[[StoreChange], Any]) -> None:
    """Do several things in one change."""
    with DocumentFile(path).changing(DOING) as changing:
        for doing in doings:
            doing(changing)


def adding(ref: str | None = None) -> Callable[[StoreChange], Registered]:
    """For `change`: add an agreement."""
    return lambda changing: changing.add(fields(ref=ref, uid=None), MOMENT)


def fail(*_: Any) -> None:
    """Fail as no part of mou does."""
    raise RuntimeError


def replace(path: Path, number: int, **given: Any) -> None:
    """Change fields of an agreement as `mou set` would."""
    with DocumentFile(path).changing(DOING) as change:
        change.replace(number, {**change.get([str(number)])[0].fields, **given}, MOMENT)


def remove(path: Path, *numbers: int) -> None:
    """Remove agreements as `mou remove` would."""
    with DocumentFile(path).changing(DOING) as change:
        for number in numbers:
            change.remove(number)


def content(path: Path) -> dict[str, dict[str, Any]]:
    """The tables as any reader of JSON sees them."""
    found: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return found


def stored(path: Path) -> dict[int, dict[str, Any]]:
    """The agreements as any reader of JSON sees them, by number."""
    return {int(key): row for key, row in content(path)["agreements"].items()}


def numbers(path: Path) -> list[int]:
    """The numbers of all agreements, in the order of their lines."""
    return list(stored(path))


def refs(path: Path) -> list[str]:
    """The references of all agreements, in the order of their lines."""
    return [row["ref"] for row in stored(path).values()]


def got(path: Path, *words: str) -> list[int]:
    """The numbers of the agreements that words stand for."""
    return [each.number for each in DocumentFile(path).get(words)]


def titles(path: Path) -> list[str]:
    """The titles of all agreements as mou reads them."""
    return [each.agreement.title for each in DocumentFile(path).find(Query(), MOMENT)]


def found(path: Path, *words: str) -> list[int]:
    """The numbers that a query finds."""
    return [each.number for each in DocumentFile(path).find(parse_query(words, CONTEXT), MOMENT)]


def beside(path: Path) -> set[str]:
    """What lies in the registry's folder, but for what is meant to be there."""
    meant = {path.name, f".{path.name}.lock", f".{path.name}.stamp", f".{path.name}.backups"}
    return {each.name for each in path.parent.iterdir()} - meant


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Assert that a file keeps its bytes and its inode, and that nothing is left beside it."""
    before, inode = path.read_bytes(), path.stat().st_ino
    yield
    assert path.read_bytes() == before
    assert path.stat().st_ino == inode
    assert beside(path) == set()


def written(path: Path) -> tuple[int, ...]:
    """When and as what a file was last written; reading it changes nothing of that."""
    status = path.stat()
    return status.st_ino, status.st_mode, status.st_nlink, status.st_size, status.st_mtime_ns, status.st_ctime_ns
