"""A registry between a file and a server, in either direction: to the byte, with its history and its files."""

import json
from pathlib import Path

import psycopg
import pytest

from mou_cli.registry.postgres import pending
from mou_cli.registry.postgres.narrowing import Where, bearing, ended_by, held
from tests.desk import Desk
from tests.postgres.conftest import url_of


@pytest.fixture
def worked(desk: Desk) -> Desk:
    """A file with the shipped register that has a history and an attached file."""
    desk.shipped()
    (desk.folder / "paper.txt").write_text("a paper")
    for words in (
        ("set", "4", "place=Lahore"),
        ("attach", "4", "paper.txt"),
        ("remove", "7", "--reason", "a trial", "--yes"),
        ("add", "Memorandum", "--party", "KZ"),
        ("undo", "--yes"),
    ):
        desk.run(*words).ok()
    return desk


def test_there_and_back_is_the_same_to_the_byte(worked: Desk, url: str) -> None:
    run = worked.run("copy", "registry.json", url).ok()
    assert "copied 40 agreements with their history, 1 attached files" in run.err
    worked.run("copy", url, "back.json").ok()
    assert (worked.folder / "back.json").read_bytes() == worked.path.read_bytes()
    kept = {path.name: path.read_bytes() for path in (worked.folder / "registry.files").iterdir()}
    assert {path.name: path.read_bytes() for path in (worked.folder / "back.files").iterdir()} == kept
    assert worked.run("--registry", "back.json", "verify").ok()
    assert worked.run("--registry", url, "verify").ok()


def test_from_a_server_to_another(worked: Desk, url: str, nowhere: str) -> None:
    worked.run("copy", "registry.json", url).ok()
    worked.run("copy", url, nowhere).ok()
    worked.run("copy", nowhere, "back.json").ok()
    assert (worked.folder / "back.json").read_bytes() == worked.path.read_bytes()


def test_again_it_brings_nothing(worked: Desk, url: str) -> None:
    worked.run("copy", "registry.json", url).ok()
    run = worked.run("copy", "registry.json", url).ok()
    assert "nothing to copy" in run.err


def test_again_it_brings_what_came_since_in_either_direction(worked: Desk, url: str) -> None:
    worked.run("copy", "registry.json", url).ok()
    worked.run("set", "4", "place=Almaty").ok()
    worked.run("remove", "5", "--reason", "a trial", "--yes").ok()
    worked.run("copy", "registry.json", url).ok()
    worked.run("--registry", url, "add", "At the server", "--party", "KZ").ok()
    worked.run("--registry", url, "undo", "--last", "2", "--yes").ok()
    worked.run("copy", url, "registry.json").ok()
    assert worked.run("verify").ok()
    assert (
        worked.run("history", "--format", "json").out
        == worked.run("--registry", url, "history", "--format", "json").out
    )
    assert worked.run("export").out == worked.run("--registry", url, "export").out


def test_two_that_went_different_ways_are_not_made_one(worked: Desk, url: str) -> None:
    worked.run("copy", "registry.json", url).ok()
    worked.run("set", "4", "place=Almaty").ok()
    worked.run("--registry", url, "set", "5", "place=Almaty").ok()
    before = worked.path.read_bytes()
    run = worked.run("copy", url, "registry.json")
    assert (run.code, "mou merge" in run.err) == (6, True)
    assert worked.path.read_bytes() == before
    assert worked.run("copy", "registry.json", url).code == 6


def test_some_agreements_go_to_a_registry_of_others_and_no_second_time(worked: Desk, url: str) -> None:
    worked.run("--registry", url, "add", "Our own", "--ref", "PK-1", "--party", "PK").ok()
    run = worked.run("copy", "registry.json", url, "sector:rail").ok()
    assert "1 agreements added" in run.err
    found = worked.run("--registry", url, "list", "--columns", "ref", "--no-header").lines
    assert found == ["PK-1", "MOU-2026-0004"]
    assert (
        worked.run("--registry", url, "show", "MOU-2026-0004", "--format", "json").out
        == worked.run("show", "MOU-2026-0004", "--format", "json").out
    )
    assert "nothing to copy" in worked.run("copy", "registry.json", url, "sector:rail").ok().err
    worked.run("copy", "registry.json", url).ok()
    assert len(worked.run("--registry", url, "list").lines) == 42
    assert worked.run("--registry", url, "verify").ok()


