"""Which source of an agreement to point to, and which addresses may be followed."""

import re

from mou_cli.agreement.model import Agreement, Source

# http(s) alone: what a page makes a link of must run nothing. No character that an address has to write as %XX.
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"{}|\\^`]+\Z", re.IGNORECASE)
_RANKS = {"exact": 0, "reported": 1, "": 1, "unclear": 2}


def address_of(text: str) -> str:
    """Return `text` where it is an address that a browser may follow, else nothing."""
    return text if _ADDRESS.match(text) else ""


def main_source(agreement: Agreement) -> Source | None:
    """Return the source to point to: one with an address before one without, the most certain of these, the first."""
    ranked = sorted(agreement.sources, key=lambda each: (not address_of(each.url), _RANKS.get(each.certainty, 1)))
    return ranked[0] if ranked else None
