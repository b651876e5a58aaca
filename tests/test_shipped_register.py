"""The shipped registry.json: made from registers/pakistan-kazakhstan.json, every fact with its source."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mou_cli.agreement.codes import CERTAINTIES, EVENT_KINDS, TYPES
from mou_cli.agreement.model import DATE, Agreement, Occasion
from mou_cli.vocabulary.sectors import Sectors

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT.parent / "shared" / "data" / "seeds").glob("*.txt"))
REGISTER: dict[str, dict[str, dict[str, Any]]] = json.loads((ROOT / "registry.json").read_text(encoding="utf-8"))
AGREEMENTS = list(REGISTER["agreements"].values())
OCCASIONS = list(REGISTER["occasions"].values())
VISIT = OCCASIONS[0]
VISIT_DOCUMENTS = [each for each in AGREEMENTS if each.get("occasion") == VISIT["ref"]]


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in `value`, at any depth."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from parts(each)


def texts(value: Any) -> Iterator[str]:
    """Every text in `value`, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def runs(text: str, length: int = 8) -> set[str]:
    """Every run of `length` words in `text`, without case and marks."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def by_ref(row: dict[str, Any]) -> str:
    return str(row["ref"])


def test_it_is_what_its_source_file_makes(tmp_path: Path) -> None:
    made = tmp_path / "registry.json"
    source = ROOT / "registers" / "pakistan-kazakhstan.json"
    subprocess.run([sys.executable, "-m", "tools.make_registry", source, made], cwd=ROOT, check=True)
    assert made.read_bytes() == (ROOT / "registry.json").read_bytes()


def test_stock_tinydb_reads_it() -> None:
    from tinydb import TinyDB

    with TinyDB(ROOT / "registry.json", access_mode="r") as db:
        assert [row["title"] for row in db.table("agreements")] == [row["title"] for row in AGREEMENTS]


@pytest.mark.parametrize("row", AGREEMENTS, ids=by_ref)
def test_an_agreement_is_of_the_model(row: dict[str, Any]) -> None:
    msgspec.convert(row, Agreement, strict=True)
    assert set(row) <= set(Agreement.__struct_fields__)


@pytest.mark.parametrize("row", OCCASIONS, ids=by_ref)
def test_an_occasion_is_of_the_model(row: dict[str, Any]) -> None:
    msgspec.convert(row, Occasion, strict=True)
    assert set(row) <= set(Occasion.__struct_fields__)


SUBJECTS = {
    "strategic partnership": ("political",),
    "mining and petroleum": ("mining", "oil-gas"),
    "maritime affairs": ("maritime",),
    "railways": ("rail",),
    "customs": ("customs",),
    "transit trade": ("transit",),
    "prisoner exchange": ("prisoner-transfer",),
    "peacekeeping": ("peacekeeping",),
    "climate change": ("climate",),
    "artificial intelligence": ("ai",),
    "digital development": ("digital",),
    "virtual assets": ("virtual-assets",),
    "veterinary services": ("veterinary",),
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_of_the_article_is_there(subject: str) -> None:
    assert [row for row in VISIT_DOCUMENTS if set(SUBJECTS[subject]) <= set(row.get("sectors", []))]


def test_the_fourteenth_subject_has_no_sector_because_no_source_says_what_is_protected() -> None:
    (row,) = [row for row in VISIT_DOCUMENTS if row["title"] == "Protection frameworks"]
    assert "sectors" not in row


def test_every_agreement_names_a_source_for_its_title_and_for_its_day() -> None:
    for row in AGREEMENTS:
        supported = {field for source in row["sources"] for field in source.get("fields", [])}
        translated = any(field.startswith("titles.") for field in supported)
        descriptive = "Title descriptive" in row.get("notes", "")
        assert "signed" in supported, row["ref"]
        assert "title" in supported or translated or descriptive, row["ref"]


def test_every_source_says_how_sure_it_is_and_where_it_is_found() -> None:
    sources = [part for part in parts([AGREEMENTS, OCCASIONS]) if "certainty" in part]
    assert len(sources) > len(AGREEMENTS)
    for source in sources:
        assert source["certainty"] in CERTAINTIES
        assert source["publisher"]
        assert source.get("url", "https://").startswith(("https://", "http://"))
        assert source.get("url") or source.get("title")


def test_every_date_is_edtf() -> None:
    named = ("date", "signed", "due", "until")
    dates = [part[name] for part in parts([AGREEMENTS, OCCASIONS]) for name in named if name in part]
    assert dates
    assert [date for date in dates if not re.match(DATE, date)] == []


def test_every_code_is_of_the_vocabulary() -> None:
    known = {sector.code for sector in Sectors()}
    for row in AGREEMENTS:
        assert row.get("type", "other") in TYPES
        assert set(row.get("sectors", [])) <= known
        assert {event["kind"] for event in row.get("events", [])} <= set(EVENT_KINDS)
        assert {party["code"] for party in row["parties"]} <= {"CN", "KG", "KZ", "PK"}


def test_whether_it_binds_is_inferred_nowhere() -> None:
    assert [row["ref"] for row in AGREEMENTS if "binding" in row] == []


def test_references_and_identifiers_are_used_once() -> None:
    rows = [*AGREEMENTS, *OCCASIONS]
    assert len({row["ref"] for row in rows}) == len({row["uid"] for row in rows}) == len(rows)


def test_the_next_reference_is_a_free_one() -> None:
    assert REGISTER["meta"]["1"]["next"] == {"MOU": len(AGREEMENTS) + 1, "OCC": len(OCCASIONS) + 1}


def test_the_contradicting_counts_stand_side_by_side() -> None:
    announced = {(each["count"], each["source"]["publisher"]) for each in VISIT["announced"]}
    assert {count for count, _ in announced} == {30, 36, 37}
    assert len(announced) == len(VISIT["announced"])


def test_the_trade_target_keeps_both_deadlines_each_with_its_source() -> None:
    (target,) = VISIT["targets"]
    assert (target["baseline"]["value"], target["value"]) == (250_000_000, 1_000_000_000)
    assert [each["date"] for each in target["by"]] == ["2027-02", "2028-02"]
    assert all(each["source"]["publisher"] for each in target["by"])


def test_the_working_groups_roadmap_has_its_two_leads() -> None:
    roadmap = VISIT["commitments"][0]
    assert roadmap["text"].startswith("Five-year roadmap")
    assert (roadmap["lead"], roadmap["counterpart"]) == (
        "PK: Planning Minister Ahsan Iqbal",
        "KZ: Deputy Prime Minister",
    )


def test_the_transit_agreement_of_1995_has_four_parties() -> None:
    (row,) = [row for row in AGREEMENTS if "QTTA" in row.get("tags", [])]
    assert [party["code"] for party in row["parties"]] == ["CN", "KG", "KZ", "PK"]


@pytest.mark.skipif(not ARTICLES, reason="the articles are not part of the repository")
def test_no_words_of_the_articles_are_carried_over() -> None:
    theirs = set[str]().union(*(runs(article.read_text(encoding="utf-8")) for article in ARTICLES))
    source = json.loads((ROOT / "registers" / "pakistan-kazakhstan.json").read_text(encoding="utf-8"))
    ours = set[str]().union(*(runs(text) for text in texts([REGISTER, source])))
    assert theirs
    assert theirs & ours == set()
