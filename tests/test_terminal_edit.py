"""`mou edit` on a terminal, with an editor that does what a test tells it."""

import re
import sys
from pathlib import Path

import pytest

from tests.desk import SHIPPED, Desk
from tests.terminal import CTRL_C, ENTER, Terminal, mou

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
# An editor that makes the changes of the file `edits`, a line for each time it is started.
EDITOR = """#!/bin/sh
line=$(head -n 1 {folder}/edits); sed -i 1d {folder}/edits
cp "$1" {folder}/seen
eval "$line"
"""


@pytest.fixture
def shipped(desk: Desk) -> Desk:
    desk.shipped()
    editor = desk.folder / "editor"
    editor.write_text(EDITOR.format(folder=desk.folder))
    editor.chmod(0o755)
    return desk


def edited(desk: Desk, *lines: str, words: tuple[str, ...] = ("4",)) -> Terminal:
    (desk.folder / "edits").write_text("\n".join(lines) + "\n")
    environ = {"EDITOR": str(desk.folder / "editor"), "TMPDIR": str(desk.folder)}
    return mou(desk, "edit", *words, columns=200, environ=environ)


def drafts(desk: Desk) -> list[Path]:
    """What is in the folder beside the registry's own files, the editor's and shells' leavings."""
    return [
        path
        for path in desk.folder.rglob("*")
        if path.suffix in (".toml", ".json") and path != desk.path and ".backups" not in str(path)
    ]


def place_of(desk: Desk) -> str:
    return str(desk.agreements["4"].get("place", ""))


def test_a_change_is_saved_and_the_reference_printed(shipped: Desk) -> None:
    with edited(shipped, """sed -i 's/^place = .*/place = "Lahore"/' "$1" """) as terminal:
        assert terminal.end() == 0
        assert terminal.lines == ["MOU-2026-0004"]
    assert place_of(shipped) == "Lahore"
    assert drafts(shipped) == []


def test_a_placeholder_that_is_given_a_title_is_one_no_longer(shipped: Desk) -> None:
    shipped.run("set", "4", "untitled=true").ok()
    with edited(shipped, """sed -i 's/^title = .*/title = "Agreement on railways"/' "$1" """) as terminal:
        assert terminal.end() == 0
    assert "untitled" not in shipped.agreements["4"]


def test_the_draft_says_what_it_is_and_what_to_do(shipped: Desk) -> None:
    with edited(shipped, ":") as terminal:
        assert terminal.end() == 0
    text = (shipped.folder / "seen").read_text("utf-8")
    assert text.startswith("# MOU-2026-0004 · Railway sector cooperation\n# Save and close to change it;")
    assert 'place = "Islamabad"' in text
    assert "computed" not in text


def test_an_unchanged_draft_changes_nothing(shipped: Desk) -> None:
    with edited(shipped, ":") as terminal:
        assert terminal.end() == 0
        assert terminal.lines == ["mou: nothing changed"]
    assert shipped.path.read_bytes() == SHIPPED.read_bytes()
    assert drafts(shipped) == []


def test_an_emptied_draft_changes_nothing(shipped: Desk) -> None:
    with edited(shipped, ': > "$1"') as terminal:
        assert terminal.end() == 0
        assert terminal.lines == ["mou: nothing changed"]


def test_after_a_mistake_one_goes_on_with_what_one_typed(shipped: Desk) -> None:
    wrong = """sed -i 's/^place = .*/place = "Lahore/' "$1" """
    right = """sed -i 's/^place = .*/place = "Lahore"/' "$1" """
    with edited(shipped, wrong, right) as terminal:
        terminal.see("go on editing? [Y/n]")
        assert re.search(r"^mou: line \d+, column \d+: not TOML: ", terminal.text, re.MULTILINE)
        terminal.type(ENTER)
        assert terminal.end() == 0
        assert terminal.lines[-1] == "MOU-2026-0004"
    assert place_of(shipped) == "Lahore"


