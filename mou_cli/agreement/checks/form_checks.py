"""Dates, periods and words of closed lists, wherever the model has them: found by walking the model's own types."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from mou_cli.agreement.checks.finding import Finding, error
from mou_cli.agreement.dates.durations import split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.reading.paths import Shape, item_path, shapes

# A sentence on what is wrong with a text, empty where nothing is.
_Test = Callable[[str], str]

# So many good texts are remembered.
_REMEMBERED = 20_000


class _Field(NamedTuple):
    name: str
    test: _Test | None
    many: bool
    required: bool


def check_form(whole: Struct) -> Iterator[Finding]:
    """Yield an error for every impossible date or period and every unknown word in an agreement or an occasion."""
    for field, message in _faults(whole):
        yield error(field, message)


def is_good_form(whole: Struct) -> bool:
    """Say quickly whether every date, period and word in an agreement or an occasion is good."""
    return _quick(type(whole))(whole)


@cache
def _quick(form: type[Struct]) -> Callable[[Any], bool]:
    """Return a function that says of a part of type `form` whether every text in it is good.

    It is written out as one expression, as `dataclasses` writes its methods: it runs for every part of a register, and
    a walk over the plan costs five times as much.
    """
    terms = ["True"]
    names: dict[str, Any] = {}
    for name, test, many, required in _plan(form):
        if test is None or many:
            names[f"{name}_"] = _item(form, name, test)
            each = f"all(map({name}_, part.{name}))" if many else f"{name}_(part.{name})"
            terms.append(f"(not part.{name} or {each})")
        else:
            names[f"{name}_"] = _goodness(test, required)
            terms.append(f"{name}_[part.{name}]")
    quick: Callable[[Any], bool] = eval(f"lambda part: {' and '.join(terms)}", names)
    return quick


def _item(form: type[Struct], name: str, test: _Test | None) -> Callable[[Any], bool]:
    part = shapes(form)[name].part
    return _quick(part) if part is not None else lambda item: not _of(item, test)


class _Goodness(dict[str, bool]):
    """Whether a text passes a test: those that do are remembered, since a register holds few that differ."""

    def __init__(self, test: _Test) -> None:
        self._test = test

    def __missing__(self, text: str) -> bool:
        good = not self._test(text)
        if good and len(self) < _REMEMBERED:
            self[text] = True
        return good


@cache
def _goodness(test: _Test, required: bool) -> _Goodness:
    texts = _Goodness(test)
    if not required:
        texts[""] = True
    return texts


def _faults(part: Struct) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, test, many, required in _plan(type(part)):
        value = getattr(part, name)
        if not value and not required:
            continue
        if many:
            for position, item in enumerate(value):
                # What is in the model's one list of another make has no path of its own.
                at = name if test else item_path(name, value, position)
                found += [(at if at == name else f"{at}{inner}", said) for inner, said in _of(item, test)]
        else:
            found += [(f"{name}{inner}", said) for inner, said in _of(value, test)]
    return found


def _of(value: Any, test: _Test | None) -> list[tuple[str, str]]:
    if isinstance(value, str):
        said = test(value) if test is not None else ""
        return [("", said)] if said else []
    return [(f".{inner}", said) for inner, said in _faults(value)]


@cache
def _plan(form: type[Struct]) -> tuple[_Field, ...]:
    needed = {field.name for field in fields(form) if field.required}
    planned = (_planned(name, shape, name in needed) for name, shape in shapes(form).items())
    return tuple(field for field in planned if field is not None)


def _planned(name: str, shape: Shape, required: bool) -> _Field | None:
    if shape.kind in ("part", "parts"):
        if shape.part is None or not _plan(shape.part):
            return None
        return _Field(name, None, shape.kind == "parts", False)
    if shape.kind == "data":
        # The model's one list of another make: deadlines, each a date or a part with one.
        return _Field(name, _date, True, False)
    test = _test(shape)
    return None if test is None else _Field(name, test, False, required)


def _test(shape: Shape) -> _Test | None:
    if shape.kind == "date":
        return _date
    if shape.kind == "duration":
        return _lasting_duration if shape.lasting else _duration
    return partial(_word, shape.words) if shape.kind == "word" else None


@lru_cache(4096)
def _date(text: str) -> str:
    try:
        bounds(text)
    except ValueError as fault:
        return str(fault)
    return ""


def _duration(text: str) -> str:
    try:
        split_duration(text)
    except ValueError as fault:
        return str(fault)
    return ""


def _lasting_duration(text: str) -> str:
    return "" if text == "indefinite" else _duration(text)


def _word(words: tuple[str, ...], text: str) -> str:
    return "" if text in words else f"{text[:40]!r} is none of {', '.join(words)}"
