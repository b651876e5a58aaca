"""What a document lays down, what it is there to carry out, and what was signed before."""

import pytest

from tests.intake_pieces import titles

SIGNED = "Oman and Nepal signed an agreement on tea. "


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The two harbours have concluded a friendship, which is laid down in an accord between the Port Office of "
            "Oman and the Dry Port Board of Nepal.",
            "Accord on a friendship",
        ),
        (
            "Cooperation in camel racing is laid down in a memorandum between the Camel Board of Oman and the "
            "Ministry of Sport of Nepal.",
            "Memorandum on cooperation in camel racing",
        ),
    ],
)
def test_what_it_lays_down_is_its_subject(text: str, title: str) -> None:
    assert titles(SIGNED + text)[1:] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "As laid down in the agreement signed in 2015, trade will grow.",
        "The principles are enshrined in the agreement on friendship.",
    ],
)
def test_what_was_there_before_is_no_new_document(text: str) -> None:
    assert titles(SIGNED + text) == ["Agreement on tea"]


def test_a_plan_counts_and_what_it_implements_does_not() -> None:
    text = "A work plan was approved, too, to implement an agreement on wool which the two boards had initialled in "
    text += "2016, and so was a programme of work for libraries."
    assert titles(SIGNED + text)[1:] == [
        "Work plan to implement an agreement on wool",
        "Programme of work for libraries",
    ]
