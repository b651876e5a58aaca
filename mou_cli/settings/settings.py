"""A setting's value and where it is from: the environment, else the configuration file, else the default."""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from mou_cli.errors import Usage
from mou_cli.settings.declared import SETTINGS
from mou_cli.settings.place import configuration_path

if TYPE_CHECKING:
    from mou_cli.settings.configuration import Configuration, View

OPTION, ENVIRONMENT, FILE, DEFAULT = "option", "environment", "file", "default"


class Found(Struct, frozen=True):
    """A value as text, where it is from (ENVIRONMENT, FILE, DEFAULT), and the words for that in a message."""

    text: str
    origin: str
    where: str


class Settings:
    """The settings of one run; the file is read when first something is asked that the environment does not say.

    `tell` is given a sentence for each oddity of the file, once; with `tolerant` a file that cannot be read is none.
    """

    def __init__(
        self,
        environ: Mapping[str, str] = os.environ,
        tell: Callable[[str], None] = lambda _: None,
        *,
        tolerant: bool = False,
    ) -> None:
        self._environ = environ
        self._tell = tell
        self._tolerant = tolerant

    @cached_property
    def path(self) -> str:
        """Where the configuration file is or would be."""
        return configuration_path(self._environ)

    @cached_property
    def configuration(self) -> "Configuration | None":
        """What the file says, None where there is none; raises Usage where it cannot be read."""
        try:
            os.stat(self.path)
        except (OSError, ValueError):  # most people have none: nothing is loaded for it
            return None
        from mou_cli.settings.configuration import load

        try:
            found = load(self.path)
        except Usage:
            if not self._tolerant:
                raise
            return None
        for sentence in found.oddities:
            self._tell(sentence)
        return found

    @property
    def views(self) -> "Mapping[str, View]":
        """The saved views by name; raises Usage where the file cannot be read."""
        return self.configuration.views if self.configuration else {}

    def found(self, name: str) -> Found:
        """Return the text of a setting and where it is from; raises Usage where the file is asked and broken."""
        setting = SETTINGS[name]
        given = self._environ.get(setting.variable, "")
        if given:
            return Found(given, ENVIRONMENT, setting.variable)
        if self.configuration and name in self.configuration.values:
            return Found(self.configuration.values[name], FILE, f"{name} in {self.path}")
        return Found(setting.default, DEFAULT, name)

    def value(self, name: str) -> Any:
        """Return the value of a setting in its form, empty where there is none; raises Usage for what is none."""
        found = self.found(name)
        if not found.text:
            return ""
        from mou_cli.settings.forms import read

        return read(SETTINGS[name].form, found.text, found.where)


def value_of(name: str) -> Any:
    """Return the value of a setting, for the parts that know no session; see Settings.value()."""
    return Settings().value(name)
