"""Tables for programs, and long tables for people."""

from collections.abc import Iterator
from io import StringIO

import pytest

from mou_cli.render.plain import write_padded, write_tsv
from mou_cli.render.widths import width

NAMES = ("no", "title", "status")
HEADINGS = ("No", "Title", "Status")


def tsv(*rows: tuple[str, ...], header: bool = True) -> str:
    out = StringIO()
    write_tsv(rows, HEADINGS, out, header=header)
    return out.getvalue()


def padded(rows: list[tuple[str, str, str]], room: int) -> list[str]:
    out = StringIO()
    write_padded(rows, NAMES, HEADINGS, out, room=room)
    return out.getvalue().splitlines()


def test_tsv_has_a_heading_line() -> None:
    assert tsv(("1", "Rail", "signed")) == "No\tTitle\tStatus\n1\tRail\tsigned\n"


def test_tsv_without_a_heading_line() -> None:
    assert tsv(("1", "Rail", "signed"), header=False) == "1\tRail\tsigned\n"


def test_tsv_of_nothing_is_its_headings() -> None:
    assert tsv() == "No\tTitle\tStatus\n"


def test_tsv_cells_keep_to_their_line_and_column() -> None:
    assert tsv(("1", "two\nlines\tand \x1b[2J", "-"), header=False) == "1\ttwo lines and \\x1b[2J\t-\n"


def test_tsv_cuts_nothing() -> None:
    assert "x" * 5000 in tsv(("1", "x" * 5000, "-"))


def test_tsv_streams() -> None:
    taken = 0

    def rows() -> Iterator[tuple[str, str, str]]:
        nonlocal taken
        for taken in range(1, 100_000):
            yield str(taken), "Rail", "-"

    class Full(StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        write_tsv(rows(), HEADINGS, Full())
    assert taken < 1000


def test_padded_columns_stand_under_each_other() -> None:
    assert padded([("1", "铁路", "signed"), ("12", "Railways", "in force")], 40) == [
        "No  Title     Status",
        "──────────────────────",
        " 1  铁路      signed",
        "12  Railways  in force",
    ]


def test_padded_lines_fit_the_terminal() -> None:
    rows = [(str(number), "Соглашение о сотрудничестве " * 5 + "铁路", "in force") for number in range(300)]
    assert max(map(width, padded(rows, 60))) <= 60


def test_padded_numbers_below_the_sample_are_whole() -> None:
    rows = [(str(number), "Rail", "signed") for number in range(1, 12_346)]
    assert padded(rows, 60)[-1].split()[0] == "12345"


def test_padded_text_steers_nothing() -> None:
    assert "\x1b" not in "".join(padded([("1", "\x1b[31mred", "-")], 60))
