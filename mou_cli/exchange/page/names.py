"""What the page calls things: the sectors, parties, types and statuses that occur in it, each with its words."""

from collections.abc import Iterable, Iterator
from typing import Any

from mou_cli.agreement.codes import STATUSES, TYPES
from mou_cli.agreement.model import Agreement, Occasion, Party
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label
from mou_cli.vocabulary.types import type_label


class Used:
    """The codes that the agreements and the occasions of a page name; `occasions` are the references among them."""

    def __init__(self) -> None:
        self._sectors: set[str] = set()
        self._parties: set[str] = set()
        self.occasions: set[str] = set()

    def take(self, agreement: Agreement) -> None:
        """Note what an agreement names."""
        self._sectors.update(agreement.sectors)
        self.occasions.add(agreement.occasion)
        self._parties.update(_codes(agreement.parties))
        self._parties.update(event.party for event in agreement.events)
        self._parties.update((agreement.depositary, agreement.responsible))

    def take_occasion(self, occasion: Occasion) -> None:
        """Note what an occasion names."""
        self._parties.update(_codes(occasion.parties))

    def names(self, sectors: Sectors) -> dict[str, Any]:
        """Return the words for every code: statuses in the course of a life, sectors as the tree has them."""
        parties = ((code, party_name(code)) for code in sorted(self._parties))
        return {
            "sectors": list(self._tree(sectors)),
            "parties": {code: name for code, name in parties if name != code},
            "types": [(code, type_label(code)) for code in TYPES],
            "statuses": [(code, status_label(code)) for code in _COURSE],
        }

    def _tree(self, sectors: Sectors) -> Iterator[tuple[str, str, str]]:
        # A sector's code, label and group; a group that is not named itself stands over its leaves all the same.
        used = {code for code in self._sectors if code in sectors}
        used |= {sectors[code].parent for code in used if sectors[code].parent in sectors}
        for sector in sectors:
            if sector.code in used:
                yield sector.code, sector.label, sector.parent if sector.parent in used else ""


# From the draft to the end, the unknown last.
_COURSE = (*(code for code in reversed(STATUSES) if code != "unknown"), "unknown")


def _codes(parties: Iterable[Party]) -> Iterator[str]:
    return (party.code for party in parties)
