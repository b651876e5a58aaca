"""The command that saves views: their query words are kept as they were typed."""

from collections.abc import Iterator, Sequence
from typing import Any

from mou_cli.agreement.query.query import spell
from mou_cli.desk.query_command import QueryCommand

# The options of `mou list` that are query words spelled out: a line that was typed there saves a view as it is.
_FILTERS = ("sector", "party", "type", "status", "signed", "expires", "occasion", "lead", "tag")


class ViewCommand(QueryCommand):
    """Takes the query words of a view, `-type:protocol` among them, and leaves `@other` for what it is."""

    words = "value"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments, `--sector rail` as the word that it stands for."""
        return super().parse_args(ctx, list(_as_words(args)))

    def complete(self, ctx: Any) -> None:
        """Put nothing in: what was not typed is not saved."""


def _as_words(args: Sequence[str]) -> Iterator[str]:
    rest = iter(args)
    for arg in rest:
        name, sign, value = arg.removeprefix("--").partition("=")
        if arg.startswith("--") and name in _FILTERS:
            yield from spell({name: [value if sign else next(rest, "")]})
        else:
            yield arg
