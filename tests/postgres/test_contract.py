"""Every command does the same on a server as on a file, to the byte: what it prints, says and leaves behind."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mou_cli.app import COMMANDS
from tests.postgres.pair import Pair

READING = (
    "list",
    "list sector:rail",
    "list --sector transport --party KZ",
    "list party:KZ party:PK",
    "list lead:PK",
    "list lead:none",
    "list party:=kazakh",
    "list type:mou,agreement",
    "list -type:mou",
    "list binding:yes",
    "list binding:none",
    "list signed:2026",
    "list signed:1995..2003",
    "list signed:..1994",
    "list signed:none",
    "list signed:any -signed:2026",
    "list status:in-force",
    "list expires:2030..",
    "list occasion:1",
    "list occasion:OCC-2026-0001",
    "list occasion:visit",
    "list tag:any",
    "list ref:MOU-2026*",
    "list title:transit",
    "list place:islamabad",
    "list notes:any",
    "list agency:ministry",
    "list virtual assets",
    "list ТРАНЗИТ",
    "list tran_it",
    "list 100%",
    "list source:any -sector:rail",
    "list --sort signed,-title",
    "list --limit 3",
    "list --columns ref,title --no-header",
    "list --format json sector:rail",
    "list --format csv",
    "list --format md --limit 2",
    "list sector:nowhere",
    "list colour:red",
    "show 4",
    "show MOU-2026-0004 --format json",
    "show mou-2026-0004",
    "show transit",
    "show cooperation",
    "show 99",
    "show 99999999999999999999",
    "show nothing-like-it",
    "show raailway",
    "show OCC-2026-0001",
    "show 4 --explain",
    "show 4 --at 2020-01-01",
    "due",
    "due --within 2000d",
    "stats",
    "stats --by sector signed:2026 --format json",
    "timeline",
    "event 31",
    "commitment list",
    "target list",
    "occasion list",
    "occasion show 1",
    "occasion show nowhere",
    "sectors",
    "parties",
    "schema",
    "history",
    "history --format json",
    "verify",
    "verify --anchor",
    "attachments",
    "doctor",
    "export",
    "export --format csv sector:rail",
    "export --format jsonl",
    "export --format ics",
    "export --format datapackage -o out.zip",
    "reconcile OCC-2026-0001",
    "report implementation --format md",
    "report expiring --format html",
    "undo",
    "redo",
    "restore nowhere.json",
)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, unchanged: str) -> Pair:
    """A pair with the shipped register; nothing changes it."""
    return Pair(tmp_path_factory.mktemp("pair"), unchanged).shipped()


@pytest.fixture
def pair(tmp_path: Path, url: str) -> Pair:
    """A pair with an empty register."""
    pair = Pair(tmp_path, url)
    pair.file.run("init", "--own", "PK").ok()
    return pair


@pytest.mark.parametrize("command", READING)
def test_what_reads_says_the_same(shipped: Pair, command: str) -> None:
    if command.startswith("restore"):
        assert shipped.server.run(*command.split()).code == 2
    else:
        shipped.both(*command.split())


ADDED = (
    ("occasion", "add", "Visit of February 2026", "--date", "2026-02-04", "--place", "Islamabad"),
    ("add", "Memorandum on railways", "--party", "KZ", "--party", "PK", "--sector", "rail", "--signed", "2026-02-04"),
    ("add", "Transit trade \u041a\u0430\u0437\u0430\u0445\u0441\u0442\u0430\u043d", "--party", "UZ", "--party", "PK"),
    ("add", "Memorandum on railways", "--party", "KZ", "--party", "PK", "--signed", "2026-02-04"),
    ("add", "Memorandum on railways", "--party", "KZ", "--party", "PK", "--signed", "2026-02-04", "--force"),
    ("add", "Memorandum on roads", "--ref", "PK-7", "--party", "KZ"),
    ("add", "Memorandum on rivers", "--ref", "pk-7"),
    ("add", "Memorandum on rivers", "--ref", "MOU-2026-0040", "--dry-run"),
    ("add", "Memorandum on rivers", "--ref", "MOU-2026-0040"),
    ("add", "Memorandum on mines"),
)
STORIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "adding": (*ADDED, ("list",), ("history",), ("list", "--format", "json"), ("verify",), ("doctor",)),
    "changing": (
        *ADDED,
        ("set", "1", "place=Lahore", "tags+=corridor"),
        ("set", "1", "place=Lahore"),
        ("set", "1", "PK-7", "place=Almaty", "--reason", "both"),
        ("set", "1", "place=Astana", "--dry-run"),
        ("set", "1", "ref=PK-7"),
        ("set", "1", "ref=KZ-1"),
        ("set", "KZ-1", "signed=2026-13-40"),
        ("set", "99", "place=Astana"),
        ("show", "KZ-1"),
        ("show", "MOU-2026-0001"),
        ("event", "1", "in-force", "--on", "2026-03-01"),
        ("event", "1", "notified", "--party", "KZ", "--on", "2026-03-01"),
        ("commitment", "add", "1", "A working group", "--due", "2027-02-04"),
        ("commitment", "done", "1", "1"),
        ("commitment", "add", "OCC-2026-0001", "A trade target"),
        ("target", "add", "1", "freight", "--value", "1m"),
        ("target", "observe", "1", "1", "300k"),
        ("occasion", "set", "1", "place=Lahore"),
        ("occasion", "set", "1", "date=nonsense"),
        ("history", "1"),
        ("history", "1", "--format", "json"),
        ("history", "OCC-2026-0001"),
        ("verify",),
        ("doctor",),
        ("due", "--within", "400d"),
    ),
    "undoing": (
        *ADDED,
        ("set", "1", "place=Lahore"),
        ("set", "1", "place=Almaty"),
        ("undo", "--yes"),
        ("redo", "--yes"),
        ("undo", "--last", "2", "--yes"),
        ("remove", "2", "--reason", "entered twice", "--yes"),
        ("remove", "1", "--yes"),
        ("show", "2"),
        ("history", "2"),
        ("undo", "--yes"),
        ("show", "2"),
        ("undo", "2", "--yes"),
        ("remove", "6", "--reason", "no longer", "--yes"),
        ("add", "A new one"),
        ("history", "--format", "json"),
        ("show", "1", "--at", "2026-11-21"),
        ("verify",),
        ("undo", "99", "--yes"),
    ),
    "linking": (
        *ADDED,
        ("set", "2", "links+=supersedes MOU-2026-0001"),
        ("set", "4", "links+=implements MOU-2026-0002", "links+=amends pk-7"),
        ("event", "1", "superseded", "--on", "2026-05-01", "--by", "MOU-2026-0002"),
        ("set", "1", "ref=KZ-9"),
        ("show", "1"),
        ("show", "2"),
        ("show", "4"),
        ("show", "MOU-2026-0001"),
        ("remove", "1", "--reason", "a trial", "--yes"),
        ("doctor",),
        ("undo", "--yes"),
        ("show", "KZ-9"),
    ),
    "occasions": (
        *ADDED[:2],
        ("occasion", "add", "visit of february 2026", "--date", "2026-02-04"),
        ("set", "1", "occasion=OCC-2026-0001"),
        ("commitment", "add", "OCC-2026-0001", "A trade target"),
        ("remove", "OCC-2026-0001", "--reason", "a trial", "--yes"),
        ("occasion", "remove", "OCC-2026-0001", "--yes"),
        ("occasion", "remove", "OCC-2026-0001", "2", "--reason", "a trial", "--yes"),
        ("occasion", "list"),
        ("occasion", "add", "Another visit"),
        ("doctor",),
        ("history", "--format", "json"),
        ("undo", "--last", "2", "--yes"),
        ("occasion", "list"),
        ("verify",),
    ),
    "importing": (
        ("import", "given.json"),
        ("import", "given.json"),
        ("import", "--update", "given.json"),
        ("import", "broken.json"),
        ("import", "given.csv", "--dry-run"),
        ("import", "given.csv"),
        ("list",),
        ("history",),
        ("undo", "--yes"),
        ("list",),
        ("verify",),
    ),
    "attaching": (
        *ADDED[:2],
        ("attach", "1", "paper.txt", "second.txt"),
        ("attach", "1", "paper.txt"),
        ("attach", "1", "nowhere.txt"),
        ("attachments",),
        ("attachments", "1", "--format", "json"),
        ("open", "1", "paper", "-o", "out.txt"),
        ("attach", "1", "--remove", "second.txt", "--yes"),
        ("verify",),
        ("doctor",),
        ("undo", "--yes"),
        ("attachments",),
    ),
    "refusing": (
        ("add", "nul \0 byte"),
        ("add", "bidi \u202e override"),
        ("import", "nul.json"),
        ("import", "surrogate.json"),
        ("import", "nan.json"),
        ("import", "deep.json"),
        ("list",),
        ("history",),
    ),
}
GIVEN: dict[str, Any] = {
    "title": "Agreement on transit",
    "parties": [{"code": "KZ"}, {"code": "PK"}],
    "uid": "00000000-0000-4000-8000-00000000aaaa",
    "x-later": {"kept": True},
}


def provided(folder: Path) -> None:
    """Put the files there that stories take in."""
    many = [
        {**GIVEN, "title": f"Agreement {n} on \u0442\u0440\u0430\u043d\u0437\u0438\u0442", "uid": ""} for n in range(30)
    ]
    (folder / "given.json").write_text(json.dumps([GIVEN, *many]))
    (folder / "broken.json").write_text(json.dumps([GIVEN, {"title": "x", "signed": "2026-02-31"}]))
    (folder / "given.csv").write_text("title,signed,parties\nOne,2026-02-04,KZ; PK\nTwo,2025,PK\n")
    (folder / "paper.txt").write_text("a paper")
    (folder / "second.txt").write_text("")
    (folder / "nul.json").write_text('[{"title": "nul \\u0000 byte"}]')
    (folder / "surrogate.json").write_text('[{"title": "half \\ud800 pair"}]')
    (folder / "nan.json").write_text('[{"title": "x", "x-rate": NaN}]')
    (folder / "deep.json").write_text('[{"title": "x", "x": %s}]' % ("[" * 5000 + "]" * 5000))


@pytest.mark.parametrize("story", STORIES)
def test_a_story_goes_the_same_and_leaves_the_same(pair: Pair, story: str) -> None:
    for folder in (pair.file.folder, pair.server.folder):
        provided(folder)
    for words in STORIES[story]:
        pair.both(*words)
    pair.server.run("copy", pair.url, "copied.json").ok()
    assert (pair.server.folder / "copied.json").read_bytes() == pair.file.path.read_bytes()


def test_an_intake_is_saved_alike(pair: Pair) -> None:
    text = "Pakistan and Kazakhstan signed the Memorandum of Understanding on Cooperation in Railways."
    for folder in (pair.file.folder, pair.server.folder):
        (folder / "news.txt").write_text(text)
    pair.both("intake", "news.txt", "--save", "--yes")
    pair.both("list", "--format", "json")


def test_every_command_is_in_the_contract() -> None:
    told = {words.split()[0] for words in READING} | {words[0] for story in STORIES.values() for words in story}
    # What is about files or servers alone, asks a person, or is about no registry has tests of its own.
    assert set(COMMANDS) - told <= {"init", "edit", "backup", "copy", "watch", "intake", "config", "view", "merge"}


def test_what_is_about_files_says_so_in_one_line(shipped: Pair) -> None:
    for words in (("backup",), ("restore",), ("restore", "x.json")):
        run = shipped.server.run(*words)
        assert run.code == 2
        assert run.err.splitlines()[0] == "mou: this is for a registry in a file, and this one is on a server"
        assert "mou copy" in run.err


def test_a_query_is_narrowed_on_the_server(shipped: Pair) -> None:
    from mou_cli.agreement.query.conditions import Condition
    from mou_cli.agreement.query.query import Query
    from mou_cli.registry.postgres.narrowing import narrowed

    where = narrowed(Query([Condition(field="sector", values=("rail",))]), folded_alike=True)
    with psycopg.connect(shipped.url) as connection:
        statement = f"SELECT count(*) FROM mou.agreements WHERE {where.sql}"
        found = connection.execute(statement, where.params).fetchone()
    assert found == (len(shipped.file.run("list", "sector:rail").lines) - 1,)
