"""Items behind a sentence that says how many documents were signed, and no colon."""

import pytest

from tests.intake_pieces import titles

ITEMS = "1. Camel breeding\n2. Oil and gas cooperation\n3. Investment cooperation and facilitation treaty\n"


def test_as_many_items_as_were_announced_are_the_documents() -> None:
    assert titles(f"Oman and Nepal signed three agreements during the visit.\n{ITEMS}") == [
        "Camel breeding",
        "Oil and gas cooperation",
        "Investment cooperation and facilitation treaty",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Oman and Nepal signed two agreements during the visit.\n{ITEMS}",
        "Oman and Nepal signed two agreements.\n- The ministers spoke of trade\n- Trade will grow\n",
    ],
)
def test_another_number_or_sentences_are_no_list(text: str) -> None:
    assert "Camel breeding" not in titles(text)
    assert "Trade will grow" not in titles(text)
