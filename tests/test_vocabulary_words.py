"""Types and statuses are found by the words that people use for them."""

import pytest

from mou_cli.agreement.codes import STATUSES, TYPES
from mou_cli.errors import Usage
from mou_cli.vocabulary.statuses import resolve_status, status_label
from mou_cli.vocabulary.types import find_type, resolve_type, type_aliases, type_label


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("mou", "mou"),
        ("MoU", "mou"),
        ("MoUs", "mou"),
        ("memorandum", "mou"),
        ("Memorandum of Understanding", "mou"),
        ("меморандум", "mou"),
        ("مفاہمتی یادداشت", "mou"),
        ("соглашение", "agreement"),
        ("келісім", "agreement"),
        ("convention", "convention"),
        ("Conventions", "convention"),
        ("joint declaration", "declaration"),
        ("letter of intent", "letter-of-intent"),
        ("loi", "letter-of-intent"),
        ("notes verbales", "exchange-of-notes"),
        ("Exchange of Letters", "exchange-of-notes"),
        ("roadmap", "action-plan"),
        ("program", "programme"),
        ("протокол", "protocol"),
        ("протокол заседания", "minutes"),
        ("معاہدہ", "treaty"),
        ("letter_of_intent", "letter-of-intent"),
    ],
)
def test_a_usual_word_finds_its_type(word: str, code: str) -> None:
    assert resolve_type(word) == code


@pytest.mark.parametrize("code", TYPES)
def test_every_word_for_a_type_finds_it(code: str) -> None:
    assert {resolve_type(word) for word in (code, type_label(code), *type_aliases(code))} == {code}


def test_a_misspelt_type_is_answered_with_the_nearest() -> None:
    with pytest.raises(Usage) as caught:
        resolve_type("agrement")
    assert caught.value.hint == "did you mean agreement?"


def test_a_word_like_no_type_is_answered_with_them_all() -> None:
    with pytest.raises(Usage, match='unknown type "qqqq"') as caught:
        resolve_type("qqqq")
    assert all(code in caught.value.hint for code in TYPES)


def test_a_word_like_no_type_is_not_found() -> None:
    assert find_type("qqqq") is None


def test_a_type_of_a_newer_version_is_its_own_label() -> None:
    assert type_label("compact") == "compact"


@pytest.mark.parametrize("code", STATUSES)
def test_every_status_is_found_by_its_code_and_its_label(code: str) -> None:
    assert {resolve_status(code), resolve_status(status_label(code))} == {code}


@pytest.mark.parametrize("word", ["in force", "in_force", "In-Force", "active", "в силе", "күшінде", "en vigueur"])
def test_in_force_is_said_in_many_ways(word: str) -> None:
    assert resolve_status(word) == "in-force"


def test_a_status_is_shown_in_words() -> None:
    assert status_label("in-force") == "in force"


def test_a_misspelt_status_is_answered_with_the_nearest() -> None:
    with pytest.raises(Usage) as caught:
        resolve_status("expird")
    assert caught.value.hint == "did you mean expired?"
