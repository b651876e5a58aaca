"""The occasion: a visit or a session by its whole name, or none at all."""

import pytest

from mou_cli.intake.reading import read
from tests.intake_pieces import only


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The papers were ready for President Ada Byron's state visit to Oman.",
            "President Ada Byron's state visit to Oman",
        ),
        (
            "It was the two-day official visit of Nepali President Ada Byron to Muscat.",
            "Two-day official visit of Nepali President Ada Byron to Muscat",
        ),
        (
            "They met for the ninth session of the Omani-Nepali Joint Committee.",
            "Ninth session of the Omani-Nepali Joint Committee",
        ),
        (
            "Это было в ходе государственного визита президента Непала Ады Байрона в Оман.",
            "Государственный визит президента Непала Ады Байрона в Оман",
        ),
        ("Documents were prepared during the president's visit to Nepal.", "President's visit to Nepal"),
        ("انعقد الاجتماع الثالث لمجلس التنسيق العماني.", "الاجتماع الثالث لمجلس التنسيق العماني"),
        (
            "Ils ont préparé la visite officielle du président Ada Byron au Népal.",
            "Visite officielle du président Ada Byron au Népal",
        ),
    ],
)
def test_a_whole_name(text: str, name: str) -> None:
    assert read(text).occasion == name


@pytest.mark.parametrize(
    "text",
    [
        "The talks were long.",
        "Both praised the visit of the Nepali.",
        "The visit by Omani and other guests was short.",
        "They spoke after a meeting.",
        "They signed the terms of reference of the Omani-Nepali Tea Forum.",
        "They will hold the next session of the Omani-Nepali Joint Committee.",
        "Ils ont salué la visite du président de la banque.",
        "The day official visit ended.",
        "По итогам переговоров в Ташкенте стороны сделали заявления.",
        "После визита стороны сделали заявления.",
        "وذلك على هامش اجتماع في مسقط.",
        "صدر کے دورے کے موقع پر بات ہوئی۔",
    ],
)
def test_no_stump(text: str) -> None:
    assert read(text).occasion == ""


def test_the_fuller_of_two_is_taken() -> None:
    text = "Leaders praised the visit of Ada Byron. Her state visit followed President Ada Byron's visit to Nepal."
    assert read(text).occasion == "President Ada Byron's visit to Nepal"


def test_what_a_draft_says_has_the_words_that_it_rests_on() -> None:
    text = (
        "President Ada Byron's state visit to Oman began today. The Minister of Trade Ravi Rai and the Minister of "
        "Labour Salim Said signed in Muscat a protocol to amend the agreement on tea for 2031-2033."
    )
    draft = only(text)
    assert draft.evidence.keys() >= {"place", "occasion", "period", "signatories", "links"}
    assert draft.evidence["occasion"].quote.startswith("President Ada Byron's state visit")
    assert all(draft.evidence[name].quote == draft.quote for name in ("place", "period", "signatories", "links"))


def test_what_it_does_not_say_rests_on_nothing() -> None:
    draft = only("Oman and Nepal signed an MoU on tea.")
    assert draft.evidence.keys().isdisjoint({"place", "occasion", "period", "signatories", "links", "signed"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Меморандум о чае подписан в Ташкенте главами Омана и Непала.", "Ташкент"),
        ("Oman and Nepal signed an MoU on tea in Muscat.", "Muscat"),
        ("The University at Muscat and Nepal signed an MoU on tea.", ""),
    ],
)
def test_the_town_by_its_name(text: str, place: str) -> None:
    assert read(text).place == place
