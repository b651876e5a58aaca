"""Instruments that go by the names of their two states."""

import pytest

from tests.intake_pieces import codes, drafts, titles


@pytest.mark.parametrize("sign", ["/", "-", "–"])
def test_two_states_name_an_agreement(sign: str) -> None:
    text = f"The Agreement on Tea between Oman and Nepal was signed on Monday, while the Oman{sign}Kenya agreement was "
    text += "signed this morning."
    assert [(draft.title, codes(draft)) for draft in drafts(text)] == [
        ("Agreement on Tea", ["NP", "OM"]),
        (f"Oman{sign}Kenya agreement", ["KE", "OM"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Oman/Nepal agreement was signed by the ministers.",
        "Under the Oman/Nepal agreement, tea is cheap.",
        "The Oman/Kenya agreement had been signed in 2019.",
    ],
)
def test_but_not_beside_what_it_is_called_in_full(text: str) -> None:
    assert titles(f"Oman and Nepal signed an agreement on tea. {text}") == ["Agreement on tea"]
