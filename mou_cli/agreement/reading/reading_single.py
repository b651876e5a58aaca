"""One value, or a list of words, from what a person wrote: each function takes the place, the text and the context."""

import re

import msgspec

from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.adoption import stored_date, stored_duration
from mou_cli.agreement.reading.paths import Place
from mou_cli.agreement.reading.reading_parts import read_link_ref, read_word
from mou_cli.agreement.reading.reading_text import MANY_LINES, read_text, refuse_unsafe
from mou_cli.errors import Ambiguous, Usage

_TRUE = frozenset({"yes", "true", "y", "1", "да", "иә", "ہاں"})
_FALSE = frozenset({"no", "false", "n", "0", "нет", "жоқ", "نہیں"})
_WORDS_APART = re.compile(r"[,،;؛\n]")
_GROUPED = re.compile(r"-?\d{1,3}([,_  \u202f]\d{3})+(\.\d+)?\Z")
_REF = re.compile(r"[^\s:=]+\Z")


def read_ref(text: str) -> str:
    """Return a reference of the user's own; raise Usage where it holds `:`, `=` or a blank, or is all digits."""
    ref = refuse_unsafe(text.strip())
    if not _REF.match(ref):
        raise Usage(f'"{ref}" cannot be a reference', "it holds no colon, no equals sign and no blank")
    if ref.isdigit():
        raise Usage(f'"{ref}" cannot be a reference', "all digits are an agreement's number; put a word before them")
    return ref


def read_flag(text: str) -> bool:
    """Return what `yes`, `no`, `true` or `false` says; raise Usage for anything else."""
    word = text.strip().lower()
    if word not in _TRUE and word not in _FALSE:
        raise Usage(f'"{text}" is neither yes nor no', "write yes or no")
    return word in _TRUE


def read_text_at(place: Place, text: str, _: Context) -> str:
    """Return a text, on one line unless the field takes several."""
    return read_text(text, lines=place.path.rpartition(".")[2] in MANY_LINES)


def read_date_at(_: Place, text: str, context: Context) -> str:
    """Return a date as it is stored."""
    return stored_date(text, context.moment.today, context.dates)


def read_duration_at(place: Place, text: str, _: Context) -> str:
    """Return a period as it is stored."""
    return stored_duration(text, lasting=place.shape.lasting)


def read_word_at(place: Place, text: str, _: Context) -> str:
    """Return the word of the field's closed list."""
    return read_word(text, place.shape.words, place.path.rpartition(".")[2])


def read_binding_at(place: Place, text: str, context: Context) -> str:
    """Return whether it binds; `true` and `false` serve too."""
    word = text.lower()
    return "yes" if word in _TRUE else "no" if word in _FALSE else read_word_at(place, text, context)


def read_instrument_at(_: Place, text: str, __: Context) -> str:
    """Return the code of a type of instrument."""
    from mou_cli.vocabulary.types import resolve_type

    return resolve_type(text)


def read_whole_at(_: Place, text: str, __: Context) -> int:
    """Return a whole number."""
    bare = _ungrouped(text)
    if not re.fullmatch(r"-?\d{1,18}", bare, re.ASCII):
        raise Usage(f'"{text}" is not a whole number', "write it in digits, such as 30")
    return int(bare)


def read_number_at(_: Place, text: str, __: Context) -> int | float:
    """Return a number."""
    try:
        return msgspec.json.decode(_ungrouped(text), type=int | float)
    except (msgspec.DecodeError, UnicodeError):
        raise Usage(f'"{text}" is not a number', "write it in digits, such as 250000000 or 2.5") from None


def _ungrouped(text: str) -> str:
    return re.sub("[,_  \u202f]", "", text) if _GROUPED.match(text) else text


def read_words_at(_: Place, text: str, __: Context) -> list[str]:
    """Return words apart by commas or semicolons, each once."""
    words = (read_text(word) for word in _WORDS_APART.split(text))
    return list(dict.fromkeys(word for word in words if word))


def read_sectors_at(place: Place, text: str, context: Context) -> list[str]:
    """Return the codes of sectors, each once."""
    return list(dict.fromkeys(context.sectors.resolve(word) for word in read_words_at(place, text, context)))


def read_occasion_at(place: Place, text: str, context: Context) -> str:
    """Return the reference of the one occasion that the words fit, else the words."""
    word = read_text_at(place, text, context)
    found = list(context.occasions(word)) if word else []
    if word in found or not found:
        return word
    if len(found) > 1:
        raise Ambiguous(f'"{word}" fits several occasions: {", ".join(found[:5])}', "give the reference of one")
    return found[0]


def read_party_code_at(place: Place, text: str, context: Context) -> str:
    """Return the code of a state or an organisation."""
    from mou_cli.vocabulary.parties import resolve_party

    return resolve_party(read_text_at(place, text, context))


def read_party_or_name_at(place: Place, text: str, context: Context) -> str:
    """Return a party's code where the words name one, else the words."""
    from mou_cli.vocabulary.parties import find_party

    name = read_text_at(place, text, context)
    return find_party(name) or name


def read_link_ref_at(_: Place, text: str, context: Context) -> str:
    """Return the reference of another agreement."""
    return read_link_ref(text, context)


def read_dates_at(_: Place, text: str, context: Context) -> list[str]:
    """Return dates apart by semicolons, as they are stored."""
    today, order = context.moment.today, context.dates
    return [stored_date(each.strip(), today, order) for each in text.split(";") if each.strip()]
