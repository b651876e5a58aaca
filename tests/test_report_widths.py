"""How wide the columns of a report are on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.reports.document import Column, Table, lean
from mou_cli.reports.widths import column_widths

NUMBERED = [Column("No", "number", 0.6), Column("Agreement", "text", 5), Column("Signed", "date", 1.5)]


def table(*rows: tuple[object, ...], columns: list[Column] = NUMBERED) -> Table:
    return Table("Agreements", columns, rows)  # type: ignore[arg-type]  # cells made for a test


def test_a_number_and_a_date_stay_on_one_line() -> None:
    number, _, signed = column_widths(table((1234, "A title " * 40, "2026-02-24")), 60, 2)
    assert number >= len("1,234") + 2
    assert signed >= len("24 Feb 2026") + 2


def test_what_is_short_leaves_its_room_to_what_is_long() -> None:
    number, title, _ = column_widths(table((1, "A title " * 40, "2026-02-24")), 100, 2)
    assert number < 6
    assert title > 75


def test_no_word_is_broken() -> None:
    columns = [Column("A", "text", 1), Column("B", "text", 20)]
    first, _ = column_widths(table(("understanding", "long text " * 30), columns=columns), 60, 2)
    assert first >= len("understanding") + 2


def test_a_word_that_is_no_word_is_broken_all_the_same() -> None:
    columns = [Column("A", "text", 1), Column("B", "text", 1)]
    first, second = column_widths(table(("x" * 500, "short"), columns=columns), 60, 2)
    assert second >= len("short") + 2
    assert first < 60


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.text(max_size=60), st.text(max_size=20)), max_size=5),
    st.floats(10, 300),
)
def test_the_columns_fill_the_room(rows: list[tuple[object, ...]], room: float) -> None:
    columns = [Column("No", "number", 0.6), Column("One", "text", 3), Column("Other", "text", 1)]
    widths = column_widths(table(*rows, columns=columns), room, 2)
    assert sum(widths) == pytest.approx(room, rel=1e-3)
    assert min(widths) > 0


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    shown = lean(table((1, "A", ""), (2, "B", None)))
    assert [column.heading for column in shown.columns] == ["No", "Agreement"]
    assert shown.rows == [[1, "A"], [2, "B"]]


def test_a_nought_stands_for_something() -> None:
    assert len(lean(table((0, "A", "2026"))).columns) == 3
