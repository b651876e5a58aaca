"""What an agreement points at: sectors, other agreements, its occasion."""

import re
from collections.abc import Iterator

from mou_cli.agreement.checks.finding import Finding, Surroundings, warning
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.reading.paths import item_path

_OCCASION = re.compile(r"OCC-[0-9]")


def sectors(agreement: Agreement, surroundings: Surroundings) -> Iterator[Finding]:
    """Every sector is one of the tree or of the registry's own."""
    for code in agreement.sectors:
        if code not in surroundings.sectors:
            yield warning("sectors", f"{code[:40]!r} is not a sector")


def links(agreement: Agreement, surroundings: Surroundings) -> Iterator[Finding]:
    """A link leads to an agreement of this registry, and not to itself."""
    if not agreement.links:
        return
    own = {agreement.ref, *agreement.former_refs} - {""}
    for position, link in enumerate(agreement.links):
        if link.ref in own:
            yield warning(item_path("links", agreement.links, position, "ref"), f"{link.ref} {link.rel} itself")
        elif not link.ref or not surroundings.knows(link.ref):
            yield warning(
                item_path("links", agreement.links, position, "ref"),
                f"there is no agreement {link.ref[:40]!r} in this registry",
            )


def occasion(agreement: Agreement, surroundings: Surroundings) -> Iterator[Finding]:
    """An occasion given by its reference is in this registry; free text is free."""
    if _OCCASION.match(agreement.occasion) and not surroundings.knows(agreement.occasion):
        yield warning("occasion", f"there is no occasion {agreement.occasion[:40]!r} in this registry")
