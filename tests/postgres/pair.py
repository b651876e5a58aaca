"""Two desks that do the same, one on a file and one on a server, and what each of them said."""

import itertools
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import PropertyMock, patch

import psycopg

from mou_cli.registry.tabled import TabledRegistry
from tests.desk import Desk, Run

NOW = "2026-11-21T09:30:00Z"


class Pair:
    """A desk on a file and a desk on a server; `both` runs a command at each and compares all that comes of it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.file, self.server = Desk(folder / "file"), Desk(folder / "server")
        for desk in (self.file, self.server):
            desk.folder.mkdir()
            desk.environ["COLUMNS"] = "120"
        self.url = url
        with psycopg.connect(url) as connection:
            self._login = connection.info.user
        self.server.environ["MOU_REGISTRY"] = url
        self.shown = f"postgresql://{url.partition('//')[2]}"
        self._made = [itertools.count(1), itertools.count(1)]

    def shipped(self) -> "Pair":
        """Itself, both with the shipped register."""
        self.file.shipped()
        self.file.run("copy", "registry.json", self.url).ok()
        return self

    def both(self, *words: str, given: str | bytes | None = None) -> Run:
        """Run a command at both desks; what they print, store and say must be the same. Returns the file's run."""
        with _fixed(self._made[0], self._login):
            one = self.file.run(*words, given=given)
        with _fixed(self._made[1], self._login):
            two = self.server.run(*words, given=given)
        assert self._neutral(two) == self._neutral(one), words
        return one

    def _neutral(self, run: Run) -> Run:
        return Run(run.code, self._placeless(run.out), self._placeless(run.err))

    def _placeless(self, text: str) -> str:
        for place in (self.shown, str(self.file.path), str(self.server.folder), str(self.file.folder), "registry.json"):
            text = text.replace(place, "<registry>")
        return text


@contextmanager
def _fixed(made: "itertools.count[int]", login: str) -> Iterator[None]:
    """Make what chance and the clock give the same at both desks; and have the file note who the server knows."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(uuid, "uuid4", lambda: uuid.UUID(int=next(made), version=4)))
        stack.enter_context(patch("mou_cli.session.utc_now", lambda: NOW))
        stack.enter_context(patch.object(TabledRegistry, "login", PropertyMock(return_value=login)))
        yield
