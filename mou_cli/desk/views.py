"""Saved views: `@minister` among query words stands for what it was saved with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mou_cli.agreement.context import Context
from mou_cli.agreement.query.query import QUERY_NAMES, parse_query
from mou_cli.agreement.query.query_words import is_whole_query, tokens
from mou_cli.errors import MouError, Usage
from mou_cli.session import Session
from mou_cli.settings.configuration import View, is_view_name

SIGN = "@"
# What shows columns as they are asked for; data keeps its own form whatever a view says.
_TABLES = ("table", "tsv", "csv", "md", "xlsx")
_NAMED = 12
_DEEP = 20
LOOKS = ("columns", "sort", "limit")


def put_views(session: Session, params: dict[str, Any], unsaid: set[str]) -> None:
    """Put into the parameters of a command what the views among its query words say, as far as it was not typed.

    `unsaid` are the names of parameters that were not; those that a view says are taken out of it. Raises Usage for a
    view that is not there or that leads to itself, and for a mistake in one, naming the view and the file.
    """
    opened = Opened(session.settings.views, session.settings.path, lambda: session.context)
    params["query"] = list(opened.words(params["query"]))
    for name, value in opened.looks.items():
        if name in params and name in unsaid and (name != "columns" or _is_table(params)):
            params[name] = value
            unsaid.discard(name)


def _is_table(params: Mapping[str, Any]) -> bool:
    form = params.get("form")
    if form is None and "output" in params:
        from mou_cli.exchange.formats import format_of

        form = format_of(params["output"]) or "json"
    return form is None or form in _TABLES


class Opened:
    """The views that query words name, opened: their words, and of columns, sort and limit what was said last.

    `place` is the file that they are from, if they are saved yet, `context` gives what their words are read against;
    without it they are taken as they are.
    """

    def __init__(self, views: Mapping[str, View], place: str, context: Callable[[], Context] | None) -> None:
        self._views = views
        self._place = place
        self._context = context
        self._met: dict[str, dict[str, Any]] = {}
        self.looks: dict[str, Any] = {}

    def words(self, given: Sequence[str], trail: tuple[str, ...] = ()) -> Iterator[str]:
        """Yield the words with those of the views in their place; `trail` are the views that led here."""
        for word in given:
            for token in tokens(word) if is_query_with_view(word) else [word]:
                if token.startswith(SIGN):
                    yield from self._of(self.named(token[1:], trail), trail)
                else:
                    yield token

    def _of(self, view: View, trail: tuple[str, ...]) -> Iterator[str]:
        if len(trail) > _DEEP:
            raise Usage(
                f"the view {SIGN}{trail[0]} leads through more than {_DEEP} others", "save what they say in one"
            )
        if view.name in trail:
            round_trip = " -> ".join(SIGN + name for name in (*trail[trail.index(view.name) :], view.name))
            advice = f"mou config {SIGN}{trail[-1]} shows what it says"
            raise Usage(f"the view {SIGN}{view.name} leads to itself: {round_trip}", advice)
        if view.name not in self._met:  # words that are there already say nothing new
            before, self.looks = self.looks, {}
            yield from self.words(self._read(view), (*trail, view.name))
            # What this view says itself wins over what the views that it names say.
            self._met[view.name] = self.looks | looks_of(view)
            self.looks = before
        self.looks |= self._met[view.name]

    def _read(self, view: View) -> list[str]:
        """Return the words of a view; raises what is wrong with it, naming the view and the file."""
        context = self._context() if self._context else None
        try:
            words = tokens(view.query)
            if context is not None:
                parse_query([word for word in words if not word.startswith(SIGN)], context)
            _check_looks(view)
        except MouError as fault:
            place = f" in {self._place}" if self._place else ""
            raise type(fault)(f"the view {SIGN}{view.name}{place}: {fault.message}", fault.hint) from None
        return words

    def named(self, name: str, trail: tuple[str, ...] = ()) -> View:
        """Return the view that a name means, upper and lower case alike; raises Usage with the nearest and the list."""
        same = [each for each in self._views if each.casefold() == name.casefold()]
        if name in self._views or len(same) == 1:
            return self._views[name if name in self._views else same[0]]
        raise Usage(f'unknown view "{name}"{f" in {SIGN}{trail[-1]}" if trail else ""}', self._advice(name))

    def _advice(self, name: str) -> str:
        from mou_cli.vocabulary.matching import nearest

        if name and not is_view_name(name):
            return f"a text that begins with an at sign is looked for by text:{SIGN}{name}"
        if not self._views:
            return f"no view is saved yet: mou config {SIGN}{name or 'minister'} status:in-force saves one"
        near = [SIGN + each for each in nearest(name, {each: each for each in self._views})]
        every = [SIGN + each for each in self._views]
        more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
        listed = f"the views are {', '.join(every[:_NAMED])}{more}"
        return f"did you mean {' or '.join(near)}? {listed}" if near else listed


def looks_of(view: View) -> dict[str, Any]:
    """Return what a view says beside its words, by the names of the options."""
    return {name: value for name in LOOKS if (value := getattr(view, name)) not in ("", None)}


def is_query_with_view(word: str) -> bool:
    """Say whether one argument is a query that names a view: `type:mou @minister`, but not the phrase `a @b`."""
    if word.startswith(SIGN):
        return any(char.isspace() for char in word)
    return f" {SIGN}" in word and is_whole_query(f" {word}", QUERY_NAMES)


def _check_looks(view: View) -> None:
    from mou_cli.agreement.columns import resolve_columns
    from mou_cli.agreement.sorting import parse_sort

    if view.columns:
        resolve_columns(view.columns)
    parse_sort(view.sort)
