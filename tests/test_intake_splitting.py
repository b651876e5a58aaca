"""Step 2: items, lines and sentences, in every way in which lists come."""

import pytest

from mou_cli.intake.lexicon import lexicon
from mou_cli.intake.segments import ITEM, LINE, SENTENCE
from mou_cli.intake.splitting import split


def pieces(text: str, language: str = "en") -> list[str]:
    return [segment.text for segment in split(text, lexicon(language))]


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in split(text, lexicon("en"))]


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "1) ", "(1) ", "a) ", "* ", "– ", "iv. ", "٣. "])
def test_a_mark_makes_an_item(mark: str) -> None:
    (segment,) = split(f"{mark}Agreement on trade", lexicon("en"))
    assert (segment.text, segment.kind, segment.mark) == ("Agreement on trade", ITEM, mark.strip())


def test_a_bullet_may_stand_on_a_line_of_its_own() -> None:
    assert pieces("-\nAgreement on trade") == ["Agreement on trade"]


def test_every_item_may_be_numbered_one() -> None:
    assert pieces("1. Agreement on trade\n1. Agreement on rail") == ["Agreement on trade", "Agreement on rail"]


def test_sentences_end_where_they_end() -> None:
    assert pieces("Dr. Ali came. They signed. U.S. envoy J. Doe left!") == [
        "Dr. Ali came.",
        "They signed.",
        "U.S. envoy J. Doe left!",
    ]


def test_urdu_sentences_end_at_their_stop() -> None:
    assert pieces("دستخط ہوئے۔ وہ گئے۔", "ur") == ["دستخط ہوئے۔", "وہ گئے۔"]


def test_a_line_without_a_stop_is_a_line() -> None:
    assert kinds("Agreement on trade\nThey left.") == [LINE, SENTENCE]


def test_lines_that_a_machine_wrapped_are_joined() -> None:
    text = (
        "- Agreement between the Government of Kazakhstan and the Government\n"
        "of Pakistan on the mutual recognition of diplomas and of academic\n"
        "degrees in engineering, medicine and law for a term of five years;\n"
        "- Memorandum on rail."
    )
    first, second = pieces(text)
    assert first.endswith("for a term of five years;")
    assert second == "Memorandum on rail."


def test_a_line_that_ends_in_a_preposition_goes_on() -> None:
    assert pieces("1. Memorandum of\nUnderstanding on rail") == ["Memorandum of Understanding on rail"]


def test_titles_on_lines_of_their_own_stay_apart() -> None:
    assert pieces("Agreement on trade\nMemorandum on rail") == ["Agreement on trade", "Memorandum on rail"]


@pytest.mark.parametrize(
    "line",
    [
        "Signed: • Agreement on trade • Memorandum on rail",
        "Signed: 1. Agreement on trade 2. Memorandum on rail",
        "Signed: 1) Agreement on trade 2) Memorandum on rail",
        "Signed: 1 Agreement on trade 2 Memorandum on rail",
        "Signed: (i) Agreement on trade (ii) Memorandum on rail",
    ],
)
def test_items_that_lost_their_line_breaks_are_cut(line: str) -> None:
    assert pieces(line) == ["Signed:", "Agreement on trade", "Memorandum on rail"]


def test_titles_that_nothing_parts_are_cut_where_they_begin() -> None:
    line = "MoU on trade in grain MoU between the Port of Aktau and the Port of Gwadar on pilotage MoU on rail"
    assert pieces(line) == [
        "MoU on trade in grain",
        "MoU between the Port of Aktau and the Port of Gwadar on pilotage",
        "MoU on rail",
    ]


def test_a_sentence_that_names_an_instrument_is_not_cut() -> None:
    sentence = "The ministers signed the Transit Agreement on rail and a supplementary MoU on ports."
    assert pieces(sentence) == [sentence]


def test_a_date_at_the_start_is_no_number_of_an_item() -> None:
    assert kinds("3 October 2031") == [LINE]


def test_numbers_in_a_sentence_are_no_marks() -> None:
    assert pieces("On 4 May 30 documents were signed in 2 hours.") == ["On 4 May 30 documents were signed in 2 hours."]


def test_a_row_of_a_table_is_its_first_cell_with_the_others_beside() -> None:
    (segment,) = split("| 1 | MoU on rail | Minister A | Minister B |", lexicon("en"))
    assert (segment.text, segment.mark, segment.cells) == ("MoU on rail", "1", ("Minister A", "Minister B"))


def test_nothing_yields_nothing() -> None:
    assert pieces(" \n\n ") == []
