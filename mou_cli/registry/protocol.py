"""What every store of agreements can do; commands know no more than this."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.vocabulary.sectors import Sectors

if TYPE_CHECKING:
    from pathlib import Path

    from mou_cli.agreement.checks.finding import Finding
    from mou_cli.agreement.checks.located import Located
    from mou_cli.agreement.history.adopting import Adoption
    from mou_cli.agreement.history.entry import Doing, Head
    from mou_cli.agreement.likeness import Lookout
    from mou_cli.registry.delivery import Taken
    from mou_cli.registry.examination import Examined
    from mou_cli.registry.held import Held
    from mou_cli.registry.particulars import Particulars
    from mou_cli.registry.skimming import Skimmed
    from mou_cli.registry.unaided import Row


Form = TypeVar("Form")
Found = TypeVar("Found")


class Registry(Protocol):
    """A store of agreements and occasions, for reading."""

    location: str

    def close(self) -> None:
        """Let go of what is held open: a connection to a server."""

    def own(self) -> str:
        """Return the code of the party whose desk this is, or empty."""

    def sectors(self) -> Sectors:
        """Return the sector tree with the registry's own sectors."""

    def particulars(self) -> "Particulars":
        """Return whose registry it is, its own sectors, and the next number of each table."""

    def find(self, query: Query, moment: Moment) -> Iterator[Registered]:
        """Stream the agreements that `query` finds, in the order of their numbers."""

    def skim(
        self, form: type[Form], look: Callable[[Form], Found], holding: Sequence[str] = ()
    ) -> "Iterator[Skimmed[Form, Found]]":
        """Stream the agreements in whose fields, those that `form` names, `look` finds anything.

        With `holding`, some of those are left out that neither bear nor link to one of these references, and have no
        field of such a name.
        """

    def count(self) -> int:
        """Return how many agreements there are."""

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return an agreement for each word: a number, a reference, a uid or an unambiguous fragment of a title.

        Raises NotFound or Ambiguous, naming what was looked for and what comes near.
        """

    def occasions(self) -> list[RegisteredOccasion]:
        """Return all occasions."""

    def occasion(self, word: str) -> RegisteredOccasion:
        """Return the occasion of a number, a reference or an unambiguous fragment of its name."""

    def occasion_refs(self, word: str) -> Sequence[str]:
        """Return the references of the occasions that a word fits."""

    def findings(self, fields: Mapping[str, Any], moment: Moment) -> "list[Finding]":
        """Return what is wrong with raw fields, errors first; raises Usage where they are no agreement at all."""

    @property
    def history(self) -> "History":
        """What was changed, by whom, when and why."""

    @property
    def files(self) -> "AttachedFiles":
        """The bytes of attached files."""

    def delivery(self) -> AbstractContextManager["Bringing"]:
        """Return what brings files in, around the change that names them; where that raises, nothing was brought."""

    def held(self) -> "Held":
        """Return the registry as it stands at this moment, for verification."""

    def care(self) -> "Care":
        """Return what looks after the store itself."""

    def changing(self, doing: "Doing") -> AbstractContextManager["Change"]:
        """Hold the registry for one change; it is made when the block ends, and not at all if it raises.

        What it changed is recorded as one entry of the history, made by `doing`; what changes nothing leaves none.
        """


class History(Protocol):
    """The entries of a registry's history and the rows that they are about."""

    def entries(self, *, backward: bool = False, holding: Sequence[str] | None = None) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every entry, with `holding` of those alone that hold one of these texts."""

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""

    def line(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""

    def noted(self) -> "Head":
        """Return what the registry notes apart as the last entry: 0 and empty where there is no history yet."""

    def head(self) -> "Head":
        """Return number and hash of the last entry: 0 and empty where there is no history yet."""


class Change(Protocol):
    """One change in the making: nothing of it is there for others until it is whole.

    `warnings` holds what the last `add` or `replace` found and did not refuse; of a `replace`, what was not there
    before. `seq` is the number of its entry in the history once it is made, 0 where nothing was changed.
    """

    warnings: "list[Finding]"
    seq: int

    def likes(self, lookout: "Lookout") -> list[tuple[str, Registered]]:
        """Return what is in the registry already and the same as, or similar to, what a lookout looks for."""

    def examine(self, given: Mapping[str, Any] | Registered, moment: Moment) -> "Examined":
        """Look at raw fields, or at a line as mou writes it, before it is stored; raises Usage where it is none."""

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return agreements as `Registry.get` does, with this change's own doings in sight."""

    def add(self, given: "Mapping[str, Any] | Examined", moment: Moment) -> Registered:
        """Take in an agreement, giving it number, uid and reference; raises Usage or Conflict where it is refused."""

    def replace(self, number: int, fields: Mapping[str, Any], moment: Moment) -> Registered:
        """Put `fields` in the place of agreement `number`; raises Usage or Conflict where they are refused."""

    def remove(self, number: int) -> None:
        """Take an agreement out; its number is never given out again."""

    def put_back(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what it was, to the byte; None takes it out. Raises Conflict where its reference is taken."""

    def take_particulars(self, given: "Particulars") -> None:
        """Note what another copy notes of itself that is missing here; counters become the higher ones."""

    def note(self, **more: Any) -> None:
        """Say more in the entry of the history than what was changed."""

    def occasion(self, word: str) -> RegisteredOccasion:
        """Return an occasion as `Registry.occasion` does."""

    def add_occasion(self, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Take in an occasion, giving it number, uid and reference."""

    def replace_occasion(self, number: int, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Put `fields` in the place of occasion `number`."""

    def remove_occasion(self, number: int) -> None:
        """Take an occasion out; its number is never given out again."""


@runtime_checkable
class Watchable(Protocol):
    """A store that tells of its changes as they are made."""

    def arriving(self, since: int | None) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every entry after `since` (None: the last there is), and of each that comes."""


class AttachedFiles(Protocol):
    """The bytes of attached files, each named by its SHA-256; `place` says in messages where they are."""

    place: str

    def path(self, digest: str) -> "Path | None":
        """Return where the bytes of a hash lie or would lie, None for what is no hash; raises Usage on a server."""

    def standing(self, digest: str) -> str:
        """Read the bytes of a hash and say how they stand: attachments.PRESENT, MISSING, ALTERED, or what is wrong."""

    def chunks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a hash in pieces, and at the end raise Finding where they have another.

        Raises NotFound where they are not there, Failed where they cannot be read.
        """


class Bringing(Protocol):
    """Files on their way in."""

    @property
    def brought(self) -> int:
        """How many files have come that were not there before."""

    def take(self, chunks: Iterable[bytes]) -> "Taken":
        """Copy bytes in, without a name as yet; raises Failed where the disk refuses them."""

    def place(self) -> None:
        """Give all that was taken its name, in the change; raises Failed."""


class Care(Protocol):
    """What looks after a store: reads it without trusting anything, and puts right what is safe. `place` names it."""

    place: str

    def tables(self) -> Sequence[str]:
        """Open it anew and return the names of its tables; raises NotFound, Failed, Damaged."""

    def rows(self, table: str) -> "Iterator[Row]":
        """Yield every row of a table, damaged ones too."""

    @property
    def own_layout(self) -> bool:
        """Whether it is laid out as mou does."""

    def held(self) -> "Held":
        """Return what was read, every row of which was found sound."""

    @property
    def restoring(self) -> str:
        """What puts a good copy in its place, in words."""

    def beside(self, *, damaged: bool) -> "Iterator[Located]":
        """Yield what is wrong beside it and with its backups."""

    def left_files(self) -> "Iterator[Located]":
        """Yield what lies among the attached files and is attached to nothing."""

    def put_right(self) -> "Iterator[Located]":
        """Do what is safe, whatever else is wrong, and yield what was done: no agreement and no entry changes.

        Raises Conflict where another holds the registry, Failed where it cannot be written.
        """

    def adopt(self, doing: "Doing", shown: "Adoption | None") -> "Adoption":
        """Record all that does not fit the history as an entry, and return what was recorded.

        `shown` is what a person has agreed to: raises Conflict where it is another now, Damaged and Failed.
        """
