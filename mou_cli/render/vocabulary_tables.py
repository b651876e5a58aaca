"""The vocabulary as people read it: the tree of sectors and the list of parties, with how often each occurs."""

from collections.abc import Iterable, Mapping

from mou_cli.render.table import render_table
from mou_cli.vocabulary.sectors import Sectors


def sectors_text(sectors: Sectors, counts: Mapping[str, int], *, room: int, colour: bool) -> str:
    """Return the tree of sectors for a terminal of `room` cells.

    `counts` says how many agreements each code has; a group's number takes in its leaves, each agreement once.
    """
    groups = {group.code for group in sectors.groups()}
    rows, tones = [], []
    for sector in sectors:
        group = sector.code in groups
        code = sector.code if group else "  " + sector.code
        rows.append((code, sector.label, _count(counts.get(sector.code, 0)), ", ".join(sector.aliases)))
        tones.append("bold" if group else "")
    names = ("code", "label", "agreements", "aliases")
    headings = ("Code", "Sector", "Agreements", "Also called")
    return render_table(names, headings, rows, room=room, colour=colour, tones=tones)


def parties_text(parties: Iterable[tuple[str, str, int]], *, room: int, colour: bool) -> str:
    """Return the parties (code, name and number of agreements) for a terminal of `room` cells."""
    rows = [(code, name, _count(count)) for code, name, count in parties]
    names = ("code", "label", "agreements")
    return render_table(names, ("Code", "Party", "Agreements"), rows, room=room, colour=colour)


def _count(count: int) -> str:
    return f"{count:,}" if count else "-"
