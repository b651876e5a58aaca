"""What every changing command writes into the history: who, when, why, and just what is different."""

import getpass
import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from tests.desk import Desk
from tests.factories import fields
from tests.registry_files import content, numbered
from tests.registry_history import Entry, digest, entries, problems, recorded

PROMISES = {
    "commitments": [{"id": 1, "text": "First meeting", "status": "open"}],
    "targets": [{"id": 1, "metric": "trade", "unit": "USD", "value": 10}],
}
VISIT = {"ref": "OCC-2026-0001", "uid": "00000000-0000-4000-8000-00000000000c", "name": "Visit", **PROMISES}
NEW = ("add", "New", "--party", "KZ", "--party", "PK")
ONE, TWO, OCCASION = "MOU-2026-0001", "MOU-2026-0002", "OCC-2026-0001"


class Doing(NamedTuple):
    """A command, what it is called in the history, and the references that it is about."""

    words: tuple[str, ...]
    op: str
    refs: list[str]
    given: Any = None


def _doing(line: str, op: str, *refs: str, given: Any = None) -> Doing:
    return Doing(tuple(line.split()), op, list(refs), given)


DOINGS = {
    "add": Doing(NEW, "add", ["MOU-2026-0003"]),
    "set": _doing("set 1 place=Astana", "set", ONE),
    "set of several": _doing("set 2 1 place=Astana", "set", ONE, TWO),
    "set that clears": _doing("set 1 signed=", "set", ONE),
    "set of the reference": _doing("set 1 ref=KZ-7", "set", "KZ-7"),
    "edit": _doing("edit 1", "edit", ONE),
    "remove": _doing("remove 1 --yes --reason twice", "remove", ONE),
    "remove of several": _doing("remove 1 2 --yes --reason twice", "remove", ONE, TWO),
    "event": _doing("event 1 in-force --on 2026-03-01", "event", ONE),
    "event signed": _doing("event 2 signed --on 2026-02-05", "event", TWO),
    "event by another": _doing("event 1 superseded --on 2026-03-01 --by 2", "event", ONE, TWO),
    "commitment add": _doing("commitment add 1 Roadmap", "commitment", ONE),
    "commitment update": _doing("commitment update 1 1 --status started", "commitment", ONE),
    "commitment done": _doing("commitment done 1 1 --on 2026-03-01", "commitment", ONE),
    "commitment of a visit": _doing("commitment done OCC-2026-0001 1", "commitment", OCCASION),
    "target add": _doing("target add 1 visitors --value 5", "target", ONE),
    "target observe": _doing("target observe 1 1 3 --on 2026-03-01", "target", ONE),
    "target of a visit": _doing("target add OCC-2026-0001 visitors --value 5", "target", OCCASION),
    "occasion add": _doing("occasion add Session", "occasion add", "OCC-2026-0002"),
    "occasion set": _doing("occasion set 1 place=Astana", "occasion set", OCCASION),
    "import": _doing(
        "import - --format json", "import", "MOU-2026-0003", "X-9", given=[{"title": "A"}, {"ref": "X-9", "title": "B"}]
    ),
    "import --update": _doing(
        "import - --format json --update",
        "import",
        ONE,
        "MOU-2026-0003",
        given=[{"ref": ONE, "place": "Astana"}, {"title": "C"}],
    ),
}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A registry by another program, without a history yet, of two agreements and a visit."""
    return desk.holding(numbered(1, **PROMISES), numbered(2, signed=None), occasions=[VISIT])


def _do(desk: Desk, doing: Doing, *more: str, options: tuple[str, ...] = ()) -> None:
    script = "import sys, pathlib as p; f = p.Path(sys.argv[1]); f.write_text(f.read_text().replace('rail', 'road', 1))"
    environ = {"VISUAL": f"'{sys.executable}' -c \"{script}\""}
    given = None if doing.given is None else json.dumps(doing.given)
    desk.run(*options, *doing.words, *more, given=given, environ=environ).ok()


def _last(desk: Desk) -> Entry:
    return entries(desk.path)[-1]


def _tables(desk: Desk) -> dict[str, dict[int, dict[str, Any]]]:
    return {name: {int(key): row for key, row in rows.items()} for name, rows in content(desk.path).items()}


@pytest.mark.parametrize("name", DOINGS)
def test_a_command_leaves_one_entry_that_says_what_it_changed(desk: Desk, name: str) -> None:
    before = _tables(desk)
    _do(desk, DOINGS[name])
    begun, entry = entries(desk.path)
    expected = recorded(before, _tables(desk))["history"]
    assert (entry["seq"], entry["op"], entry["refs"]) == (2, DOINGS[name].op, DOINGS[name].refs)
    assert entry["changes"] == expected[2]["changes"]
    assert begun["changes"] == expected[1]["changes"]
    assert problems(desk.path) == []


@pytest.mark.parametrize("name", DOINGS)
def test_every_changing_command_takes_a_reason(desk: Desk, name: str) -> None:
    _do(desk, DOINGS[name], "--reason", " as the  Ministry\nasked: «отозвано» ")
    assert _last(desk)["reason"] == "as the  Ministry asked: «отозвано»"


def test_without_a_reason_there_is_none(desk: Desk) -> None:
    desk.run(*NEW).ok()
    assert _last(desk)["reason"] == ""


def test_an_entry_holds_its_hash_and_that_of_the_one_before(desk: Desk) -> None:
    for word in ("Astana", "Almaty", "Islamabad"):
        desk.run("set", "1", f"place={word}").ok()
    chain = entries(desk.path)
    assert [entry["prev"] for entry in chain] == ["", *(entry["hash"] for entry in chain[:-1])]
    for entry in chain:
        assert entry["hash"] == digest({name: value for name, value in entry.items() if name != "hash"})
    assert list(chain[1]) == ["seq", "at", "actor", "op", "refs", "reason", "changes", "prev", "hash"]


def test_a_changed_field_is_there_before_and_after(desk: Desk) -> None:
    uid = numbered(1)["uid"]
    desk.run("set", "1", "place=Astana").ok()
    desk.run("set", "1", "place=Almaty", "signed=", "tags+=rail").ok()
    row = content(desk.path)["agreements"]["1"]
    assert _last(desk)["changes"] == {
        uid: {
            "no": 1,
            "before": {"signed": "2026-02-04", "place": "Astana"},
            "after": {"place": "Almaty", "tags": ["rail"]},
            "sha256": digest(row),
        }
    }


def test_an_agreement_that_was_removed_is_kept_whole(desk: Desk) -> None:
    desk.run("remove", "1", "--yes", "--reason", "entered twice").ok()
    assert _last(desk)["changes"] == {numbered(1)["uid"]: {"no": 1, "before": numbered(1, **PROMISES)}}


def test_an_agreement_that_was_added_is_known_by_its_hash(desk: Desk) -> None:
    desk.run(*NEW).ok()
    row = content(desk.path)["agreements"]["3"]
    assert _last(desk)["changes"] == {row["uid"]: {"no": 3, "after": digest(row)}}


def test_an_occasion_is_named_by_its_table(desk: Desk) -> None:
    desk.run("occasion", "set", "1", "place=Astana").ok()
    assert _last(desk)["changes"][VISIT["uid"]]["table"] == "occasions"


def test_what_has_no_uid_goes_by_its_number(desk: Desk) -> None:
    desk.holding(fields(uid=None), {"title": "Other"}).run("set", "1", "2", "place=Astana").ok()
    assert list(_last(desk)["changes"]) == ["#1", "#2"]
    assert _last(desk)["refs"] == ["MOU-2026-0001"]
    assert problems(desk.path) == []


def test_two_with_one_uid_do_not_hide_each_other(desk: Desk) -> None:
    same = numbered(1)["uid"]
    desk.holding(numbered(1), numbered(2, uid=same)).run("set", "1", "2", "place=Astana").ok()
    assert [change["no"] for change in _last(desk)["changes"].values()] == [1, 2]
    assert problems(desk.path) == []


def test_an_import_of_many_is_one_entry(desk: Desk) -> None:
    rows = [{"title": f"Memorandum of {number}"} for number in range(300)]
    desk.run("import", "-", "--format", "json", given=json.dumps(rows)).ok()
    assert [entry["op"] for entry in entries(desk.path)] == ["begin", "import"]
    assert len(_last(desk)["changes"]) == len(_last(desk)["refs"]) == 300
    assert problems(desk.path) == []


# --- when, and by whom -------------------------------------------------------------------------------------------


def test_the_time_is_that_of_the_clock_in_utc_and_not_the_day_of_the_run(desk: Desk) -> None:
    earliest = datetime.now(UTC).replace(microsecond=0)
    desk.run("--today", "2030-01-01", "set", "1", "place=Astana").ok()
    at = _last(desk)["at"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at)
    assert earliest <= datetime.fromisoformat(at) <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("options", "environ", "actor"),
    [
        (["--as", "Айгүл"], {"MOU_USER": "desk"}, "Айгүл"),
        ([], {"MOU_USER": "the  night desk"}, "the  night desk"),
        (["--as", ""], {"MOU_USER": "desk"}, "desk"),
        ([], {"MOU_USER": "", "LOGNAME": "login"}, "login"),
    ],
    ids=["--as", "MOU_USER", "empty --as", "login"],
)
def test_who_did_it(desk: Desk, options: list[str], environ: Mapping[str, str], actor: str) -> None:
    desk.run(*options, "set", "1", "place=Astana", environ=environ).ok()
    assert [entry["actor"] for entry in entries(desk.path)] == [actor, actor]


def test_a_login_that_nobody_knows_is_unknown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    desk.run("set", "1", "place=Astana", environ={"MOU_USER": ""}).ok()
    assert _last(desk)["actor"] == "unknown"


@contextmanager
def _as_it_was(desk: Desk) -> Iterator[None]:
    before, inode = desk.path.read_bytes(), desk.path.stat().st_ino
    yield
    assert (desk.path.read_bytes(), desk.path.stat().st_ino) == (before, inode)


UNSAFE = ["a\x1b[2J", "a\x07", "a\x7f", "a\x9b2J", "exe.\u202efdp", "a\u2066b"]


@pytest.mark.parametrize("text", UNSAFE)
@pytest.mark.parametrize("way", ["--as", "MOU_USER", "--reason"])
def test_what_steers_a_terminal_does_not_reach_the_history(desk: Desk, way: str, text: str) -> None:
    options = ["--as", text] if way == "--as" else []
    reason = ["--reason", text] if way == "--reason" else []
    with _as_it_was(desk):
        run = desk.run(*options, "set", "1", "place=Astana", *reason, environ={way: text} if way == "MOU_USER" else {})
    assert (run.code, run.out) == (2, "")
    assert re.fullmatch(r"mou: [^\n]+\nhint: [^\n]+\n", run.err)
    assert text not in run.err


@pytest.mark.parametrize("text", ["night\ndesk", "night\r\ndesk", "night\tdesk", " night desk\n"])
def test_an_actor_is_one_line(desk: Desk, text: str) -> None:
    desk.run("--as", text, "set", "1", "place=Astana").ok()
    assert _last(desk)["actor"] == "night desk"


@pytest.mark.parametrize("way", ["--as", "MOU_USER", "--reason"])
def test_bytes_that_are_no_letters_do_not_reach_the_history(desk: Desk, way: str) -> None:
    words: list[str | bytes] = ["--as", b"\xff"] if way == "--as" else []
    words += ["set", "1", "place=Astana"] + ([way, b"\xff"] if way == "--reason" else [])
    with _as_it_was(desk):
        run = desk.process(*words, environ={way: "\udcff"} if way == "MOU_USER" else {})
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 2)


# --- what leaves none --------------------------------------------------------------------------------------------

AS_IT_IS = {
    "set": ("set", "1", "place=Astana"),
    "set twice over": ("set", "1", "place=Almaty", "place=Astana"),
    "commitment update": ("commitment", "update", "1", "1", "--status", "open"),
    "occasion set": ("occasion", "set", "1", "name=Visit"),
    "import of nothing": ("import", "-", "--format", "json"),
    "import --update": ("import", "-", "--format", "json", "--update"),
    "edit": ("edit", "1"),
    "add --dry-run": (*NEW, "--dry-run"),
    "set --dry-run": ("set", "1", "place=Almaty", "--dry-run"),
    "event --dry-run": ("event", "1", "in-force", "--on", "2026-03-01", "--dry-run"),
    "occasion add --dry-run": ("occasion", "add", "Session", "--dry-run"),
    "import --dry-run": ("import", "-", "--format", "jsonl", "--dry-run"),
}
GIVEN = {
    "import of nothing": "[]",
    "import --update": json.dumps([{"ref": ONE, "place": "Astana"}]),
    "import --dry-run": '{"title":"Another"}\n',
    "bad row": '[{"title":"A"},{"title":"B","signed":"31 February 2026"}]',
}
REFUSED = {
    "impossible date": ("set", "1", "signed=2026-02-30"),
    "one good and one bad": ("set", "1", "2", "term.duration=P0D"),
    "no such agreement": ("set", "1", "99", "place=Almaty"),
    "twice": ("add", "Memorandum 1", "--party", "KZ", "--party", "PK", "--signed", "2026-02-04"),
    "reference taken": ("set", "1", f"ref={TWO}"),
    "no reason": ("remove", "1", "--yes"),
    "nobody to ask": ("remove", "1", "--reason", "twice"),
    "event twice": ("event", "1", "signed", "--on", "2026-02-09"),
    "bad row": ("import", "-", "--format", "json"),
}


@pytest.mark.parametrize("begun", [True, False], ids=["begun", "not yet begun"])
@pytest.mark.parametrize("name", AS_IT_IS)
def test_a_command_that_changes_nothing_leaves_no_entry(desk: Desk, name: str, begun: bool) -> None:
    desk.holding(numbered(1, place="Astana", **PROMISES), numbered(2), occasions=[VISIT])
    if begun:
        desk.run("set", "2", "place=Almaty").ok()
    with _as_it_was(desk):
        desk.run(*AS_IT_IS[name], given=GIVEN.get(name), environ={"VISUAL": "true"}).ok()


@pytest.mark.parametrize("name", REFUSED)
def test_a_command_that_is_refused_leaves_no_entry(desk: Desk, name: str) -> None:
    with _as_it_was(desk):
        assert desk.run(*REFUSED[name], given=GIVEN.get(name)).code in (2, 4, 6)


def test_reading_leaves_no_entry(desk: Desk) -> None:
    with _as_it_was(desk):
        for words in (["list"], ["show", "1"], ["due"], ["stats"], ["event", "1"], ["commitment", "list"], ["export"]):
            desk.run(*words).ok()
