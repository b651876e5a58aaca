"""`mou add` on a terminal: it asks, completes, steps back, shows the card, and saves only when told."""

import json
import sys

import pytest

from tests.desk import Desk
from tests.terminal import CTRL_B, CTRL_C, CTRL_U, ENTER, TAB, Terminal, mou

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")


@pytest.fixture
def shipped(desk: Desk) -> Desk:
    return desk.shipped()


def asked(desk: Desk, *words: str) -> Terminal:
    return mou(desk, "add", *words, columns=90, rows=60)


def to_parties(terminal: Terminal) -> None:
    terminal.see("as it stands on the paper")
    terminal.type("Protocol on test rails" + ENTER, "what it calls itself")
    terminal.type(ENTER, "Party 1")


def to_card(terminal: Terminal) -> None:
    to_parties(terminal)
    terminal.type("KZ" + ENTER, "Party 2")
    terminal.type("PK" + ENTER, "Party 3")
    terminal.type(ENTER, "Sectors")
    terminal.type("rail" + ENTER, "Signed on")
    terminal.type("4 Feb 2026" + ENTER, "Signed at")
    # Place, occasion, lead, two signatories, entry into force, term, tags, sources and notes are left empty.
    terminal.type(ENTER * 10, "Save?")


def test_an_agreement_is_asked_for_shown_and_saved(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_card(terminal)
        assert "Kazakhstan  KZ" in terminal.text
        assert "Signed        4 Feb 2026" in terminal.text
        terminal.type("y" + ENTER)
        assert terminal.end() == 0
        assert terminal.lines[-1] == "MOU-2026-0042"
    made = shipped.agreements["42"]
    assert (made["title"], made["type"], made["sectors"]) == ("Protocol on test rails", "protocol", ["rail"])
    assert (made["signed"], [party["code"] for party in made["parties"]]) == ("2026-02-04", ["KZ", "PK"])


def test_ctrl_c_saves_nothing(shipped: Desk) -> None:
    before = shipped.path.read_bytes()
    with asked(shipped) as terminal:
        to_parties(terminal)
        terminal.type(CTRL_C)
        assert terminal.end() == 130
        assert terminal.lines[-1] == "mou: stopped; nothing is saved"
    assert shipped.path.read_bytes() == before


def test_ctrl_c_at_the_last_question_saves_nothing(shipped: Desk) -> None:
    before = shipped.path.read_bytes()
    with asked(shipped) as terminal:
        to_card(terminal)
        terminal.type(CTRL_C)
        assert terminal.end() == 130
    assert shipped.path.read_bytes() == before


def test_no_at_the_last_question_saves_nothing(shipped: Desk) -> None:
    before = shipped.path.read_bytes()
    with asked(shipped) as terminal:
        to_card(terminal)
        terminal.type("n" + ENTER)
        assert terminal.end() == 130
        assert terminal.lines[-1] == "mou: nothing was recorded"
    assert shipped.path.read_bytes() == before


def test_an_answer_is_completed_while_it_is_typed(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_parties(terminal)
        terminal.type("Kaz", "Kazakhstan")
        terminal.type(TAB, "Party 1  KZ")
        terminal.type(ENTER, "Party 2")


def test_an_occasion_of_the_registry_is_offered_by_its_name(shipped: Desk) -> None:
    with asked(shipped, "--party", "KZ", "--party", "PK", "--sector", "rail", "--signed", "2026-02-04") as terminal:
        terminal.see("Title")
        terminal.type("Rails" + ENTER, "Type")
        for following in ("Party 1", "Party 2", "Party 3", "Sectors", "Signed on", "Signed at", "Occasion"):
            terminal.type(ENTER, following)
        terminal.type("tokayev", "OCC-2026-0001")
        terminal.type(TAB, "Occasion  OCC-2026-0001")


def test_one_can_step_back_and_correct(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_parties(terminal)
        terminal.type(CTRL_B, "Type  protocol")
        terminal.type(CTRL_B, "Title  Protocol on test rails")
        terminal.type(CTRL_U + "Convention on rails" + ENTER, "Type  protocol")


def test_a_suggestion_gives_way_to_what_is_typed(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Protocol on test rails" + ENTER, "Type  protocol")
        terminal.type("treaty" + ENTER, "Party 1")
        assert "Type  treaty\n" in terminal.text


def test_a_suggestion_gives_way_to_what_is_pasted(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Protocol on test rails" + ENTER, "Type  protocol")
        terminal.type("\x1b[200~treaty\x1b[201~", "Type  treaty")


def test_a_step_back_may_be_typed_over_a_suggestion(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Protocol" + ENTER, "Type  protocol")
        terminal.type("<" + ENTER, "Type  <\nTitle  Protocol")
        terminal.type(CTRL_U + "Treaty on rails" + ENTER, "Type  treaty")


def test_a_fault_is_said_at_once_and_the_answer_can_be_mended(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_parties(terminal)
        terminal.type("Narnia" + ENTER, 'unknown party "Narnia"')
        terminal.type(CTRL_U + "Kazakhstan" + ENTER, "Party 2")


def test_an_answer_can_be_changed_when_the_card_is_there(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_card(terminal)
        terminal.type("e" + ENTER, "Which answer?")
        terminal.type("place" + ENTER, "a city")
        terminal.type("Astana" + ENTER, "4 Feb 2026, Astana")
        terminal.see("Save?")
        terminal.type(ENTER)
        assert terminal.end() == 0
    assert shipped.agreements["42"]["place"] == "Astana"


def test_a_party_given_twice_is_refused_at_its_question(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_parties(terminal)
        terminal.type("KZ" + ENTER, "Party 2")
        terminal.type("Kazakhstan" + ENTER, "Kazakhstan is given twice")
        terminal.type(CTRL_U + "PK" + ENTER, "Party 3")


def test_a_party_that_options_give_twice_is_mended_before_it_is_saved(shipped: Desk) -> None:
    with asked(shipped, "--party", "KZ", "--party", "Kazakhstan") as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Protocol on test rails" + ENTER, "what it calls itself")
        terminal.type(ENTER * 16, "this cannot be saved: parties.2: Kazakhstan is given twice")
        terminal.type(ENTER, "Which answer?  parties")
        terminal.type(ENTER, "Party 1  KZ")
        terminal.type(ENTER, "Party 2  KZ")
        terminal.type(CTRL_U + "PK" + ENTER, "Party 3")
        terminal.type(ENTER, "Save?")
        terminal.type(ENTER, "MOU-2026-0042")
        assert terminal.end() == 0
    assert [party["code"] for party in shipped.agreements["42"]["parties"]] == ["KZ", "PK"]


def test_what_cannot_be_recorded_is_kept_and_can_be_imported(shipped: Desk) -> None:
    with asked(shipped, "--ref", "MOU-2026-0004") as terminal:
        to_card(terminal)
        terminal.type("y" + ENTER)
        assert terminal.end() == 6
        draft = next((shipped.folder / ".local/state/mou/drafts").iterdir())
        assert f"hint: your answers are kept: mou import {draft}" in terminal.text.replace("\n", "")
    answers = json.loads(draft.read_text("utf-8"))
    answers[0].pop("ref")
    draft.write_text(json.dumps(answers), "utf-8")
    assert shipped.run("import", str(draft)).ok().lines == ["MOU-2026-0042"]
    assert shipped.agreements["42"]["title"] == "Protocol on test rails"


def test_answers_that_are_there_already_are_kept_with_the_word_that_takes_them_in(shipped: Desk) -> None:
    given = ("--party", "KZ", "--party", "PK", "--signed", "2026-02-04")
    with asked(shipped, *given) as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Railway sector cooperation" + ENTER, "what it calls itself")
        terminal.type(ENTER * 16, "Save?")
        terminal.type(ENTER)
        assert terminal.end() == 6
        assert "it is in the registry already: 4 MOU-2026-0004" in terminal.text.replace("\n", " ")
    draft = next((shipped.folder / ".local/state/mou/drafts").iterdir())
    assert f"mou import {draft} --force" in terminal.text.replace("\n", "")
    assert shipped.run("import", str(draft), "--force").ok().lines == ["MOU-2026-0042"]


def test_who_does_not_record_what_is_like_another_keeps_the_answers(shipped: Desk) -> None:
    with asked(shipped, "--party", "KZ", "--party", "PK", "--signed", "2026-02-04") as terminal:
        terminal.see("as it stands on the paper")
        terminal.type("Railways sector cooperation" + ENTER, "what it calls itself")
        terminal.type(ENTER * 17, "Record it? [y/N]")
        terminal.type(ENTER)
        assert terminal.end() == 130
        assert "hint: your answers are kept: mou import" in terminal.text


def test_a_letter_that_is_no_answer_gives_way_to_the_next(shipped: Desk) -> None:
    with asked(shipped) as terminal:
        to_card(terminal)
        terminal.type("x" + ENTER, "that is none of the answers")
        terminal.type("y" + ENTER)
        assert terminal.end() == 0


def test_a_similar_agreement_is_asked_about(shipped: Desk) -> None:
    words = ("Railways sector cooperation", "--party", "KZ", "--party", "PK", "--signed", "2026-02-04")
    before = shipped.path.read_bytes()
    with asked(shipped, *words) as terminal:
        terminal.see("It is like 4 Railway sector cooperation. Record it? [y/N]")
        terminal.type("n" + ENTER)
        assert terminal.end() == 130
    assert shipped.path.read_bytes() == before
    with asked(shipped, *words) as terminal:
        terminal.see("Record it? [y/N]")
        terminal.type("y" + ENTER, "MOU-2026-0042")
        assert terminal.end() == 0


def test_the_reference_alone_is_captured_by_a_script_that_lets_a_person_answer(shipped: Desk) -> None:
    # ref=$(mou add): questions and the card are on the terminal, the reference goes to the script.
    command = ["bash", "-c", f"'{sys.executable}' -m mou_cli add > ref.txt"]
    with Terminal(shipped, command, 90, 60) as terminal:
        to_card(terminal)
        terminal.type("y" + ENTER)
        assert terminal.end() == 0
    assert (shipped.folder / "ref.txt").read_text() == "MOU-2026-0042\n"


def test_a_dumb_terminal_is_asked_line_by_line(shipped: Desk) -> None:
    with mou(shipped, "add", columns=90, rows=60, environ={"TERM": "dumb"}) as terminal:
        terminal.see("Title:")
        terminal.type("Protocol on rails" + ENTER, "Type [protocol]:")
        terminal.type(ENTER, "Party 1:")
        terminal.type("KZ" + ENTER, "Party 2:")
        terminal.type(CTRL_C)
        assert terminal.end() == 130
        assert "\x1b" not in terminal.raw
