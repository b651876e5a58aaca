"""The review of drafts: keep, edit, join, split, skip; on a real terminal, and its rules by themselves."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from mou_cli.ask.asker import LineAsker
from mou_cli.ask.review import Doing, review
from mou_cli.errors import Interrupted
from mou_cli.intake.changing_drafts import joined, parted
from mou_cli.intake.drafts import Draft, DraftParty
from mou_cli.render.draft_text import labelled
from mou_cli.render.segments import join
from mou_cli.render.widths import width
from tests.desk import Desk
from tests.papers import TEXT
from tests.terminal import CTRL_C, ENTER, mou

unix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")


def reviewed(answers: str, things: Sequence[str] = ("a", "b", "c")) -> tuple[list[str], list[str], str]:
    """What is kept, what was shown, and what was said, where a person types these lines."""
    shown: list[str] = []
    doing = Doing[str](
        show=lambda thing, number, count: shown.append(f"{thing} {number}/{count}"),
        edit=lambda thing: thing.upper(),
        join=lambda one, other: one + other,
        split=lambda thing, titles: list(titles),
    )
    out = io.StringIO()
    return review(things, doing, LineAsker(io.StringIO(answers), out)), shown, out.getvalue()


class TestAnswers:
    @pytest.mark.parametrize(
        ("answers", "kept"),
        [
            ("\n\n\n", ["a", "b", "c"]),
            ("k\nkeep\nK\n", ["a", "b", "c"]),
            ("s\n\ns\n", ["b"]),
            ("e\n\ns\ns\n", ["A"]),
            ("j\n\n\n", ["ab", "c"]),
            ("j\nj\n\n", ["abc"]),
            ("p\nx; y\n\n\ns\ns\n", ["x", "y"]),
            ("split\nx; y; z\na\n", ["x", "y", "z", "b", "c"]),
            ("\na\n", ["a", "b", "c"]),
            ("\nd\n", ["a"]),
            ("s\n<\n\na\n", ["a", "b", "c"]),
            ("j\n<\n\n\n\n", ["a", "b", "c"]),
            ("d\n", []),
        ],
    )
    def test_each_does_what_it_says(self, answers: str, kept: list[str]) -> None:
        assert reviewed(answers)[0] == kept

    def test_each_draft_is_shown_with_its_place(self) -> None:
        assert reviewed("\nj\n\n")[1] == ["a 1/3", "b 2/3", "bc 2/2"]

    def test_another_answer_is_asked_again(self) -> None:
        kept, _, said = reviewed("what\na\n")
        assert kept == ["a", "b", "c"]
        assert "that is none of the answers" in said

    def test_the_last_cannot_be_joined_with_a_next(self) -> None:
        kept, _, said = reviewed("j\n\n", ["a"])
        assert kept == ["a"]
        assert "that is none of the answers" in said

    def test_one_title_is_no_split(self) -> None:
        kept, _, said = reviewed("p\nx\nx; y\na\n", ["a"])
        assert kept == ["x", "y"]
        assert "two titles at least are needed" in said

    def test_the_end_of_the_input_keeps_nothing(self) -> None:
        with pytest.raises(Interrupted):
            reviewed("\n")

    def test_the_answers_fit_a_terminal_of_eighty_columns(self) -> None:
        line = reviewed("a\n")[2].splitlines()[0]
        assert width(line.strip().strip("()").partition("; <")[0]) <= 79


class TestJoining:
    @pytest.mark.parametrize(
        ("one", "other", "language", "together"),
        [
            ("Mining", "Maritime affairs", "en", "Mining and maritime affairs"),
            ("Agreement on trade", "Agreement on transit", "en", "Agreement on trade and transit"),
            ("Соглашение о торговле", "Соглашение о транзите", "ru", "Соглашение о торговле и транзите"),
            ("مذكرة تفاهم في التعليم", "مذكرة تفاهم في الصحة", "ar", "مذكرة تفاهم في التعليم والصحة"),
            ("Railways", "Railways", "en", "Railways"),
            ("Railways", "Memorandum on railways", "en", "Memorandum on railways"),
        ],
    )
    def test_two_titles_read_as_one(self, one: str, other: str, language: str, together: str) -> None:
        quote = "cooperation in mining, maritime affairs and railways"
        assert joined(Draft(title=one, quote=quote), Draft(title=other, quote=quote), language).title == together

    def test_what_the_first_lacks_is_taken_from_the_second(self) -> None:
        one = Draft(title="Rail", sectors=("rail",), quote="on rail")
        other = Draft(title="Roads", sectors=("road",), signed="2026-02-04", parties=(DraftParty("PK"),), quote="roads")
        made = joined(one, other)
        assert (made.sectors, made.signed, made.quote) == (("rail", "road"), "2026-02-04", "on rail ... roads")
        assert [party.code for party in made.parties] == ["PK"]

    def test_the_parts_have_the_sectors_of_their_titles(self) -> None:
        draft = Draft(title="Rail and roads", sectors=("rail", "road"), type="mou")
        one, other = parted(draft, ["Rail", "Else"], lambda title: ["rail"] if title == "Rail" else [])
        assert (one.sectors, other.sectors) == (("rail",), ("rail", "road"))
        assert (one.type, other.title) == ("mou", "Else")


@pytest.mark.parametrize("text", ["word " * 40, "مذكرة تفاهم " * 20, "铁路合作 " * 30, "x" * 200, ""])
def test_long_text_hangs_beside_its_label(text: str) -> None:
    lines = join(labelled("promised", text.strip(), "", 60), colour=False).splitlines()
    assert all(width(line) <= 60 for line in lines)
    assert [line[:11].strip() for line in lines] == ["promised"] + [""] * (len(lines) - 1)
    assert "".join("".join(line[11:].split()) for line in lines) == "".join(text.split())


@pytest.fixture
def ready(desk: Desk) -> Desk:
    desk.run("init").ok()
    (desk.folder / "a.txt").write_text(TEXT, "utf-8")
    return desk


def editor(folder: Path, change: str) -> dict[str, str]:
    """An editor that does one replacement in what it is given."""
    script = folder / "editor.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[-1])\n"
        f"p.write_text(p.read_text('utf-8').replace({change}), 'utf-8')\n",
        "utf-8",
    )
    return {"EDITOR": f"{sys.executable} {script}"}


@unix
def test_drafts_are_shown_reviewed_and_saved(ready: Desk) -> None:
    with mou(ready, "intake", "a.txt", "--save") as terminal:
        terminal.see("1 of 2")
        terminal.see("Enter: keep, e: edit, j: join next, p: split, s: skip, a: keep all, d: skip all")
        terminal.type("s" + ENTER, "2 of 2")
        terminal.type(ENTER, "Save these 1? [Y/n]")
        terminal.type(ENTER)
        assert terminal.end() == 0
        assert terminal.lines[-1] == "MOU-2026-0001"
    assert [each["title"] for each in ready.agreements.values()] == ["Agreement on transit trade"]


@unix
def test_what_is_edited_is_saved_so_and_stays_when_it_is_joined(ready: Desk) -> None:
    change = "'place = \"Islamabad\"', 'place = \"Lahore\"'"
    with mou(ready, "intake", "a.txt", "--save", environ=editor(ready.folder, change)) as terminal:
        terminal.see("1 of 2")
        terminal.type("e" + ENTER, "Lahore")
        terminal.type("j" + ENTER, "1 of 1")
        terminal.type(ENTER, "Save these 1?")
        terminal.type("y" + ENTER)
        assert terminal.end() == 0
    made = ready.agreements["1"]
    assert made["place"] == "Lahore"
    assert made["title"] == "Memorandum of Understanding on cooperation in railways and Agreement on transit trade"


@unix
@pytest.mark.parametrize(
    ("keys", "code", "last"),
    [(CTRL_C, 130, "mou: stopped; nothing is saved"), ("d" + ENTER, 0, "mou: nothing was saved")],
    ids=["Ctrl-C", "all skipped"],
)
def test_nothing_is_written_where_nothing_is_kept(ready: Desk, keys: str, code: int, last: str) -> None:
    before = ready.path.read_bytes()
    with mou(ready, "intake", "a.txt") as terminal:
        terminal.see("1 of 2")
        terminal.type(ENTER, "2 of 2")
        terminal.type(keys) if code else terminal.type("<" + ENTER + "d" + ENTER)
        assert terminal.end() == code
        assert terminal.lines[-1] == last
    assert ready.path.read_bytes() == before


@unix
def test_without_a_registry_the_drafts_are_shown_and_nobody_is_asked(desk: Desk) -> None:
    (desk.folder / "a.txt").write_text(TEXT, "utf-8")
    with mou(desk, "intake", "a.txt", columns=200) as terminal:
        assert terminal.end() == 0
        assert terminal.lines[-1].endswith("nothing can be saved; mou init makes one")
