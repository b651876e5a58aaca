"""Pictures made of pieces of text with a style each, in colour by Rich or plain without it."""

from collections.abc import Iterable, Sequence

# A text and the style that it has in colour.
Segment = tuple[str, str]


def join(lines: Iterable[Sequence[Segment]], *, colour: bool) -> str:
    """Return `lines` of segments as text, each ended by a newline; without `colour` the styles are left out."""
    if not colour:
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
    from rich.console import Group
    from rich.text import Text

    from mou_cli.render.console import to_text

    drawn = [Text.assemble(*line, no_wrap=True, overflow="ignore") for line in lines]
    return to_text(Group(*drawn), 10_000, colour) if drawn else ""


def runs(cells: Iterable[Segment]) -> list[Segment]:
    """Return `cells` with neighbours of one style put together."""
    made: list[Segment] = []
    for text, style in cells:
        if made and made[-1][1] == style:
            made[-1] = (made[-1][0] + text, style)
        else:
            made.append((text, style))
    return made
