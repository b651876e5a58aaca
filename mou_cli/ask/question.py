"""What a question of the interview is, and the makings of the simple ones."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.agreement.reading.readings import read_value
from mou_cli.ask.choices import Choice
from mou_cli.ask.suggestions import Suggestions

Fields = dict[str, Any]


def one_item(_: Fields, item: int) -> bool:
    """Say that there is one answer and no more."""
    return item == 0


def always(label: str) -> Callable[[Fields, int], str]:
    """Return the prompt that is `label` whatever the answers so far."""
    return lambda _fields, _item: label


def nothing_offered(_: Suggestions, __: Context, ___: Fields, ____: int) -> Sequence[Choice]:
    """Offer nothing."""
    return ()


class Question(NamedTuple):
    """One question.

    Several answers are given one after the other as items 0, 1, 2...: `asked` says whether there is such an item.
    `label` is the prompt, `current` the answer so far as text, `put` the fields with a new answer (empty: without it;
    raises MouError where it cannot be understood), `offered` what completes it, after the last of `separator`.
    """

    name: str
    label: Callable[[Fields, int], str]
    current: Callable[[Fields, int], str]
    put: Callable[[Fields, int, str, Context], Fields]
    hint: str
    offered: Callable[[Suggestions, Context, Fields, int], Sequence[Choice]] = nothing_offered
    default: Callable[[Fields, Suggestions, int], str] = lambda _fields, _suggestions, _item: ""
    asked: Callable[[Fields, int], bool] = one_item
    repeats: bool = False
    required: bool = False
    separator: str = ""


def without(fields: Fields, name: str) -> Fields:
    """Return `fields` without the one called `name`."""
    return {key: value for key, value in fields.items() if key != name}


def with_value(fields: Fields, name: str, value: Any) -> Fields:
    """Return `fields` with `value` under `name`, or without the name where the value is empty."""
    return {**fields, name: value} if value not in ("", [], {}) else without(fields, name)


def stored(
    name: str,
    label: str,
    hint: str,
    show: Callable[[Any], str] = str,
    **more: Any,
) -> Question:
    """Return the question for the field called `name`; `show` makes the text of a value."""

    def put(fields: Fields, _: int, text: str, context: Context) -> Fields:
        return with_value(fields, name, read_value(name, text, context) if text.strip() else "")

    def current(fields: Fields, _: int) -> str:
        return show(fields[name]) if fields.get(name) else ""

    return Question(name, always(label), current, put, hint, **more)


def texts(values: Sequence[str]) -> list[Choice]:
    """Return `values` as choices that need no explanation."""
    return [Choice(value) for value in values]


def read_list(text: str) -> list[str]:
    """Return the words of `text` that stand apart by commas, each once."""
    return list(dict.fromkeys(filter(None, (read_text(part) for part in text.split(",")))))
