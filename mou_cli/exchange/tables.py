"""The tables in which a register is handed over, declared once for workbooks, databases and data packages.

A row of the table of agreements is an agreement; what it holds several of is in tables of their own, each row with the
number of its agreement (or of its occasion). What is computed is in columns like the rest.
"""

from typing import NamedTuple

from mou_cli.agreement import codes
from mou_cli.exchange.table_columns import (
    AGREEMENT,
    AGREEMENTS,
    COMMITMENTS,
    ID,
    OCCASION,
    SOURCE,
    SOURCES,
    TARGETS,
    Column,
)


class Table(NamedTuple):
    """A table: its name, what one row is, its columns, and those of them that are searched or looked up.

    `sheet` is its name in a workbook, empty where it is not there.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    searched: tuple[str, ...] = ()
    indexed: tuple[str, ...] = ()
    sheet: str = ""


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "agreements",
            "An agreement, as recorded and as computed for the day of the export",
            AGREEMENTS,
            (
                *("ref", "title", "other_titles", "party_names", "agencies", "signatories", "sectors", "place"),
                *("occasion", "responsible", "tags", "notes"),
            ),
            ("ref", "type", "status", "signed", "signed_year", "in_force_through", "ceases_on", "next_deadline"),
            "Agreements",
        ),
        Table(
            "parties",
            "A side of an agreement: a state or an organisation, its agency, and who signed for it",
            (
                ID,
                AGREEMENT,
                Column("code", "text", "Code", "code", 8),
                Column("name", "text", "Party", width=24),
                Column("agency", "text", "Agency", "agency", 40),
                Column("lead", "flag", "Lead", "lead", 8),
                Column("signatory_name", "text", "Signed by", "signatory.name", 24),
                Column("signatory_title", "text", "As", "signatory.title", 30),
            ),
            ("name", "agency", "signatory_name", "signatory_title"),
            ("code",),
            "Parties",
        ),
        Table(
            "events",
            "A step in the life of an agreement",
            (
                ID,
                AGREEMENT,
                Column("kind", "word", "Event", "kind", 16, codes.EVENT_KINDS),
                Column("date", "date", "Date", "date"),
                Column("party", "text", "Party", "party", 8),
                Column("until", "date", "Until", "until"),
                Column("adds", "duration", "Adds", "adds"),
                Column("known", "date", "Known", "known"),
                Column("decided_by", "text", "Decided by", "by", 16),
                Column("note", "text", "Note", "note", 40),
            ),
            (),
            ("kind", "date"),
            "Events",
        ),
        Table(
            "commitments",
            "Something promised in an agreement or at an occasion",
            COMMITMENTS,
            ("text", "area", "lead", "counterpart", "progress", "note"),
            ("status", "due"),
            "Commitments",
        ),
        Table("targets", "A number to be reached by a date", TARGETS, ("metric", "note"), (), "Targets"),
        Table("sources", "Where a fact comes from", SOURCES, ("title", "publisher", "quote"), (), "Sources"),
        Table(
            "deadlines",
            "One of the dates by which a target is to be reached, with whoever gave it",
            (ID, Column("target", "link", "Target", to="targets"), Column("date", "date", "Date"), SOURCE),
        ),
        Table(
            "observations",
            "What the measure of a target stood at",
            (
                ID,
                Column("target", "link", "Target", to="targets"),
                Column("date", "date", "Date", "date"),
                Column("value", "number", "Value", "value"),
                SOURCE,
            ),
        ),
        Table(
            "titles",
            "A title in another language",
            (ID, AGREEMENT, Column("language", "text", "Language"), Column("title", "text", "Title")),
        ),
        Table(
            "links",
            "How an agreement stands to another, which has the reference `ref`",
            (
                ID,
                AGREEMENT,
                Column("relation", "word", "Relation", "rel", words=codes.LINK_RELATIONS),
                Column("ref", "text", "Ref", "ref"),
            ),
            (),
            ("ref",),
        ),
        Table(
            "sectors",
            "A sector, and the group that it stands under",
            (Column("code", "code", "Code"), Column("label", "text", "Label"), Column("parent", "text", "Under")),
        ),
        Table(
            "agreement_sectors",
            "A sector of an agreement",
            (ID, AGREEMENT, Column("sector", "link", "Sector", to="sectors")),
        ),
        Table("tags", "A tag of an agreement", (ID, AGREEMENT, Column("tag", "text", "Tag")), (), ("tag",)),
        Table(
            "identifiers",
            "A number that an agreement bears elsewhere",
            (ID, AGREEMENT, Column("scheme", "text", "Scheme"), Column("value", "text", "Value")),
        ),
        Table(
            "languages",
            "A language that an agreement was done in",
            (
                ID,
                AGREEMENT,
                Column("code", "text", "Code", "code"),
                Column("authentic", "flag", "Authentic", "authentic"),
                Column("prevails", "flag", "Prevails", "prevails"),
            ),
        ),
        Table(
            "attachments",
            "A file kept beside the registry under the hash of its bytes",
            (
                ID,
                AGREEMENT,
                Column("name", "text", "Name", "name"),
                Column("sha256", "text", "SHA-256", "sha256"),
                Column("media_type", "text", "Media type", "media_type"),
                Column("size", "whole", "Size", "size"),
            ),
        ),
        Table(
            "occasions",
            "A visit or a session at which agreements were signed",
            (
                Column("number", "key", "No"),
                Column("ref", "text", "Ref", "ref"),
                Column("name", "text", "Name", "name"),
                Column("place", "text", "Place", "place"),
                Column("date", "date", "Date", "date"),
                Column("party_names", "text", "Between"),
                Column("tags", "text", "Tags"),
                Column("notes", "text", "Notes", "notes"),
                Column("uid", "text", "Uid", "uid"),
            ),
            (),
            ("ref",),
        ),
        Table(
            "announcements",
            "How many documents a source said were signed at an occasion",
            (
                ID,
                OCCASION,
                Column("count", "whole", "Count", "count"),
                Column("text", "text", "Text", "text"),
                SOURCE,
            ),
        ),
        Table("about", "What this is", (Column("name", "code", "Name"), Column("value", "text", "Value"))),
    )
}
