"""Which columns a terminal has room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.render.layout import fit, total

NAMES = ("no", "title", "parties", "sectors", "signed", "status", "notice")
NATURAL = (3, 120, 7, 20, 10, 10, 10)


def kept(room: int, *, droppable: bool = True) -> list[str]:
    widths = fit(NAMES, NATURAL, room, droppable=droppable)
    return [name for name, cells in zip(NAMES, widths, strict=True) if cells]


@pytest.mark.parametrize(
    ("room", "names"),
    [
        (200, ["no", "title", "parties", "sectors", "signed", "status", "notice"]),
        (100, ["no", "title", "parties", "sectors", "signed", "status", "notice"]),
        (80, ["no", "title", "parties", "signed", "status", "notice"]),
        (60, ["no", "title", "signed", "status"]),
        (30, ["no", "title", "status"]),
    ],
)
def test_the_least_important_columns_go_first(room: int, names: list[str]) -> None:
    assert kept(room) == names


def test_columns_that_were_asked_for_stay() -> None:
    assert kept(60, droppable=False) == list(NAMES)


def test_the_title_takes_the_rest() -> None:
    assert total(fit(NAMES, NATURAL, 100)) == 100


@given(st.lists(st.integers(1, 300), min_size=7, max_size=7), st.integers(40, 250), st.booleans())
def test_a_table_fits(natural: list[int], room: int, droppable: bool) -> None:
    assert total(fit(NAMES, natural, room, droppable=droppable)) <= room
