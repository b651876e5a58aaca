"""The closed lists of words that an agreement's fields may hold, in the order in which people meet them."""

TYPES = (
    "mou",
    "agreement",
    "treaty",
    "convention",
    "protocol",
    "declaration",
    "letter-of-intent",
    "exchange-of-notes",
    "action-plan",
    "programme",
    "contract",
    "minutes",
    "other",
)
BINDING = ("yes", "no", "disputed", "unknown")
ENTRY_MODES = (
    "signature",
    "last-notification",
    "ratification",
    "fixed-date",
    "first-of-next-month",
    "days-after-notification",
)
TERM_BASES = ("in-force", "signature")
RENEWALS = ("tacit", "express", "open-ended", "none")
NOTICE_RULES = ("before-period-end", "from-receipt", "before-year-end", "first-of-month")
EVENT_KINDS = (
    "initialled",
    "signed",
    "approved",
    "ratified",
    "notified",
    "provisional",
    "in-force",
    "extended",
    "amended",
    "suspended",
    "resumed",
    "notice-given",
    "notice-withdrawn",
    "terminated",
    "superseded",
    "registered",
)
COMMITMENT_STATUSES = ("open", "started", "done", "dropped")
LINK_RELATIONS = ("amends", "supersedes", "implements", "under", "converted-from", "extends")
CERTAINTIES = ("exact", "reported", "unclear")
STATUSES = (
    "superseded",
    "terminated",
    "expired",
    "suspended",
    "ending",
    "in-force",
    "provisional",
    "signed",
    "initialled",
    "draft",
    "unknown",
)
