"""What query words find."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.context import Context
from mou_cli.agreement.query.query import parse_query
from mou_cli.errors import Usage
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, registered

OCCASIONS = {"OCC-2026-0001": "State visit of President Tokayev"}


def _occasions(word: str) -> Sequence[str]:
    return [ref for ref, name in OCCASIONS.items() if word.lower() in name.lower() or word in (ref, "7")]


CONTEXT = Context(MOMENT, Sectors({}), _occasions)


def finds(*words: str, **fields: Any) -> bool:
    return parse_query(words, CONTEXT).matches(registered(**fields), MOMENT)


def party(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, **more}


@pytest.mark.parametrize(
    "word",
    [
        "sector:rail",
        "sector:transport",  # a group with its leaves
        "sector:railways",
        "sector:железные дороги",
        "Sector:Rail",
        "sector:road,rail",
        "sector:any",
        "party:KZ",
        "party:Казахстан",
        "party:kazakhstan",
        "party:CN,KZ",
        "party:=kazakh",
        "country:PK",
        "type:mou",
        "type:treaty,memorandum",
        "signed:2026",
        "signed:2026-02-04",
        "signed:4 Feb 2026",
        "signed:February 4, 2026",
        "signed:2026-02..",
        "signed:..2026",
        "signed:2025,2026",
        "signed:any",
        "binding:none",
        "tag:none",
        "lead:none",
        "ref:mou-2026-0001",
        "ref:MOU-2026-*",
        "uid:00000000-0000-4000-8000-000000000001",
        "untitled:no",
        "railway",
        "RAILWAY",
        "railway transport",  # a phrase
        "text:railway",
        "pakistan",
        "KZ",
        "MOU-2026-0001",
        "-tunnel",
        "-type:protocol",
        "-sector:energy",
    ],
)
def test_query_finds_the_railway_memorandum(word: str) -> None:
    assert finds(word)


@pytest.mark.parametrize(
    "word",
    [
        "sector:road",
        "sector:none",
        "party:CN",
        "party:=turk",
        "type:treaty",
        "signed:2025",
        "signed:2026-03..",
        "signed:..2026-02-03",
        "signed:none",
        "binding:yes",
        "tag:any",
        "lead:KZ",
        "ref:MOU-2026-000",
        "untitled:yes",
        "transport railway",  # the phrase runs the other way
        "-railway",
        "-sector:transport",
        "-party:CN,KZ",
        "in-force:2026",  # not in force: no date
    ],
)
def test_query_passes_the_railway_memorandum_over(word: str) -> None:
    assert not finds(word)


def test_values_of_one_field_mean_any_of_them() -> None:
    assert finds("sector:road", "sector:rail")


def test_several_parties_mean_all_of_them() -> None:
    assert finds("party:KZ", "party:PK")
    assert not finds("party:KZ", "party:CN")


def test_free_words_mean_all_of_them() -> None:
    assert finds("railway", "pakistan")
    assert not finds("railway", "china")


def test_different_fields_mean_all_of_them() -> None:
    assert not finds("sector:rail", "type:treaty")


def test_each_negation_excludes() -> None:
    assert not finds("-type:protocol", "-type:mou")


def test_no_words_find_everything() -> None:
    assert not parse_query([], CONTEXT)
    assert finds()


@pytest.mark.parametrize(
    "query", ['sector:rail "railway transport"', 'party:"Kazakhstan" -type:protocol', "railway party:KZ"]
)
def test_a_whole_query_in_one_argument(query: str) -> None:
    assert finds(query)
    assert not finds(query, sectors=["road"], title="Road", parties=[party("CN")])


def test_a_negation_in_a_whole_query() -> None:
    assert not finds("sector:rail -party:KZ")


@pytest.mark.parametrize("word", ["place:Nur Sultan", 'place:"Nur Sultan"', "place:NUR SULTAN"])
def test_a_value_of_two_words(word: str) -> None:
    assert finds(word, place="Nur Sultan, Kazakhstan")


def test_a_comma_belongs_to_a_text() -> None:
    assert finds("place:Sultan, Kaz", place="Nur Sultan, Kazakhstan")


def test_a_name_with_a_comma_is_one_party() -> None:
    assert finds("party:Korea, Republic of", parties=[party("KR")])


@pytest.mark.parametrize("phrase", ["Visit: second day", "https://adilet.zan.kz/", "12:30", "Astana:"])
def test_a_colon_in_free_text(phrase: str) -> None:
    assert finds(phrase, notes=f"See {phrase} for more")


def test_a_name_that_is_not_known_names_the_nearest() -> None:
    with pytest.raises(Usage) as fault:
        finds("setcor:rail")
    assert "setcor" in fault.value.message
    assert "sector:" in fault.value.hint


def test_an_unknown_sector_names_the_nearest() -> None:
    with pytest.raises(Usage) as fault:
        finds("sector:rial")
    assert "rail" in fault.value.hint


def test_an_unknown_party_says_how_to_look_for_a_name() -> None:
    with pytest.raises(Usage) as fault:
        finds("party:Ruritania")
    assert "party:=Ruritania" in fault.value.hint


@pytest.mark.parametrize(
    "word",
    ["sector:", "signed:04/02/2026", "signed:soon", "type:sonnet", "status:happy", "binding:maybe", 'title:"Trade'],
)
def test_a_value_that_is_not_understood_is_refused(word: str) -> None:
    with pytest.raises(Usage):
        finds(word)


def test_a_party_without_a_code_is_found_by_a_part_of_its_name() -> None:
    assert finds("party:=aga khan", parties=[{"name": "Aga Khan Development Network"}])


def test_a_sector_outside_the_tree_is_found_as_written() -> None:
    assert finds("sector:=ports", sectors=["ports"])


def test_the_lead_is_the_party_that_leads() -> None:
    parties = [party("KZ", lead=True), party("PK")]
    assert finds("lead:KZ", parties=parties)
    assert not finds("lead:PK", parties=parties)


def test_an_agreement_without_parties_has_none() -> None:
    assert finds("party:none", parties=[])
    assert not finds("party:none", parties=[{"name": "Aga Khan Development Network"}])


@pytest.mark.parametrize("signed", ["2026", "2026-02", "2026-02-03/2026-02-04", "2025/2026"])
def test_a_partial_date_is_found_where_it_may_lie(signed: str) -> None:
    assert finds("signed:2026-02-04", signed=signed)


def test_a_partial_date_is_not_found_where_it_cannot_lie() -> None:
    assert not finds("signed:2026-03", signed="2026-02")


def test_an_impossible_date_lies_nowhere() -> None:
    assert not finds("signed:..2030", signed="sometime")


def test_what_is_in_force_includes_what_is_ending() -> None:
    (condition,) = parse_query(["status:in-force"], CONTEXT).conditions
    assert set(condition.values) == {"in-force", "ending"}


def test_status_is_computed() -> None:
    assert finds("status:signed")
    assert not finds("-status:signed")


def test_in_force_from_is_computed() -> None:
    assert finds("in-force:2026-03", events=[{"kind": "in-force", "date": "2026-03-01"}])


def test_an_occasion_is_found_by_its_name() -> None:
    assert finds("occasion:state visit", occasion="OCC-2026-0001")


def test_an_occasion_in_free_text_is_found() -> None:
    assert finds("occasion:commission", occasion="13th Joint Commission")


def test_a_free_word_finds_the_occasion_that_it_names() -> None:
    assert finds("Tokayev", occasion="OCC-2026-0001")


def test_a_free_number_is_no_occasion() -> None:
    assert not finds("7", occasion="OCC-2026-0001")


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("Темір жол", {"titles": {"kk": "Темір жол туралы меморандум"}}),
        ("memorandum ferroviaire", {"title": "Mémorandum ferroviaire"}),
        ("Ministry of Transport", {"parties": [party("KZ", agency="Ministry of Transport")]}),
        ("Asylov", {"parties": [party("KZ", signatory={"name": "Berik Asylov", "title": "Prosecutor General"})]}),
        ("prosecutor", {"parties": [party("KZ", signatory={"name": "Berik Asylov", "title": "Prosecutor General"})]}),
        ("corridor", {"tags": ["corridor"]}),
        ("islamabad", {"place": "Islamabad"}),
        ("unclear", {"notes": "Unclear in the source"}),
        ("agency:transport", {"parties": [party("KZ", agency="Ministry of Transport")]}),
        ("person:asylov", {"parties": [party("KZ", signatory={"name": "Berik Asylov"})]}),
        ("identifier:adilet", {"identifiers": {"adilet": "O9200000006"}}),
        ("id:o9200000006", {"identifiers": {"adilet": "O9200000006"}}),
        ("language:ur", {"languages": [{"code": "ur"}]}),
        ("link:MOU-2003-0001", {"links": [{"rel": "amends", "ref": "MOU-2003-0001"}]}),
        ("link:amends", {"links": [{"rel": "amends", "ref": "MOU-2003-0001"}]}),
        ("source:zan.kz", {"sources": [{"url": "https://adilet.zan.kz/rus/docs/1"}]}),
        ("responsible:desk", {"responsible": "Central Asia desk"}),
        ("ref:KZ-OLD-7", {"former_refs": ["KZ-OLD-7"]}),
        ("tag:Corridor", {"tags": ["corridor"]}),
    ],
)
def test_where_words_are_looked_for(word: str, fields: dict[str, Any]) -> None:
    assert finds(word, **fields)
    assert not finds(word)


@given(st.sampled_from(["sector:rail", "party:CN", "type:mou", "signed:2025", "status:signed", "railway", "tag:none"]))
def test_a_negation_is_the_opposite(word: str) -> None:
    assert finds(f"-{word}") is not finds(word)
