"""Backups on a terminal: when, how large, how many agreements, good or not; below each the command to type."""

from collections.abc import Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.render.console import to_text
from mou_cli.render.file_words import size_words
from mou_cli.render.safe import safe
from mou_cli.render.tones import WARNING_TONE

Row = tuple[str, int, int | None, str, str]
_GOOD = "good"


def backup_list(rows: Sequence[Row], *, room: int, colour: bool) -> str:
    """Return backups (time, bytes, agreements, state, command) as text for a terminal of `room` cells.

    A command is never cut, that it can be copied: where it is longer than a line it goes on in the next.
    """
    from rich.console import Group
    from rich.text import Text

    lines: list[Text] = []
    for at, size, agreements, state, command in rows:
        when = f"{format_day(at[:10])} {at[11:19]} UTC"
        count = "" if agreements is None else f"{agreements:,} agreement{'' if agreements == 1 else 's'}"
        good = (count, state) if state == _GOOD else ()
        lines.append(Text.assemble((when, "bold"), "  ".join(("", f"{size_words(size) or '0 B':>8}", *good))))
        if good:
            lines.append(Text(f"  {safe(command)}", overflow="fold"))
        else:
            lines.append(Text(f"  {safe(state)}", style=WARNING_TONE, overflow="fold"))
    return to_text(Group(*lines), room, colour)
