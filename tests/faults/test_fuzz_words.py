"""Queries, dates and values that nobody meant: understood or refused in one line, never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.query.query_fields import FIELDS
from tests.desk import Desk
from tests.faults.altering import ODD
from tests.faults.surviving import fuzzed, survived

PIECES = [
    *FIELDS, ":", "..", "/", "-", "<", ">", "=", "!", "(", ")", '"', "'", "*", "?", ",", ";", " ", "+", "~", "\\", "%",
    "|", "2026", "2026-02", "2026-02-30", "2026-W05", "2026-035", "0000", "-0001-01-01", "99999", "today", "tomorrow",
    "P5Y", "6m", "90d", "-90d", "in-force", "KZ", "Қазақстан", "rail", "MOU-2026-0001", "none", "any", "1e9", "٢٠٢٦",
    "²", "ı", "İ", "ß", "\u200f",
]  # fmt: skip
_usable = st.characters(codec="utf-8", exclude_characters="\0")
texts = st.lists(st.sampled_from(PIECES) | st.text(_usable, max_size=4), min_size=1, max_size=5).map("".join)
odd = st.sampled_from([str(value) for value in ODD if "\0" not in str(value) and "\ud800" not in str(value)])
_DATES = ["--signed", "--expires", "--ceases"]
_FIELDS = [
    "signed", "term.duration", "term.until", "term.notice", "events", "parties", "sectors", "tags", "commitments",
    "links", "entry_into_force.days", "binding", "type", "targets", "uid", "ref", "title", "attachments",
    "no-such.field", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Path(tmp_path_factory.mktemp("desk"))).shipped()


@fuzzed(45)
@given(st.lists(texts, min_size=1, max_size=3))
def test_a_query_of_anything(desk: Desk, words: list[str]) -> None:
    survived(desk, "list", *words)


@fuzzed(30)
@given(st.sampled_from(sorted(FIELDS)), texts | odd, st.sampled_from(["", "-"]))
def test_a_query_for_any_value_of_a_field(desk: Desk, name: str, value: str, sign: str) -> None:
    survived(desk, "list", f"{sign}{name}:{value}")


@fuzzed(30)
@given(st.sampled_from(_DATES), texts | odd)
def test_a_filter_by_any_date(desk: Desk, option: str, value: str) -> None:
    survived(desk, "list", option, value)


@fuzzed(30)
@given(texts | odd, st.sampled_from(["--today", "--known-at"]), st.sampled_from(["list", "due", "timeline"]))
def test_any_day_for_today(desk: Desk, value: str, option: str, command: str) -> None:
    survived(desk, option, value, command)


@fuzzed(45)
@given(st.sampled_from(_FIELDS), texts | odd, st.sampled_from(["=", "+=", "-="]))
def test_any_value_for_a_field(desk: Desk, name: str, value: str, sign: str) -> None:
    desk.shipped()
    if survived(desk, "set", "4", f"{name}{sign}{value}").code == 0:
        assert desk.run("show", "4", "--explain").code == 0
        assert desk.run("due").code == 0


@fuzzed(30)
@given(texts | odd, texts | odd, st.sampled_from(["in-force", "extended", "notice-given", "terminated"]))
def test_any_day_for_an_event(desk: Desk, day: str, until: str, kind: str) -> None:
    desk.shipped()
    if survived(desk, "event", "4", kind, "--on", day, "--until", until).code == 0:
        assert desk.run("show", "4", "--explain").code == 0


@fuzzed(20)
@given(texts, st.sampled_from(["show", "history", "open", "attachments", "undo", "restore", "remove"]))
def test_any_word_for_a_reference(desk: Desk, word: str, command: str) -> None:
    survived(desk, command, word)
