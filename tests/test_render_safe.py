"""What of a text may reach a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.render.safe import safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Accord [ferroviaire] :bug:", "Accord [ferroviaire] :bug:"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J\x7f\x00", "\\x9b2J\\x7f\\x00"),
        ("a\u202eb\u2066c\u2069", "a\\u202eb\\u2066c\\u2069"),
        ("half \ud800", "half \\ud800"),
        ("a\tb\nc\r\u2028d", "a b c  d"),
        ("pass\u200bword\ufeff", "password"),
        ("pass\u200cwo\u200drd", "password"),
        ("\u200dx", "x"),
        ("\U000e0041\u2060x", "x"),
    ],
)
def test_what_steers_is_shown_or_goes(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهد",
        "ریلوے کے شعبے میں",
        "क्‍ष",
        "Қазақстан",
        "中华人民共和国",
        "👨‍👩‍👧",
        "non\u00a0breaking",
        "abc \u200fسلام",
        "é",
    ],
)
def test_letters_stay_letters(text: str) -> None:
    assert safe(text) == text


def test_ends_of_lines_stay_where_lines_are_wanted() -> None:
    assert safe("one\r\ntwo\x1b\nthree", lines=True) == "one\ntwo\\x1b\nthree"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not {unicodedata.category(char) for char in safe(text)} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(safe(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_safe_text_is_left_alone(text: str) -> None:
    assert safe(safe(text)) == safe(text)
