"""A finding and what it is about: what `doctor` and `verify` say, and what can be done about it."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "fixed", "adopted"]


class Located(Struct, frozen=True):
    """A finding about something of a registry, or (`fixed`, `adopted`) what was done about one.

    `about` is `agreement`, `occasion`, `entry` (of the history), `history`, `attachment`, `registry`, `backup`, `lock`
    or `file`; `no` its number (0: it has none), `ref` its reference, `field` the path of a value as in Finding,
    `message` a sentence, `remedy` what to do: a command, mostly.
    """

    severity: Severity
    about: str
    message: str
    no: int = 0
    ref: str = ""
    field: str = ""
    remedy: str = ""
