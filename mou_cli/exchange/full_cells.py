"""What a cell of a workbook can hold, and the mark on a text that was cut off because it holds no more."""

MOST = 32_767  # UTF-16 code units, as Excel counts
CUT_OFF = " [... cut off: a cell of a workbook holds 32,767 characters]"


def fitted(text: str) -> str:
    """Return `text`, cut off and marked where a cell of a workbook has no room for all of it."""
    if len(text) <= MOST // 2 or _units(text) <= MOST:
        return text
    room = MOST - len(CUT_OFF)
    kept = text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + CUT_OFF


def is_cut_off(text: str) -> bool:
    """Say whether `text` was cut off by `fitted`."""
    return text.endswith(CUT_OFF)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
