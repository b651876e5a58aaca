"""Step 8: who is named with an office, and who of them signed a document."""

import pytest

from mou_cli.intake.people import people_in
from tests.intake_pieces import drafts, only, piece


def people(text: str) -> list[tuple[str, str]]:
    found = piece(text)
    return [(each.title, each.name) for each in people_in(found.tokens, found.marks)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planning Minister Ada Byron spoke", [("Planning Minister", "Ada Byron")]),
        ("Deputy Prime Minister Ada Byron spoke", [("Deputy Prime Minister", "Ada Byron")]),
        ("Minister of Foreign Affairs Omar al-Said spoke", [("Minister of Foreign Affairs", "Omar al-Said")]),
        ("Youth and Sports Minister Ada Byron spoke", [("Youth and Sports Minister", "Ada Byron")]),
        ("by Ada Byron, Secretary of the Council", [("Secretary of the Council", "Ada Byron")]),
        ("by its deputy prime minister", [("deputy prime minister", "")]),
        ("the minister left", [("minister", "")]),
        ("nobody left", []),
    ],
)
def test_offices_and_names(text: str, found: list[tuple[str, str]]) -> None:
    assert people(text) == found


def test_those_who_signed_a_document() -> None:
    draft = only(
        "Oman and Nepal met. Omani Trade Minister Ada Byron and Nepali Energy Minister Ram Rai signed an MoU on tea."
    )
    assert [(who.name, who.title, who.code) for who in draft.signatories] == [
        ("Ada Byron", "Omani Trade Minister", "OM"),
        ("Ram Rai", "Nepali Energy Minister", "NP"),
    ]


def test_those_named_behind_an_item() -> None:
    text = (
        "Oman and Nepal signed:\n"
        "- MoU on tea, signed by Trade Minister Ada Byron and Energy Minister Ram Rai\n- MoU on rice\n"
    )
    tea, rice = drafts(text)
    assert [who.name for who in tea.signatories] == ["Ada Byron", "Ram Rai"]
    assert rice.signatories == ()


def test_a_sentence_with_two_documents_says_of_neither_who_signed() -> None:
    text = "Omani Minister Ada Byron and Nepali Minister Ram Rai signed an MoU on tea and a treaty on extradition."
    assert [draft.signatories for draft in drafts(text)] == [(), ()]
