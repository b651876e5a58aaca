"""The root command: one line per command, each loaded when it is called, and one place where errors become messages."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperCommand
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from mou_cli import __version__, options
from mou_cli.calling import Command, Group, decoded, misuse
from mou_cli.errors import Damaged, MouError
from mou_cli.render.console import complain

if TYPE_CHECKING:
    from mou_cli.session import Session

_HELP = {"help_option_names": ["--help", "-h"]}


class Lazy(NamedTuple):
    """A command that is loaded when it is called: its module in `commands`, its line in the help and its part."""

    module: str
    help: str
    panel: str


RECORD, LOOK, HAND_OVER, KEEP_SAFE, WORDS = "Record", "Look", "Hand over", "Keep safe", "Words and settings"

COMMANDS = {
    "init": Lazy("init", "Start a new registry.", RECORD),
    "add": Lazy("add", "Record an agreement; without a title it asks.", RECORD),
    "set": Lazy("set_", "Change fields of agreements.", RECORD),
    "edit": Lazy("edit", "Change an agreement in your editor.", RECORD),
    "remove": Lazy("remove", "Take agreements out of the registry.", RECORD),
    "event": Lazy("event", "Record a step in an agreement's life, or list its steps.", RECORD),
    "commitment": Lazy("commitment", "What was promised, by whom and by when.", RECORD),
    "target": Lazy("target", "Numbers that were to be reached, and how far they are.", RECORD),
    "occasion": Lazy("occasion", "Visits and sessions at which agreements were signed.", RECORD),
    "attach": Lazy("attach", "Keep copies of files with an agreement.", RECORD),
    "import": Lazy("import_", "Take in agreements from a file.", RECORD),
    "intake": Lazy("intake", "From a communiqué to draft agreements.", RECORD),
    "list": Lazy("list", "Filter and show agreements.", LOOK),
    "show": Lazy("show", "Show agreements in full.", LOOK),
    "due": Lazy("due", "What needs doing, soonest first.", LOOK),
    "stats": Lazy("stats", "How many agreements there are, by sector, party, status, ...", LOOK),
    "timeline": Lazy("timeline", "The lives of agreements as lines on one scale of years.", LOOK),
    "reconcile": Lazy("reconcile", "What was announced against what is recorded.", LOOK),
    "attachments": Lazy("attachments", "The files attached to agreements.", LOOK),
    "open": Lazy("open_", "Open an attached file.", LOOK),
    "export": Lazy("export", "Write agreements to a file, in any format.", HAND_OVER),
    "report": Lazy("report", "Documents that are asked for: implementation, briefs, what expires, ...", HAND_OVER),
    "history": Lazy("history", "Who changed what, when and why.", KEEP_SAFE),
    "undo": Lazy("undo", "Take changes back.", KEEP_SAFE),
    "redo": Lazy("redo", "Take an undo back.", KEEP_SAFE),
    "verify": Lazy("verify", "Whether history, agreements and attached files fit together.", KEEP_SAFE),
    "doctor": Lazy("doctor", "All that is wrong with the registry, and what can be done.", KEEP_SAFE),
    "backup": Lazy("backup", "Copy the registry, with its attached files, to one place.", KEEP_SAFE),
    "restore": Lazy("restore", "Put a backup in the registry's place, or list the backups.", KEEP_SAFE),
    "merge": Lazy("merge", "Join another copy of the registry that went its own way.", KEEP_SAFE),
    "copy": Lazy("copy_", "Copy a registry between a file and a server, with its history.", KEEP_SAFE),
    "watch": Lazy("watch", "Show changes of a registry on a server as they are made.", KEEP_SAFE),
    "sectors": Lazy("sectors", "The sectors, with how many agreements each has.", WORDS),
    "parties": Lazy("parties", "The parties, with how many agreements each has.", WORDS),
    "schema": Lazy("schema", "The JSON Schema of an agreement.", WORDS),
    "config": Lazy("config", "Your settings and saved views.", WORDS),
}


class Root(Group):
    """The root group: finds commands lazily, and says what went wrong in one voice."""

    _naming_only = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as Typer calls it
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as Typer calls it
        """Return a command, loading its module; for the help, only its line."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        if self._naming_only:
            return TyperCommand(cmd_name, help=lazy.help, rich_markup_mode=None, rich_help_panel=lazy.panel)
        return load(cmd_name, lazy)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help without loading any command."""
        self._naming_only = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._naming_only = False

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **named: Any) -> Any:
        """Read the global options; see `invoke` for what goes wrong."""
        with _told():
            return super().make_context(info_name, decoded(args), *more, **named)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; whatever goes wrong becomes one line on stderr, one hint, and the right exit code."""
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (MouError, typer.TyperException) as error:
        fail(error)
    except BrokenPipeError:
        close_quietly()
    except (OSError, UnicodeEncodeError) as error:
        fail(_as_failure(error))
    except ValueError as error:
        # Bytes that fell over on the disk since mou wrote them are no UTF-8 any more.
        if type(error).__module__ != "msgspec" and not isinstance(error, UnicodeDecodeError):
            raise
        fail(Damaged(f"the registry holds what cannot be read: {error}", "nothing was changed; look at that agreement"))