def test_an_addition_that_was_broken_off_goes_on_where_it_was(
    worked: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mou_cli.desk import copying

    monkeypatch.setattr(copying, "_BATCH", 15)
    worked.run("--registry", url, "add", "Our own", "--ref", "PK-1", "--party", "PK").ok()
    # The second batch meets a reference that is taken.
    worked.run("--registry", url, "add", "Theirs", "--ref", "MOU-2026-0020", "--party", "PK").ok()
    run = worked.run("copy", "registry.json", url, "-sector:none")
    assert run.code == 6
    worked.run("--registry", url, "set", "MOU-2026-0020", "ref=PK-2").ok()
    with psycopg.connect(url) as connection:
        there = connection.execute("SELECT count(*) FROM mou.agreements").fetchone()
    assert there is not None
    assert 2 < there[0] < 42


def test_a_dry_run_stores_nothing(worked: Desk, url: str, nowhere: str) -> None:
    assert "would be" in worked.run("copy", "registry.json", url, "--dry-run").ok().err
    assert "would be" in worked.run("copy", "registry.json", nowhere, "--dry-run").ok().err
    assert "would be" in worked.run("copy", "registry.json", "new.json", "--dry-run").ok().err
    assert worked.run("--registry", url, "list").lines[1:] == []
    assert worked.run("--registry", nowhere, "list").code == 4
    assert not (worked.folder / "new.json").exists()


def test_what_cannot_be_copied(worked: Desk, url: str) -> None:
    for words, code in (
        (("registry.json", "registry.json"), 2),
        ((url, url), 2),
        (("nowhere.json", url), 4),
        ((url_of("no_such"), "x.json"), 4),
        (("registry.json", url_of("no_such")), 4),
        (("registry.json", "."), 2),
        (("registry.json", url, "sector:nowhere"), 2),
    ):
        assert worked.run("copy", *words).code == code, words
    assert not (worked.folder / "x.json").exists()


def test_a_damaged_file_is_not_copied(worked: Desk, url: str) -> None:
    worked.path.write_bytes(worked.path.read_bytes()[:5000])
    assert worked.run("copy", "registry.json", url).code == 7
    assert worked.run("--registry", url, "list").lines[1:] == []


@pytest.mark.parametrize("wrong", ['"title":5', '"events":5', '"parties":[{"code":4}]'])
@pytest.mark.parametrize("held", [[], [{"title": "Sound"}]])
def test_a_row_that_is_no_agreement_is_named_and_nothing_copied(
    desk: Desk, url: str, wrong: str, held: list[dict[str, str]]
) -> None:
    desk.holding(*held)
    desk.run("copy", "registry.json", url).ok()
    desk.path.write_text(f'{{"agreements":{{"7":{{"title":"x"}},"9":{{{wrong}}}}}}}')
    result = desk.run("copy", "registry.json", url)
    assert (result.code, "agreement 9: expected '" in result.err) == (7, True)
    assert len(desk.run("--registry", url, "list").lines[1:]) == len(held)


@pytest.mark.parametrize("text", ["nul \\u0000", "half \\ud800"])
def test_what_a_server_cannot_hold_is_refused_whole(desk: Desk, url: str, text: str) -> None:
    desk.path.write_text(f'{{"agreements":{{"1":{{"title":"sound"}},"2":{{"title":"{text}"}}}}}}')
    assert desk.run("copy", "registry.json", url).code in (2, 7)
    assert desk.run("--registry", url, "list").lines[1:] == []


def test_a_file_written_by_hand_comes_as_mou_writes_it(desk: Desk, url: str) -> None:
    desk.holding({"title": "Договор", "ref": "MOU-2026-0009"}, {"title": "Second"})
    desk.run("copy", "registry.json", url).ok()
    assert desk.run("--registry", url, "add", "Third", "--party", "KZ").ok().lines == ["MOU-2026-0010"]
    assert desk.run("--registry", url, "verify").ok()
    assert [each["op"] for each in desk.run("--registry", url, "history", "--format", "json").json] == ["begin", "add"]


def test_many_go_by_copy(desk: Desk, url: str, tmp_path: Path) -> None:
    many = [{"title": f"Memorandum {number}", "parties": [{"code": "KZ"}]} for number in range(300)]
    (tmp_path / "many.json").write_text(json.dumps(many))
    desk.run("init").ok()
    desk.run("import", "many.json").ok()
    desk.run("copy", "registry.json", url).ok()
    assert len(desk.run("--registry", url, "list", "memorandum 29").lines) == 12
    assert desk.run("--registry", url, "verify").ok()


def parted(worked: Desk, url: str) -> Desk:
    """A file and a server that were one, and each went its own way."""
    worked.run("copy", "registry.json", url).ok()
    worked.run("set", "4", "place=Almaty").ok()
    worked.run("add", "At the file", "--party", "KZ").ok()
    worked.run("--registry", url, "set", "5", "place=Astana").ok()
    worked.run("--registry", url, "add", "At the server", "--party", "KZ").ok()
    return worked


@pytest.mark.parametrize("into", ["file", "server"])
def test_a_merge_goes_across_stores(worked: Desk, url: str, into: str) -> None:
    desk = parted(worked, url)
    here, other = ("registry.json", url) if into == "file" else (url, "registry.json")
    desk.run("--registry", here, "merge", other, "--reason", "one register").ok()
    titles = desk.run("--registry", here, "list", "--columns", "title", "--no-header").ok().lines
    assert {"At the file", "At the server"} <= set(titles)
    places = [desk.run("--registry", here, "show", ref, "--format", "json").json[0]["place"] for ref in ("4", "5")]
    assert places == ["Almaty", "Astana"]
    desk.run("--registry", here, "verify").ok()
    desk.run("--registry", here, "undo", "--yes").ok()
    desk.run("--registry", here, "verify").ok()


def many(desk: Desk, count: int) -> Desk:
    """A file with so many agreements and a history."""
    wanted = [{"title": f"Memorandum, no. {number}", "parties": [{"code": "KZ"}]} for number in range(count)]
    (desk.folder / "many.json").write_text(json.dumps(wanted))
    desk.run("init").ok()
    desk.run("import", "many.json").ok()
    return desk


def indexes(url: str) -> list[tuple[str, ...]]:
    """What indexes the agreements have."""
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'agreements' ORDER BY 1"
        ).fetchall()


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows as a test has are as many as have their indexes made afterwards."""
    monkeypatch.setattr(pending, "_FILLING", 10)


@pytest.mark.usefixtures("few_are_many")
def test_an_empty_register_is_filled_and_indexed_as_it_was(desk: Desk, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE INDEX of_our_own ON mou.agreements ((document ->> 'title'))")
    before = indexes(url)
    many(desk, 50).run("copy", "registry.json", url).ok()
    assert indexes(url) == before
    assert desk.run("--registry", url, "verify").ok()
    assert desk.run("--registry", url, "show", "MOU-2026-0049").ok()
    with psycopg.connect(url) as connection:
        connection.execute("DROP INDEX mou.of_our_own")


@pytest.mark.usefixtures("few_are_many")
def test_what_fails_while_it_is_filled_leaves_all_as_it_was(desk: Desk, url: str) -> None:
    before = indexes(url)
    rows = ",".join(f'"{number}":{{"title":"x"}}' for number in range(1, 40))
    desk.path.write_text(f'{{"agreements":{{{rows},"40":{{"title":"nul \\u0000"}}}}}}')
    assert desk.run("copy", "registry.json", url).code in (2, 7)
    assert indexes(url) == before
    assert desk.run("--registry", url, "list").lines[1:] == []


@pytest.mark.usefixtures("few_are_many")
def test_where_somebody_is_reading_the_indexes_stay(desk: Desk, url: str) -> None:
    before = indexes(url)
    many(desk, 50)
    with psycopg.connect(url) as reading:
        reading.execute("SELECT FROM mou.agreements")
        desk.run("copy", "registry.json", url).ok()
    assert indexes(url) == before
    assert desk.run("--registry", url, "verify").ok()


@pytest.mark.usefixtures("few_are_many")
def test_rows_that_are_there_without_a_history_are_not_swept_away(desk: Desk, url: str) -> None:
    desk.path.write_text('{"agreements":{"1":{"title":"Ours"}}}')
    desk.run("copy", "registry.json", url).ok()
    desk.path.unlink()
    many(desk, 50)
    desk.run("copy", "registry.json", url).ok()
    assert len(desk.run("--registry", url, "list", "--limit", "0").lines) == 52
    assert "Ours" in desk.run("--registry", url, "list").out


def test_the_vector_has_the_words_of_every_title(desk: Desk, url: str) -> None:
    long = "x" * 3000
    desk.holding({"title": f"Rail-transit, (Phase 2) {long}", "titles": {"ru": "«Транзит»: дороги"}})
    desk.run("copy", "registry.json", url).ok()
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tsvector_to_array(vector) FROM mou.agreements").fetchone()
    assert found == (sorted(["rail", "transit", "phase", "2", "транзит", "дороги"]),)


@pytest.mark.parametrize(
    "title",
    [
        "it's \\ a:1A 'b' c\\",
        "''",
        "\\",
        "a\nb\tc\u2028d\u00a0e",
        ":",
        "é ́ ̈ x",
        "'",
        "a" * 2100,
        "b " * 60_000,
        "数" * 900,
    ],
)
def test_a_vector_is_made_of_any_title(desk: Desk, url: str, title: str) -> None:
    desk.holding({"title": title})
    desk.run("copy", "registry.json", url).ok()
    assert desk.run("--registry", url, "list").ok().out == desk.run("list").ok().out
    words = ["list", "--format", "json", "--", title[:40]]
    assert desk.run("--registry", url, *words).ok().out == desk.run(*words).ok().out


@pytest.mark.parametrize("word", ["agreements_ref", "agreements_uid", "agreements_document", "agreements_events_by"])
def test_what_bears_or_names_a_reference_is_found_by_indexes(url: str, word: str) -> None:
    where = Where.any_of([bearing(["MOU-2026-0001"]), held("links", [{"ref": "A"}]), ended_by("B")])
    with psycopg.connect(url) as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute(f"EXPLAIN SELECT FROM mou.agreements WHERE {where.sql}", where.params).fetchall()
    assert word in str(plan)


def test_a_reference_and_a_uid_are_found_however_they_are_spelled(desk: Desk, url: str) -> None:
    desk.holding({"title": "First", "ref": "Pk/É-7", "uid": "Own-Uid"}, {"title": "Second", "former_refs": ["Old/7"]})
    desk.run("copy", "registry.json", url).ok()
    for word, title in (("pk/e-7", "First"), ("own-UID", "First"), ("OLD/7", "Second"), ("oLd/7", "Second")):
        assert title in desk.run("--registry", url, "show", word).ok().out, word
    assert desk.run("--registry", url, "add", "Third", "--ref", "PK/E-7").code == 6
