"""How arguments become query words, and options too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.query.query import QUERY_NAMES, is_negation, spell
from mou_cli.agreement.query.query_words import Word, quote, split_words
from mou_cli.errors import Usage


def words(*arguments: str) -> list[Word]:
    return list(split_words(arguments, QUERY_NAMES))


def test_an_argument_is_one_word_as_the_shell_made_it() -> None:
    assert words("place:Nur Sultan", "virtual assets") == [Word("place", "Nur Sultan"), Word("", "virtual assets")]


def test_a_query_in_one_argument_is_split() -> None:
    assert words('sector:rail -type:protocol "virtual assets" -"old port"') == [
        Word("sector", "rail"),
        Word("type", "protocol", negated=True),
        Word("", "virtual assets"),
        Word("", "old port", negated=True),
    ]


def test_a_quoted_word_is_never_a_name() -> None:
    assert words('"sector:rail"') == [Word("", "sector:rail")]


def test_a_name_may_be_typed_with_capitals_and_underscores() -> None:
    assert words("In_Force:2026") == [Word("in-force", "2026")]


def test_blank_arguments_are_nothing() -> None:
    assert words("", "  ") == []


def test_an_open_quotation_mark_is_refused() -> None:
    with pytest.raises(Usage, match="not closed"):
        words('place:"Nur Sultan')


def test_options_are_spelled_as_words() -> None:
    assert spell({"sector": ["rail", "road"], "in_force": ["2026.."]}) == [
        "sector:rail",
        "sector:road",
        "in-force:2026..",
    ]


@given(
    st.sampled_from(sorted(QUERY_NAMES)), st.text(min_size=1).filter(lambda text: text == text.strip() and text != '"')
)
def test_a_spelled_option_is_read_back_as_it_was(name: str, value: str) -> None:
    assert words(quote(name, value)) == [Word(name, value)]


@pytest.mark.parametrize("argument", ["-type:protocol", "-In_Force:2026", "-text:a b"])
def test_a_negation_is_told_from_an_option(argument: str) -> None:
    assert is_negation(argument)


@pytest.mark.parametrize("argument", ["--type:protocol", "-o", "-", "-x:y", "type:protocol", ""])
def test_an_option_is_no_negation(argument: str) -> None:
    assert not is_negation(argument)
