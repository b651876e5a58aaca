"""Registries that chance has altered: read, refused or mended, never a traceback, and never written over unread."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.registry.content import BufferContent
from mou_cli.registry.frame import read_frame
from mou_cli.registry.stamp import stamp_path, write_stamp
from tests.desk import Desk
from tests.faults.altering import altered, damaged
from tests.faults.surviving import examples, fuzzed, survived
from tests.registry_files import content
from tests.registry_layouts import LAYOUTS

KZ_PK = ("--party", "KZ", "--party", "PK")
READING = [
    ("list",), ("show", "1"), ("show", "2", "--explain"), ("list", "sector:rail"), ("due",), ("history",), ("stats",),
    ("verify",), ("doctor",), ("export", "--format", "json"), ("list", "Railway"), ("show", "1", "--at", "2"),
    ("commitment", "list"), ("timeline",), ("restore",), ("attachments",), ("occasion", "list"),
]  # fmt: skip
CHANGING = [
    ("add", "New", *KZ_PK), ("set", "1", "place=Astana"), ("undo",), ("remove", "2", "--yes", "--reason", "x"),
    ("event", "1", "terminated", "--on", "2026-11-01"), ("doctor", "--fix"), ("occasion", "set", "1", "place=Astana"),
]  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with some of everything: agreements, an occasion, promises, an attached file, a history."""
    desk = Desk(tmp_path_factory.mktemp("prepared"))
    desk.run("init", "--own", "PK").ok()
    desk.run("add", "Railway sector cooperation", *KZ_PK, "--sector", "rail", "--signed", "2026-02-04").ok()
    desk.run("add", "Virtual assets", *KZ_PK, "--term", "5y", "--in-force", "2020-01-31", "--notice", "6m").ok()
    desk.run("add", "Ports", *KZ_PK, "--tag", "visit", "--note", "Ω" * 50).ok()
    desk.run("occasion", "add", "State visit", "--date", "2026-02-03").ok()
    desk.run("commitment", "add", "1", "First meeting", "--due", "2027-02").ok()
    (desk.folder / "signed.pdf").write_bytes(b"%PDF")
    desk.run("attach", "2", "signed.pdf").ok()
    desk.run("set", "3", "place=Karachi").ok()
    return desk.folder


@pytest.fixture
def laid(prepared: Path, tmp_path: Path) -> Callable[[bytes], Desk]:
    """Lays the desk out once more, with other bytes for a registry."""

    def lay(data: bytes) -> Desk:
        folder = tmp_path / "desk"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(prepared, folder)
        desk = Desk(folder)
        desk.path.write_bytes(data)
        return desk

    return lay


def _outlive(desk: Desk, data: st.DataObject) -> None:
    """Read it, change it, and read it again: what was changed can be."""
    survived(desk, *data.draw(st.sampled_from(READING), label="reading"))
    words = data.draw(st.sampled_from(CHANGING), label="changing")
    if survived(desk, *words).code == 0:
        assert survived(desk, "list").code == 0
        content(desk.path)
    survived(desk, *data.draw(st.sampled_from(READING), label="after"))


@fuzzed(70)
@given(data=st.data())
def test_a_registry_whose_values_are_others(prepared: Path, laid: Callable[[bytes], Desk], data: st.DataObject) -> None:
    document = data.draw(altered(content(prepared / "registry.json")))
    layout = data.draw(st.sampled_from(["own, edited by hand", "TinyDB's", "indented"]))
    if layout.startswith("own") and not all(isinstance(rows, dict) for rows in document.values()):
        layout = "TinyDB's"
    _outlive(laid(LAYOUTS[layout](document)), data)


@fuzzed(50)
@given(data=st.data())
def test_a_registry_whose_bytes_are_others(prepared: Path, laid: Callable[[bytes], Desk], data: st.DataObject) -> None:
    _outlive(laid(data.draw(damaged((prepared / "registry.json").read_bytes()))), data)


@fuzzed(40)
@given(data=st.data())
def test_a_registry_that_decayed_under_a_stamp_that_fits(
    prepared: Path, laid: Callable[[bytes], Desk], data: st.DataObject
) -> None:
    """Bits that fall over on the disk change no time: mou goes on trusting what it wrote last."""
    whole = bytearray((prepared / "registry.json").read_bytes())
    tables = read_frame(BufferContent(bytes(whole)))
    assert tables
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=3)):
        whole[place] ^= 1 << data.draw(st.integers(0, 7))
    desk = laid(bytes(whole))
    write_stamp(desk.path, desk.path.stat(), tables)

    survived(desk, *data.draw(st.sampled_from(READING), label="reading"))
    survived(desk, *data.draw(st.sampled_from(CHANGING), label="changing"))
    survived(desk, *data.draw(st.sampled_from(READING), label="after"))


def test_a_registry_that_is_cut_off_anywhere_is_named_and_left_alone(
    prepared: Path, laid: Callable[[bytes], Desk]
) -> None:
    whole = (prepared / "registry.json").read_bytes()
    for size in range(0, len(whole) - 2, max(1, len(whole) // examples(40))):
        desk = laid(whole[:size])
        for words in (("list",), ("set", "1", "place=Astana")):
            run = survived(desk, *words)
            assert run.code == 7, (size, words, run)
        assert desk.path.read_bytes() == whole[:size]


@fuzzed(40)
@given(data=st.data())
def test_a_stamp_that_was_damaged_never_spoils_the_registry(
    prepared: Path, tmp_path: Path, data: st.DataObject
) -> None:
    desk = Desk(tmp_path / "desk")
    shutil.rmtree(desk.folder, ignore_errors=True)
    shutil.copytree(prepared, desk.folder)
    desk.run("set", "3", "place=Almaty").ok()  # so that the stamp is of this copy
    before = content(desk.path)["agreements"]
    stamp = stamp_path(desk.path)
    stamp.write_bytes(data.draw(damaged(stamp.read_bytes().ljust(256))))  # always of one length, as chance needs it

    run = survived(desk, "set", "1", "place=Astana")

    expected = {**before, "1": {**before["1"], "place": "Astana"}} if run.code == 0 else before
    assert content(desk.path)["agreements"] == expected
    assert desk.run("list", "--no-header", "--columns", "no").out.split() == ["1", "2", "3"]
    assert survived(desk, "verify").code == 0
