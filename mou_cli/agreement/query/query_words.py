"""From what the shell hands over to query words: a name and a value, or a free word or phrase."""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from mou_cli.errors import Usage

# Compiled at their first use: most queries are single words and need none of them.
_NAME_INSIDE = r"\s-?([A-Za-z][A-Za-z_-]*):"
_QUOTE_OPENS = r'(?:^|[\s:-])"'
_TOKEN = r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+'
_QUOTED = r'"((?:[^"\\]|\\.)*)"'


class Word(Struct, frozen=True):
    """A query word; `name` is empty for a free word or phrase, lower-case with hyphens otherwise."""

    name: str
    value: str
    negated: bool = False


def split_words(arguments: Sequence[str], names: frozenset[str]) -> Iterator[Word]:
    """Read command-line arguments as query words.

    An argument is one word as the shell made it: `place:Nur Sultan` has a value of two words, `virtual assets` is a
    phrase. One that holds quotation marks, or one of `names` with a colon after its beginning, is a whole query typed
    in one argument and is split as a shell would. A name that is not one of `names` is yielded as one where it looks
    meant: `setcor:rail`, but not `https://...`, `12:30` or `Visit: second day`. Raises Usage for a quotation mark that
    is not closed.
    """
    for argument in arguments:
        if is_whole_query(argument, names):
            yield from (_word(token, names, _unquoted) for token in tokens(argument))
        elif argument.strip():
            yield _word(argument.strip(), names, str.strip)


def quote(name: str, value: str) -> str:
    """Return `name:value` so that split_words() reads it as one word again, whatever `value` holds."""
    if any(c.isspace() or c == '"' for c in value):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}:"{escaped}"'
    return f"{name}:{value}"


def is_whole_query(argument: str, names: frozenset[str]) -> bool:
    """Say whether an argument is a whole query typed in one: it holds quotation marks, or a name further on."""
    if '"' in argument and re.search(_QUOTE_OPENS, argument):
        return True
    if ":" not in argument or not any(c.isspace() for c in argument):
        return False
    return any(_canonical(found) in names for found in re.findall(_NAME_INSIDE, argument))


def tokens(text: str) -> list[str]:
    """Return the words of a whole query, each as it is typed; raises Usage for a quotation mark that is not closed."""
    if '"' in re.sub(_QUOTED, "", text, flags=re.DOTALL):
        raise Usage(f"a quotation mark is not closed in {text}", 'write a phrase as "two words"')
    return re.findall(_TOKEN, text, flags=re.DOTALL)


def _word(token: str, names: frozenset[str], plain: Callable[[str], str]) -> Word:
    negated = len(token) > 1 and token.startswith("-")
    body = token[1:] if negated else token
    name, colon, value = body.partition(":")
    if colon and _is_name(name, value, names):
        return Word(_canonical(name), plain(value), negated)
    return Word("", plain(body), negated)


def _is_name(name: str, value: str, names: frozenset[str]) -> bool:
    if _canonical(name) in names:
        return True
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalpha()
    return plain and value != "" and not value.startswith("//") and not any(c.isspace() for c in value)


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-")


def _unquoted(text: str) -> str:
    return re.sub(_QUOTED, lambda found: re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL), text, flags=re.DOTALL)
