"""What a query asks, as data, and the test that each condition makes of an agreement."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query_fields import FIELDS, Field

Test = Callable[[Any], bool]
Part = Callable[[Sequence[str], Sequence[str]], bool]


class Span(Struct, frozen=True):
    """A range of days, both ends in it; None leaves an end open."""

    first: date | None
    last: date | None


class Condition(Struct, frozen=True, kw_only=True):
    """One condition; an agreement that a query finds fulfils each of its conditions.

    It holds where any one of its parts holds: the field has one of `values` (codes as stored, a sector with all that
    lies under it; other words folded), begins with one of `prefixes` (folded), contains one of `fragments` (folded),
    lies in or may lie in one of `spans`, is absent where `absent`, is there at all where `present`. `negated` turns
    the whole round. `field` is a name of query_fields.FIELDS; of `text`, fragments are looked for in every text of
    the agreement, and `values` are occasions whose name the word fits.
    """

    field: str
    values: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    absent: bool = False
    present: bool = False
    negated: bool = False

    @property
    def values_only(self) -> bool:
        """Whether only an agreement that holds one of `values` can fulfil it: what a search of bytes needs to know."""
        rest = self.prefixes or self.fragments or self.spans or self.absent or self.present
        return bool(self.values) and not rest and not self.negated

    def joined(self, other: "Condition") -> "Condition":
        """Return the condition that holds where either does; both are of one field and neither is negated."""
        return Condition(
            field=self.field,
            values=(*self.values, *other.values),
            prefixes=(*self.prefixes, *other.prefixes),
            fragments=(*self.fragments, *other.fragments),
            spans=(*self.spans, *other.spans),
            absent=self.absent or other.absent,
            present=self.present or other.present,
        )


def stored_test(condition: Condition) -> Test:
    """Return the test that a condition on stored fields makes of an Agreement."""
    field = FIELDS[condition.field]
    if condition.values_only:
        return _one_of(frozenset(condition.values), field)
    return _any_part(condition, field)


def computed_test(condition: Condition) -> Test:
    """Return the test that a condition on computed values makes of a Computed."""
    name = FIELDS[condition.field].computed
    parts = _parts(condition)
    negated = condition.negated

    def test(computed: Any) -> bool:
        value = getattr(computed, name)
        return parts((value,) if value else (), ()) is not negated

    return test


def free_test(condition: Condition) -> Callable[[Agreement, str], bool]:
    """Return the test that a free word makes of an Agreement and its folded words."""
    fragments, values, negated = condition.fragments, condition.values, condition.negated

    def test(agreement: Agreement, words: str) -> bool:
        return (any(f in words for f in fragments) or agreement.occasion in values) is not negated

    return test


def _one_of(wanted: frozenset[str], field: Field) -> Test:
    read = field.exact
    return lambda agreement: not wanted.isdisjoint(read(agreement))


def _any_part(condition: Condition, field: Field) -> Test:
    exact, negated, parts = field.exact, condition.negated, _parts(condition)
    if not (condition.fragments or condition.absent or condition.present):
        return lambda agreement: parts(exact(agreement), ()) is not negated
    texts = field.texts
    return lambda agreement: parts(exact(agreement), texts(agreement)) is not negated


def _parts(condition: Condition) -> Part:
    tests = list(_part_tests(condition))
    if len(tests) == 1:
        return tests[0]
    return lambda exact, texts: any(test(exact, texts) for test in tests)


def _part_tests(condition: Condition) -> Iterator[Part]:
    wanted, prefixes, fragments = frozenset(condition.values), condition.prefixes, condition.fragments
    if condition.absent:
        yield lambda exact, texts: not exact and not texts
    if condition.present:
        yield lambda exact, texts: bool(exact or texts)
    if wanted:
        yield lambda exact, _: not wanted.isdisjoint(exact)
    if prefixes:
        yield lambda exact, _: any(word.startswith(prefixes) for word in exact)
    if fragments:
        yield lambda _, texts: any(fragment in text for fragment in fragments for text in texts)
    for first, last in map(_iso, condition.spans):
        yield _within(first, last)


def _within(first: str, last: str) -> Part:
    def test(exact: Sequence[str], _: Sequence[str]) -> bool:
        return any(first <= day <= last if len(day) == 10 else _may_lie(day, first, last) for day in exact)

    return test


def _iso(span: Span) -> tuple[str, str]:
    return (span.first.isoformat() if span.first else "", span.last.isoformat() if span.last else "9999-12-31")


def _may_lie(day: str, first: str, last: str) -> bool:
    try:
        earliest, latest = bounds(day)
    except ValueError:
        return False  # an impossible date is a finding of `doctor`; it lies nowhere
    return earliest.isoformat() <= last and first <= latest.isoformat()
