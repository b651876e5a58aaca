"""Hostile and huge texts: bounded time, no pattern that hangs, linear in the length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.intake.normalising import LONGEST, normalise
from mou_cli.intake.reading import read

_TITLE = "Memorandum between the Ministry of Trade of Oman and the Ministry of Trade of Nepal on tea; "
_SIZE = 20_000
_HOSTILE = {
    "commas": "signed memoranda on " + "a, " * _SIZE,
    "ands": "signed memoranda on " + "a and " * _SIZE,
    "brackets": "signed memoranda " + "(" * _SIZE * 3,
    "quotes": 'signed "agreement" ' + '" ' * _SIZE,
    "dots": "." * _SIZE * 5,
    "short sentences": "A. " * _SIZE,
    "dashes": "-" * _SIZE * 5,
    "dashes between": "; - a" * (_SIZE // 2),
    "bullets in a line": "signed: " + "• a " * (_SIZE // 2),
    "numbers": "1. a " * (_SIZE // 2),
    "bare numbers": " 1 2 3" * (_SIZE // 2),
    "one number": "1" * _SIZE * 5,
    "cells": "|" * _SIZE * 5,
    "tabs": "a\tb\tc\n" * (_SIZE // 4),
    "blank lines": "\n" * _SIZE * 5,
    "capitals within": "aaaaA" * _SIZE,
    "arabic and": "و" * _SIZE * 5,
    "urdu glue": "ے" * _SIZE * 5,
    "one title after another": _TITLE * 500,
    "the word alone": "agreement " * _SIZE,
    "states": "Kazakhstan " * _SIZE,
    "dates": "signed 4 February 2031 " * (_SIZE // 6),
    "sums": "target trade to $1 billion by 2030 " * (_SIZE // 8),
    "people": "Minister of Foreign Affairs John " * (_SIZE // 8),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_no_pattern_hangs(name: str) -> None:
    before = time.process_time()
    read(_HOSTILE[name][:30_000])
    assert time.process_time() - before < 5


@pytest.mark.parametrize("pattern", ["a-\n", "word ", "# ", "**", "aA", "؛", "of", "date 2031-01-01 "])
def test_normalising_is_linear(pattern: str) -> None:
    before = time.process_time()
    normalise(pattern * (100_000 // len(pattern)))
    assert time.process_time() - before < 2


def test_ten_thousand_bullets_are_read() -> None:
    text = "Oman and Nepal signed:\n" + "".join(f"- MoU on thing{n}\n" for n in range(10_000))
    assert len(read(text).drafts) == 10_000


def test_what_is_too_long_is_read_in_part_and_says_so() -> None:
    found = read("Oman and Nepal signed an MoU on tea.\n" + "x " * LONGEST)
    assert [draft.title for draft in found.drafts] == ["MoU on tea"]
    assert found.remarks


def test_ten_pages_take_less_than_half_a_second() -> None:
    page = (
        "Oman and Nepal signed papers. " + _TITLE * 8 + "The ministers spoke of trade, of tea and of the roads. " * 30
    )
    text = "\n\n".join(f"{page} Page {n}." for n in range(10))
    assert len(text) > 24_000
    read("warm")
    before = time.process_time()
    read(text)
    assert time.process_time() - before < 0.5


def test_a_sign_that_folds_to_nothing_is_no_word() -> None:
    assert read("A\u1dc0 signed").drafts == ()


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert all(draft.title for draft in found.drafts)


_OWN = """
signed memoranda agreement on between and the ministry of oman nepal , ; : . ( ) - 3 tea in fields 4 may 2031 «MoU»
"""


@given(st.lists(st.sampled_from(_OWN.split()), max_size=60))
@settings(max_examples=120, deadline=None)
def test_any_order_of_its_own_words_is_read(words: list[str]) -> None:
    for draft in read(" ".join(words)).drafts:
        assert draft.title
        assert draft.quote
