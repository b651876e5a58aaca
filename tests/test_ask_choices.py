"""What is offered for what is typed, and what a registry suggests."""

import pytest

from mou_cli.ask.choices import Choice, fitting, merged
from mou_cli.ask.suggestions import gather
from tests.factories import agreement

CHOICES = (
    Choice("rail", "Railways", ("железные дороги",)),
    Choice("transit", "Transit"),
    Choice("training", "Training"),
    Choice("KZ", "Kazakhstan"),
)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("rai", ["rail", "training"]),
        ("RAIL", ["rail"]),
        ("Kaz", ["KZ"]),
        ("железные", ["rail"]),
        ("tran", ["transit"]),
        ("rlw", ["rail"]),
        ("xyz", []),
        ("", ["rail", "transit", "training", "KZ"]),
    ],
)
def test_what_fits(typed: str, values: list[str]) -> None:
    assert [choice.value for choice in fitting(typed, CHOICES)] == values


def test_a_limit_holds() -> None:
    assert len(fitting("", CHOICES, 2)) == 2


def test_what_a_registry_uses_goes_before_all_there_is() -> None:
    assert merged([Choice("KZ")], CHOICES)[0] == Choice("KZ")
    assert len(merged([Choice("KZ")], CHOICES)) == 4


def test_the_most_used_is_suggested_first() -> None:
    suggestions = gather(
        [agreement(sectors=["road"]), agreement(sectors=["rail"]), agreement(sectors=["rail", "road", "ai"])]
    )
    assert suggestions.sectors == ["road", "rail", "ai"]


def test_people_are_suggested_for_their_party() -> None:
    party = {"code": "PK", "agency": "Railways", "signatory": {"name": "A", "title": "Minister"}}
    suggestions = gather([agreement(parties=[party])])
    assert suggestions.people == {"PK": ["A, Minister"]}
    assert suggestions.agencies == {"PK": ["Railways"]}
