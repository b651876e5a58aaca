"""When a new agreement is in the register already, or nearly so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.likeness import ALIKE, Lookout, same, similar
from mou_cli.agreement.registered import Registered
from tests.factories import agreement, registered


def seen(new: dict[str, Any], stored: dict[str, Any]) -> str | None:
    return Lookout(agreement(**new)).consider(registered(7, **stored))


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"title": "MEMORANDUM on  cooperation in railway   transport"},
        {"title": "Mémorandum on cooperation, in 'railway' transport"},
        {"parties": [{"code": "PK"}, {"code": "KZ", "agency": "Railways"}, {"code": "KZ", "agency": "Ministry"}]},
        {"ref": "OTHER", "sectors": ["road"], "type": "treaty"},
    ],
)
def test_title_parties_and_signature_make_it_the_same(stored: dict[str, Any]) -> None:
    assert seen({}, stored) == "same"
    assert same(agreement(), agreement(**stored))


@pytest.mark.parametrize(
    ("new", "stored"),
    [
        ("Railway sector cooperation", "Memorandum of understanding on cooperation in railway transport"),
        ("Treaty on extradition", "Treaty between the Republic of Kazakhstan and Pakistan on Extradition"),
        ("Mining and petroleum", "Petroleum, mining and geosciences"),
        ("Mémorandum ferroviaire", "Memorandum ferroviare"),
        ("Соглашение о железнодорожном транспорте", "Меморандум в сфере железнодорожного транспорта"),
    ],
)
def test_near_titles_are_similar(new: str, stored: str) -> None:
    assert seen({"title": new}, {"title": stored}) == "similar"
    assert similar(agreement(title=new), agreement(title=stored)) >= ALIKE


@pytest.mark.parametrize(
    ("new", "stored"),
    [
        ("Memorandum on cooperation in road transport", "Memorandum on cooperation in rail transport"),
        ("Memorandum on artificial intelligence", "Memorandum on virtual assets"),
        ("Digital development", "Digital economy"),
        ("Protocol No. 2 on customs", "Protocol No. 3 on customs"),
        ("Transport", "International multimodal transport corridors through ports"),
    ],
)
def test_titles_of_other_subjects_are_not_similar(new: str, stored: str) -> None:
    assert seen({"title": new}, {"title": stored}) is None


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ("2026-02-04", "same"),
        ("2026-03-01", "similar"),
        ("2026", "similar"),
        (None, "similar"),
        ("2026-06-01", None),
        ("1995", None),
    ],
)
def test_how_far_apart_signatures_may_be(signed: str | None, verdict: str | None) -> None:
    assert seen({}, {"signed": signed}) == verdict


@pytest.mark.parametrize(
    "parties", [[], [{"code": "KZ"}], [{"code": "KZ"}, {"code": "CN"}], [{"name": "Kazakh Railways"}]]
)
def test_other_parties_make_it_another(parties: list[dict[str, Any]]) -> None:
    assert seen({}, {"parties": parties}) is None
    assert similar(agreement(), agreement(parties=parties)) == 0


def test_placeholders_are_not_similar() -> None:
    assert (
        seen({"title": "Untitled document 1", "untitled": True}, {"title": "Untitled document", "untitled": True})
        is None
    )


def test_a_title_in_another_language_is_compared_too() -> None:
    russian = {"ru": "Меморандум о железнодорожном транспорте"}
    assert seen({"title": "Memorandum A", "titles": russian}, {"title": "Rail paper", "titles": russian}) == "similar"


def test_a_code_that_another_program_escaped_is_seen() -> None:
    line = registered().line.replace(b'"KZ"', b'"\\u004bZ"')
    assert Lookout(agreement()).consider(Registered(3, line)) == "same"


def test_parties_without_codes_are_compared_by_name() -> None:
    named = [{"name": "Aga Khan Network"}, {"name": "University of Central Asia"}]
    assert seen({"parties": named}, {"parties": named[::-1]}) == "same"


WORDS = st.lists(
    st.sampled_from(["rail", "road", "transport", "customs", "on", "2", "3", "Astana"]), min_size=1, max_size=4
)


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_round_and_one_of_itself(one: list[str], other: list[str]) -> None:
    a, b = agreement(title=" ".join(one)), agreement(title=" ".join(other))
    assert 0 <= similar(a, b) == similar(b, a) <= 1
    assert similar(a, a) == 1


@given(WORDS, WORDS, st.sampled_from(["2026-02-04", "2026-05-30", "", "2026"]))
def test_a_lookout_says_what_same_and_similar_say(one: list[str], other: list[str], signed: str) -> None:
    new, stored = agreement(title=" ".join(one)), {"title": " ".join(other), "signed": signed}
    verdict = Lookout(new).consider(registered(7, **stored))
    assert (verdict == "same") is same(new, agreement(**stored))
    assert (verdict is not None) is (similar(new, agreement(**stored)) >= ALIKE)
