"""A party is found by any usual name in any language, and never by a name that may be another's."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.errors import Usage
from mou_cli.vocabulary import organisations, states
from mou_cli.vocabulary.matching import key
from mou_cli.vocabulary.parties import (
    all_parties,
    find_party,
    party_kind,
    party_name,
    resolve_party,
    similar_parties,
)

BY_HAND = json.loads((Path(__file__).parent.parent / "tools" / "state_aliases.json").read_text("utf-8"))
AMBIGUOUS = {key(name) for name in BY_HAND["ambiguous"]}
LANGUAGES = ["en", "ru", "kk", "ur", "fr", "ar", "zh", "zh_Hant", "tr", "fa", "ky", "uz", "tg", "tk", "az", "de", "es"]
STATES = sorted(states.names())
ORGANISATIONS = organisations.names()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("KZ", "KZ"),
        ("kz", "KZ"),
        ("KAZ", "KZ"),
        ("pak", "PK"),
        ("NGA", "NG"),
        ("Kazakhstan", "KZ"),
        ("Казахстан", "KZ"),
        ("Қазақстан", "KZ"),
        ("قازقستان", "KZ"),
        ("قزاقستان", "KZ"),
        ("Republic of Kazakhstan", "KZ"),
        ("Islamic Republic of Pakistan", "PK"),
        ("اسلامی جمہوریہ پاکستان", "PK"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("UK", "GB"),
        ("U.S.A.", "US"),
        ("UAE", "AE"),
        ("Russian Federation", "RU"),
        ("РФ", "RU"),
        ("the Netherlands", "NL"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Czech Republic", "CZ"),
        ("Burma", "MM"),
        ("Bosnia & Herzegovina", "BA"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("North Korea", "KP"),
        ("DPRK", "KP"),
        ("DR Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Guinea-Bissau", "GW"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("AU", "AU"),
        ("oic", "OIC"),
        ("Organisation of Islamic Cooperation", "OIC"),
        ("ШОС", "SCO"),
        ("United Nations", "UN"),
        ("the European Union", "EU"),
        ("African Union", "AUN"),
        ("БҰҰ", "UN"),
        ("اقوام متحدہ", "UN"),
        ("OSJD", "OSJD"),
    ],
)
def test_a_usual_name_finds_its_party(word: str, code: str) -> None:
    assert resolve_party(word) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_found_by_its_name_in_a_language(language: str) -> None:
    named = {code: name for code, name in Locale.parse(language).territories.items() if code in states.names()}
    clear = {code: name for code, name in named.items() if key(name) not in AMBIGUOUS}
    found = {code: find_party(name) for code, name in clear.items()}
    assert found == {code: code for code in clear}


@pytest.mark.parametrize("code", sorted(BY_HAND["aliases"]))
def test_every_name_written_by_hand_finds_its_state(code: str) -> None:
    assert {resolve_party(name) for name in BY_HAND["aliases"][code]} == {code}


@pytest.mark.parametrize("code", STATES)
def test_a_state_is_found_by_the_name_that_we_show(code: str) -> None:
    assert resolve_party(party_name(code)) == code


@pytest.mark.parametrize("code", sorted(ORGANISATIONS))
def test_every_name_of_an_organisation_finds_it(code: str) -> None:
    names = [code, *(name for name, owner in organisations.every_key().items() if owner == code)]
    assert {resolve_party(name) for name in names} == {code}


def test_all_of_iso_3166_and_kosovo_are_there() -> None:
    assert len(STATES) == 250


def test_every_state_has_a_code_of_three_letters() -> None:
    assert {resolve_party(three) for three in states.alpha_3()} == set(STATES)


def test_the_table_names_states_only() -> None:
    assert {code for _, codes in states.every_key() for code in codes.split()} == set(STATES)


def test_no_name_stands_twice_in_the_table() -> None:
    names = [name for name, _ in states.every_key()]
    assert len(names) == len(set(names))


def test_the_table_holds_names_as_they_are_looked_up() -> None:
    assert [name for name, _ in states.every_key() if key(name) != name] == []


def test_no_organisation_has_the_code_or_the_name_of_a_state() -> None:
    words = [code for code in ORGANISATIONS if code in states.names()]
    assert words + [name for name in organisations.every_key() if states.find(name)] == []


def test_an_organisations_code_is_capitals_and_digits() -> None:
    assert [code for code in ORGANISATIONS if not re.fullmatch(r"[A-Z][A-Z0-9]+", code)] == []


def test_the_organisations_of_the_design_have_their_codes() -> None:
    assert {"UN", "OIC", "ECO", "SCO", "CICA", "CAREC", "EU"} <= set(ORGANISATIONS)


def test_no_name_is_two_organisations() -> None:
    told = json.loads(Path(organisations.__file__).with_name("organisations.json").read_text("utf-8"))
    claims = [(key(name), code) for code, each in told.items() for name in {code, each["name"], *each["aliases"]}]
    owners = organisations.every_key()
    assert [(name, code) for name, code in claims if owners[name] != code] == []


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Korea", {"KR", "KP"}),
        ("Корея", {"KR", "KP"}),
        ("Nga", {"NG", "RU"}),
        ("Congo", {"CG", "CD"}),
        ("کانگو", {"CG", "CD"}),
    ],
)
def test_a_name_of_two_states_is_answered_with_both(word: str, codes: set[str]) -> None:
    with pytest.raises(Usage) as caught:
        resolve_party(word)
    assert all(f"({code})" in caught.value.message for code in codes)


def test_a_name_of_two_states_is_not_found() -> None:
    assert find_party("Korea") is None


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(Usage) as caught:
        resolve_party("Kazakstn")
    assert caught.value.hint == "did you mean Kazakhstan (KZ)?"


def test_a_misspelt_name_in_another_script_is_answered_too() -> None:
    assert similar_parties("Пакестан")[0] == "Pakistan"


def test_a_beginning_brings_all_that_begin_so() -> None:
    assert similar_parties("united", 4) == ["United Arab Emirates", "United Kingdom", "United States", "United Nations"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Läti Vabariik", ["Latvia"]),
        ("Latvijas Republika", ["Latvia"]),
        ("République de Lettonie", ["Latvia"]),
        ("Islamic Republic of Pakstan", ["Pakistan"]),
        ("Республика Казахстн", ["Kazakhstan"]),
        ("Kingdom of Norwey", ["Norway"]),
        ("Untied Kingdom", ["United Kingdom"]),
    ],
)
def test_what_most_states_call_themselves_makes_no_likeness(word: str, near: list[str]) -> None:
    assert similar_parties(word) == near


@pytest.mark.parametrize(
    "word", ["Republika", "Kingdom", "Atlantis", "Narnia", "Almaty", "Astana", "Бишкек", "Bavaria", "Siemens"]
)
def test_a_word_that_is_near_to_no_party_brings_none(word: str) -> None:
    assert similar_parties(word) == []


def test_without_a_likeness_all_parties_are_named_where_they_are_listed() -> None:
    with pytest.raises(Usage) as caught:
        resolve_party("Atlantis")
    assert "`mou parties --all` lists them" in caught.value.hint


def test_an_empty_word_resembles_nothing() -> None:
    assert similar_parties("") == []


@pytest.mark.parametrize(
    "word", ["", " ", "\t", "kazakhstan\tkaz", "\ud800", "Shymkent", "Associated Press of Pakistan"]
)
def test_what_is_no_party_is_not_found(word: str) -> None:
    assert find_party(word) is None


@given(st.text())
def test_whatever_is_typed_gives_a_party_or_a_usage_error(word: str) -> None:
    with suppress(Usage):
        assert party_name(resolve_party(word)) != ""


def test_a_name_is_shown_in_english() -> None:
    assert party_name("TR") == "Türkiye"


def test_an_unknown_code_is_its_own_name() -> None:
    assert party_name("XYZ") == "XYZ"


@pytest.mark.parametrize(
    ("code", "kind"), [("KZ", "state"), ("UN", "organisation"), ("SCO", "organisation"), ("ZZ", "state")]
)
def test_a_state_is_told_from_an_organisation(code: str, kind: str) -> None:
    assert party_kind(code) == kind


def test_all_parties_are_states_by_name_then_organisations() -> None:
    codes = [code for code, _ in all_parties()]
    assert (codes[0], codes[-len(ORGANISATIONS) :]) == ("AF", list(ORGANISATIONS))
