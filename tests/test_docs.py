"""The documentation says what the program does: examples are run, tables are compared with the code."""

import re
import sys
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from mou_cli.agreement import model
from mou_cli.agreement.columns import COLUMNS
from mou_cli.agreement.dates.dates import parse_date
from mou_cli.agreement.dates.typed_durations import read_duration
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.published import COMPUTED_NAMES
from mou_cli.agreement.query.query_fields import FIELDS, SYNONYMS
from mou_cli.errors import Usage
from mou_cli.exchange.formats import FORMATS
from mou_cli.exchange.headers import guess
from mou_cli.registry import backups, lock
from tests.factories import MOMENT, TODAY, agreement
from tests.forked_examples import differences
from tools.make_reference import pages
from tools.run_examples import ROOT, fits
from tools.run_examples import TODAY as TODAY_IN_PAGES

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FORMS: dict[str, type[Struct]] = {
    "Agreement": model.Agreement,
    "Party": model.Party,
    "Person": model.Person,
    "Entry into force": model.EntryIntoForce,
    "Term": model.Term,
    "Event": model.Event,
    "Commitment": model.Commitment,
    "Target": model.Target,
    "Observation": model.Observation,
    "Deadline": model.Deadline,
    "Link": model.Link,
    "Attachment": model.Attachment,
    "Original": model.Original,
    "Language": model.Language,
    "Source": model.Source,
    "Occasion": model.Occasion,
    "Announcement": model.Announcement,
}


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section {heading}"
    return found[1]


def rows(text: str, first_heading: str) -> list[list[str]]:
    """The rows of the table whose first heading is given."""
    lines = iter(text.splitlines())
    next(line for line in lines if line.startswith(f"| {first_heading} "))
    next(lines)
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def words(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.skipif(sys.platform != "linux", reason="the examples are sessions of bash and GNU tools")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_examples_print_what_the_page_says(path: Path) -> None:
    wrong = [(example.command, example.printed, seen) for example, seen in differences(path.read_text("utf-8"))]
    assert wrong == []


def test_an_example_that_prints_something_else_is_noticed() -> None:
    assert not fits("MOU-2026-0042\n", "MOU-2026-0043\n")


def test_a_wildcard_stands_for_text_within_one_line() -> None:
    assert fits("a [..] c\n", "a b c\n")
    assert not fits("a [..] c\n", "a\nc\n")


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        linked = path.parent / name if name else path
        assert linked.is_file(), target
        headings = re.findall(r"^#+ (.*)$", linked.read_text("utf-8"), re.MULTILINE)
        assert not anchor or anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


def test_what_is_made_from_the_program_is_current() -> None:
    stale = [path.name for path, text in pages().items() if path.read_text("utf-8") != text]
    assert stale == [], "run python -m tools.make_reference"


@pytest.mark.parametrize("heading", FORMS)
def test_every_field_is_told_and_none_that_is_not_there(heading: str) -> None:
    told = [words(row[0])[0] for row in rows(section(page("fields.md"), heading), "field")]
    assert told == list(FORMS[heading].__struct_fields__)


def test_every_part_of_the_model_is_told() -> None:
    parts = {
        each
        for each in vars(model).values()
        if isinstance(each, type) and issubclass(each, Struct) and each not in (Struct, model.Part)
    }
    assert parts == set(FORMS.values())


def test_every_computed_name_is_told() -> None:
    told = [words(row[0])[0] for row in rows(section(page("fields.md"), "Computed"), "name")]
    assert told == list(COMPUTED_NAMES)


def test_what_is_told_to_be_null_is_null_and_no_more() -> None:
    told = {words(row[0])[0] for row in rows(section(page("fields.md"), "Computed"), "name") if "null in" in row[2]}
    term = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M", "notice_opens": "P1Y", "survival": "P1Y"}
    computed = compute(agreement(term=term, events=[{"kind": "in-force", "date": "2026-03-01"}]), MOMENT)
    assert told == {name for name in Computed.__struct_fields__ if getattr(computed, name) is None}


@pytest.mark.parametrize("row", rows(section(page("fields.md"), "Dates"), "typed"), ids=lambda row: row[0])
def test_dates_are_stored_as_told(row: Sequence[str]) -> None:
    assert parse_date(row[0].strip("`"), date.fromisoformat(TODAY_IN_PAGES)) == row[1].strip("`")


@pytest.mark.parametrize("row", rows(section(page("fields.md"), "Dates"), "refused"), ids=lambda row: row[0])
def test_dates_are_refused_as_told(row: Sequence[str]) -> None:
    with pytest.raises(Usage):
        parse_date(row[0].strip("`"), TODAY)


@pytest.mark.parametrize("row", rows(section(page("fields.md"), "Periods"), "typed"), ids=lambda row: row[0])
def test_periods_are_stored_as_told(row: Sequence[str]) -> None:
    assert read_duration(row[0].strip("`")) == row[1].strip("`")


def test_every_query_name_is_told() -> None:
    told = [word for row in rows(section(page("query.md"), "The names"), "name") for word in words(row[0])]
    assert sorted(told) == sorted(FIELDS)


def test_every_other_query_name_is_told() -> None:
    also = section(page("query.md"), "The names").partition("Also understood:")[2].partition("\n\n")[0]
    assert words(also) == list(SYNONYMS)


def test_every_column_is_told() -> None:
    told = section(page("query.md"), "Order and columns").rpartition("\n\n")[2]
    assert words(told) == list(COLUMNS)


def test_every_format_is_told_with_its_ways() -> None:
    told = {words(row[0])[0]: (row[1] == "yes", row[2] == "yes") for row in rows(page("import-export.md"), "format")}
    assert told == {each.name: (each.reads, each.writes) for each in FORMATS.values()}


@pytest.mark.parametrize(
    "row", rows(section(page("import-export.md"), "Which column is which"), "heading"), ids=lambda row: row[0]
)
def test_headings_go_where_the_page_says(row: Sequence[str]) -> None:
    assert guess(row[0]) == row[1].strip("`")


def test_numbers_of_the_store_are_those_of_the_code() -> None:
    text = page("store.md")
    told = [re.search(pattern, text) is not None for pattern in ("Ten are kept", "200 MB", "30 seconds")]
    assert (told, backups.KEEP, backups.KEEP_BYTES, lock.DEFAULT_TIMEOUT) == ([True] * 3, 10, 200 << 20, 30)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = [row[0] for row in rows(page("dependencies.md"), "library")]
    assert sorted(re.sub("[` ]", "", each) for each in told) == sorted(project["dependencies"])


def test_the_licence_of_the_names_of_states_goes_with_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "NOTICE" in project["license-files"]
    assert "UNICODE LICENSE V3" in (ROOT / "NOTICE").read_text("utf-8")
