"""Hostile and broken values in raw fields, those of fields that no model knows among them."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.checks.text_checks import check_text, is_clean
from tests.factories import fields


def paths(**given: Any) -> list[str]:
    return [finding.field for finding in check_text(fields(**given))]


@pytest.mark.parametrize(
    "mark", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u202a", "\u202e", "\u2066", "\u2069", "\udfff"]
)
def test_controls_overrides_and_halves_of_characters_are_refused(mark: str) -> None:
    assert paths(title=f"Railway{mark}") == ["title"]
    assert paths(notes=f"Railway{mark}") == ["notes"]


@pytest.mark.parametrize(
    "text",
    [
        "Accord [ferroviaire] :bug: </script> =1+1",
        "Қазақстан Республикасы",
        "معاہدہ\u200cنامہ",
        "\u200fپاکستان\u200e",
        "שלום",
        "北京",
        "non\u00a0breaking",
        "🇰🇿🇵🇰",
    ],
)
def test_letters_stay_letters(text: str) -> None:
    assert paths(title=text, titles={"ur": text}, notes=text) == []


@pytest.mark.parametrize("mark", ["\t", "\n", "\r\n", "\u2028"])
def test_ends_of_lines_belong_into_notes_only(mark: str) -> None:
    text = f"one{mark}two"
    assert paths(notes=text, events=[{"kind": "signed", "note": text}], sources=[{"quote": text}]) == []
    one_line = {"title": text, "place": text, "titles": {"ru": text}, "tags": ["a", text]}
    assert sorted(paths(**one_line)) == ["place", "tags", "title", "titles.ru"]


def test_a_lone_carriage_return_is_refused_in_notes_too() -> None:
    assert paths(notes="safe\rhostile") == ["notes"]


def test_fields_that_no_model_knows_are_looked_into() -> None:
    assert paths(dossier={"pages": [{"remark": "\x1b[2J"}]}) == ["dossier.pages.1.remark"]
    assert paths(dossier="one\ntwo") == []


def test_names_of_fields_are_texts_too() -> None:
    assert paths(identifiers={"un\x1bts": "I-1"}) == ["identifiers.'un\\x1bts'"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 2**64, -(2**63) - 1])
def test_numbers_that_json_cannot_carry_are_refused(number: float) -> None:
    assert paths(targets=[{"value": number}]) == ["targets.1.value"]


@pytest.mark.parametrize("number", [0, 2**64 - 1, -(2**63), 1.5, True])
def test_other_numbers_are_taken(number: float) -> None:
    assert paths(targets=[{"value": number}]) == []


def test_deep_nesting_is_refused() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    assert len(paths(dossier=deep)) == 1


def test_the_finding_says_which_character_and_where() -> None:
    assert [finding.message for finding in check_text({"title": "ab\x1b"})] == [
        "a control character (U+001B) at character 3"
    ]


json_values = st.recursive(
    st.text(max_size=5) | st.integers(-10, 10) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "notes", "x\x07", "y"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "notes", "dossier", "titles"]), json_values))
def test_a_line_called_clean_has_nothing_to_find(raw: dict[str, Any]) -> None:
    try:
        line = msgspec.json.encode(raw)
    except UnicodeEncodeError:
        return
    assert not (is_clean(line) and list(check_text(raw)))


@pytest.mark.parametrize(
    "marks",
    [range(0x20), range(0x7F, 0xA0), range(0x2028, 0x202F), range(0x2066, 0x206A)],
    ids=lambda m: hex(m[0]),
)
def test_a_line_with_a_character_that_no_text_should_hold_is_not_clean(marks: range) -> None:
    lines = [msgspec.json.encode(fields(title=f"{word}{chr(mark)}")) for mark in marks for word in ("Rail", "Теміржол")]
    assert not any(map(is_clean, lines))


def test_a_plain_line_is_clean() -> None:
    assert is_clean(msgspec.json.encode(fields(titles={"kk": "Теміржол"})))
