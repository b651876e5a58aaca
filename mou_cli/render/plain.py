"""Tables as plain text: tab-separated for programs, padded for long lists on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from mou_cli.render.layout import Look, fit, look, total
from mou_cli.render.safe import safe
from mou_cli.render.widths import cut, cut_middle, is_narrow, pad, width

_SAMPLE = 500
_BATCH = 256


def write_tsv(rows: Iterable[Sequence[str]], headings: Sequence[str], out: TextIO, *, header: bool = True) -> None:
    """Write `rows` to `out`, a line each, cells apart by tabs, nothing cut and no colour.

    `headings` make the first line unless `header` is false. A tab or the end of a line inside a cell is a space there.
    """
    lines = ("\t".join(row) if "".join(row).isprintable() else "\t".join(map(safe, row)) for row in rows)
    _write(chain(("\t".join(headings),) if header else (), lines), out)


def write_padded(
    rows: Iterable[Sequence[str]],
    names: Sequence[str],
    headings: Sequence[str],
    out: TextIO,
    *,
    room: int,
    header: bool = True,
    droppable: bool = True,
) -> None:
    """Write `rows` to `out` as columns padded with spaces: for tables too long for Rich, on a terminal.

    Widths are taken from the first rows, so that the table streams. `names` say how each column behaves (see
    layout.look), `room` is the terminal's width, `header` wants headings and a rule under them, `droppable` allows
    columns to be left out.
    """
    rows = iter(rows)
    sample = [[safe(cell) for cell in row] for row in islice(rows, _SAMPLE)]
    least = headings if header else [""] * len(headings)
    natural = [max(width(row[place]) for row in [least, *sample]) for place in range(len(names))]
    if len(sample) == _SAMPLE:  # numbers grow longer below the sample
        natural = [max(asked, 6) if look(name).right else asked for asked, name in zip(natural, names, strict=True)]
    widths = fit(names, natural, room, droppable=droppable)
    heads = [next(_padded([headings], names, widths)), "─" * total(widths)] if header else []
    _write(chain(heads, _padded(chain(sample, rows), names, widths)), out)


def _padded(rows: Iterable[Sequence[str]], names: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    kept = [place for place, cells in enumerate(widths) if cells]
    cells = [widths[place] for place in kept]
    looks = [look(names[place]) for place in kept]
    every = len(kept) == len(widths)
    form = "  ".join(f"%{'' if wanted.right else '-'}{size}s" for wanted, size in zip(looks, cells, strict=True))
    length = total(cells)
    for row in rows:
        shown = tuple(row) if every else tuple(row[place] for place in kept)
        if not is_narrow("".join(shown)):
            yield "  ".join(map(_cell, shown, cells, looks)).rstrip()
            continue
        # One format for the whole row: the reason that 100,000 rows take less than a second.
        line = form % shown
        if len(line) > length:
            line = form % tuple(map(_cut, shown, cells, looks))
        yield line.rstrip()


def _cut(text: str, cells: int, wanted: Look) -> str:
    if len(text) <= cells:
        return text
    return cut_middle(text, cells) if wanted.wraps else cut(text, cells)


def _cell(text: str, cells: int, wanted: Look) -> str:
    text = safe(text)
    return pad(cut_middle(text, cells) if wanted.wraps else cut(text, cells), cells, right=wanted.right)


def _write(lines: Iterable[str], out: TextIO) -> None:
    lines = iter(lines)
    while batch := list(islice(lines, _BATCH)):
        batch.append("")
        out.write("\n".join(batch))
