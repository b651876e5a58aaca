"""A scale of years in cells of a terminal: which cell a day falls in, and the axis that says so."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
_LABEL = 6  # cells of a year and the gap after it
_LEAST_AHEAD = 10  # years beyond today that are drawn where something lies there


class Scale(NamedTuple):
    """The years from `first` to `last`, both whole, on `cells` cells."""

    first: int
    last: int
    cells: int

    def cell(self, day: date) -> int:
        """Return the cell of `day`, counted from 0; below 0 before the scale, `cells` and more after it."""
        start = date(self.first, 1, 1).toordinal()
        days = date(self.last, 12, 31).toordinal() - start + 1
        return (day.toordinal() - start) * self.cells // days

    def ticks(self) -> list[tuple[int, str]]:
        """Return the cells at which years begin, with their labels, as many as can be told apart."""
        per_year = self.cells / (self.last - self.first + 1)
        step = next((step for step in _STEPS if step * per_year >= _LABEL), _STEPS[-1])
        years = (year for year in range(self.first, self.last + 1) if year % step == 0)
        return [(cell, f"{year:04}") for year in years if (cell := self.cell(date(year, 1, 1))) + 4 <= self.cells]

    def labels(self) -> str:
        """Return the line of the years' numbers."""
        line = ""
        for cell, label in self.ticks():
            line = line.ljust(cell) + label
        return line.ljust(self.cells)

    def rule(self, today: date) -> str:
        """Return the line under the numbers, with a mark at each and at `today`."""
        marks = ["─"] * self.cells
        for cell, _ in self.ticks():
            marks[cell] = "┴"
        now = self.cell(today)
        if 0 <= now < self.cells:
            marks[now] = "┼" if marks[now] == "┴" else "┬"
        return "".join(marks)


def years_of(
    first_days: Iterable[date], last_days: Iterable[date], today: date, since: int | None, until: int | None
) -> tuple[int, int]:
    """Return the first and the last year to draw: those asked for, else those in which anything lies.

    `first_days` and `last_days` are where lives begin and end. Ends that lie further ahead of `today` than the past
    reaches back are left to the edge: a term of 99 years would press all others into one cell.
    """
    first = min((day.year for day in first_days), default=today.year)
    first = min(first, today.year) if since is None else since
    if until is not None:
        return min(first, until), until
    furthest = today.year + max(_LEAST_AHEAD, today.year - first)
    last = max((day.year for day in last_days), default=today.year)
    return first, min(max(min(last, furthest), today.year + 1, first), 9999)
