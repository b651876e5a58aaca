"""Sentences whose subject or whose parties stand before the instrument's word."""

import pytest

from tests.intake_pieces import titles

SIGNED = "Oman and Nepal signed an agreement on fisheries in Muscat on Monday. "


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On railways, a memorandum was signed.", "Memorandum on railways"),
        ("In the field of health, the two sides inked a protocol.", "Protocol in the field of health"),
        ("In tourism, a memorandum was signed.", "Memorandum in tourism"),
    ],
)
def test_the_subject_comes_first(text: str, title: str) -> None:
    assert titles(SIGNED + text) == ["Agreement on fisheries", title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("По железнодорожным перевозкам подписано соглашение.", "Соглашение по железнодорожным перевозкам"),
        ("В сфере туризма стороны подписали меморандум.", "Меморандум в сфере туризма"),
        ("Dans le domaine de la santé, un accord a été signé.", "Accord dans le domaine de la santé"),
    ],
)
def test_so_in_other_languages(text: str, title: str) -> None:
    assert titles(text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "On the sidelines of the investment forum, an agreement was signed.",
        "In Muscat, an agreement was signed.",
        "In addition, an agreement was signed.",
        "On Tuesday, an agreement was signed.",
        "In the presence of the ministers of trade, an agreement was signed.",
    ],
)
def test_a_place_or_a_meeting_is_no_subject(text: str) -> None:
    assert titles(SIGNED + text) == ["Agreement on fisheries"]


def test_the_agencies_that_signed_tell_what_is_meant() -> None:
    text = "The Oman Chamber of Commerce and the Nepal Chamber of Commerce signed a memorandum of understanding."
    assert titles(SIGNED + text)[1:] == [
        "Memorandum of understanding between The Oman Chamber of Commerce and the Nepal Chamber of Commerce"
    ]


def test_states_do_not() -> None:
    assert titles(SIGNED + "The Government of Oman and the Government of Nepal signed an agreement.") == [
        "Agreement on fisheries"
    ]


def test_words_between_commas_do_not_part_a_signing_from_its_document() -> None:
    text = "Oman and Nepal welcomed the signing, during the visit, of the Memorandum on Sport."
    assert titles(text) == ["Memorandum on Sport"]


def test_nor_a_title_from_its_subject() -> None:
    text = (
        "Oman and Nepal exchanged:\n- Agreement on visas\n- Letter of intent, signed by two carriers, on code sharing"
    )
    assert titles(text) == ["Agreement on visas", "Letter of intent on code sharing"]


def test_a_name_with_and_is_one() -> None:
    text = "Oman and Nepal signed the Enhanced Partnership and Cooperation Agreement on Monday."
    assert titles(text) == ["Enhanced Partnership and Cooperation Agreement"]
