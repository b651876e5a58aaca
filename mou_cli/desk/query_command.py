"""A command that takes query words: `-type:protocol` among them is a word, not an option."""

from typing import Any

from mou_cli.agreement.query.query import is_negation
from mou_cli.calling import Command


class QueryCommand(Command):
    """Takes negated query words out of the arguments before options are read, and puts them back as words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments; Typer's parser would take `-type:protocol` for options t, y, p and e."""
        end = args.index("--") if "--" in args else len(args)
        negated = [word for word in args[:end] if is_negation(word)]
        rest = [word for word in args[:end] if not is_negation(word)] + args[end:]
        found = super().parse_args(ctx, rest)
        if negated:
            ctx.params["query"] = [*(ctx.params.get("query") or ()), *negated]
        return found

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer options, and what else may begin with a hyphen: negated query words."""
        offers = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("--"):
            query = next(each for each in self.params if each.name == "query")
            offers += query.shell_complete(ctx, incomplete)
        return offers