def test_a_mistake_that_is_given_up_keeps_the_draft_and_names_it(shipped: Desk) -> None:
    with edited(shipped, """sed -i 's/^place = .*/place = "Lahore/' "$1" """) as terminal:
        terminal.see("go on editing? [Y/n]")
        terminal.type("n" + ENTER)
        assert terminal.end() == 1
        kept = re.search(r"hint: the draft is kept in (\S+)", terminal.text)
    assert kept
    assert 'place = "Lahore\n' in Path(kept[1]).read_text("utf-8")
    assert shipped.path.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('s/^signed = .*/signed = "2026-02-31"/', "signed: "),
        ('s/^title = .*/title = ""/', "title"),
        ("s/^title = .*//", "title"),
        ("s/^signed = .*/signed = 3/", "signed"),
        ('s/^place = .*/place = "red \\\\u001b[31m"/', "place"),
    ],
    ids=["no such day", "an empty title", "no title", "a number", "a control character"],
)
def test_what_cannot_be_stored_is_said_and_can_be_mended(shipped: Desk, change: str, said: str) -> None:
    with edited(shipped, f"""sed -i '{change}' "$1" """) as terminal:
        terminal.see("go on editing?")
        assert said in terminal.lines[0]
        assert "\x1b[31m" not in terminal.raw
        terminal.type(CTRL_C)
        assert terminal.end() == 130
    assert shipped.path.read_bytes() == SHIPPED.read_bytes()


def test_a_change_made_meanwhile_is_kept_and_so_is_the_draft(shipped: Desk) -> None:
    elsewhere = f"'{sys.executable}' -m mou_cli set 4 place=Astana >/dev/null"
    change = """sed -i 's/^place = .*/place = "Lahore"/' "$1" """
    with edited(shipped, f"{elsewhere}; {change}") as terminal:
        assert terminal.end() == 6
        assert terminal.lines[0].startswith("mou: MOU-2026-0004 was changed meanwhile by desk (set, ")
        assert terminal.lines[0].endswith("): place")
        kept = re.fullmatch(r"hint: your draft is kept in (\S+)", terminal.lines[1])
    assert kept
    assert 'place = "Lahore"' in Path(kept[1]).read_text("utf-8")
    assert place_of(shipped) == "Astana"


def test_another_agreement_changed_meanwhile_is_no_obstacle(shipped: Desk) -> None:
    elsewhere = f"'{sys.executable}' -m mou_cli set 5 place=Astana >/dev/null"
    change = """sed -i 's/^place = .*/place = "Lahore"/' "$1" """
    with edited(shipped, f"{elsewhere}; {change}") as terminal:
        assert terminal.end() == 0
    assert (place_of(shipped), shipped.agreements["5"]["place"]) == ("Lahore", "Astana")


def test_it_can_be_edited_as_json(shipped: Desk) -> None:
    with edited(shipped, """sed -i 's/Islamabad/Lahore/' "$1" """, words=("4", "--json")) as terminal:
        assert terminal.end() == 0
    assert place_of(shipped) == "Lahore"
    assert (shipped.folder / "seen").read_text("utf-8").startswith("// MOU-2026-0004")


def test_fields_that_mou_does_not_know_are_edited_like_any(shipped: Desk) -> None:
    with edited(shipped, """sed -i '/^place = /a dossier = "12/4"' "$1" """) as terminal:
        assert terminal.end() == 0
    assert shipped.agreements["4"]["dossier"] == "12/4"


def test_an_editor_that_fails_changes_nothing(shipped: Desk) -> None:
    with edited(shipped, """sed -i 's/Islamabad/Lahore/' "$1"; exit 3""") as terminal:
        assert terminal.end() == 1
        assert re.fullmatch(r"mou: the editor '\S+' ended with code 3", terminal.lines[0])
        assert re.fullmatch(r"hint: the draft is kept in \S+", terminal.lines[1])
    assert shipped.path.read_bytes() == SHIPPED.read_bytes()


def test_an_editor_that_is_not_there_is_named(shipped: Desk) -> None:
    with mou(shipped, "edit", "4", environ={"VISUAL": "no-such-editor -w"}) as terminal:
        assert terminal.end() == 1
        assert terminal.lines == [
            "mou: cannot start the editor 'no-such-editor': no such file or directory",
            "hint: set VISUAL or EDITOR to a program that is there",
        ]
