"""Sentences whose subject or whose parties stand before the instrument's word."""

import pytest

from tests.intake_pieces import drafts, only, titles

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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The Oman Chamber of Commerce and the Nepal Chamber of Commerce signed a memorandum of understanding.",
            "Memorandum of understanding between the Oman Chamber of Commerce and the Nepal Chamber of Commerce",
        ),
        (
            "In Muscat, the Ministry of Arts, Crafts and Sport of Oman and the State Council of Nepal signed "
            "an agreement on cooperation.",
            "Agreement on cooperation between the Ministry of Arts, Crafts and Sport of Oman and the State Council of "
            "Nepal",
        ),
        (
            "The chambers of commerce of Oman and Nepal have signed a memorandum.",
            "Memorandum between the chambers of commerce of Oman and Nepal",
        ),
        (
            "A memorandum of cooperation was signed between the Port Office of Oman and the Dry Port Office of Nepal.",
            "Memorandum of cooperation between the Port Office of Oman and the Dry Port Office of Nepal",
        ),
    ],
)
def test_the_agencies_that_signed_tell_what_is_meant(text: str, title: str) -> None:
    assert titles(SIGNED + text)[1:] == [title]


@pytest.mark.parametrize(
    ("text", "title", "agency"),
    [
        (
            "The unions of writers of the two countries signed an agreement on cooperation.",
            "Agreement on cooperation between the unions of writers of the two countries",
            "Union of writers",
        ),
        (
            "Союзы писателей двух стран подписали соглашение о сотрудничестве.",
            "Соглашение о сотрудничестве (Союзы писателей двух стран)",
            "союз писателей",
        ),
        (
            "Les chambres de commerce des deux pays ont signé un accord de coopération.",
            "Accord de coopération entre les chambres de commerce des deux pays",
            "chambre de commerce",
        ),
    ],
)
def test_one_plural_names_the_agencies_of_both(text: str, title: str, agency: str) -> None:
    states = "Оман и Непал провели встречу. " if "Союзы" in text else "Oman, Népal. "
    draft = only(states + text)
    assert (draft.title, [party.agency for party in draft.parties]) == (title, [agency] * 2)


def test_two_pairs_of_agencies_have_two_documents() -> None:
    text = "The unions of writers of the two countries signed an agreement on cooperation. "
    text += "The Bank of Oman and the Bank of Nepal signed the agreement on cooperation."
    assert len(titles(SIGNED + text)) == 3


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


def test_who_signed_stands_behind_the_sentence_before() -> None:
    text = (
        "The University of Muscat and the University of Pokhara signed an agreement on student exchange, while the "
        "Oman News Agency and the Nepal News Agency agreed on and signed a memorandum of understanding."
    )
    assert titles(SIGNED + text)[1:] == [
        "Agreement on student exchange",
        "Memorandum of understanding between the Oman News Agency and the Nepal News Agency",
    ]


def test_who_signed_is_no_part_of_a_title_that_says_enough() -> None:
    text = "The Port Company of Oman and the Gurkha Company of Nepal have signed a codeshare agreement."
    draft = drafts(SIGNED + text)[1]
    assert draft.title == "Codeshare agreement"
    assert [party.agency for party in draft.parties] == ["Port Company of Oman", "Gurkha Company of Nepal"]
