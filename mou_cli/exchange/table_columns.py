"""The columns of the larger tables (see tables.py): agreements, and what was promised, with where it comes from."""

from typing import NamedTuple

from mou_cli.agreement import codes


class Column(NamedTuple):
    """A column of a table.

    `kind` is `key` (the number that names the row), `code` (the text that does), `link` (what names a row of the table
    `to`), `text`, `word` (one of `words`, or one that a newer mou knows), `date` (EDTF), `duration` (ISO 8601),
    `whole`, `number`, `flag`, or `parts`: a list that has a table of its own, in a cell only where a workbook is read
    back. `at` is the path of the value in what the row is made from; empty where it is worked out. `width` is in
    characters, for a sheet.
    """

    name: str
    kind: str
    heading: str
    at: str = ""
    width: int = 12
    words: tuple[str, ...] = ()
    to: str = ""


def _stored(at: str, kind: str = "text", width: int = 12, words: tuple[str, ...] = ()) -> Column:
    # A field under its own path: what import reads again.
    name = at.replace(".", "_")
    return Column(name, kind, name.replace("_", " ").capitalize(), at, width, words)


def _follows(name: str, kind: str, heading: str, at: str = "", width: int = 12) -> Column:
    return Column(name, kind, heading, f"computed.{at or name}", width)


ID = Column("id", "key", "Id")
AGREEMENT = Column("agreement", "link", "Agreement", to="agreements")
OCCASION = Column("occasion", "link", "Occasion", to="occasions")
SOURCE = Column("source", "link", "Source", to="sources")

AGREEMENTS = (
    Column("number", "key", "No", width=6),
    _stored("ref", width=16),
    _stored("title", width=60),
    Column("party_names", "text", "Between", width=28),
    _stored("type", "word", words=codes.TYPES),
    _stored("sectors", width=16),
    _stored("signed", "date"),
    Column("signed_year", "whole", "Year", width=6),
    _follows("status", "word", "Status")._replace(words=codes.STATUSES),
    _follows("in_force_from", "date", "Runs from"),
    _follows("in_force_through", "date", "Runs through"),
    _follows("ceases_on", "date", "Ceases on"),
    _follows("renewals", "whole", "Renewals", width=9),
    _follows("notice_opens", "date", "Notice opens"),
    _follows("last_notice_day", "date", "Notice by"),
    _follows("survival_through", "date", "Survives through"),
    _follows("next_deadline", "date", "Next deadline", "next_deadline.date", 13),
    _follows("next_deadline_kind", "text", "What is due", "next_deadline.kind", 16),
    Column("missing", "text", "Missing", width=30),
    _stored("place"),
    _stored("occasion", width=16),
    _stored("responsible", width=20),
    Column("agencies", "text", "Agencies", width=30),
    Column("signatories", "text", "Signatories", width=30),
    _stored("binding", "word", words=codes.BINDING),
    _stored("entry_into_force.mode", "word", 20, codes.ENTRY_MODES),
    _stored("entry_into_force.days", "whole"),
    _stored("entry_into_force.date", "date"),
    _stored("entry_into_force.needs", "whole"),
    _stored("term.duration", "duration"),
    _stored("term.until", "date"),
    _stored("term.base", "word", words=codes.TERM_BASES),
    _stored("term.renewal", "word", words=codes.RENEWALS),
    _stored("term.period", "duration"),
    _stored("term.max_renewals", "whole"),
    _stored("term.notice", "duration"),
    _stored("term.notice_rule", "word", 18, codes.NOTICE_RULES),
    _stored("term.notice_opens", "duration"),
    _stored("term.survival", "duration"),
    _stored("parties", "parts", 30),
    _stored("titles", "parts", 30),
    Column("other_titles", "text", "Other titles", width=30),
    _stored("events", "parts", 30),
    _stored("commitments", "parts"),
    _stored("targets", "parts"),
    _stored("links", "parts", 20),
    _stored("attachments", "parts"),
    _stored("sources", "parts"),
    _stored("identifiers", "parts", 20),
    _stored("languages", "parts"),
    _stored("original.place", width=20),
    _stored("original.file"),
    _stored("depositary"),
    _stored("untitled", "flag"),
    _stored("former_refs"),
    _stored("tags", width=20),
    _stored("notes", width=40),
    Column("more", "text", "more"),
    _stored("uid", width=36),
)

COMMITMENTS = (
    ID,
    AGREEMENT,
    OCCASION,
    Column("number", "whole", "Number", "id", 8),
    Column("text", "text", "Commitment", "text", 60),
    Column("area", "text", "Area", "area", 16),
    Column("lead", "text", "Lead", "lead", 24),
    Column("counterpart", "text", "Counterpart", "counterpart", 24),
    Column("due", "date", "Due", "due"),
    Column("repeats", "text", "Repeats", "repeats", 16),
    Column("status", "word", "Status", "status", 9, codes.COMMITMENT_STATUSES),
    Column("progress", "text", "Progress", "progress", 40),
    Column("done", "date", "Done", "done"),
    Column("note", "text", "Note", "note", 30),
)

TARGETS = (
    ID,
    AGREEMENT,
    OCCASION,
    Column("number", "whole", "Number", "id", 8),
    Column("metric", "text", "Metric", "metric", 30),
    Column("unit", "text", "Unit", "unit", 8),
    Column("baseline_value", "number", "Baseline", "baseline.value", 16),
    Column("baseline_date", "date", "Baseline of", "baseline.date"),
    Column("value", "number", "Target", "value", 16),
    Column("deadlines", "text", "By", width=24),
    Column("latest_value", "number", "Latest", width=16),
    Column("latest_date", "date", "Latest of"),
    Column("note", "text", "Note", "note", 30),
)

SOURCES = (
    ID,
    AGREEMENT,
    OCCASION,
    Column("commitment", "link", "Commitment", to="commitments"),
    Column("target", "link", "Target", to="targets"),
    Column("about", "text", "About", width=14),
    Column("title", "text", "Title", "title", 40),
    Column("publisher", "text", "Publisher", "publisher", 24),
    Column("url", "text", "Address", "url", 50),
    Column("date", "date", "Date", "date"),
    Column("quote", "text", "Quote", "quote", 50),
    Column("fields", "text", "Fields", width=20),
    Column("certainty", "word", "Certainty", "certainty", 10, codes.CERTAINTIES),
)
