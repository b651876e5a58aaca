"""Types and statuses are found by the words that people use for them."""

import pytest

from mou_cli.agreement.codes import BINDING, ENTRY_MODES, EVENT_KINDS, RENEWALS, STATUSES, TYPES
from mou_cli.errors import Usage
from mou_cli.vocabulary.closed_words import resolve_word
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


@pytest.mark.parametrize(
    ("word", "words", "code"),
    [
        ("automatic", RENEWALS, "tacit"),
        ("Auto", RENEWALS, "tacit"),
        ("self-renewing", RENEWALS, "tacit"),
        ("renewed automatically", RENEWALS, "tacit"),
        ("автоматически", RENEWALS, "tacit"),
        ("by mutual consent", RENEWALS, "express"),
        ("open ended", RENEWALS, "open-ended"),
        ("indefinite", RENEWALS, "open-ended"),
        ("non-renewable", RENEWALS, "none"),
        ("no", RENEWALS, "none"),
        ("on signature", ENTRY_MODES, "signature"),
        ("exchange of instruments", ENTRY_MODES, "ratification"),
        ("notification", EVENT_KINDS, "notified"),
        ("Ratification", EVENT_KINDS, "ratified"),
        ("entry into force", EVENT_KINDS, "in-force"),
        ("entered-into-force", EVENT_KINDS, "in-force"),
        ("вступил в силу", EVENT_KINDS, "in-force"),
        ("notice", EVENT_KINDS, "notice-given"),
        ("notice of denunciation", EVENT_KINDS, "notice-given"),
        ("renewed", EVENT_KINDS, "extended"),
        ("replaced", EVENT_KINDS, "superseded"),
    ],
)
def test_a_usual_word_is_understood_where_a_list_is_closed(word: str, words: tuple[str, ...], code: str) -> None:
    assert resolve_word(word, words, "word") == code


@pytest.mark.parametrize(
    "words", [RENEWALS, ENTRY_MODES, EVENT_KINDS, BINDING], ids=["renewal", "entry", "event", "yes"]
)
def test_every_word_of_a_closed_list_means_itself(words: tuple[str, ...]) -> None:
    assert [resolve_word(word.upper().replace("-", " "), words, "word") for word in words] == [*words]


@pytest.mark.parametrize("word", ["denounced", "Denunciation", "withdrawal", "cancelled", "денонсирован"])
def test_an_end_that_may_be_two_events_is_answered_with_both(word: str) -> None:
    with pytest.raises(Usage) as caught:
        resolve_word(word, EVENT_KINDS, "event")
    assert caught.value.hint == (
        "did you mean notice-given (it ends when the notice has run out), terminated (it ended on that day)?"
    )


def test_an_expiry_is_said_to_need_no_event() -> None:
    with pytest.raises(Usage, match='unknown event "expired"') as caught:
        resolve_word("expired", EVENT_KINDS, "event")
    assert "an end that its term brings needs no event" in caught.value.hint


@pytest.mark.parametrize(
    ("word", "near"), [("ratifed", "ratified"), ("teminated", "terminated"), ("entry in force", "in-force")]
)
def test_a_misspelt_event_is_answered_with_the_nearest(word: str, near: str) -> None:
    with pytest.raises(Usage) as caught:
        resolve_word(word, EVENT_KINDS, "event")
    assert caught.value.hint == f"did you mean {near}?"
