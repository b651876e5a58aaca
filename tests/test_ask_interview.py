"""The interview of `mou add`: each test types answers, a line each, and looks at what comes of them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mou_cli.agreement.checks.checks import Finding, Surroundings, check
from mou_cli.agreement.context import Context
from mou_cli.agreement.registered import Registered
from mou_cli.ask.asker import LineAsker, make_asker
from mou_cli.ask.choices import Choice
from mou_cli.ask.interview import interview
from mou_cli.ask.suggestions import Suggestions
from mou_cli.ask.typed import CompletingAsker
from mou_cli.errors import Interrupted
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT

TO_THE_END = [""] * 30
SUGGESTIONS = Suggestions(
    parties=("PK", "KZ"),
    people={"PK": ("A. Minister, Minister for Railways",)},
    sectors=("rail",),
    occasions=(Choice("OCC-2026-0001", "State visit"),),
)


def occasions(word: str) -> Sequence[str]:
    return ("OCC-2026-0001",) if word == "visit" else ("OCC-1", "OCC-2") if word == "session" else ()


CONTEXT = Context(MOMENT, Sectors(), occasions)


def talk(
    *lines: str,
    given: dict[str, Any] | None = None,
    own: str = "",
    errors: Callable[[dict[str, Any]], Sequence[Finding]] = lambda _: (),
) -> tuple[dict[str, Any] | None, str]:
    out = StringIO()
    asker = LineAsker(StringIO("".join(line + "\n" for line in lines)), out)
    result = interview(CONTEXT, SUGGESTIONS._replace(own=own), given or {}, lambda _: None, asker, errors)
    return result, out.getvalue()


def party_twice(fields: dict[str, Any]) -> list[Finding]:
    found = check(Registered.of(0, {"title": "", **fields}).agreement, Surroundings(Sectors(), bool, MOMENT.today))
    return [each for each in found if each.severity == "error" and "twice" in each.message]


def answered(*lines: str, given: dict[str, Any] | None = None, own: str = "") -> dict[str, Any]:
    result, _ = talk(*lines, *TO_THE_END, given=given, own=own)
    assert result is not None
    return result


def test_a_title_alone_is_enough() -> None:
    assert answered("Rail") == {"title": "Rail"}


def test_every_answer_finds_its_field() -> None:
    assert answered(
        "Rail", "agreement", "KZ: Ministry of Transport", "Pakistan", "", "rail, customs", "4 Feb 2026", "Islamabad",
        "visit", "PK", "", "A. Minister, Minister", "2026-03", "5y", "tacit", "P5Y", "6 months", "one, two",
        "https://example.org", "", "a note",
    ) == {
        "title": "Rail",
        "type": "agreement",
        "parties": [
            {"code": "KZ", "name": "Kazakhstan", "agency": "Ministry of Transport"},
            {"code": "PK", "name": "Pakistan", "lead": True, "signatory": {"name": "A. Minister", "title": "Minister"}},
        ],
        "sectors": ["rail", "customs"],
        "signed": "2026-02-04",
        "place": "Islamabad",
        "occasion": "OCC-2026-0001",
        "events": [{"kind": "in-force", "date": "2026-03"}],
        "term": {"duration": "P5Y", "renewal": "tacit", "period": "P5Y", "notice": "P6M"},
        "tags": ["one", "two"],
        "sources": [{"url": "https://example.org"}],
        "notes": "a note",
    }  # fmt: skip


def test_an_empty_title_is_asked_for_again() -> None:
    result, said = talk("", "Rail", *TO_THE_END)
    assert result == {"title": "Rail"}
    assert "this one is needed" in said


def test_a_date_with_two_readings_is_asked_for_again() -> None:
    result, said = talk("Rail", "", "", "", "04/02/2026", "2026-02-04", *TO_THE_END)
    assert result == {"title": "Rail", "signed": "2026-02-04"}
    assert "2026-04-02" in said


def test_an_occasion_that_is_not_clear_is_asked_for_again() -> None:
    result, _ = talk("Rail", "", "", "", "", "", "session", "visit", *TO_THE_END)
    assert result == {"title": "Rail", "occasion": "OCC-2026-0001"}


def test_an_occasion_may_be_any_text() -> None:
    assert answered("Rail", "", "", "", "", "", "A meeting")["occasion"] == "A meeting"


def test_the_title_suggests_the_type() -> None:
    assert answered("Memorandum of Understanding on rail")["type"] == "mou"


def test_our_own_side_is_the_first_party() -> None:
    assert answered("Rail", "", "", own="PK")["parties"] == [{"code": "PK", "name": "Pakistan"}]


def test_a_step_back_changes_the_answer_before() -> None:
    assert answered("Rail", "treaty", "<", "agreement")["type"] == "agreement"


def test_a_step_back_goes_through_the_parties_one_by_one() -> None:
    parties = answered("Rail", "", "KZ", "PK", "<", "UZ", "")["parties"]
    assert [party["code"] for party in parties] == ["KZ", "UZ"]


def test_an_emptied_party_is_gone_and_the_next_moves_up() -> None:
    given = {"title": "Rail", "parties": [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan"}]}
    assert answered("", "", "-", given=given)["parties"] == [{"code": "PK", "name": "Pakistan"}]


def test_what_options_said_is_kept() -> None:
    given = {
        "parties": [{"code": "KZ", "name": "Kazakhstan", "signatory": {"name": "B"}}],
        "binding": "yes",
        "shelf": 4,
    }
    assert answered("Rail", given=given) == {"title": "Rail", **given}


def test_a_source_with_more_to_it_is_kept() -> None:
    given = {"title": "Rail", "sources": [{"url": "https://example.org", "quote": "so", "certainty": "exact"}]}
    assert answered(given=given) == given


def test_renewal_is_asked_for_a_term_only() -> None:
    _, said = talk("Rail", *TO_THE_END)
    assert "Renewal" not in said


def test_no_saves_nothing() -> None:
    result, _ = talk("Rail", *[""] * 11, "n")
    assert result is None


def test_one_answer_can_be_changed_at_the_end() -> None:
    result, _ = talk("Rail", *[""] * 11, "e", "title", "Ports", "y")
    assert result == {"title": "Ports"}


def test_all_answers_can_be_gone_through_again() -> None:
    result, _ = talk("Rail", *[""] * 11, "e", "", "Ports", *TO_THE_END)
    assert result == {"title": "Ports"}


def test_an_answer_to_save_that_is_neither_is_asked_again() -> None:
    result, said = talk("Rail", *[""] * 11, "perhaps", "y")
    assert result == {"title": "Rail"}
    assert "that is none of the answers" in said


def test_a_party_that_is_there_already_is_asked_for_again() -> None:
    result, said = talk("Rail", "", "", "Estonia", "LV", *TO_THE_END, own="EE", errors=party_twice)
    assert result is not None
    assert [party["code"] for party in result["parties"]] == ["EE", "LV"]
    assert said.count("Estonia is given twice") == 1


def test_another_agency_of_a_party_is_another_party() -> None:
    result, said = talk("Rail", "", "EE: Police", "EE: Customs", *TO_THE_END, errors=party_twice)
    assert result is not None
    assert [party["agency"] for party in result["parties"]] == ["Police", "Customs"]
    assert "twice" not in said


TWICE = {"title": "Rail", "parties": [{"code": "EE", "name": "Estonia"}] * 2}


def test_what_cannot_be_saved_leads_to_the_answer_that_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    result, said = talk(*[""] * 17, "", "", "", "LV", *TO_THE_END, given=TWICE, errors=party_twice)
    assert result is not None
    assert [party["code"] for party in result["parties"]] == ["EE", "LV"]
    assert "Which answer? [parties]" in said
    assert "this cannot be saved: parties.2: Estonia is given twice" in capsys.readouterr().err


def test_what_cannot_be_saved_can_be_dropped() -> None:
    result, said = talk(*[""] * 17, "n", given=TWICE, errors=party_twice)
    assert result is None
    assert "Save?" not in said


def test_the_end_of_the_input_saves_nothing() -> None:
    with pytest.raises(Interrupted, match="nothing is saved"):
        talk("Rail")


def test_a_dumb_terminal_is_asked_line_by_line() -> None:
    assert isinstance(make_asker({"TERM": "dumb"}), LineAsker)


@contextmanager
def keyboard(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


def typed(keys: str) -> dict[str, Any] | None:
    with keyboard(keys):
        return interview(CONTEXT, SUGGESTIONS, {}, lambda _: None, CompletingAsker())


def test_keys_make_an_agreement() -> None:
    assert typed("Rail\r" + "\r" * 12) == {"title": "Rail"}


def test_ctrl_b_goes_back() -> None:
    assert typed("Rail\r\x02\x15Ports\r" + "\r" * 12) == {"title": "Ports"}


def test_tab_completes_a_party_by_its_name() -> None:
    result = typed("Rail\r\rKaz\t\r" + "\r" * 14)
    assert result == {"title": "Rail", "parties": [{"code": "KZ", "name": "Kazakhstan"}]}


def test_tab_completes_the_last_of_several_sectors() -> None:
    result = typed("Rail\r\r\rcustoms, railw\t\r" + "\r" * 10)
    assert result == {"title": "Rail", "sectors": ["customs", "rail"]}


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_save_nothing(key: str) -> None:
    with pytest.raises(Interrupted):
        typed("Rail\r" + key)


def test_a_mistake_can_be_corrected_in_its_line() -> None:
    result = typed("Rail\r\r\r\r04/02/2026\r\x152026-02-04\r" + "\r" * 12)
    assert result == {"title": "Rail", "signed": "2026-02-04"}
