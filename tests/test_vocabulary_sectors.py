"""A sector is found by its code, its name or any usual word for it, in the languages of the titles."""

import re
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.errors import Usage
from mou_cli.vocabulary.matching import key
from mou_cli.vocabulary.sectors import Sector, Sectors

SHIPPED = Sectors()
OWN = {"horses": {"label": "Horse breeding", "parent": "agriculture", "aliases": ["жылқы шаруашылығы"]}}


def words(sector: Sector) -> list[str]:
    return [sector.code, sector.label, *sector.aliases]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("rail", "rail"),
        ("Rail", "rail"),
        ("railways", "rail"),
        ("railway", "rail"),
        ("railroad", "rail"),
        ("railroads", "rail"),
        ("железные дороги", "rail"),
        ("Железнодорожный транспорт", "rail"),
        ("теміржол", "rail"),
        ("ریلوے", "rail"),
        ("chemins de fer", "rail"),
        ("transport", "transport"),
        ("oil and gas", "oil-gas"),
        ("Oil & Gas", "oil-gas"),
        ("oil_gas", "oil-gas"),
        ("petroleum", "oil-gas"),
        ("ports", "maritime"),
        ("transit trade", "transit"),
        ("sentenced persons", "prisoner-transfer"),
        ("sentenced person", "prisoner-transfer"),
        ("crypto", "virtual-assets"),
        ("sister cities", "twinning"),
        ("AI", "ai"),
        ("artificial intelligence", "ai"),
        ("жасанды интеллект", "ai"),
        ("geosciences", "geology"),
        ("sports", "sport"),
        ("double taxation", "taxation"),
        ("economy", "trade"),
        ("انسداد منشیات", "narcotics"),
        ("  customs  ", "customs"),
    ],
)
def test_a_usual_word_finds_its_sector(word: str, code: str) -> None:
    assert SHIPPED.resolve(word) == code


@pytest.mark.parametrize("sector", [pytest.param(sector, id=sector.code) for sector in SHIPPED])
def test_every_word_for_a_sector_finds_it(sector: Sector) -> None:
    assert {SHIPPED.resolve(word.upper()) for word in words(sector)} == {sector.code}


def test_no_word_belongs_to_two_sectors() -> None:
    owners = Counter(word for sector in SHIPPED for word in {key(each) for each in words(sector)})
    assert [word for word, count in owners.items() if count > 1] == []


def test_no_sector_bears_a_word_twice() -> None:
    twice = [(each.code, word) for each in SHIPPED for word, n in Counter(map(key, each.aliases)).items() if n > 1]
    assert twice == []


@pytest.mark.parametrize("script", ["[a-z]", "[а-яё]", "[\u0620-\u06ff]", "[\u4e00-\u9fff]"])
def test_every_sector_has_words_in_every_script(script: str) -> None:
    assert [each.code for each in SHIPPED if not any(re.search(script, alias) for alias in each.aliases)] == []


def test_a_code_of_the_reporting_system_has_three_or_five_digits() -> None:
    assert [each.code for each in SHIPPED if each.crs and not re.fullmatch(r"\d{3}|\d{5}", each.crs)] == []


def test_a_code_of_isic_is_a_letter_or_digits() -> None:
    assert [each.code for each in SHIPPED if each.isic and not re.fullmatch(r"[A-U]|\d{2,4}", each.isic)] == []


def test_railways_bear_the_code_of_rail_transport() -> None:
    assert SHIPPED["rail"].crs == "21030"


def test_the_tree_has_two_levels() -> None:
    groups = {sector.code for sector in SHIPPED.groups()}
    assert {sector.parent for sector in SHIPPED} - {""} == groups


def test_a_group_brings_its_leaves() -> None:
    expected = ("transport", "rail", "road", "maritime", "aviation", "transit", "logistics")
    assert SHIPPED.under("transport") == expected


def test_a_leaf_is_alone() -> None:
    assert SHIPPED.under("rail") == ("rail",)


def test_an_unknown_code_is_alone() -> None:
    assert SHIPPED.under("horses") == ("horses",)


def test_nothing_stands_under_the_empty_word() -> None:
    assert SHIPPED.under("") == ("",)


def test_leaves_follow_their_group() -> None:
    codes = [sector.code for sector in SHIPPED]
    assert codes[:6] == ["energy", "oil-gas", "power", "renewable", "nuclear", "resources"]


def test_a_code_has_a_label() -> None:
    assert SHIPPED.label("oil-gas") == "Oil and gas"


def test_an_unknown_code_is_its_own_label() -> None:
    assert SHIPPED.label("horses") == "horses"


def test_a_misspelt_word_is_answered_with_the_nearest_sectors() -> None:
    with pytest.raises(Usage) as caught:
        SHIPPED.resolve("transprt")
    assert (caught.value.message, caught.value.hint) == (
        'unknown sector "transprt"',
        "did you mean transport, transit?",
    )


def test_a_misspelt_word_of_another_language_is_answered_too() -> None:
    assert SHIPPED.similar("железные дарогы") == ["rail"]


def test_a_word_like_nothing_is_answered_with_the_list() -> None:
    with pytest.raises(Usage) as caught:
        SHIPPED.resolve("qqqqqq")
    assert caught.value.hint == "`mou sectors` lists them all"


def test_an_unknown_word_is_not_found() -> None:
    assert SHIPPED.find("qqqqqq") is None


def test_a_registry_has_sectors_of_its_own() -> None:
    assert Sectors(OWN).resolve("Жылқы шаруашылығы") == "horses"


def test_its_own_sector_comes_with_its_group() -> None:
    assert "horses" in Sectors(OWN).under("agriculture")


def test_its_own_group_comes_after_the_shipped_ones() -> None:
    assert [each.code for each in Sectors({"nomads": {"label": "Nomads"}})][-1] == "nomads"


def test_its_own_word_wins_over_a_shipped_one() -> None:
    own = {"port-authority": {"label": "Port authority", "aliases": ["ports"]}}
    assert Sectors(own).resolve("Ports") == "port-authority"


@pytest.mark.parametrize("told", [None, 3, "Horses", [], {"label": 3, "parent": None, "aliases": "x"}])
def test_an_own_sector_of_no_form_has_its_code_at_least(told: Any) -> None:
    assert "horses" in {sector.code for sector in Sectors({"horses": told})}


def test_own_sectors_in_a_circle_end() -> None:
    own = {"a-b": {"parent": "c-d"}, "c-d": {"parent": "a-b"}}
    assert Sectors(own).under("a-b") == ("a-b", "c-d")


@given(st.text())
def test_whatever_is_typed_gives_a_sector_or_a_usage_error(word: str) -> None:
    with suppress(Usage):
        assert SHIPPED.resolve(word) in SHIPPED


def test_a_code_costs_no_import_of_rapidfuzz_and_no_reading_of_names() -> None:
    program = (
        "import sys; from mou_cli.vocabulary import sectors;"
        "tree = sectors.Sectors(); tree.under(tree.resolve('rail'));"
        "print('rapidfuzz' in sys.modules, sectors._shipped.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "0"]
