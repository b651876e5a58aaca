"""The history in the file: where it begins, what is there already, and that it never parts from the agreements."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from mou_cli.errors import Damaged
from mou_cli.registry.document_file import DocumentFile
from tests.factories import MOMENT
from tests.faults.hands import killed
from tests.registry_cli import mou
from tests.registry_files import (
    add,
    beside,
    change,
    content,
    fail,
    new_registry,
    numbered,
    remove,
    replace,
    stored,
    titles,
    untouched,
)
from tests.registry_history import digest, entries, plain, problems
from tests.registry_layouts import LAYOUTS

# --- where it begins ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_history_of_a_plain_file_begins_with_what_was_there(tmp_path: Path, layout: str) -> None:
    path = plain(tmp_path, layout, occasions={"4": {"name": "Visit"}})

    add(path, title="Another")

    begun, first = entries(path)
    assert (begun["seq"], begun["op"], begun["refs"], begun["reason"], begun["prev"]) == (1, "begin", [], "", "")
    assert (begun["at"], begun["actor"]) == (first["at"], first["actor"])
    assert begun["changes"] == {
        "#4": {"no": 4, "table": "occasions", "after": digest({"name": "Visit"})},
        **{numbered(n)["uid"]: {"no": n, "after": digest(numbered(n))} for n in (1, 2, 3)},
    }
    assert first["prev"] == begun["hash"]
    assert problems(path) == []


def test_an_agreement_and_an_occasion_of_one_number_and_no_uid_are_both_recorded(tmp_path: Path) -> None:
    path = plain(tmp_path, "TinyDB's", agreements={"4": {"title": "Plain"}}, occasions={"4": {"name": "Visit"}})

    add(path, title="Another")

    assert sorted(entries(path)[0]["changes"]) == ["#4", "#agreements/4"]
    assert problems(path) == []


def test_a_reason_is_that_of_the_change_and_not_of_the_beginning(tmp_path: Path) -> None:
    path = plain(tmp_path, "TinyDB's")

    assert mou(path, "set", "1", "place=Astana", "--reason", "asked for").code == 0

    assert [entry["reason"] for entry in entries(path)] == ["", "asked for"]


def test_a_registry_that_was_empty_begins_with_its_first_change(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    add(path, title="First")

    assert [entry["op"] for entry in entries(path)] == ["test"]


def test_a_registry_emptied_again_does_not_begin_anew(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    remove(path, 1)
    add(path, title="Second")

    assert [entry["op"] for entry in entries(path)] == ["test", "test", "test"]
    assert problems(path) == []


@pytest.mark.parametrize("layout", ["TinyDB's", "own"])
def test_what_changes_nothing_leaves_a_plain_file_as_it_is(tmp_path: Path, layout: str) -> None:
    path = plain(tmp_path, layout)

    with untouched(path):
        replace(path, 2, title="Memorandum 2")


def test_what_fails_begins_no_history(tmp_path: Path) -> None:
    path = plain(tmp_path, "TinyDB's")

    with untouched(path), pytest.raises(RuntimeError):
        change(path, lambda changing: changing.remove(1), fail)


def test_what_is_added_and_removed_in_one_change_is_in_no_entry(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    change(path, lambda changing: changing.remove(changing.add({"title": "Gone"}, MOMENT).number))

    assert entries(path) == []
    add(path, title="First")
    assert problems(path) == []


# --- a table of that name by others ------------------------------------------------------------------------------


def _with_history(folder: Path, layout: str, rows: dict[str, Any]) -> Path:
    return plain(folder, layout, history=rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_that_could_be_an_entry_is_taken_for_the_last(tmp_path: Path, layout: str) -> None:
    path = _with_history(tmp_path, layout, {"1": {"seq": 1}})

    add(path, title="Another")
    add(path, title="And another")

    rows = content(path)["history"]
    assert rows["1"] == {"seq": 1}
    assert [(row["seq"], row["prev"]) for row in rows.values() if "op" in row] == [(2, ""), (3, rows["2"]["hash"])]
    found = problems(path)
    assert found[0] == "entry 1 was changed after it was written"
    assert "agreement 1 (MOU-2026-0001) is in no entry: another program wrote it" in found


def test_the_number_of_a_row_counts_and_not_what_it_says(tmp_path: Path) -> None:
    path = _with_history(tmp_path, "own", {"4": {"seq": 9, "hash": "abc"}})

    add(path, title="Another")

    assert content(path)["history"]["5"]["prev"] == "abc"
    assert problems(path)[0] == "entry 4 stands at the place of entry 9 or was exchanged with it"


FOREIGN = {
    "another thing": ({"what": "changed", "when": "2026-02-04"}, "object missing required field 'seq'"),
    "no number": ({"seq": "one", "hash": ""}, "expected 'int', got 'str' at '$.seq'"),
    "no hash": ({"seq": 1, "hash": 5}, "expected 'str', got 'int' at '$.hash'"),
    "nothing": ({}, "object missing required field 'seq'"),
}


@pytest.mark.parametrize("layout", ["TinyDB's", "own", "indented"])
@pytest.mark.parametrize("name", FOREIGN)
def test_a_head_that_is_no_entry_is_damage_for_who_writes(tmp_path: Path, name: str, layout: str) -> None:
    row, sentence = FOREIGN[name]
    path = _with_history(tmp_path, layout, {"1": {"seq": 1}, "2": row})

    with untouched(path):
        run = mou(path, "set", "1", "place=Astana")

    assert (run.code, run.out) == (7, "")
    assert run.lines == [
        f"mou: {path} is damaged: history entry 2: {sentence}",
        "hint: nothing was changed; no backup was found beside it",
    ]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_head_that_is_no_entry_hides_no_agreement(tmp_path: Path, name: str) -> None:
    path = _with_history(tmp_path, "own", {"1": FOREIGN[name][0]})

    assert titles(path) == ["Memorandum 1", "Memorandum 2", "Memorandum 3"]
    assert mou(path, "list").code == 0
    assert mou(path, "show", "2").code == 0


@pytest.mark.parametrize("name", FOREIGN)
def test_rows_that_are_no_entries_are_named_and_not_fallen_over(tmp_path: Path, name: str) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    add(path, title="Second")
    tables = content(path)
    tables["history"]["1"] = FOREIGN[name][0]
    path.write_text(json.dumps(tables), "utf-8")

    found = problems(path)

    assert found[0] in ("entry 1 is not in the form of an entry", "entry 1 was changed after it was written")


@pytest.mark.parametrize("how", ["dropped", "rewritten"])
def test_a_last_entry_that_was_tampered_with_is_found_after_the_next_change_too(tmp_path: Path, how: str) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    add(path, title="Second")
    add(path, title="Third")
    tables = content(path)
    last = tables["history"].pop("3")
    if how == "dropped":
        del tables["agreements"]["3"]
    else:
        told = {**last, "actor": "somebody else"}
        del told["hash"]
        tables["history"]["3"] = {**told, "hash": digest(told)}
    path.write_text(json.dumps(tables), "utf-8")
    before = problems(path)

    replace(path, 1, place="Astana")

    assert before != []
    assert problems(path) != []


def test_a_history_beyond_all_numbers_is_refused_and_not_written(tmp_path: Path) -> None:
    last = 10**18 - 1
    path = _with_history(tmp_path, "own", {str(last): {"seq": last, "hash": ""}})

    with untouched(path), pytest.raises(Damaged):
        add(path, title="Another")


# --- one rename --------------------------------------------------------------------------------------------------


def test_change_and_entry_come_with_one_rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain(tmp_path, "TinyDB's")
    seen: list[tuple[int, int, Any]] = []
    rename = os.replace

    def looking(old: Any, new: Any) -> None:
        rename(old, new)
        if Path(new) == path:
            tables = content(path)
            seen.append((len(tables["agreements"]), len(tables["history"]), tables["meta"]["1"]["history"]["seq"]))

    monkeypatch.setattr(os, "replace", looking)
    add(path, title="Another")
    remove(path, 1, 2)

    assert seen == [(4, 2, 2), (2, 3, 3)]


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
def test_a_first_change_that_is_killed_left_all_or_nothing(tmp_path: Path) -> None:
    def work(out: int) -> None:
        os.write(out, b"begun\n")
        add(path, title="New")

    longest, dice = 0.02, random.Random()
    seen: list[tuple[int, int]] = []
    while len(seen) < 30 or (len(set(seen)) < 2 and len(seen) < 300):
        path = plain(tmp_path, "TinyDB's", 30)
        killed(work, dice.uniform(0, longest))
        seen.append((len(stored(path)), len(content(path).get("history", {}))))
        # However fast the machine is at this moment, about half of them are to come to an end.
        longest *= 1.2 if seen[-1] == (30, 0) else 0.9
        assert problems(path) == []
    assert set(seen) == {(30, 0), (31, 2)}
    add(path, title="Another")
    assert beside(path) == set()


def test_history_is_read_while_others_write(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    add(path, title="First")
    history = DocumentFile(path).history
    reading = iter(history.entries())
    first = next(iter(reading))

    add(path, title="Second")

    assert [number for number, _ in (first, *reading)] == [1]
    assert history.head().seq == 2
