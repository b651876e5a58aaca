"""Two instruments of one subject, told in one breath."""

import pytest

from tests.intake_pieces import titles

BOTH = ["Framework Agreement for the Camel Road", "Soft Loan Agreement for the Camel Road"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Nepal signed:\n- Framework Agreement and Soft Loan Agreement for the Camel Road\n- MoU on tea\n",
        "Oman and Nepal signed a Framework Agreement and a Soft Loan Agreement for the Camel Road, and an MoU on tea.",
        "Framework Agreement and Soft Loan Agreement for the Camel Road; MoU on tea were inked by Oman and Nepal.",
    ],
)
def test_both_have_the_subject(text: str) -> None:
    assert titles(text) == [*BOTH, "MoU on tea"]


def test_one_without_words_of_its_own_has_none() -> None:
    assert titles("Oman and Nepal signed an agreement and a protocol on tea.") == ["Protocol on tea"]


def test_what_hands_something_over_is_a_document() -> None:
    text = "Oman and Nepal signed:\n- MoU on tea\n- Letter of Handover and Acceptance of a school in Pokhara\n"
    assert titles(text) == ["MoU on tea", "Letter of Handover and Acceptance of a school in Pokhara"]
