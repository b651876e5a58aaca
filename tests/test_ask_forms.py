"""An agreement as TOML or JSON: what is read is what was written, and mistakes are named with their place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.reading.reading_text import UNSAFE
from mou_cli.ask.forms import JSON, TOML, commented, form_of, is_blank
from mou_cli.errors import Usage
from tests.factories import fields
from tests.render_examples import AGREEMENTS

SPECIAL = ['"""', "a\nb", 'a\n"""\\', "'", "=", "[x]", "# x", "2026-02-04", "a\n", "\n", '\n"', "null", "true", "1", ""]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SEEN = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=20
)  # what JSON is refused for is left out
SCALARS = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


def fields_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    words = texts | st.sampled_from(SPECIAL)
    values: st.SearchStrategy[Any] = st.recursive(
        words | SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=10,
    )
    return st.dictionaries(words, values, max_size=4)


@settings(max_examples=50)
@given(fields_of(ANY))
def test_toml_gives_back_what_it_was_given(value: dict[str, Any]) -> None:
    assert TOML.read(TOML.write(value)) == value


@settings(max_examples=50)
@given(fields_of(SEEN))
def test_json_gives_back_what_it_was_given(value: dict[str, Any]) -> None:
    assert JSON.read(JSON.write(value)) == value


@pytest.mark.parametrize("form", [TOML, JSON])
@settings(max_examples=50)
@given(value=fields_of(ANY))
def test_a_draft_steers_no_terminal(form: Any, value: dict[str, Any]) -> None:
    assert not UNSAFE.search(form.write(value))


@pytest.mark.parametrize("number", range(6))
def test_agreements_survive_both(number: int) -> None:
    for form in (TOML, JSON):
        assert form.read(commented(form, ["a title"]) + form.write(AGREEMENTS[number])) == AGREEMENTS[number]


def test_notes_stand_on_lines_of_their_own() -> None:
    assert 'notes = """one\ntwo"""\n' in TOML.write({"notes": "one\ntwo"})


def test_a_toml_date_becomes_text() -> None:
    assert TOML.read("signed = 2026-02-04\nevents = [{kind = 'x', date = 2026-03-01}]") == {
        "signed": "2026-02-04",
        "events": [{"kind": "x", "date": "2026-03-01"}],
    }


@pytest.mark.parametrize("value", [None, {"a": [None]}, "\ud800", {"\udfff": 1}])
def test_what_toml_cannot_say_is_json(value: Any) -> None:
    assert form_of("toml", fields(shelf=[value])) is JSON


def test_what_toml_can_say_is_toml() -> None:
    assert form_of("toml", fields()) is TOML


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x"\nsigned 2026', "line 2, column 8: not TOML: expected '=' after a key"),
        ('title = "x', "line 1, at the end: not TOML: "),
        ("a = 1\na = 2", "line 2, at the end: not TOML: cannot overwrite a value"),
    ],
)
def test_a_mistake_in_toml_has_its_place(text: str, said: str) -> None:
    with pytest.raises(Usage) as caught:
        TOML.read(text)
    assert caught.value.message.startswith(said)


def test_a_mistake_in_json_has_its_place_below_the_comments() -> None:
    with pytest.raises(Usage, match="line 3, column 11"):
        JSON.read('// a comment\n\n{"title": x}')


def test_json_that_is_no_object_is_refused() -> None:
    with pytest.raises(Usage, match="an agreement is an object"):
        JSON.read("[1]")


@pytest.mark.parametrize(("text", "blank"), [("", True), ("# x\n \n", True), ("# x\na = 1", False)])
def test_only_comments_is_blank(text: str, blank: bool) -> None:
    assert is_blank(TOML, text) is blank
