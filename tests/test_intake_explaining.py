"""What each step of the reading saw."""

import pytest

from mou_cli.intake.explaining import explain
from mou_cli.intake.reading import read

TEXT = (
    "Oman and Nepal signed on 4 February 2031:\n"
    "1. MoU between the Ministry of Trade of Oman and the Ministry of Commerce of Nepal on tea;\n"
    "2. Agreement on visas, signed by Minister Ada Byron and Minister Ram Rai.\n"
    "They agreed to establish a joint working group on tea.\n"
)
STEPS = [
    "normalise",
    "split",
    "find instruments",
    "expand lists",
    "resolve parties",
    "sectors",
    "dates",
    "people",
    "join",
]


def test_every_step_says_what_it_saw() -> None:
    steps = explain(TEXT)
    assert [step.name for step in steps] == STEPS
    assert all(step.lines for step in steps)


@pytest.mark.parametrize(
    ("step", "line"),
    [
        ("normalise", "language en"),
        ("split", "1 (item, 1.) MoU between"),
        ("find instruments", "1: MoU = mou"),
        ("expand lists", "0 from 1: MoU on tea"),
        ("resolve parties", "the text is about"),
        ("sectors", "Agreement on visas: consular"),
        ("dates", "signed 2031-02-04, says 0"),
        ("people", "Agreement on visas: Ada Byron, Minister"),
        ("join", "1: Agreement on visas"),
    ],
)
def test_a_step_names_what_it_found(step: str, line: str) -> None:
    (seen,) = [each for each in explain(TEXT) if each.name == step]
    assert any(line in each for each in seen.lines), seen.lines


def test_nothing_is_explained_too() -> None:
    assert [step.name for step in explain("")] == STEPS


def test_a_quote_stands_in_the_text() -> None:
    for draft in read(TEXT).drafts:
        assert draft.quote in TEXT.replace("1. ", "").replace("2. ", "")
        assert all(evidence.quote for evidence in draft.evidence.values())
