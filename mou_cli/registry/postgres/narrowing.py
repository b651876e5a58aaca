"""From a query to a condition in SQL that holds for all that it finds, and for little else: Python decides."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from mou_cli.agreement.query.conditions import Condition, Span
from mou_cli.agreement.query.query import Query
from mou_cli.registry.layout import encode


class Where(NamedTuple):
    """A condition in SQL and its parameters."""

    sql: str
    params: list[Any]

    @classmethod
    def all_of(cls, parts: Sequence["Where"]) -> "Where":
        """Return the condition that all of some hold; without any it holds always."""
        return cls(
            " AND ".join(f"({each.sql})" for each in parts) or "true", [p for each in parts for p in each.params]
        )

    @classmethod
    def any_of(cls, parts: Sequence["Where"]) -> "Where":
        """Return the condition that one of some holds; without any it holds never."""
        return cls(
            " OR ".join(f"({each.sql})" for each in parts) or "false", [p for each in parts for p in each.params]
        )


# What a row's JSON holds where a field has a value.
_HELD: dict[str, Callable[[str], tuple[str, Any]]] = {
    "sector": lambda code: ("sectors", [code]),
    "party": lambda code: ("parties", [{"code": code}]),
    "lead": lambda code: ("parties", [{"code": code, "lead": True}]),
    "type": lambda code: ("type", code),
    "binding": lambda code: ("binding", code),
    "occasion": lambda ref: ("occasion", ref),
}
# Fields of which every text is among the words of an agreement.
_IN_WORDS = ("title", "place", "agency", "person", "notes", "occasion")
# So many characters of a reference, a uid or a date an index holds; who finds it so looks at the rest.
_INDEXED = 64


def narrowed(query: Query, *, folded_alike: bool) -> Where:
    """Return a condition that all agreements fulfil that `query` finds; `folded_alike`: words can be used."""
    found = (_one(condition, folded_alike) for condition in query.conditions)
    return Where.all_of([each for each in found if each is not None])


def holding(text: str) -> Where:
    """Return the condition that a folded text is among the words of a row, as far as they are known."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # Where another program wrote a row, or another mou folds otherwise, its words say nothing: it is void.
    return Where("words LIKE %s OR void", [f"%{escaped}%"])


def held(field: str, pattern: Any) -> Where:
    """Return the condition that a field (of those that the index has) holds a pattern."""
    return Where(f"document -> '{field}' @> %s::text::jsonb", [encode(pattern).decode()])


def ended_by(ref: str) -> Where:
    """Return the condition that an event names another agreement by a reference."""
    by = held("events", [{"by": ref}])
    return Where(f"{by.sql} AND document @? '$.events[*].by'", by.params)


def bearing(words: Sequence[str]) -> Where:
    """Return the condition that a row bears one of some words as a reference or uid, or bore it, or one alike."""
    begun = [word[:_INDEXED] for word in words]
    parts = [Where(f"{_beginning(name)} = ANY (%s)", [begun]) for name in ("ref", "uid")]
    return Where.any_of([*parts, Where("document -> 'former_refs' ?| %s", [list(words)])])


def _beginning(name: str) -> str:
    return f"left(document ->> '{name}', {_INDEXED}) COLLATE \"C\""


def _one(condition: Condition, folded_alike: bool) -> Where | None:
    name = condition.field
    if condition.negated or condition.absent or condition.present or condition.prefixes:
        return None
    if condition.fragments and not (folded_alike and name in (*_IN_WORDS, "text")):
        return None
    if condition.spans:
        return Where.any_of(list(map(_signed, condition.spans))) if name == "signed" else None
    if condition.values and name not in _HELD and name != "text":
        return None
    return Where.any_of(list(_parts(condition)))


def _parts(condition: Condition) -> Iterator[Where]:
    pattern = _HELD["occasion" if condition.field == "text" else condition.field] if condition.values else None
    yield from (held(*pattern(value)) for value in condition.values if pattern)
    yield from map(holding, condition.fragments)


def _signed(span: Span) -> Where:
    day = _beginning("signed")
    first = span.first.isoformat() if span.first else ""
    last = span.last.isoformat() if span.last else "9999-12-31"
    # What is no single day may lie in the span, or not.
    return Where(f"({day} >= %s AND {day} <= %s) OR length(document ->> 'signed') <> 10", [first, last])
