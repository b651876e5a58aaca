"""What the examination of a registry found, on a terminal: errors first, agreement by agreement."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mou_cli.agreement.checks.located import Located
from mou_cli.render.console import to_text
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, LABEL

_HEADINGS = {
    "fixed": ("Put right", "green"),
    "adopted": ("Taken over", "cyan"),
    "error": ("Errors", "red"),
    "warning": ("Warnings", "yellow"),
}
_THINGS = {
    "agreements": ("agreement", "agreements"),
    "occasions": ("occasion", "occasions"),
    "history": ("entry of history", "entries of history"),
}
_SHOWN = 50  # of each kind: who wants to see thousands wants them in a file
_WIDEST = 120


def doctor_report(path: str, rows: Mapping[str, int], told: Sequence[Located], *, room: int, colour: bool) -> str:
    """Return the report as text for a terminal of `room` cells.

    `path` is where the registry is, `rows` how many rows each of its tables has, `told` the findings, each kind
    together.
    """
    parts: list[RenderableType] = [_head(path, rows)]
    for severity, found in groupby(told, lambda each: each.severity):
        parts += _part(severity, list(found))
    if not told:
        parts.append(Text("\nNothing is wrong.", style="green"))
    return to_text(Group(*parts), min(room, _WIDEST), colour)


def _head(path: str, rows: Mapping[str, int]) -> Text:
    counts = [f"{rows[name]:,} {words[rows[name] != 1]}" for name, words in _THINGS.items() if name in rows]
    return Text.assemble((safe(path), "bold"), (f"\n{', '.join(counts)}" if counts else "", DIM), overflow="fold")


def _part(severity: str, found: Sequence[Located]) -> Iterator[RenderableType]:
    heading, tone = _HEADINGS[severity]
    yield Text.assemble(f"\n{heading}", style=f"bold {tone}").append(f"  {len(found):,}", style=f"not bold {DIM}")
    for (about, number, ref), some in groupby(found[:_SHOWN], lambda each: (each.about, each.no, each.ref)):
        group = list(some)
        inside = 2 if number and any(each.field for each in group) else 0
        if inside:
            yield _indented(Text.assemble(f"{about} {number}", (f"  {safe(ref)}", DIM)), 2)
        for remedy, alike in groupby(group, lambda each: each.remedy):
            yield from (_indented(_line(each), 2 + inside) for each in alike)
            if remedy:
                yield _indented(Text(f"→ {safe(remedy)}", style=DIM), 4 + inside)
    if len(found) > _SHOWN:
        yield _indented(Text(f"and {len(found) - _SHOWN:,} more: mou doctor --format tsv", style=DIM), 2)


def _line(each: Located) -> Text:
    field = (f"{safe(each.field)}  ", LABEL) if each.field else ("", "")
    return Text.assemble(field, safe(each.message), overflow="fold")


def _indented(text: Text, cells: int) -> RenderableType:
    return Padding(text, (0, 0, 0, cells))
