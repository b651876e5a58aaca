"""A registry's history for tests: what it holds, and what it ought to hold, worked out a second way."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from mou_cli.agreement.history.verifying import verify
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING
from tests.registry_files import Tables, content, numbered
from tests.registry_layouts import LAYOUTS

Row = Mapping[str, Any]
Entry = dict[str, Any]
RECORDED = ("occasions", "agreements")


def plain(folder: Path, layout: str, count: int = 3, **more: Any) -> Path:
    """A file that TinyDB or a person wrote: agreements, and nothing that mou writes besides."""
    path = folder / "registry.json"
    rows = {str(number): numbered(number) for number in range(1, count + 1)}
    path.write_bytes(LAYOUTS[layout]({"agreements": rows, **more}))
    return path


def entries(path: Path) -> list[Entry]:
    """The entries of a history as any reader of JSON sees them, each under its own number."""
    rows = content(path).get("history", {})
    assert [int(key) for key in rows] == [entry["seq"] for entry in rows.values()]
    return list(rows.values())


def problems(path: Path) -> list[str]:
    """What `mou verify` would name."""
    return [problem.sentence for problem in verify(DocumentFile(path).history)]


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    """The hash of a JSON value, as docs/history.md describes it."""
    return sha256(_canonical(value)).hexdigest()


def group_digest(rows: Mapping[int, Row]) -> str:
    """The hash that rows share, by their numbers, where a history begins with groups."""
    lines = [f"{number} {json.dumps(row, separators=(',', ':'), ensure_ascii=False)}\n" for number, row in rows.items()]
    return sha256("".join(lines).encode()).hexdigest()


def recorded(*states: Tables) -> dict[str, dict[int, dict[str, Any]]]:
    """The last of some states of a registry, with the history of the way there from the first, a change each.

    Rows hold their fields in the order of the model, before a change and after it.
    """
    first: Tables = states[0]
    last = {name: {number: deepcopy(dict(row)) for number, row in rows.items()} for name, rows in states[-1].items()}
    history: list[Entry] = []
    begun, _ = _changes({}, first)
    if begun:
        history.append(_entry(history, "begin", "", begun, []))
    for before, after in pairwise(states):
        changes, refs = _changes(before, after)
        history.append(_entry(history, DOING.op, DOING.reason, changes, refs))
    last["history"] = {entry["seq"]: entry for entry in history}
    last["meta"][1]["history"] = {"seq": len(history), "hash": history[-1]["hash"]}
    return last


def _entry(history: list[Entry], op: str, reason: str, changes: Any, refs: list[str]) -> Entry:
    told = {
        "seq": len(history) + 1,
        "at": DOING.at,
        "actor": DOING.actor,
        "op": op,
        "refs": refs,
        "reason": reason,
        "changes": changes,
        "prev": history[-1]["hash"] if history else "",
    }
    return {**told, "hash": digest(told)}


def _changes(before: Tables, after: Tables) -> tuple[dict[str, Any], list[str]]:
    changed = list(_changed(before, after))
    return dict(change for change, _ in changed), [ref for _, ref in changed if ref]


def _changed(before: Tables, after: Tables) -> Iterator[tuple[tuple[str, Any], str]]:
    for table in RECORDED:
        olds, news = before.get(table, {}), after.get(table, {})
        for number in sorted({*olds, *news}):
            old, new = olds.get(number), news.get(number)
            if old != new:
                row: Row = new or old or {}
                where = {"no": number, **({"table": table} if table == "occasions" else {})}
                yield (row.get("uid") or f"#{number}", {**where, **_difference(old, new)}), row.get("ref", "")


def _difference(old: Row | None, new: Row | None) -> dict[str, Any]:
    if old is None:
        return {"after": digest(new)}
    if new is None:
        return {"before": old}
    lost = {name: value for name, value in old.items() if name not in new or new[name] != value}
    found = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return {"before": lost, "after": found, "sha256": digest(new)}
