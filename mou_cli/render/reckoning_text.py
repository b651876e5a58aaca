"""The account of an occasion: what each source counted, what is recorded, and what each list names."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from mou_cli.agreement.reckoning import Counted, Reckoning
from mou_cli.render.plain import write_tsv
from mou_cli.render.safe import safe
from mou_cli.render.segments import Segment, join
from mou_cli.render.table import render_table
from mou_cli.render.tones import DIM, LABEL

_CELLS = 14


def reckoning_text(reckoning: Reckoning, *, room: int, colour: bool) -> str:
    """Return the account of one occasion for a terminal of `room` cells."""
    table = _table(reckoning, room, colour) if reckoning.subjects else ""
    return join(_lines(reckoning), colour=colour) + ("\n" + table if table else "")


def _lines(reckoning: Reckoning) -> Iterator[list[Segment]]:
    yield [(safe(reckoning.name), "bold"), (f"  {safe(reckoning.occasion)}", DIM)]
    for place, each in enumerate(reckoning.announced):
        count = "?" if each.count is None else str(each.count)
        words = f"{count:>5}  {safe(each.text)}"
        yield [(f"{'announced' if not place else '':<{_CELLS}}", LABEL), (words, ""), (_aside(each), DIM)]
    yield _fact("recorded", reckoning.recorded, "")
    yield _fact("", reckoning.exact_titles, "with their exact title")
    yield _fact("", reckoning.placeholders, "without a title yet")
    for place, (file, named) in enumerate(reckoning.drafts.items()):
        yield _fact("" if place else "drafts", named, f"in {safe(file)}")
    if len(reckoning.drafts) > 1:
        yield _fact("", len(reckoning.subjects), "together, as far as they can be told apart")
    if reckoning.subjects:
        yield _fact("", reckoning.uncovered, "that no agreement covers")


def _aside(each: Counted) -> str:
    missing = "" if each.missing is None else f"{each.missing} missing" if each.missing > 0 else "none missing"
    return "  (" + "; ".join(filter(None, (safe(each.source), missing))) + ")"


def _fact(label: str, count: int, words: str) -> list[Segment]:
    return [(f"{label:<{_CELLS}}", LABEL), (f"{count:>5}  {words}", "")]


def _table(reckoning: Reckoning, room: int, colour: bool) -> str:
    files = list(reckoning.drafts)
    rows = [[str(each.number or "-"), *(each.named.get(file, "-") for file in files)] for each in reckoning.subjects]
    names = ["number", *("title" for _ in files)]
    return render_table(names, ["No", *files], rows, room=room, colour=colour, droppable=False)


def reckoning_tsv(found: Sequence[Reckoning], out: TextIO) -> None:
    """Write accounts as lines for programs: what it is, how many, in whose words, the agreement that covers it."""
    rows: list[tuple[str, ...]] = []
    for each in found:
        rows += [
            (each.occasion, "announced", _number(c.count), c.text, c.source, _number(c.missing)) for c in each.announced
        ]
        for kind in ("recorded", "exact_titles", "placeholders"):
            rows.append((each.occasion, kind.replace("_", " "), str(getattr(each, kind)), "", "", ""))
        rows += [(each.occasion, "drafts", str(count), "", file, "") for file, count in each.drafts.items()]
        rows += [(each.occasion, "uncovered", str(each.uncovered), "", "", "")] if each.drafts else []
        for subject in each.subjects:
            for file, title in subject.named.items():
                rows.append((each.occasion, "named", "", title, file, subject.ref or "-"))
    write_tsv(rows, ("occasion", "what", "count", "text", "source", "missing or agreement"), out)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
