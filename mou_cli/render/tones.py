"""What colour says: the same tone for the same meaning everywhere, in the sixteen colours of a person's theme."""

from functools import cache

from mou_cli.vocabulary.statuses import status_label

DIM = "dim"
LABEL = "cyan"
WARNING_TONE = "yellow"

_STATUS = {
    "in-force": "green",
    "provisional": "green",
    "ending": "yellow",
    "suspended": "yellow",
    "signed": "cyan",
    "initialled": "cyan",
    "draft": DIM,
    "expired": "red",
    "terminated": "red",
    "superseded": DIM,
    "unknown": "magenta",
}
_COMMITMENT = {"open": "", "started": "cyan", "done": "green", "dropped": DIM}


def status_tone(status: str) -> str:
    """Return the style of a status code; empty for a word that this version does not know."""
    return _STATUS.get(status, "")


def commitment_tone(status: str) -> str:
    """Return the style of a commitment's status."""
    return _COMMITMENT.get(status, "")


@cache
def label_tones() -> dict[str, str]:
    """Return the style of each status by the words that people see for it."""
    return {status_label(code): tone for code, tone in _STATUS.items()}
