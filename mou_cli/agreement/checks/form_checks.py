"""Dates, periods and words of closed lists, wherever the model has them: found by walking the model's own types."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from mou_cli.agreement.checks.finding import Finding, error
from mou_cli.agreement.dates.durations import split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.reading.paths import Shape, shapes

# A sentence on what is wrong with a text, empty where nothing is.
_Test = Callable[[str], str]


# So many good dates and periods are remembered; a register holds few that differ.
_REMEMBERED = 20_000


class _Field(NamedTuple):
    name: str
    test: _Test | None
    many: bool
    required: bool


def check_form(whole: Struct) -> Iterator[Finding]:
    """Yield an error for every impossible date or period and every unknown word in an agreement or an occasion."""
    if _sound(whole):
        return
    found = _faults(whole)
    for field, message in found:
        yield error(field, message)
    if not found:
        _remember(whole)


class _Quick(NamedTuple):
    """How a part is known to be sound at once: every text of it is among those that were found good before."""

    texts: tuple[tuple[Callable[[Any], tuple[str, ...]], set[str]], ...]
    parts: tuple[str, ...]
    lists: tuple[str, ...]
    odd: tuple[str, ...]


def _sound(part: Struct) -> bool:
    quick = _quick(type(part))
    for read, good in quick.texts:
        if not good.issuperset(read(part)):
            return False
    for name in quick.parts:
        inner = getattr(part, name)
        if inner is not None and not _sound(inner):
            return False
    for name in quick.lists:
        for inner in getattr(part, name):
            if not _sound(inner):
                return False
    return not any(getattr(part, name) for name in quick.odd)


def _remember(part: Struct) -> None:
    for read, good in _quick(type(part)).texts:
        if len(good) < _REMEMBERED:
            good.update(read(part))
    for name, test, many, _ in _plan(type(part)):
        value = getattr(part, name)
        if test is None and value:
            for inner in value if many else (value,):
                _remember(inner)


@cache
def _quick(form: type[Struct]) -> _Quick:
    plan = _plan(form)
    tested: dict[Any, list[str]] = {}
    for name, test, many, required in plan:
        if test is not None and not many:
            tested.setdefault((test, required), []).append(name)
    texts = []
    for (test, required), names in tested.items():
        # Of two names and more, attrgetter gives a tuple.
        read = attrgetter(*names, names[0])
        texts.append((read, _good(test) if not required else set()))
    inner = [(name, many) for name, test, many, _ in plan if test is None]
    return _Quick(
        tuple(texts),
        tuple(name for name, many in inner if not many),
        tuple(name for name, many in inner if many),
        tuple(name for name, test, many, _ in plan if test is not None and many),
    )


@cache
def _good(_: _Test) -> set[str]:
    return {""}


def _faults(part: Struct) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, test, many, required in _plan(type(part)):
        value = getattr(part, name)
        if not value and not required:
            continue
        if many:
            for position, item in enumerate(value):
                found += [(f"{name}[{position}]{inner}", said) for inner, said in _of(item, test)]
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
