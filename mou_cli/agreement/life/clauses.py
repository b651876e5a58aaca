"""Which source vouches for a computed date: its title and its words."""

from collections.abc import Iterable

from mou_cli.agreement.model import Source

# The fields from which a date follows, the most telling first.
_FIELDS = {
    "in_force_from": ("entry_into_force", "events"),
    "in_force_through": ("term.duration", "term.until", "term.renewal", "term.period", "term.max_renewals", "term"),
    "notice_opens": ("term.notice_opens", "term.notice", "term"),
    "last_notice_day": ("term.notice", "term.notice_rule", "term"),
    "survival_through": ("term.survival", "term"),
}


class Clauses:
    """The sources of an agreement, each to be quoted once."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = [source for source in sources if source.fields and (source.quote or source.title)]
        self._quoted: set[str] = set()

    def clause_for(self, name: str) -> str:
        """Return what the source of a computed date says of it; nothing where there is none or it was quoted before."""
        for field in _FIELDS.get(name, ()):
            for source in self._sources:
                if any(_names(given, field) for given in source.fields):
                    return self._once(_cited(source))
        return ""

    def _once(self, clause: str) -> str:
        if clause in self._quoted:
            return ""
        self._quoted.add(clause)
        return clause


def _cited(source: Source) -> str:
    # Where the words stand, and the words.
    quote = f"“{source.quote}”" if source.quote else ""
    return ": ".join(filter(None, (source.title, quote)))


def _names(given: str, field: str) -> bool:
    # A source for a part vouches for what is in it; one for `term` alone is the last to be asked.
    return given == field or (field != "term" and given.startswith((f"{field}.", f"{field}[")))
