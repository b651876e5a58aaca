"""Cells of a terminal, and cutting to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mou_cli.render.widths import cut, cut_middle, head, pad, tail, width

LETTERS = st.text(st.sampled_from("abc é-–Қаз中华協定سلامـٌ हिन्दी\u0301ｱﾊ"), max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"), [("rail", 4), ("Қазақстан", 9), ("铁路", 4), ("e\u0301", 1), ("کٌ", 1), ("", 0)]
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text("abc é–ҚазсоглашениеسلامЖ中华協定ｱﾊ\u0301ٌ·…№"))
def test_width_is_what_rich_measures(text: str) -> None:
    assert width(text) == cell_len(text)


def test_pad_fills_up_wide_letters() -> None:
    assert pad("铁路", 6) == "铁路  "


def test_pad_right_sets_numbers_under_each_other() -> None:
    assert pad("7", 3, right=True) == "  7"


def test_cut_marks_what_is_missing() -> None:
    assert cut("Railways and ports", 12) == "Railways an…"


def test_cut_middle_keeps_what_the_title_is_about() -> None:
    title = "Agreement between the Government of Kazakhstan and the Government of Pakistan on rail transport"
    assert cut_middle(title, 44) == "Agreement … of Pakistan on rail transport"


@given(LETTERS, st.integers(1, 50))
def test_cuts_fit(text: str, cells: int) -> None:
    assert max(width(cut(text, cells)), width(cut_middle(text, cells))) <= cells


@given(LETTERS, st.integers(0, 50))
def test_head_and_tail_are_ends_of_the_text(text: str, cells: int) -> None:
    assert text.startswith(head(text, cells))
    assert text.endswith(tail(text, cells))


@given(LETTERS)
def test_what_fits_is_not_cut(text: str) -> None:
    assert cut(text, width(text)) == cut_middle(text, width(text)) == text
