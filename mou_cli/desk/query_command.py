"""A command that takes query words: `-type:protocol` among them is a word, `@minister` a saved view, not an option."""

from typing import Any

from mou_cli.agreement.query.query import is_negation
from mou_cli.calling import Command
from mou_cli.settings.declared import SETTINGS
from mou_cli.settings.settings import DEFAULT


class QueryCommand(Command):
    """Takes negated query words out of the arguments before options are read, and puts them back as words.

    It puts the words of saved views in their place, and what views and settings say where no option was typed.
    """

    words = "query"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read arguments; Typer's parser would take `-type:protocol` for options t, y, p and e."""
        end = args.index("--") if "--" in args else len(args)
        negated = [word for word in args[:end] if is_negation(word)]
        rest = [word for word in args[:end] if not is_negation(word)] + args[end:]
        found = super().parse_args(ctx, rest)
        if negated:
            ctx.params[self.words] = [*(ctx.params.get(self.words) or ()), *negated]
        if ctx.obj is not None and not ctx.resilient_parsing:
            self.complete(ctx)
        return found

    def complete(self, ctx: Any) -> None:
        """Put in what was not typed: first what the views among the words say, then the settings."""
        unsaid = {name for name in ctx.params if _is_default(ctx, name)}
        if any("@" in word for word in ctx.params[self.words] or ()):
            from mou_cli.desk.views import put_views

            put_views(ctx.obj, ctx.params, unsaid)
        _put_settings(ctx.obj, ctx.params, unsaid)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer options, and what else may begin with a hyphen: negated query words."""
        offers = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("--"):
            query = next(each for each in self.params if each.name == self.words)
            offers += query.shell_complete(ctx, incomplete)
        return offers


def _is_default(ctx: Any, name: str) -> bool:
    return getattr(ctx.get_parameter_source(name), "name", "DEFAULT") == "DEFAULT"


def _put_settings(session: Any, params: dict[str, Any], unsaid: set[str]) -> None:
    # A limit is for eyes: what a script reads is whole. Reports have their own horizons, so only `mou due` has ours.
    for name in unsaid & {"limit", "within"}:
        wanted = _is_table(session, params) if name == "limit" else params[name] == SETTINGS[name].default
        if wanted and session.settings.found(name).origin != DEFAULT:
            params[name] = session.settings.value(name)


def _is_table(session: Any, params: dict[str, Any]) -> bool:
    return params["limit"] is None and session.on_terminal and params.get("form") in (None, "table")
