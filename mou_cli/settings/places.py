"""What names the place of a registry: a file, or a server."""

import os
import re

# What somebody means for a server, however it is misspelled: as a file's name it would be shown, with its password.
_ADDRESS = re.compile(
    r"""[\s'"]*postgres(?:ql)?:|.*://|\w+//.*@|\s*(?:host|hostaddr|port|dbname|user|service)\s*=|.*\bpassword\s*=""",
    re.IGNORECASE | re.DOTALL,
)


def is_address(place: str) -> bool:
    """Return whether a place means a server, be its address well written or not: only the registry shows one safely."""
    return _ADDRESS.match(place) is not None


def is_whole(place: str) -> bool:
    """Return whether a place means the same in every folder: a path from the root or from a home, or a server."""
    return os.path.isabs(place) or place.startswith("~") or is_address(place)
