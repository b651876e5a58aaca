"""`mou verify`: what it says of a register that fits its history, and of each way in which one does not."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mou_cli.agreement.history.verifying import judge
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.held import HeldFile
from tests.desk import Desk
from tests.registry_files import add, registry, written
from tests.registry_history import digest

Document = dict[str, Any]
Tamper = Callable[[Document], Any]


@pytest.fixture
def register(desk: Desk) -> Desk:
    """A register of two agreements and three entries: one added, one added, the first one changed."""
    desk.run("init").ok()
    desk.run("add", "Railways", "--party", "KZ", "--party", "PK").ok()
    desk.run("add", "Customs", "--party", "KZ", "--party", "PK").ok()
    desk.run("set", "1", "place=Astana", "--reason", "as the text has it").ok()
    return desk


def tamper(desk: Desk, doing: Tamper, *, indent: int | None = None) -> Desk:
    """Do something to the file as another program would."""
    document = json.loads(desk.path.read_text("utf-8"))
    doing(document)
    desk.path.write_text(json.dumps(document, indent=indent), "utf-8")
    return desk


def anchor(desk: Desk) -> str:
    return desk.run("verify", "--anchor").ok().out.strip()


def entry(document: Document, seq: int) -> Any:
    return document["history"][str(seq)]


def sealed(told: Document) -> Document:
    """An entry with the hash that it ought to bear: what a careful forger writes."""
    return {**told, "hash": digest({name: value for name, value in told.items() if name != "hash"})}


def exchange(document: Document) -> None:
    history = document["history"]
    history["2"], history["3"] = history["3"], history["2"]


def forge_the_past(document: Document) -> None:
    """Write entry 3 anew, as if the place had been another before, and all hashes with it."""
    told = entry(document, 3)
    told["changes"] = {key: {**each, "before": {"place": "Lahore"}} for key, each in told["changes"].items()}
    document["history"]["3"] = sealed(told)
    document["meta"]["1"]["history"]["hash"] = document["history"]["3"]["hash"]


# What is done behind mou's back, and what is said of it first.
TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "an agreement": (
        lambda d: d["agreements"]["1"].update(place="Lahore"),
        "agreement 1 (MOU-2026-0001) is not as entry 3 left it: place",
    ),
    "a field that only its hash tells of": (
        lambda d: d["agreements"]["2"].update(title="Custom"),
        "agreement 2 (MOU-2026-0002) is not as entry 2 left it",
    ),
    "a new agreement": (
        lambda d: d["agreements"].update({"3": {"title": "Mining"}}),
        "agreement 3 is in no entry: another program wrote it",
    ),
    "a new occasion": (
        lambda d: d["occasions"].update({"1": {"ref": "OCC-1", "name": "Visit"}}),
        "occasion 1 (OCC-1) is in no entry: another program wrote it",
    ),
    "an agreement taken out": (
        lambda d: d["agreements"].pop("1"),
        "agreement 1 (MOU-2026-0001) is gone, and entry 3 left it there",
    ),
    "a number": (
        lambda d: d["agreements"].update({"5": d["agreements"].pop("2")}),
        "agreement 5 (MOU-2026-0002) is in no entry: another program wrote it (and 1 more that do not fit)",
    ),
    "the reason of an entry": (
        lambda d: entry(d, 3).update(reason="no reason"),
        "entry 3 was changed after it was written",
    ),
    "the hash of an entry": (
        lambda d: entry(d, 2).update(hash=entry(d, 2)["hash"][::-1]),
        "entry 2 was changed after it was written (and 1 more that do not fit)",
    ),
    "an entry sealed anew": (
        lambda d: d["history"].update({"2": sealed({**entry(d, 2), "actor": "nobody"})}),
        "entry 3 does not follow entry 2 as it stands there",
    ),
    "entries exchanged": (
        exchange,
        "entry 2 stands at the place of entry 3 or was exchanged with it (and 2 more that do not fit)",
    ),
    "an entry taken out": (
        lambda d: d["history"].pop("2"),
        "entry 3 follows entry 1: what lay between them is gone (and 1 more that do not fit)",
    ),
    "the first entry taken out": (
        lambda d: d["history"].pop("1"),
        "entry 2 follows no other: what came before it is gone",
    ),
    "the last entry taken out": (lambda d: d["history"].pop("3"), "entry 3 is gone (and 1 more that do not fit)"),
    "the last entries taken out": (
        lambda d: (d["history"].pop("3"), d["history"].pop("2")),
        "entry 2 and all up to 3 are gone (and 2 more that do not fit)",
    ),
    "the whole history taken out": (
        lambda d: d["history"].clear(),
        "entry 1 and all up to 3 are gone (and 2 more that do not fit)",
    ),
    "the note of the last entry": (
        lambda d: d["meta"]["1"]["history"].update(hash="0" * 64),
        "entry 3 is not the last one that the registry notes",
    ),
    "an entry that is none": (
        lambda d: entry(d, 3).update(seq="three"),
        "entry 3 is not in the form of an entry (and 1 more that do not fit)",
    ),
    "the past, with all its hashes": (
        forge_the_past,
        "entry 3 found agreement 1 otherwise than entry 1 had left it: another program changed it in between",
    ),
}


def test_what_was_verified_is_said(register: Desk) -> None:
    run = register.run("verify").ok()
    assert run.out == f"verified: 3 entries, 2 agreements; the head is {anchor(register)[:12]}\n"


@pytest.mark.parametrize("name", TAMPERINGS)
def test_the_first_that_does_not_fit_is_named(register: Desk, name: str) -> None:
    doing, said = TAMPERINGS[name]
    run = tamper(register, doing).run("verify")
    assert (run.code, run.out) == (3, "")
    assert run.err.splitlines()[0] == f"mou: {said}"


def test_what_mou_changed_after_another_program_is_found_as_well(register: Desk) -> None:
    tamper(register, lambda d: d["agreements"]["1"].update(tags=["rail"])).run("set", "1", "place=Lahore").ok()
    run = register.run("verify")
    assert run.code == 3
    assert "entry 4 found agreement 1 otherwise than entry 3 had left it" in run.err


def test_what_another_program_added_and_mou_changed_is_found_as_well(register: Desk) -> None:
    tamper(register, lambda d: d["agreements"].update({"3": {"title": "Mining"}})).run("set", "3", "place=Lahore").ok()
    run = register.run("verify")
    assert run.code == 3
    assert "entry 4 changes agreement 3, which was in no entry: another program wrote it" in run.err


def test_all_that_does_not_fit_is_there_as_json(register: Desk) -> None:
    run = tamper(register, lambda d: [each.update(place="Lahore") for each in d["agreements"].values()]).run(
        "verify", "--format", "json"
    )
    assert run.code == 3
    assert [(each["severity"], each["about"], each["no"], each["ref"]) for each in run.json] == [
        ("error", "agreement", 1, "MOU-2026-0001"),
        ("error", "agreement", 2, "MOU-2026-0002"),
    ]


def test_nothing_amiss_is_an_empty_array(register: Desk) -> None:
    assert register.run("verify", "--format", "json").ok().json == []


def test_without_a_history_it_says_so(desk: Desk) -> None:
    assert desk.shipped().run("verify").ok().out == "there is no history yet: the first change begins it\n"


def test_verifying_changes_nothing(register: Desk) -> None:
    before = {path.name: written(path) for path in register.folder.iterdir()}
    register.run("verify").ok()
    assert {path.name: written(path) for path in register.folder.iterdir()} == before


@pytest.mark.parametrize("form", ["table", "yaml"])
def test_another_format_is_refused(register: Desk, form: str) -> None:
    assert register.run("verify", "--format", form).code == 2


# --- layouts -----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not here")
@pytest.mark.parametrize("options", [".", "-S .", "-c .", "-aS --tab ."])
def test_what_jq_writes_is_not_tampering(register: Desk, options: str) -> None:
    done = subprocess.run(["jq", *options.split(), str(register.path)], capture_output=True, check=True)
    register.path.write_bytes(done.stdout)
    assert register.run("verify").ok().out.startswith("verified: 3 entries")


def test_what_stock_tinydb_writes_is_not_tampering(register: Desk) -> None:
    table = "from tinydb import TinyDB; table = TinyDB('registry.json').table('agreements')"
    script = f"{table}; table.update({{'place': 'Astana'}}, doc_ids=[1])"
    subprocess.run([sys.executable, "-c", script], cwd=register.folder, check=True)
    assert not register.path.read_bytes().startswith(b'{\n"meta"')
    register.run("verify").ok()


# --- the head ----------------------------------------------------------------------------------------------------


def test_the_anchor_is_the_hash_of_the_last_entry_alone(register: Desk) -> None:
    last = entry(json.loads(register.path.read_text("utf-8")), 3)
    assert register.run("verify", "--anchor").ok().out == last["hash"] + "\n"


def test_without_a_history_there_is_no_anchor(desk: Desk) -> None:
    run = desk.shipped().run("verify", "--anchor")
    assert (run.code, run.out) == (4, "")


def test_an_anchor_is_not_taken_from_an_entry_that_was_changed(register: Desk) -> None:
    run = tamper(register, TAMPERINGS["the reason of an entry"][0]).run("verify", "--anchor")
    assert (run.code, run.out) == (3, "")


@pytest.mark.parametrize("digits", [12, 40, 64])
def test_the_expected_head_is_recognised_by_its_first_digits(register: Desk, digits: int) -> None:
    register.run("verify", "--expect", anchor(register)[:digits].upper()).ok()


def test_a_head_that_the_history_has_left_behind_is_told_from_a_strange_one(register: Desk) -> None:
    expected = anchor(register)
    register.run("set", "2", "place=Lahore").ok()
    run = register.run("verify", "--expect", expected)
    assert run.code == 3
    assert f"mou: the history went on since: {expected[:12]} is entry 3 of 4\n" in run.err


def test_a_strange_head_is_no_entry(register: Desk) -> None:
    run = register.run("verify", "--expect", "0123456789ab")
    assert run.code == 3
    assert "no entry is 0123456789ab" in run.err


def test_a_change_and_its_undo_dropped_together_are_missed_by_their_anchor_alone(register: Desk) -> None:
    before = json.loads(register.path.read_text("utf-8"))
    register.run("set", "2", "place=Lahore").ok()
    register.run("undo").ok()
    expected = anchor(register)
    register.path.write_text(json.dumps(before), "utf-8")
    register.run("verify").ok()
    assert register.run("verify", "--expect", expected).code == 3


def test_a_head_is_expected_where_there_is_no_history(desk: Desk) -> None:
    run = desk.shipped().run("verify", "--expect", "0123456789ab")
    assert run.code == 3
    assert "there is no history here, and 0123456789ab was expected" in run.err


@pytest.mark.parametrize("word", ["0123456789a", "entry 3", "g" * 64, "0" * 65])
def test_what_is_no_hash_cannot_be_expected(register: Desk, word: str) -> None:
    assert register.run("verify", "--expect", word).code == 2


def test_the_anchor_is_printed_or_compared(register: Desk) -> None:
    assert register.run("verify", "--anchor", "--expect", "0123456789ab").code == 2


# --- attached files ----------------------------------------------------------------------------------------------


def attached(register: Desk) -> Path:
    """The one file that is attached to agreement 1."""
    (register.folder / "signed.pdf").write_bytes(b"%PDF-1.7 signed in Astana")
    register.run("attach", "1", "signed.pdf").ok()
    (path,) = (register.folder / "registry.files").iterdir()
    return path


def test_attached_files_are_verified(register: Desk) -> None:
    attached(register)
    register.run("verify").ok()


def test_an_attached_file_that_is_gone_is_named(register: Desk) -> None:
    attached(register).unlink()
    run = register.run("verify")
    assert run.code == 3
    assert "mou: agreement 1 (MOU-2026-0001): the attached file 'signed.pdf' is missing\n" in run.err


def test_an_attached_file_that_was_altered_is_named(register: Desk) -> None:
    path = attached(register)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 signed in Lahore")
    run = register.run("verify")
    assert run.code == 3
    assert "the attached file 'signed.pdf' is altered" in run.err


# --- others at work ----------------------------------------------------------------------------------------------


def test_a_change_made_while_it_reads_does_not_look_like_tampering(tmp_path: Path) -> None:
    path = registry(tmp_path)
    add(path, title="Before")

    class Busy(HeldFile):
        def lines(self, table: str) -> Any:
            add(path, title=f"Meanwhile, at {table}")
            return super().lines(table)

    assert judge(Busy(DocumentFile(path).view())).problems == []
    assert len(DocumentFile(path).get(["5", "6"])) == 2


def test_a_damaged_registry_is_not_verified(register: Desk) -> None:
    register.path.write_bytes(register.path.read_bytes()[:300])
    assert register.run("verify").code == 7
