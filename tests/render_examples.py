"""A fixed register for pictures: long and short titles, four scripts, text that means harm, everything filled once."""

from typing import Any

from mou_cli.agreement.registered import Registered

PAPER = {
    "title": "Two sides sign memoranda",
    "publisher": "Daily Gazette",
    "url": "https://example.org/news/2026/02/04/two-sides-sign-memoranda-of-understanding-in-many-fields",
    "date": "2026-02-04",
    "quote": "Trade is to reach USD 1 billion",
    "fields": ["signed", "parties"],
    "certainty": "reported",
}
COMMITMENT = {
    "id": 1,
    "text": "Five-year roadmap for rail freight, to be worked out by the joint working group",
    "lead": "PK: Planning Minister",
    "counterpart": "KZ: Deputy Prime Minister",
    "due": "2027-02-04",
    "status": "started",
    "progress": "first draft exchanged",
    "sources": [PAPER],
}
TARGET = {
    "id": 1,
    "metric": "bilateral trade",
    "unit": "USD",
    "baseline": {"value": 250_000_000, "date": "2025"},
    "value": 1_000_000_000,
    "by": [{"date": "2027-02", "source": PAPER}, {"date": "2028-02", "source": {"publisher": "Evening Post"}}],
    "observed": [{"date": "2026-09", "value": 312_500_000}],
}
KZ_PK = [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan"}]

FULL: dict[str, Any] = {
    "ref": "MOU-2026-0008",
    "uid": "00000000-0000-4000-8000-000000000008",
    "title": "Memorandum of Understanding between the Ministry of Transport of the Republic of Kazakhstan and the "
    "Ministry of Railways of the Islamic Republic of Pakistan on cooperation in railway transport",
    "titles": {
        "ru": "Меморандум о взаимопонимании в области железнодорожного транспорта",
        "ur": "ریلوے کے شعبے میں تعاون کی مفاہمت کی یادداشت",
    },
    "type": "mou",
    "binding": "no",
    "parties": [
        {
            "code": "KZ",
            "name": "Kazakhstan",
            "agency": "Ministry of Transport",
            "lead": True,
            "signatory": {"name": "A. Minister", "title": "Minister of Transport"},
        },
        {"code": "PK", "agency": "Ministry of Railways"},
        {"name": "Steppe Express"},
    ],
    "sectors": ["rail", "logistics"],
    "signed": "2026-02-04",
    "place": "Islamabad",
    "occasion": "OCC-2026-0001",
    "entry_into_force": {"mode": "days-after-notification", "days": 30, "needs": 2},
    "term": {"duration": "P5Y", "renewal": "tacit", "max_renewals": 1, "notice": "P6M", "survival": "P20Y"},
    "events": [
        {"kind": "approved", "party": "PK"},
        {"kind": "notified", "date": "2026-03", "party": "KZ", "known": "2026-04-01", "note": "note verbale 12"},
    ],
    "commitments": [COMMITMENT, {"id": 2, "text": "Yearly meeting", "repeats": "FREQ=YEARLY", "status": "dropped"}],
    "targets": [TARGET],
    "links": [{"rel": "implements", "ref": "MOU-2026-0001"}],
    "attachments": [{"name": "signed.pdf", "sha256": "ab", "media_type": "application/pdf", "size": 1_234_567}],
    "sources": [PAPER, {"url": "https://example.org/decree", "certainty": "unclear", "fields": ["title"]}],
    "identifiers": {"unts": "I-12345"},
    "original": {"place": "Treaty archive", "file": "12/7"},
    "languages": [{"code": "en", "authentic": True, "prevails": True}, {"code": "ru"}],
    "depositary": "KZ",
    "responsible": "Department of Transit",
    "former_refs": ["MOU-2026-0099"],
    "tags": ["visit", "priority"],
    "notes": "The first line of the notes, long enough to be wrapped at the narrowest of the widths.\nThe second.",
    "shelf": {"row": 4},
}
HOSTILE = "Accord [ferroviaire] :bug: [red]x[/red] \x1b[31mred\x1b]8;;http://x\x07 \x9b2J \u202eevil\u2066 \u200bend"

AGREEMENTS: tuple[dict[str, Any], ...] = (
    {"title": "Railway sector cooperation", "parties": KZ_PK, "sectors": ["rail"], "signed": "2026-02-04"},
    {
        "title": "Agreement between the Government of the Republic of Kazakhstan and the Government of the Islamic "
        "Republic of Pakistan on international road transport of passengers and goods",
        "parties": KZ_PK,
        "sectors": ["road", "transit", "customs"],
        "signed": "1995-03-12",
        "events": [{"kind": "in-force", "date": "1995-08-01"}],
    },
    {
        "title": "Соглашение между Правительством Республики Казахстан и Правительством Исламской Республики "
        "Пакистан о воздушном сообщении",
        "parties": KZ_PK,
        "sectors": ["aviation"],
        "signed": "1995-08",
    },
    {
        "title": "ریلوے کے شعبے میں تعاون کی مفاہمت کی یادداشت",
        "parties": [*KZ_PK, {"code": "UZ"}, {"code": "AF"}],
        "sectors": ["rail"],
    },
    {
        "title": "中华人民共和国政府和哈萨克斯坦共和国政府关于铁路运输合作的协定",
        "parties": [{"code": "CN"}, {"code": "KZ"}],
        "sectors": ["rail"],
        "signed": "2026-02-03/2026-02-04",
        "events": [{"kind": "terminated", "date": "2026-06-01"}],
    },
    {"title": "می‌خواهد", "parties": [{"code": "IR"}], "signed": "2026"},
    {"title": HOSTILE, "parties": [{"name": HOSTILE}], "sectors": ["rail"], "notes": HOSTILE, "place": HOSTILE},
    FULL,
)
OCCASION: dict[str, Any] = {
    "ref": "OCC-2026-0001",
    "name": "State visit to Islamabad",
    "place": "Islamabad",
    "date": "2026-02-03/2026-02-04",
    "parties": KZ_PK,
    "announced": [
        {"count": 37, "text": "37 memoranda", "source": PAPER},
        {"count": 30, "text": "more than 30 documents", "source": {"publisher": "Evening Post"}},
    ],
    "commitments": [COMMITMENT],
    "targets": [TARGET],
    "sources": [PAPER],
}


def register() -> list[Registered]:
    """Return the agreements under the numbers 1 to 8."""
    return [Registered.of(number, fields) for number, fields in enumerate(AGREEMENTS, 1)]
