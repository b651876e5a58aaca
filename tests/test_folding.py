"""Words that a person takes for the same are compared as the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.vocabulary.folding import fold

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KAZAKHSTAN", "kazakhstan"),
        ("Қазақстан", "ҚАЗАҚСТАН"),
        ("Türkiye", "turkiye"),
        ("TÜRKİYE", "turkiye"),
        ("Объединённых", "объединенных"),
        ("پاكستان", "پاکستان"),
        ("إيران", "ایران"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("co‑operation", "co-operation"),
    ],
)
def test_spellings_of_one_word_fold_to_one(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_different_letters_stay_different() -> None:
    assert fold("Қазақстан") != fold("Казакстан")


@given(TEXT, TEXT)
def test_the_fold_of_a_part_is_a_part_of_the_fold_of_the_whole(before: str, after: str) -> None:
    assert fold(before + after) == fold(before) + fold(after)


@given(TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_composed_and_decomposed_text_fold_to_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
