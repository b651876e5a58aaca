"""Documents that a text counts and then tells of one by one."""

import pytest

from tests.intake_pieces import titles

SIGNED = "Oman and Nepal signed three agreements in Muscat. "


@pytest.mark.parametrize(
    "text",
    [
        "The first agreement relates to road transport. The second provides for a joint school, and the third "
        "concerns camels.",
        "The first is about road transport, the second covers a joint school, while the third has to do with camels.",
        "The first, on road transport, was signed by the envoys. The second is on a joint school. The last one deals "
        "with camels.",
    ],
)
def test_each_is_a_document(text: str) -> None:
    subjects = [title.partition(" on ")[2].removeprefix("a ") for title in titles(SIGNED + text)]
    assert subjects == ["road transport", "joint school", "camels"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Оман и Непал подписали два соглашения. Первое касается туризма, второе предусматривает обмен студентами.",
            ["Соглашение — туризм", "Соглашение — обмен студентами"],
        ),
        (
            "Oman et Népal ont signé deux accords. Le premier concerne le tourisme, le second porte sur la pêche.",
            ["Accord — tourisme", "Accord — pêche"],
        ),
    ],
)
def test_so_in_other_languages(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The memorandum provides for the exchange of doctors.",
        "The first concerns of the ministers were costs.",
        "The second session covers trade.",
        "The second covers various fields.",
    ],
)
def test_what_is_said_of_one_makes_no_other(text: str) -> None:
    assert titles(f"Oman and Nepal signed a memorandum on health. {text}") == ["Memorandum on health"]


def test_a_list_may_hold_the_and_a() -> None:
    text = SIGNED + "They cover tea, the end of visa fees and a joint school."
    assert len(titles(text)) == 3
