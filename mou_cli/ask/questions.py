"""The questions of the interview, in their order."""

from mou_cli.agreement.codes import TYPES
from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.reading_parts import print_source, read_source
from mou_cli.ask.choices import Choice, merged
from mou_cli.ask.party_questions import LEAD, PARTIES, SIGNATORIES
from mou_cli.ask.question import Fields, Question, stored, texts, with_value
from mou_cli.ask.suggestions import Suggestions
from mou_cli.ask.term_questions import DAY, IN_FORCE, TERM
from mou_cli.vocabulary.types import find_type, type_aliases, type_label


def _type_choices(_: Suggestions, __: Context, ___: Fields, ____: int) -> list[Choice]:
    return [Choice(code, type_label(code), type_aliases(code)) for code in TYPES]


def _type_in_title(fields: Fields, _: Suggestions, __: int) -> str:
    words = str(fields.get("title", "")).split()
    for count in range(min(len(words), 4), 0, -1):
        found = find_type(" ".join(words[:count]))
        if found:
            return found
    return ""


def _sector_choices(suggestions: Suggestions, context: Context, _: Fields, __: int) -> list[Choice]:
    every = {sector.code: Choice(sector.code, sector.label, sector.aliases) for sector in context.sectors}
    return merged([every[code] for code in suggestions.sectors if code in every], every.values())


def _source(fields: Fields, item: int) -> str:
    sources = fields.get("sources") or ()
    return print_source(sources[item]) if item < len(sources) else ""


def _put_source(fields: Fields, item: int, text: str, _: Context) -> Fields:
    sources = list(fields.get("sources") or ())
    sources[item : item + 1] = [read_source(text)] if text.strip() else []
    return with_value(fields, "sources", sources)


QUESTIONS: tuple[Question, ...] = (
    stored("title", "Title", "as it stands on the paper", required=True),
    stored("type", "Type", "what it calls itself", offered=_type_choices, default=_type_in_title),
    PARTIES,
    stored("sectors", "Sectors", "apart by commas", ", ".join, offered=_sector_choices, separator=","),
    stored("signed", "Signed on", DAY),
    stored("place", "Signed at", "a city", offered=lambda known, *_: texts(known.places)),
    stored(
        "occasion",
        "Occasion",
        "a visit or session: reference, part of its name, or any text",
        offered=lambda known, *_: known.occasions,
    ),
    LEAD,
    SIGNATORIES,
    IN_FORCE,
    *TERM,
    stored(
        "tags",
        "Tags",
        "your own words, apart by commas",
        ", ".join,
        offered=lambda known, *_: texts(known.tags),
        separator=",",
    ),
    Question(
        "sources",
        lambda _fields, item: "Source" if item == 0 else f"Source {item + 1}, if there is one",
        _source,
        _put_source,
        "an address, or Publisher: Title <https://...>",
        offered=lambda known, *_: texts([f"{publisher}: " for publisher in known.sources]),
        asked=lambda _fields, _item: True,
        repeats=True,
    ),
    stored("notes", "Notes", "anything else"),
)
