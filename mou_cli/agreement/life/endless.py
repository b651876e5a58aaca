"""What has no end: an indefinite term, and one that has gone on without an end since its first."""

from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.model import Agreement

# An end that is not known is an end all the same.
_ENDS = (*OVER, "ending")
_INDEFINITE, _WITHOUT_END = "indefinite", "without an end"


def endless_words(agreement: Agreement, computed: Computed) -> str:
    """Return in words that an agreement has no end; empty where it has one, or where that is not known."""
    term = agreement.term
    if term is None or computed.ceases_on or computed.in_force_through or computed.status in _ENDS:
        return ""
    if term.duration == "indefinite" and not term.until:
        return _INDEFINITE
    goes_on = term.renewal == "open-ended" and bool(term.duration or term.until)
    return _WITHOUT_END if goes_on and not computed.missing else ""
