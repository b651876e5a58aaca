"""What a registry knows beside the agreements that go out: for formats that show a register, not only its rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from mou_cli.agreement.registered import RegisteredOccasion
from mou_cli.vocabulary.sectors import Sectors


class Surroundings(NamedTuple):
    """What stands around the agreements that go out.

    `sectors` is the registry's tree, `occasions` all of its occasions, `own` the code of the party whose desk it is,
    `asked` the filters in words, `head` the hash of the history's last entry; empty where there is none.
    `whole` says that no agreement was left out. `changes` counts, when it is called, how often each was changed: by its
    uid, or by `#14` for what has none.
    """

    sectors: Sectors
    occasions: Sequence[RegisteredOccasion] = ()
    own: str = ""
    asked: str = ""
    head: str = ""
    whole: bool = True
    changes: Callable[[], Mapping[str, int]] = dict
