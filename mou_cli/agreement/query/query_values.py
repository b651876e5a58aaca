"""What the value of a query word means: the codes it stands for, a range of days, a text to be found."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from msgspec.structs import replace

from mou_cli.agreement.codes import BINDING
from mou_cli.agreement.context import Context
from mou_cli.agreement.query.conditions import Condition, Span
from mou_cli.agreement.query.free_text import folded_phrase
from mou_cli.agreement.query.query_fields import FIELDS
from mou_cli.errors import Usage

Reading = Callable[[str, str, Context], Condition]


def read_value(name: str, value: str, negated: bool, context: Context) -> Condition:
    """Return the condition that `name:value` makes; `name` is one of query_fields.FIELDS.

    `none` asks that nothing is there and `any` that something is, except of a free word, a status and `untitled`. A
    comma parts values any of which will do, except where a text is looked for. `=word` takes a sector or a type as it
    is written, and finds a party by a part of its name, whether or not it has a code. `word*` is the beginning of a
    tag, a reference, an identifier. Raises Usage for a value that cannot be understood.
    """
    kind = FIELDS[name].kind
    if not value:
        raise Usage(f"{name}: needs a value", f"for what has none write {name}:none")
    condition = _presence(name, value, kind) or _READINGS[kind](name, value, context)
    return replace(condition, negated=True) if negated else condition


def _presence(name: str, value: str, kind: str) -> Condition | None:
    if kind in ("free", "status") or name == "untitled" or value not in ("none", "any"):
        return None
    return Condition(field=name, absent=value == "none", present=value == "any")


def _sector(name: str, value: str, context: Context) -> Condition:
    sectors = context.sectors
    codes: dict[str, None] = {}
    for word in _parted(value, sectors.find):
        codes |= dict.fromkeys([word[1:]] if word.startswith("=") else sectors.under(sectors.resolve(word)))
    return Condition(field=name, values=tuple(codes))


def _party(name: str, value: str, _: Context) -> Condition:
    from mou_cli.vocabulary.parties import find_party

    words = list(_parted(value, find_party))
    names = [folded_phrase(word[1:]) for word in words if word.startswith("=")]
    codes = [_party_code(word) for word in words if not word.startswith("=")]
    return Condition(field=name, values=tuple(codes), fragments=tuple(names))


def _party_code(word: str) -> str:
    from mou_cli.vocabulary.parties import resolve_party

    try:
        return resolve_party(word)
    except Usage as fault:
        raise Usage(fault.message, f"{fault.hint} - or party:={word} for a part of a name as it is written") from None


def _type(name: str, value: str, _: Context) -> Condition:
    from mou_cli.vocabulary.types import find_type, resolve_type

    words = _parted(value, find_type)
    return Condition(field=name, values=tuple(w[1:] if w.startswith("=") else resolve_type(w) for w in words))


def _status(name: str, value: str, _: Context) -> Condition:
    from mou_cli.vocabulary.statuses import resolve_status

    codes = [resolve_status(word) for word in _parted(value)]
    # What is ending is still in force.
    return Condition(field=name, values=tuple(codes) + (("ending",) if "in-force" in codes else ()))


def _binding(name: str, value: str, _: Context) -> Condition:
    words = [folded_phrase(word) for word in _parted(value)]
    for word in words:
        if word not in BINDING:
            raise Usage(f'unknown value "{word}" of binding', f"it is one of {', '.join(BINDING)}, or none")
    return Condition(field=name, values=tuple(words))


def _day(name: str, value: str, context: Context) -> Condition:
    from mou_cli.agreement.dates.dates import parse_range

    today = context.moment.today

    def whole(text: str) -> Span | None:
        with suppress(Usage):
            return Span(*parse_range(text, today))
        return None

    return Condition(field=name, spans=tuple(Span(*parse_range(part, today)) for part in _parted(value, whole)))


def _word(name: str, value: str, _: Context) -> Condition:
    words = [folded_phrase(word) for word in _parted(value)]
    return Condition(
        field=name,
        values=tuple(word for word in words if not word.endswith("*")),
        prefixes=tuple(word[:-1] for word in words if word.endswith("*")),
    )


def _text(name: str, value: str, _: Context) -> Condition:
    return Condition(field=name, fragments=(folded_phrase(value),))


def _occasion(name: str, value: str, context: Context) -> Condition:
    return Condition(field=name, values=tuple(context.occasions(value)), fragments=(folded_phrase(value),))


def _free(name: str, value: str, context: Context) -> Condition:
    # A number fits an occasion's number, and a person who types one looks for something else.
    occasions = () if value.strip().isdigit() else tuple(context.occasions(value))
    return Condition(field=name, values=occasions, fragments=(folded_phrase(value),))


_READINGS: dict[str, Reading] = {
    "sector": _sector,
    "party": _party,
    "type": _type,
    "status": _status,
    "binding": _binding,
    "day": _day,
    "word": _word,
    "text": _text,
    "occasion": _occasion,
    "free": _free,
}


def _parted(value: str, whole: Callable[[str], object] = lambda _: None) -> Iterator[str]:
    # `Korea, Republic of` is one name: a value is parted only if it is not known as a whole.
    if "," not in value or value.startswith("=") or whole(value) is not None:
        yield value.strip()
        return
    yield from filter(None, (part.strip() for part in value.split(",")))
