"""How commands are called: words that are not UTF-8, unknown commands and options, and the help of arguments."""

import os
from collections.abc import Sequence
from copy import copy
from typing import Any

from typer.core import TyperCommand, TyperGroup

from mou_cli.errors import MouError, Usage

# What other programs call it.
_ELSEWHERE = {
    **dict.fromkeys(("rm", "delete", "del"), "remove"),
    **dict.fromkeys(("ls", "find", "search", "query", "filter"), "list"),
    **dict.fromkeys(("new", "create", "record"), "add"),
    **dict.fromkeys(("change", "update", "modify"), "set"),
    **dict.fromkeys(("view", "cat", "get", "info"), "show"),
    **dict.fromkeys(("visits", "sessions", "occasions"), "occasion"),
    **dict.fromkeys(("settings", "configure", "views"), "config"),
    "countries": "parties",
    "help": "--help",
}


class Command(TyperCommand):
    """A command whose help shows arguments by their names alone, without `<str>` beside them."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        for parameter in self.params:
            if parameter.param_type_name == "argument":
                parameter.type = copy(parameter.type)
                parameter.type.get_metavar = lambda **_: ""  # type: ignore[method-assign]  # of this copy alone
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """A group that names the nearest where a command is unknown."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is called; raises Usage for one that there is not."""
        names = self.list_commands(ctx)
        if not ctx.resilient_parsing and args[0] not in names and not args[0].startswith("-"):
            from mou_cli.vocabulary.matching import nearest, unknown

            meant = _ELSEWHERE.get(args[0], "")
            near = [meant] if meant in (*names, "--help") else nearest(args[0], {name: name for name in names})
            raise unknown("command", args[0], near, f"{ctx.command_path} --help lists them")
        return super().resolve_command(ctx, args)


def decoded(arguments: list[str]) -> list[str]:
    """Return arguments as UTF-8, whatever the locale made of their bytes; raises Usage for one that is not."""
    return [each if each.isascii() or not _is_torn(each) else _again(each, arguments) for each in arguments]


def _is_torn(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _again(torn: str, arguments: list[str]) -> str:
    try:
        return os.fsencode(torn).decode()
    except UnicodeError:
        raise Usage(
            f"word {arguments.index(torn) + 1} after `mou` is not UTF-8: {torn[:60]!r}", "type it anew"
        ) from None


def misuse(error: Any) -> MouError:
    """Return what Typer found wrong with a command line in our own words."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "mou"
    option = getattr(error, "option_name", "")
    possible = getattr(error, "possibilities", None)
    if option == "--json":
        return Usage('there is no option "--json"', "did you mean --format json?")
    if option and hasattr(error, "possibilities"):
        meant = _meant(option, possible or (), context)
        advice = f"did you mean {' or '.join(meant)}?" if meant else f"{path} --help lists them"
        return Usage(f'there is no option "{option}"', advice)
    text = " ".join(error.format_message().split()).rstrip(".")
    return Usage(text[:1].lower() + text[1:], f"{path} --help shows how it is called")


def _meant(option: str, possible: Sequence[str], context: Any) -> list[str]:
    """Return what was meant by an option that there is not: its singular, a field in the form the command has, or
    those that look like it."""
    from mou_cli.vocabulary.matching import singular

    same = [each for each in possible if singular(each.strip("-")) == singular(option.strip("-"))]
    field = _field_form(option.strip("-").replace("-", "_"), context.command.params if context else ())
    return same or ([field] if field else sorted(possible))


def _field_form(name: str, parameters: Sequence[Any]) -> str:
    from mou_cli.agreement.model import Agreement
    from mou_cli.agreement.query.query_fields import QUERY_NAMES

    metavars = [str(each.metavar or "") for each in parameters]
    if name in Agreement.__struct_fields__ and any("FIELD=VALUE" in metavar for metavar in metavars):
        by_option = any("--set" in each.opts for each in parameters)
        return f"{'--set ' if by_option else ''}{name}=..."
    return f"{name}:..." if name in QUERY_NAMES and any("QUERY" in metavar for metavar in metavars) else ""


def whole_number(text: str) -> int:
    """Read a number of things; raises Usage for what is none."""
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    raise Usage(f"{text!r} is not a whole number", "such as 20; where it limits a list, 0 stands for all")
