"""What a text yields: drafts of agreements, commitments, targets and counts, each with the words that it rests on."""

from msgspec import Struct

# How sure a field is: the text says so; it follows from the text around; it is a default or an inference.
EXACT, REPORTED, UNCLEAR = "exact", "reported", "unclear"


class Evidence(Struct, frozen=True):
    """The words that a field rests on, and how sure it is: `exact`, `reported` or `unclear`."""

    quote: str
    certainty: str


class DraftParty(Struct, frozen=True, omit_defaults=True):
    """A side of a document: the code of a state or organisation, its name as written, and the agency that acts."""

    code: str = ""
    name: str = ""
    agency: str = ""


class Signatory(Struct, frozen=True, omit_defaults=True):
    """Who signed or exchanged it, with their office as written and the code of their side where it is known."""

    name: str = ""
    title: str = ""
    code: str = ""


class DateHint(Struct, frozen=True):
    """A date that is in the text and is not said to be that of the signature.

    `date` is in EDTF, empty where no year is given; `kind` is `page`, `publication`, `no-year`, `visit` or `today`.
    """

    date: str
    text: str
    kind: str


class DraftLink(Struct, frozen=True):
    """Another document that it names: the relation (as in an agreement's `links`) and the words for that document."""

    rel: str
    text: str


class Draft(Struct, frozen=True, kw_only=True):
    """One document that the text says was signed.

    `title` is short: the parties are left out where there is a subject; `full_title` is as written. `period` is the
    validity in the title, an interval of years. `evidence` gives quote and certainty by field name, `quote` and
    `certainty` those of the document itself. `remarks` say what a person should look at.
    """

    title: str
    full_title: str = ""
    type: str = ""
    parties: tuple[DraftParty, ...] = ()
    sectors: tuple[str, ...] = ()
    signed: str = ""
    signed_hint: tuple[DateHint, ...] = ()
    place: str = ""
    occasion: str = ""
    period: str = ""
    signatories: tuple[Signatory, ...] = ()
    links: tuple[DraftLink, ...] = ()
    quote: str = ""
    certainty: str = UNCLEAR
    evidence: dict[str, Evidence] = {}
    remarks: tuple[str, ...] = ()


class DraftCommitment(Struct, frozen=True, kw_only=True):
    """What was promised at the occasion: `kind` is `working-group`, `roadmap` or `commission`."""

    kind: str
    text: str
    area: str = ""
    leads: tuple[Signatory, ...] = ()
    due: str = ""
    quote: str = ""
    certainty: str = REPORTED


class DraftDeadline(Struct, frozen=True):
    """A deadline as the text gives it: `text` in its words, `date` in EDTF where it names one, and the sentence."""

    text: str
    date: str
    quote: str


class DraftTarget(Struct, frozen=True, kw_only=True):
    """A number that is to be reached; deadlines that contradict each other stay side by side, and `remarks` says so."""

    metric: str
    value: int | float
    unit: str = ""
    baseline: int | float | None = None
    by: tuple[DraftDeadline, ...] = ()
    quote: str = ""
    certainty: str = REPORTED
    remarks: tuple[str, ...] = ()


class DraftCount(Struct, frozen=True):
    """How many documents the text says there are: `bound` is `more`, `fewer`, `about` or empty; `of` is the words."""

    count: int
    bound: str
    of: str
    text: str
    quote: str


class Intake(Struct, frozen=True, kw_only=True):
    """All that one text yields; `remarks` say what a person should know of the reading as a whole."""

    language: str = ""
    drafts: tuple[Draft, ...] = ()
    commitments: tuple[DraftCommitment, ...] = ()
    targets: tuple[DraftTarget, ...] = ()
    counts: tuple[DraftCount, ...] = ()
    parties: tuple[str, ...] = ()
    place: str = ""
    occasion: str = ""
    signed_hint: tuple[DateHint, ...] = ()
    remarks: tuple[str, ...] = ()


class Step(Struct, frozen=True):
    """What one step of the pipeline saw: its name, and a line for each thing."""

    name: str
    lines: tuple[str, ...]
