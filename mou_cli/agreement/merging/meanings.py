"""References in agreements, as they are written in one copy and as they are after a merge: the same is meant."""

from collections.abc import Mapping
from typing import Any

from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS
from mou_cli.vocabulary.folding import fold

# What is called otherwise after the merge: table and reference (folded), and what it is called then.
Renamed = Mapping[tuple[str, str], str]


def meaning_the_same(fields: Mapping[str, Any], renamed: Renamed) -> dict[str, Any]:
    """Return fields whose links and occasion lead to where they led before some references became others."""
    made = dict(fields)
    occasion = made.get("occasion")
    if isinstance(occasion, str) and (OCCASIONS, fold(occasion)) in renamed:
        made["occasion"] = renamed[OCCASIONS, fold(occasion)]
    links = made.get("links")
    if isinstance(links, list):
        made["links"] = [_link(link, renamed) for link in links]
    return made


def _link(link: Any, renamed: Renamed) -> Any:
    ref = link.get("ref") if isinstance(link, dict) else None
    other = renamed.get((AGREEMENTS, fold(ref))) if isinstance(ref, str) else None
    return {**link, "ref": other} if other else link
