"""What the shells hand over when they complete a line, put right before Typer reads it."""

from collections.abc import MutableMapping

# The part of the word that bash keeps for itself, because it ends in a colon or an equals sign.
KEPT = "_MOU_KEPT"
_BREAKS = frozenset(":=@")
# It begins the name of a view; that it could stand in a word (`desk@example.org`) nobody completes.
_BEGINS = "@"


def ready(environ: MutableMapping[str, str]) -> None:
    """Put the environment of a completion right: bash's words in one piece, and titles that are not wrapped."""
    environ["COLUMNS"] = "10000"
    if environ.get("_MOU_COMPLETE") == "complete_bash" and environ.get("COMP_CWORD", "").isdigit():
        words = environ.get("COMP_WORDS", "").split("\n")[: int(environ["COMP_CWORD"]) + 1]
        joined, kept = rejoined(words)
        environ.update(COMP_WORDS="\n".join(joined), COMP_CWORD=str(len(joined) - 1), **{KEPT: kept})


def rejoined(words: list[str]) -> tuple[list[str], str]:
    """Return `words` with `sector`, `:`, `rail` in one piece again, and what of the last word bash will not replace.

    Bash takes words apart at colons, equals signs and at signs (COMP_WORDBREAKS), and offers must leave out what stands
    before.
    """
    joined: list[str] = []
    pieces: list[str] = []
    for word in words:
        if word and word != _BEGINS and pieces and (_is_break(word) or _is_break(pieces[-1])):
            pieces.append(word)
        else:
            pieces = [word]
            joined.append("")
        joined[-1] = "".join(pieces)
    if len(pieces) < 2 or pieces[0] == _BEGINS:  # an at sign is replaced with what follows it
        return joined, ""
    return joined, joined[-1] if _is_break(pieces[-1]) else joined[-1].removesuffix(pieces[-1])


def _is_break(word: str) -> bool:
    return bool(word) and _BREAKS.issuperset(word)
