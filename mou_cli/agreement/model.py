"""The form of an agreement and of an occasion, as they are stored.

Every date is text in EDTF (ISO 8601-2) and every duration text in ISO 8601: a value that is impossible is a finding
(see checks.py), not a reason to refuse to read the registry. What these types do not name is kept in the raw mapping.
"""

from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

from mou_cli.agreement.codes import (
    BINDING,
    CERTAINTIES,
    COMMITMENT_STATUSES,
    ENTRY_MODES,
    EVENT_KINDS,
    LINK_RELATIONS,
    NOTICE_RULES,
    RENEWALS,
    TERM_BASES,
    TYPES,
)


def _enumeration(values: tuple[str, ...]) -> Any:
    # In the schema only: a registry written by a newer mou may hold a word that this one does not know.
    return Meta(extra_json_schema={"enum": list(values)})


DATE = r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$"
DURATION = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"
Date: TypeAlias = Annotated[str, Meta(extra_json_schema={"pattern": DATE})]
Duration: TypeAlias = Annotated[str, Meta(extra_json_schema={"pattern": DURATION})]


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every part of an agreement shares: immutable, absent fields left out."""


class Person(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Who signed for a party."""

    name: str = ""
    title: str = ""


class Party(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A side of an agreement: a state or an organisation by code, or anybody by name."""

    code: str = ""
    name: str = ""
    agency: str = ""
    lead: bool = False
    signatory: Person | None = None


class EntryIntoForce(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How it enters into force (Vienna Convention on the Law of Treaties, art. 24)."""

    mode: Annotated[str, _enumeration(ENTRY_MODES)] = ""
    days: int | None = None
    date: Date = ""
    needs: int | None = None


class Term(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How long it lasts, how it is renewed and how it is denounced."""

    duration: Annotated[str, Meta(extra_json_schema={"pattern": DURATION + "|^indefinite$"})] = ""
    until: Date = ""
    base: Annotated[str, _enumeration(TERM_BASES)] = ""
    renewal: Annotated[str, _enumeration(RENEWALS)] = ""
    period: Duration = ""
    max_renewals: int | None = None
    notice: Duration = ""
    notice_rule: Annotated[str, _enumeration(NOTICE_RULES)] = ""
    notice_opens: Duration = ""
    survival: Duration = ""


class Event(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A step in its life; without a date it happened and the day is unknown."""

    kind: Annotated[str, _enumeration(EVENT_KINDS)]
    date: Date = ""
    party: str = ""
    until: Date = ""
    adds: Duration = ""
    known: Date = ""
    by: str = ""
    note: str = ""


class Source(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Where a fact comes from, and how sure it is."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    date: Date = ""
    quote: str = ""
    fields: tuple[str, ...] = ()
    certainty: Annotated[str, _enumeration(CERTAINTIES)] = ""


class Commitment(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Something that was promised."""

    id: int = 0
    text: str = ""
    area: str = ""
    lead: str = ""
    counterpart: str = ""
    due: Date = ""
    repeats: str = ""
    status: Annotated[str, _enumeration(COMMITMENT_STATUSES)] = ""
    progress: str = ""
    done: Date = ""
    note: str = ""
    sources: tuple[Source, ...] = ()


class Observation(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What a measure stood at on a day."""

    date: Date = ""
    value: float | int = 0
    source: Source | None = None


class Deadline(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One of several deadlines that were given for one target, with whoever gave it."""

    date: Date = ""
    source: Source | None = None


class Target(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A number that was to be reached by a date; contradicting deadlines stand side by side."""

    id: int = 0
    metric: str = ""
    unit: str = ""
    baseline: Observation | None = None
    value: float | int | None = None
    by: tuple[str | Deadline, ...] = ()
    observed: tuple[Observation, ...] = ()
    sources: tuple[Source, ...] = ()
    note: str = ""


class Link(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How it stands to another agreement."""

    rel: Annotated[str, _enumeration(LINK_RELATIONS)]
    ref: str


class Attachment(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A file kept beside the registry under the hash of its bytes."""

    name: str = ""
    sha256: str = ""
    media_type: str = ""
    size: int = 0


class Original(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Where the signed paper lies."""

    place: str = ""
    file: str = ""


class Language(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A language that it was done in (Vienna Convention, art. 33)."""

    code: str = ""
    authentic: bool | None = None
    prevails: bool | None = None


class Agreement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A memorandum, agreement or treaty; only the title is required."""

    ref: str = ""
    uid: str = ""
    title: str
    titles: dict[str, str] = {}
    type: Annotated[str, _enumeration(TYPES)] = ""
    binding: Annotated[str, _enumeration(BINDING)] = ""
    parties: tuple[Party, ...] = ()
    sectors: tuple[str, ...] = ()
    signed: Date = ""
    place: str = ""
    occasion: str = ""
    entry_into_force: EntryIntoForce | None = None
    term: Term | None = None
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    sources: tuple[Source, ...] = ()
    identifiers: dict[str, str] = {}
    original: Original | None = None
    languages: tuple[Language, ...] = ()
    depositary: str = ""
    responsible: str = ""
    untitled: bool = False
    former_refs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""


class Announcement(Part, frozen=True, kw_only=True, omit_defaults=True):
    """How many documents a source said were signed."""

    count: int | None = None
    text: str = ""
    source: Source | None = None


class Occasion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A visit or a session at which agreements were signed, and what was promised there in no one paper."""

    ref: str = ""
    uid: str = ""
    name: str
    place: str = ""
    date: Date = ""
    parties: tuple[Party, ...] = ()
    announced: tuple[Announcement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
