"""Where the configuration file is."""

import os
import sys
from collections.abc import Mapping

from mou_cli.settings.declared import FILE_VARIABLE

FOLDER, FILE = "mou", "config.toml"


def configuration_path(environ: Mapping[str, str] = os.environ) -> str:
    """Return where the configuration file is or would be: MOU_CONFIG, else the user's folder for such; empty: nowhere.

    It is the folder that platformdirs names; of Linux it is known by heart (a test holds the two equal), for every
    `mou list` looks there and platformdirs takes as long as three lists of ours.
    """
    asked = environ.get(FILE_VARIABLE, "")
    if asked:
        return os.path.expanduser(asked)
    folder = _known(environ)
    if folder is None:
        from platformdirs import user_config_dir

        try:
            folder = user_config_dir(FOLDER, appauthor=False)
        except RuntimeError:  # a person without a home
            return ""
    return os.path.join(folder, FILE)


def _known(environ: Mapping[str, str]) -> str | None:
    if sys.platform != "linux" or "ANDROID_DATA" in environ:
        return None
    given, home = environ.get("XDG_CONFIG_HOME", ""), environ.get("HOME", "")
    if given:
        return os.path.join(given, FOLDER) if given.startswith("/") and given == given.strip() else None
    return f"{home.rstrip('/')}/.config/{FOLDER}" if home.startswith("/") else None
