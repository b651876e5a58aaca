"""What the page does as mou does it: folding, dates in words, the words that are searched."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.query.free_text import folded_words
from mou_cli.vocabulary.folding import fold
from tests.desk import ROOT
from tests.factories import agreement, fields
from tests.page_browser import browser

FOLDER = ROOT / "mou_cli" / "exchange" / "page"
DATES = [
    "2026",
    "2026-02",
    "2026-02-04",
    "2026-02-03/2026-02-04",
    "2026-02-03/2026-03-04",
    "2025-12-31/2026-01-01",
    "2026-01/2026-03",
    "2025-12/2026-01",
    "2024/2026",
    "2024/2026-02",
    "2024-02-29",
    "2023-02-29",
    "1900-02-29",
    "2000-02-29",
    "2026-13",
    "2026-00-10",
    "2026-2-4",
    "0000",
    "0099-01-01",
    "2026-03/2026-01",
    "",
    "soon",
]


@pytest.fixture(scope="module")
def script() -> Iterator["Script"]:
    page = browser().new_page()
    yield Script(page)
    page.close()


class Script:
    """Functions of the page's script, called with plain values."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def call(self, parts: str, function: str, *given: Any) -> Any:
        source = "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in parts.split())
        return self._page.evaluate(f"(given) => {{ {source}; return ({function})(...given); }}", list(given))


def test_every_character_is_folded_as_mou_folds_it(script: Script) -> None:
    # What this Python's Unicode does not know yet may be known to the browser's; ideographs have no case and no marks.
    letters = (
        chr(point) for point in range(1, 0x20000) if not 0x3400 <= point < 0xA000 and not 0xB000 < point < 0xD7B0
    )
    known = [c for c in letters if unicodedata.category(c) not in ("Cn", "Cs", "Co")]
    folded = script.call("folding", "(text) => [...text].map(fold)", "".join(known))
    assert {c: got for c, got in zip(known, folded, strict=True) if got != fold(c)} == {}


LETTERS = st.text("aZéßİıçғҚңїё‐–’ʼ\u0301\u200cيےہھكڑآ ـ١۲ﷲﬁ½ǆΣς-'\n", max_size=40)


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(LETTERS, max_size=30))
def test_a_text_is_folded_as_mou_folds_it(script: Script, texts: list[str]) -> None:
    assert script.call("folding", "(texts) => texts.map(fold)", texts) == [fold(text) for text in texts]


@pytest.mark.parametrize("date", DATES)
def test_a_date_reads_as_mou_says_it(script: Script, date: str) -> None:
    assert script.call("days", "day", date) == format_day(date)


def test_the_same_words_are_searched(script: Script) -> None:
    given = fields(
        title="Railways",
        titles={"ru": "Железные дороги"},
        parties=[{"code": "KZ", "agency": "КТЖ", "signatory": {"name": "А. Б.", "title": "Minister"}}, {"name": "X"}],
        place="Astana",
        occasion="OCC-2026-0001",
        tags=["rail", "rolling stock"],
        notes="Two\nlines",
        former_refs=["MOU-2020-0001"],
    )
    # These two functions stand in a file that reads the page when it is loaded.
    source = (FOLDER / "register.js").read_text("utf-8")
    lines = "const occasionOf = new Map();" + source[source.index("const isWritten") : source.index("const wordsOf")]
    found = script._page.evaluate(f"(given) => {{ {lines}; return linesOf(given).join('\\n'); }}", given)
    assert fold(found).split() == folded_words(agreement(**{k: v for k, v in given.items() if k != "uid"})).split()
