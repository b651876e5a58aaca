"""CSL-JSON and JSON-LD: read by a citation processor and by an RDF library, nothing in them but text."""

import json
import warnings
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from mou_cli.exchange.addresses import address_of
from tests.exported import exported
from tests.factories import registered

SCHEMA = Namespace("https://schema.org/")
IN_FORCE: dict[str, Any] = {"entry_into_force": {"mode": "signature"}, "term": {"duration": "P5Y"}}


# CSL-JSON


def item(**given: Any) -> Any:
    [found] = json.loads(exported("csl", registered(**given)))
    return found


def cited(*items: Any) -> str:
    """The bibliography that a citation processor makes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, CiteProcJSON(list(items)), formatter.plain)
        for each in items:
            made.register(Citation([CitationItem(each["id"])]))
        return "\n".join(map(str, made.bibliography()))


def test_an_agreement_is_a_treaty() -> None:
    assert item() == {
        "id": "MOU-2026-0001",
        "type": "treaty",
        "title": "Memorandum on cooperation in railway transport",
        "author": [{"literal": "Kazakhstan"}, {"literal": "Pakistan"}],
        "issued": {"date-parts": [[2026, 2, 4]]},
        "number": "MOU-2026-0001",
        "genre": "memorandum of understanding",
        "status": "signed",
        "keyword": "Railways",
    }


def test_a_citation_processor_reads_it() -> None:
    printed = cited(item())
    assert "Memorandum on cooperation in railway transport" in printed
    assert "2026" in printed
    assert "Kazakhstan" in printed


@pytest.mark.parametrize(
    ("signed", "issued"),
    [
        ("2026", {"date-parts": [[2026]]}),
        ("2026-02", {"date-parts": [[2026, 2]]}),
        ("2026-02-03/2026-02-04", {"date-parts": [[2026, 2, 3], [2026, 2, 4]]}),
        ("2026-02-30", {"literal": "2026-02-30"}),
        ("soon", {"literal": "soon"}),
        ("", None),
    ],
)
def test_a_date_has_the_parts_that_are_known(signed: str, issued: object) -> None:
    assert item(signed=signed).get("issued") == issued


def test_a_number_in_the_treaty_series_is_its_number() -> None:
    found = item(identifiers={"unts": "I-12345"})
    assert (found["number"], found["collection-title"]) == ("I-12345", "United Nations Treaty Series")


def test_its_address_is_that_of_the_surest_source() -> None:
    sources = [
        {"url": "https://news.example", "certainty": "reported"},
        {"url": "javascript:alert(1)", "certainty": "exact"},
        {"url": "https://gazette.example", "certainty": "exact", "publisher": "Gazette"},
    ]
    assert (item(sources=sources)["URL"], item(sources=sources)["source"]) == ("https://gazette.example", "Gazette")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a b", False),
        ('https://a"onclick=x', False),
        ("https://a\nb", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_an_address_is_one_that_may_be_followed(text: str, kept: bool) -> None:
    assert bool(address_of(text)) is kept


# JSON-LD


def graph(**given: Any) -> Graph:
    return Graph().parse(data=exported("jsonld", registered(**given)), format="json-ld")


def told(found: Graph, name: str) -> Any:
    subject = found.value(predicate=RDF.type, object=SCHEMA.Legislation)
    return found.value(subject, SCHEMA[name])


def test_an_agreement_is_legislation_under_its_uid() -> None:
    uid = URIRef("urn:uuid:00000000-0000-4000-8000-000000000001")
    assert (uid, RDF.type, SCHEMA.Legislation) in graph()


def test_it_bears_its_reference_its_date_and_its_type() -> None:
    found = graph()
    assert str(told(found, "legislationIdentifier")) == "MOU-2026-0001"
    assert told(found, "legislationDate") == Literal("2026-02-04", datatype=SCHEMA.Date)
    assert str(told(found, "legislationType")) == "memorandum of understanding"


@pytest.mark.parametrize(
    ("given", "force"),
    [
        (IN_FORCE, SCHEMA.InForce),
        ({}, SCHEMA.NotInForce),
        ({"events": [{"kind": "provisional", "date": "2026-03-01"}]}, SCHEMA.PartiallyInForce),
        ({**IN_FORCE, "signed": "2020-01-01"}, SCHEMA.NotInForce),
        ({"signed": "2026-02-30"}, None),
    ],
)
def test_whether_it_is_in_force(given: dict[str, Any], force: object) -> None:
    assert told(graph(**given), "legislationLegalForce") == force


def test_the_time_that_it_covers() -> None:
    found = graph(**IN_FORCE)
    assert str(told(found, "temporalCoverage")) == "2026-02-04/2031-02-03"
    assert str(told(found, "expires")) == "2031-02-03"


def test_states_cover_their_land_and_parties_passed_it() -> None:
    found = graph(parties=[{"code": "KZ", "agency": "Ministry"}, {"code": "ECO"}, {"name": "Chamber"}])
    covered = {str(found.value(each, SCHEMA.name)) for each in found.objects(None, SCHEMA.spatialCoverage)}
    passed = {str(found.value(each, SCHEMA.name)) for each in found.objects(None, SCHEMA.legislationPassedBy)}
    assert covered == {"Kazakhstan"}
    assert passed == {"Kazakhstan", "Economic Cooperation Organization", "Chamber"}


def test_other_titles_are_in_their_languages() -> None:
    found = graph(titles={"ru": "Меморандум", "kk-Latn": "Memorandum", "not a tag": "x"})
    told = set(found.objects(None, SCHEMA.alternateName))
    assert told == {Literal("Меморандум", lang="ru"), Literal("Memorandum", lang="kk-Latn")}


def test_a_link_leads_to_the_other_by_its_reference() -> None:
    found = graph(links=[{"rel": "amends", "ref": "MOU-2019-0007"}, {"rel": "supersedes", "ref": "MOU-2001-0001"}])
    amended = found.value(None, SCHEMA.legislationAmends) or next(found.objects(None, SCHEMA.legislationAmends))
    assert str(found.value(amended, SCHEMA.legislationIdentifier)) == "MOU-2019-0007"


def test_an_address_is_a_node_and_what_is_none_is_left_out() -> None:
    found = graph(sources=[{"url": "https://example.org/x"}, {"title": "T", "url": "javascript:alert(1)"}])
    assert list(found.objects(None, SCHEMA.url)) == [URIRef("https://example.org/x")]


def test_it_may_stand_in_a_page() -> None:
    data = exported("jsonld", registered(title="</script><script>alert(1)</script>"))
    assert b"<" not in data
    assert json.loads(data)["@graph"][0]["name"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("name", ["csl", "jsonld"])
def test_nothing_is_no_fault(name: str) -> None:
    from io import BytesIO

    from mou_cli.exchange.formats import writer
    from tests.factories import MOMENT

    out = BytesIO()
    writer(name)([], out, MOMENT, None)
    found = json.loads(out.getvalue())
    assert (found if name == "csl" else found["@graph"]) == []
