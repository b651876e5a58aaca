"""Query words: `sector:rail party:KZ status:in-force signed:2026.. -type:protocol "virtual assets"`.

What the values mean is in query_values.py, where an agreement holds each name in query_fields.py.
"""

from collections.abc import Iterable, Mapping, Sequence

from mou_cli.agreement.context import Context
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.conditions import Condition, computed_test, free_test, stored_test
from mou_cli.agreement.query.free_text import folded_words
from mou_cli.agreement.query.query_fields import FIELDS, QUERY_NAMES, SYNONYMS
from mou_cli.agreement.query.query_words import Word, quote, split_words
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage

__all__ = ["QUERY_NAMES", "Query", "is_negation", "parse_query", "spell"]


class Query:
    """What is asked of a register: conditions, all of which an agreement must fulfil; none are fulfilled by all."""

    __slots__ = ("_computed", "_free", "_stored", "conditions")

    def __init__(self, conditions: Iterable[Condition] = ()) -> None:
        self.conditions = tuple(conditions)
        free = [c for c in self.conditions if FIELDS[c.field].kind == "free"]
        computed = [c for c in self.conditions if FIELDS[c.field].computed]
        stored = [c for c in self.conditions if c not in free and c not in computed]
        self._stored = [stored_test(c) for c in stored]
        self._computed = [computed_test(c) for c in computed]
        self._free = [free_test(c) for c in free]

    def __bool__(self) -> bool:
        """Tell whether anything is asked."""
        return bool(self.conditions)

    @property
    def needs_computed(self) -> bool:
        """Whether it asks for anything that follows from the dates."""
        return bool(self._computed)

    def matches(self, registered: Registered, moment: Moment) -> bool:
        """Tell whether an agreement fulfils every condition at `moment`: what is cheap to see is looked at first."""
        agreement = registered.agreement
        for test in self._stored:
            if not test(agreement):
                return False
        if self._computed:
            computed = compute(agreement, moment)
            if not all(test(computed) for test in self._computed):
                return False
        if self._free:
            words = folded_words(agreement)
            return all(found(agreement, words) for found in self._free)
        return True


def parse_query(words: Sequence[str], context: Context) -> Query:
    """Read query words as the shell hands them over (see split_words() for a query typed in one argument).

    Values of one name given several times mean any of them; several parties, and several free words, mean all of
    them; each negated word (`-type:protocol`) excludes. Raises Usage for an unknown name or value, with the nearest.
    """
    if not words:
        return Query()
    from mou_cli.agreement.query.query_values import read_value

    conditions: dict[object, Condition] = {}
    for word in split_words(words, QUERY_NAMES):
        name = _field_of(word)
        condition = read_value(name, word.value, word.negated, context)
        if word.negated or FIELDS[name].every:
            conditions[len(conditions), name] = condition
        else:
            conditions[name] = conditions[name].joined(condition) if name in conditions else condition
    return Query(conditions.values())


def is_negation(argument: str) -> bool:
    """Tell whether a command-line argument is `-name:value` with a known name, and so no option: `-type:protocol`."""
    name, colon, _ = argument[1:].partition(":")
    return argument.startswith("-") and bool(colon) and name.lower().replace("_", "-") in QUERY_NAMES


def spell(options: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the query words that options stand for: `{"sector": ["rail"]}` is `sector:rail`.

    Keys are query names, underscores allowed; values may hold anything. KeyError for a key that is no query name.
    """
    words: list[str] = []
    for option, values in options.items():
        name = option.replace("_", "-")
        if name not in QUERY_NAMES:
            raise KeyError(option)
        words += [quote(name, value) for value in values]
    return words


def _field_of(word: Word) -> str:
    name = SYNONYMS.get(word.name, word.name)
    if name in FIELDS:
        return name
    if not name:
        return "text"
    raise _unknown_name(word)


def _unknown_name(word: Word) -> Usage:
    from mou_cli.vocabulary.matching import nearest, unknown

    near = [f"{name}:" for name in nearest(word.name, {name: SYNONYMS.get(name, name) for name in QUERY_NAMES})]
    return unknown(
        "query name", word.name, near, f"the names are {', '.join(FIELDS)}; a text that holds a colon: text:..."
    )
