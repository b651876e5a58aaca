"""One run's world: the registry, the day, the actor, the streams and the width."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TextIO

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import Query, parse_query, spell
from mou_cli.errors import Usage
from mou_cli.registry.protocol import Registry
from mou_cli.render.console import is_terminal, wants_colour, warn, width_of
from mou_cli.settings.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from mou_cli.agreement.history.entry import Doing
    from mou_cli.registry.protocol import Change

# What stands over the first column of a list that names agreements by it.
_HEADINGS = ("no", "ref")


class Session:
    """What a command is given beside its own options."""

    def __init__(
        self,
        registry: str | None = None,
        today: str | None = None,
        known_at: str | None = None,
        actor: str | None = None,
    ) -> None:
        self._asked = registry
        self._actor = actor
        self._reason = ""
        self.filters = ""  # what was asked for last, in the words of a query
        self.quiet = False  # a shell is completing: nobody is to be told what is wrong with a configuration
        self.moment = Moment(_day(today, "--today") or date.today(), _day(known_at, "--known-at"))

    @property
    def out(self) -> TextIO:
        """Where results go."""
        return sys.stdout

    @property
    def on_terminal(self) -> bool:
        """Whether results go to a terminal."""
        return is_terminal(sys.stdout)

    @property
    def can_ask(self) -> bool:
        """Whether a person is there to be asked."""
        return is_terminal(sys.stdin) and is_terminal(sys.stderr)

    @property
    def width(self) -> int:
        """The width of the terminal in cells."""
        return width_of(sys.stdout)

    @property
    def colour(self) -> bool:
        """Whether results may be coloured."""
        return wants_colour(sys.stdout)

    @cached_property
    def location(self) -> str:
        """Where the registry is or would be."""
        from mou_cli.registry.opening import locate

        return locate(self.asked_location)

    @cached_property
    def place(self) -> str:
        """Where the registry is, as it may be shown: of a server's address nothing that may be secret."""
        from mou_cli.registry.opening import shown

        return shown(self.location)

    @property
    def asked_location(self) -> str | None:
        """Where --registry, MOU_REGISTRY or the configuration points, if any does."""
        return self._asked or self.settings.found("registry").text or None

    @cached_property
    def settings(self) -> Settings:
        """What the environment and the configuration file set."""
        return Settings(tolerant=True) if self.quiet else Settings(tell=warn)

    @property
    def typed(self) -> dict[str, str]:
        """The settings that the options of this run say, by name."""
        given = {"registry": self._asked, "as": self._actor}
        return {name: value for name, value in given.items() if value}

    @cached_property
    def registry(self) -> Registry:
        """The registry that this run is about."""
        from mou_cli.registry.opening import open_registry

        return open_registry(self.location)

    def close(self) -> None:
        """Let go of the registry, if this run has opened it."""
        if "registry" in self.__dict__:
            self.registry.close()

    def because(self, reason: str) -> Self:
        """Take what --reason says for the changes of this run; returns itself. Raises Usage for what is no text."""
        from mou_cli.agreement.reading.reading_text import read_text

        self._reason = read_text(reason)
        return self

    @property
    def own(self) -> str:
        """The code of our side: what the registry says, else MOU_OWN or the configuration; may be empty."""
        return self.registry.own() or str(self.settings.value("own"))

    @property
    def reason(self) -> str:
        """Why this run changes anything, as far as it was said."""
        return self._reason

    def changing(self, operation: str, **more: Any) -> "AbstractContextManager[Change]":
        """Hold the registry for one change, recorded as this operation of the session's actor, with `more` fields."""
        return self.registry.changing(self.doing(operation, **more))

    def doing(self, operation: str, **more: Any) -> "Doing":
        """Return what the history says of a change made now: this operation of the session's actor, `more` fields."""
        from mou_cli.agreement.history.entry import Doing

        return Doing(operation, self._signature(), self._reason, utc_now(), more)

    def _signature(self) -> str:
        from mou_cli.agreement.reading.reading_text import read_text

        try:
            return read_text(self.actor) or "unknown"
        except Usage as fault:
            raise Usage(f"the name of who does it: {fault.message}", fault.hint) from None

    @cached_property
    def context(self) -> Context:
        """What a person's words are read against."""
        return Context(self.moment, self.registry.sectors(), self.registry.occasion_refs, self._reference_of)

    def _reference_of(self, number: str) -> str:
        agreement = self.registry.get([number])[0].agreement
        return agreement.ref or agreement.uid

    def query(self, words: Sequence[str] | None, filters: Mapping[str, Sequence[str] | None]) -> Query:
        """Read query words and filter options, which are the same thing spelled out."""
        given = {name: values for name, values in filters.items() if values}
        asked = [*(words or ()), *spell(given)]
        self.filters = " ".join(asked)
        return parse_query(asked, self.context)

    def words(self, given: Sequence[str]) -> list[str]:
        """Return the references of a command line; `-` among them stands for those on standard input, one a line."""
        if "-" not in given:
            return list(given)
        piped = [_reference(line) for line in sys.stdin]
        if piped and piped[0] in _HEADINGS:
            del piped[0]  # `mou list | mou show -` as it comes
        return [word for each in given for word in ([w for w in piped if w] if each == "-" else [each])]

    @property
    def actor(self) -> str:
        """Who does it: --as, else MOU_USER, else the configuration, else the login."""
        named = self._actor or self.settings.found("as").text
        if named:
            return named
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"


def utc_now() -> str:
    """Return the time in UTC as `2026-02-04T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reference(line: str) -> str:
    try:
        line.encode()
    except UnicodeEncodeError:
        raise Usage("standard input is not UTF-8", "it names agreements, one a line") from None
    return line.split("\t")[0].strip()


def _day(text: str | None, option: str) -> date | None:
    if not text:
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    from mou_cli.agreement.dates.dates import parse_date
    from mou_cli.agreement.dates.edtf import is_day

    try:
        day = parse_date(text, date.today())
    except Usage as fault:
        raise Usage(f"{option}: {fault.message}", fault.hint) from None
    if not is_day(day):
        raise Usage(f"{option} needs a day, and {text!r} is not one", f"write it such as {option} 2026-02-04")
    return date.fromisoformat(day)
