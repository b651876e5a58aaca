"""Many desks at one registry: nothing is lost, nothing is overwritten, and everybody is told."""

import subprocess
import sys
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest

from mou_cli.errors import Conflict, Failed
from mou_cli.registry.postgres import arriving
from mou_cli.registry.postgres.link import Link, Params
from mou_cli.registry.postgres.server_registry import ServerRegistry
from tests.desk import ROOT, Desk
from tests.factories import DOING, MOMENT

WRITERS, EACH = 5, 4


def at_once(url: str, do: str) -> Counter[int]:
    """Exit codes of WRITERS desks that each run EACH commands at the same time, every desk in a process of its own."""
    script = (
        "import os, sys\n"
        "from typer.testing import CliRunner\n"
        "from mou_cli.app import app\n"
        "for n in range(int(sys.argv[2])):\n"
        "    words = sys.argv[3].format(sys.argv[1], n).split()\n"
        "    print(CliRunner().invoke(app, words, prog_name='mou').exit_code)\n"
    )
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(number), str(EACH), do],
            stdout=subprocess.PIPE,
            text=True,
            env={"MOU_REGISTRY": url, "PYTHONPATH": str(ROOT), "MOU_TIMEOUT": "60", "MOU_USER": f"desk {number}"},
        )
        for number in range(WRITERS)
    ]
    return Counter(int(code) for desk in desks for code in desk.communicate()[0].split())


def test_every_addition_is_kept_under_a_number_of_its_own(served: Desk, url: str) -> None:
    assert at_once(url, "add Memorandum{}x{} --force") == {0: WRITERS * EACH}
    refs = served.run("list", "--columns", "ref", "--no-header").lines
    assert len(refs) == len(set(refs)) == WRITERS * EACH
    assert served.run("verify").ok()


def test_every_edit_of_one_agreement_is_kept(served: Desk, url: str) -> None:
    served.run("add", "Memorandum").ok()
    assert at_once(url, "set 1 tags+=w{}x{}") == {0: WRITERS * EACH}
    assert len(served.run("show", "1", "--format", "json").json[0]["tags"]) == WRITERS * EACH
    assert served.run("verify").ok()


def edited(served: Desk, meanwhile: str, made: str) -> tuple[int, str]:
    """What `edit` says where another desk runs a command while the editor is open and a text is replaced in it."""
    editor = served.folder / "editor.sh"
    other = f"{sys.executable} -m mou_cli --as other {meanwhile}"
    editor.write_text(f'#!/bin/sh\n(cd {ROOT} && {other}) >/dev/null 2>&1\nsed -i "{made}" "$1"\n')
    editor.chmod(0o755)
    run = served.process("edit", "1", environ={"VISUAL": str(editor)})
    return run.code, run.err


def test_an_edit_of_other_fields_than_were_changed_meanwhile_is_made_on_top(served: Desk) -> None:
    served.run("add", "Memorandum", "--place", "Astana", "--party", "KZ").ok()
    code, err = edited(served, "set 1 notes=theirs", "s/Astana/Almaty/")
    assert code == 0, err
    stored = served.run("show", "1", "--format", "json").json[0]
    assert (stored["place"], stored["notes"]) == ("Almaty", "theirs")


def test_an_edit_of_what_was_changed_meanwhile_names_who_did_and_keeps_the_draft(served: Desk) -> None:
    served.run("add", "Memorandum", "--place", "Astana", "--party", "KZ").ok()
    code, err = edited(served, "set 1 place=Lahore", "s/Astana/Almaty/")
    assert code == 6
    assert "place" in err
    assert "other" in err
    draft = Path(err.rpartition("your draft is kept in ")[2].strip())
    assert "Almaty" in draft.read_text()
    assert served.run("show", "1", "--format", "json").json[0]["place"] == "Lahore"


def test_a_row_that_changed_under_a_change_is_noticed(url: str) -> None:
    registry = ServerRegistry(url)
    with registry.changing(DOING) as change:
        change.add({"title": "Memorandum"}, MOMENT)
    with pytest.raises(Conflict, match="changed by another program at the same moment"), registry.alone() as pending:
        pending.replace("agreements", 1, 7, b'{"title":"x"}')
    registry.close()


def test_what_another_program_wrote_past_mou_is_found_all_the_same(served: Desk, url: str) -> None:
    served.run("add", "Memorandum", "--party", "KZ").ok()
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            """UPDATE mou.agreements SET rev = rev + 1, line = replace(line, 'Memorandum', 'Протокол')"""
        )
    assert len(served.run("list", "протокол").lines) == 2
    assert served.run("show", "протокол").ok()
    assert len(served.run("list", "memorandum").lines) == 1
    assert served.run("verify").code == 3
    served.run("doctor", "--adopt", "--reason", "a trial", "--yes")
    assert served.run("verify").ok()


def test_watching_outlives_a_server_that_is_away_for_a_while(
    served: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.run("add", "First").ok()
    away = iter((Conflict("it is starting up", ""), Failed("it cannot be reached", "")))
    run = Link.run

    def run_later(link: Link, statement: str, params: Params = ()) -> int:
        for fault in away:
            raise fault
        return run(link, statement, params)

    with closing(ServerRegistry(url)) as registry:
        told = registry.arriving(0)
        assert next(told)[0] == 1
        registry.link.connection.close()
        monkeypatch.setattr(arriving, "_PAUSE", 0.01)
        monkeypatch.setattr(Link, "run", run_later)
        with closing(ServerRegistry(url)) as other:
            other.link.__dict__["run"] = partial(run, other.link)
            with other.changing(DOING) as change:
                change.add({"title": "Second"}, MOMENT)
        assert next(told)[0] == 2
    assert list(away) == []


def test_watching_prints_each_change_as_it_is_made(served: Desk, url: str) -> None:
    served.run("add", "Before").ok()
    watching = subprocess.Popen(
        [sys.executable, "-m", "mou_cli", "watch", "--count", "3", "--since", "0"],
        env=served.surroundings(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watching.stdout
    assert "add  MOU-2026-0001" in watching.stdout.readline()
    served.run("set", "1", "place=Astana", "--reason", "moved").ok()
    assert watching.stdout.readline().endswith("desk  set  MOU-2026-0001: moved\n")
    served.run("remove", "1", "--reason", "done", "--yes").ok()
    assert "remove" in watching.communicate(timeout=20)[0]
    assert watching.returncode == 0


def test_watching_goes_on_after_the_connection_was_cut(served: Desk, url: str) -> None:
    watching = subprocess.Popen(
        [sys.executable, "-m", "mou_cli", "watch", "--count", "2", "--format", "jsonl"],
        env=served.surroundings({"MOU_TIMEOUT": "5"}),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with psycopg.connect(url, autocommit=True) as connection:
        waiting = """SELECT pid FROM pg_stat_activity WHERE query LIKE '%FROM mou.history WHERE seq >%'
            AND state = 'idle' AND datname = current_database() AND pid <> pg_backend_pid()"""
        found = None
        while not found:
            found = connection.execute(waiting).fetchone()
        served.run("add", "First").ok()
        assert watching.stdout
        assert '"seq":1' in watching.stdout.readline()
        connection.execute("SELECT pg_terminate_backend(%s)", [found[0]])
    served.run("add", "Second").ok()
    assert '"seq":2' in watching.communicate(timeout=20)[0]


def test_a_file_tells_nobody(desk: Desk) -> None:
    run = desk.shipped().run("watch")
    assert (run.code, run.err.splitlines()[0]) == (2, "mou: a registry in a file tells nobody when it is changed")