def load(name: str, lazy: Lazy) -> Any:
    """Load one command's module and return the command."""
    module = import_module(f"mou_cli.commands.{lazy.module}")
    if hasattr(module, "app"):
        group = get_command(module.app)
        group.name = name
        return _helped(group)
    info = CommandInfo(name=name, callback=module.run, cls=getattr(module, "COMMAND_CLASS", Command))
    return _helped(get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode="rich"))


def _helped(command: Any) -> Any:
    """Give a command and those below it both spellings of help, whoever asks it first: what it says then is kept."""
    command.context_settings = {**command.context_settings, **_HELP}
    for each in getattr(command, "commands", {}).values():
        _helped(each)
    return command


def fail(error: MouError | typer.TyperException) -> NoReturn:
    """Say what is wrong and leave with the exit code that belongs to it."""
    if isinstance(error, MouError):
        complain(error)
        raise typer.Exit(error.exit_code)
    if type(error).__name__ == "NoArgsIsHelpError":
        raise error
    complain(misuse(error))
    raise typer.Exit(2)


def _as_failure(error: OSError | UnicodeEncodeError) -> MouError:
    from mou_cli.errors import Failed

    if isinstance(error, UnicodeEncodeError):  # a name in a locale that has no letters for it
        return Failed(f"a name cannot be written in this locale: {error.object[:60]!r}", "set LC_ALL=C.UTF-8")
    where = f"{error.filename}: " if error.filename else ""
    return Failed(f"{where}{(error.strerror or str(error)).lower()}", "")


def close_quietly() -> NoReturn:
    """Leave after the reader of our output has gone (`mou list | head -1`), without a word."""
    # What is still in Python's buffer would raise once more at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


app = typer.Typer(
    name="mou",
    cls=Root,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
)


def session_of(registry: str | None, today: str | None, known_at: str | None, actor: str | None) -> "Session":
    """Return the session that the global options describe."""
    from mou_cli.session import Session

    return Session(registry or None, today, known_at, actor)


def _version(asked: bool) -> None:
    if asked:
        print(f"mou {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    registry: options.Registry = None,
    today: options.Today = None,
    known_at: options.KnownAt = None,
    actor: options.Actor = None,
    version: Annotated[  # noqa: ARG001 - its callback has done it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """An agreement desk in a terminal: memoranda, agreements and treaties in one registry."""
    context.obj = session_of(registry, today, known_at, actor)
    context.call_on_close(context.obj.close)
    if context.invoked_subcommand is None:
        begin(context)


def begin(context: typer.Context) -> None:
    """Show what the day brings, on a terminal and where there is a registry; else the help."""
    if context.obj.on_terminal:
        from mou_cli.desk.morning import has_registry, show_morning

        if has_registry(context.obj):
            show_morning(context.obj)
            return
    print(context.get_help())
