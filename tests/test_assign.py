"""`mou set`: one assignment to one field."""

from typing import Any

import pytest

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Occasion
from mou_cli.agreement.reading.assign import assign
from mou_cli.agreement.reading.paths import field_names
from mou_cli.errors import Ambiguous, Usage
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, fields

CONTEXT = Context(MOMENT, Sectors())
NUMBERED = CONTEXT._replace(agreements={"4": "T-4"}.__getitem__)
KZ = {"code": "KZ", "name": "Kazakhstan"}
PK = {"code": "PK", "name": "Pakistan"}


def done(text: str, **given: Any) -> dict[str, Any]:
    return assign(fields(**given), text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("title=Transit trade", "title", "Transit trade"),
        ("title=a = b", "title", "a = b"),
        ("signed=4 Feb 2026", "signed", "2026-02-04"),
        ("type=Memorandum of Understanding", "type", "mou"),
        ("binding=NO", "binding", "no"),
        ("untitled=yes", "untitled", True),
        ("term.notice=6 months", "term", {"notice": "P6M"}),
        ("term.duration=Indefinite", "term", {"duration": "indefinite"}),
        ("term=5y", "term", {"duration": "P5Y"}),
        ("term.max_renewals=2", "term", {"max_renewals": 2}),
        ("term.notice-rule=From Receipt", "term", {"notice_rule": "from-receipt"}),
        ("entry_into_force=signature", "entry_into_force", {"mode": "signature"}),
        ("identifiers.unts=I-12345", "identifiers", {"unts": "I-12345"}),
        ("titles.ru=Меморандум", "titles", {"ru": "Меморандум"}),
        ("original.place=Archive, box 3", "original", {"place": "Archive, box 3"}),
        ("sectors=railways, ИИ", "sectors", ["rail", "ai"]),
        ("tags=urgent, 2026", "tags", ["urgent", "2026"]),
        ("languages=en; ru", "languages", [{"code": "en"}, {"code": "ru"}]),
        ("links=amends MOU-2019-0007", "links", [{"rel": "amends", "ref": "MOU-2019-0007"}]),
        ("events=in-force 1 March 2026", "events", [{"kind": "in-force", "date": "2026-03-01"}]),
        ("depositary=Казахстан", "depositary", "KZ"),
        ("depositary=UN Secretary-General", "depositary", "UN Secretary-General"),
        ("parties=Pakistan", "parties", [PK]),
        ("parties=KZ: Ministry of Transport; PK", "parties", [{**KZ, "agency": "Ministry of Transport"}, PK]),
        ("parties=name:Shymkent Akimat", "parties", [{"name": "Shymkent Akimat"}]),
        ('term={"duration": "5 years", "later": 1}', "term", {"duration": "P5Y", "later": 1}),
        ('tags=["a,b"]', "tags", ["a,b"]),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(text: str, field: str, value: object) -> None:
    assert done(text)[field] == value


@pytest.mark.parametrize(
    ("text", "given", "field", "value"),
    [
        ("tags+=b, c", {"tags": ["a", "b"]}, "tags", ["a", "b", "c"]),
        ("tag-=A", {"tags": ["a", "b"]}, "tags", ["b"]),
        ("sectors-=railways", {"sectors": ["rail", "ai"]}, "sectors", ["ai"]),
        ("sectors-=gone-code", {"sectors": ["gone-code", "ai"]}, "sectors", ["ai"]),
        ("parties+=Kazakhstan", {"parties": [KZ]}, "parties", [KZ]),
        ("parties+=KZ: Railways", {"parties": [KZ]}, "parties", [KZ, {**KZ, "agency": "Railways"}]),
        ("parties-=Pakistan", {"parties": [KZ, PK]}, "parties", [KZ]),
        ("notes+=Second", {"notes": "First"}, "notes", "First\nSecond"),
        ("identifiers+=adilet: O9", {"identifiers": {"unts": "I-1"}}, "identifiers", {"unts": "I-1", "adilet": "O9"}),
        ("identifiers-=unts", {"identifiers": {"unts": "I-1", "x": "y"}}, "identifiers", {"x": "y"}),
        (
            "sources+=Dawn: PM in Astana <https://d.example/x;y>",
            {},
            "sources",
            [{"title": "PM in Astana", "publisher": "Dawn", "url": "https://d.example/x;y"}],
        ),
        (
            "sources-=https://d.example/x;y",
            {"sources": [{"url": "https://d.example/x;y"}, {"title": "t"}]},
            "sources",
            [{"title": "t"}],
        ),
        (
            "commitments+=A working group",
            {"commitments": [{"id": 4, "text": "x"}]},
            "commitments",
            [{"id": 4, "text": "x"}, {"id": 5, "text": "A working group"}],
        ),
        ("commitments-=4", {"commitments": [{"id": 4, "text": "x"}, {"id": 5}]}, "commitments", [{"id": 5}]),
        (
            "targets.1.by+=2028-02",
            {"targets": [{"id": 1, "by": ["2027-02"]}]},
            "targets",
            [{"id": 1, "by": ["2027-02", "2028-02"]}],
        ),
    ],
)
def test_a_list_is_added_to_and_taken_from(text: str, given: dict[str, Any], field: str, value: object) -> None:
    assert done(text, **given)[field] == value


@pytest.mark.parametrize(
    ("text", "given", "field", "value"),
    [
        ("parties.KZ.agency=Railways", {}, "parties", [{**KZ, "agency": "Railways"}, PK]),
        ("parties.Пакистан.lead=yes", {}, "parties", [KZ, {**PK, "lead": True}]),
        (
            "parties.2.signatory=A. Khan, Minister",
            {},
            "parties",
            [KZ, {**PK, "signatory": {"name": "A. Khan", "title": "Minister"}}],
        ),
        (
            "commitments.7.due=2027",
            {"commitments": [{"id": 7, "text": "x"}]},
            "commitments",
            [{"id": 7, "text": "x", "due": "2027"}],
        ),
        (
            "commitments.7=New",
            {"commitments": [{"id": 7, "text": "x", "due": "2027"}]},
            "commitments",
            [{"id": 7, "text": "New", "due": "2027"}],
        ),
        (
            "events.ratified.date=2027",
            {"events": [{"kind": "ratified"}]},
            "events",
            [{"kind": "ratified", "date": "2027"}],
        ),
        (
            "targets.1.baseline.value=250,000,000",
            {"targets": [{"id": 1}]},
            "targets",
            [{"id": 1, "baseline": {"value": 250000000}}],
        ),
    ],
)
def test_an_item_is_named_by_number_or_by_what_it_is_called(
    text: str, given: dict[str, Any], field: str, value: object
) -> None:
    assert done(text, **given)[field] == value


@pytest.mark.parametrize(
    ("text", "given", "field"),
    [
        ("place=", {"place": "Islamabad"}, "place"),
        ("term.notice=", {"term": {"notice": "P6M"}}, "term"),
        ("tags-=a", {"tags": ["a"]}, "tags"),
        ("parties.1=", {"parties": [KZ]}, "parties"),
        ("parties.1.agency=", {"parties": [{"agency": "Railways"}]}, "parties"),
        ("targets.1.baseline.value=", {"targets": [{"baseline": {"value": 1}}]}, "targets"),
        ("later=", {"later": "kept by a newer mou"}, "later"),
    ],
)
def test_nothing_clears_the_field_and_what_is_left_empty(text: str, given: dict[str, Any], field: str) -> None:
    assert field not in done(text, **given)


def test_a_field_that_mou_does_not_know_may_be_changed() -> None:
    assert done("later.on=new", later={"on": "old", "off": 1})["later"] == {"on": "new", "off": 1}


def test_the_given_fields_stay_as_they_are() -> None:
    given = fields(parties=[{"code": "KZ"}], term={"notice": "P6M"})

    assign(assign(given, "parties.KZ.lead=yes", CONTEXT), "term.notice=", CONTEXT)

    assert given == fields(parties=[{"code": "KZ"}], term={"notice": "P6M"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel=x", "title"),
        ("term.notise=P6M", "term.notice"),
        ("type=tretay", "treaty"),
        ("term.renewal=tacti", "tacit"),
        ("sectors=railwayz", "rail"),
        ("parties=Shymkent", "name:"),
        ("signed=04/02/2026", "2026-04-02"),
        ("ref=14", "number"),
        ("place+=x", "place=VALUE"),
        ("parties.TR.lead=yes", "parties+="),
        ("zzzz=x", "fields are"),
        ('targets={"metric": "x"}', "mou schema"),
        ("term.max_renewals=many", "digits"),
        ("title", "FIELD=VALUE"),
    ],
)
def test_a_mistake_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(Usage) as fault:
        done(text)

    assert said in fault.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "title=",
        'title=""',
        "uid=x",
        "computed.status=x",
        "attachments=[]",
        "ref=A B",
        "ref=a:b",
        "ref=",
        "=x",
        "events.1.kind=x",
    ],
)
def test_what_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(Usage):
        done(text)


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\udc80"])
def test_no_control_character_comes_in(character: str) -> None:
    with pytest.raises(Usage):
        done(f"place=Astana{character}")


def test_two_parties_of_one_state_must_be_told_apart() -> None:
    with pytest.raises(Ambiguous) as fault:
        done("parties.KZ.lead=yes", parties=[KZ, {**KZ, "agency": "Railways"}])

    assert "parties.2" in fault.value.hint


def test_an_occasion_is_found_by_its_name() -> None:
    context = CONTEXT._replace(occasions={"state visit": ["OCC-2026-0001"]}.get)  # type: ignore[arg-type]  # never asked for another

    assert assign(fields(), "occasion=state visit", context)["occasion"] == "OCC-2026-0001"


def test_an_occasion_that_nobody_registered_is_text() -> None:
    assert done("occasion=State visit, February 2026")["occasion"] == "State visit, February 2026"


def test_an_occasion_that_fits_several_is_refused() -> None:
    context = CONTEXT._replace(occasions=lambda _: ["OCC-2026-0001", "OCC-2026-0002"])

    with pytest.raises(Ambiguous):
        assign(fields(), "occasion=visit", context)


@pytest.mark.parametrize("text", ["links=amends 4", "links+=amends 4", "links+=amends  4 "])
def test_a_link_to_a_number_is_to_the_reference(text: str) -> None:
    assert assign(fields(), text, NUMBERED)["links"] == [{"rel": "amends", "ref": "T-4"}]


def test_a_link_is_led_elsewhere_by_a_number() -> None:
    given = fields(links=[{"rel": "amends", "ref": "T-1"}])
    assert assign(given, "links.1.ref=4", NUMBERED)["links"] == [{"rel": "amends", "ref": "T-4"}]


def test_a_link_to_a_number_is_taken_away_by_it() -> None:
    assert "links" not in assign(fields(links=[{"rel": "amends", "ref": "T-4"}]), "links-=amends 4", NUMBERED)


def test_a_link_of_json_is_taken_as_it_is() -> None:
    link = [{"rel": "amends", "ref": "4"}]
    assert assign(fields(), 'links=[{"rel": "amends", "ref": "4"}]', NUMBERED)["links"] == link


AMENDED = {"kind": "amended", "date": "2022-07-01"}


def test_an_event_that_says_more_is_taken_away_by_what_is_said_of_it() -> None:
    given = [{"kind": "signed"}, {**AMENDED, "by": "T-4"}, {**AMENDED, "date": "2023-07-01"}]
    assert done("events-=amended 2022-07-01", events=given)["events"] == [given[0], given[2]]


def test_of_two_events_the_one_that_says_no_more_is_meant() -> None:
    given = [{**AMENDED, "by": "T-4"}, AMENDED]
    assert done("events-=amended 2022-07-01", events=given)["events"] == [given[0]]


def test_an_event_that_fits_twice_must_be_told_apart() -> None:
    with pytest.raises(Ambiguous) as fault:
        done("events-=amended 2022-07-01", events=[{**AMENDED, "by": "T-4"}, {**AMENDED, "note": "art. 2"}])
    assert fault.value.hint == "say which by its number: events-=1, events-=2"


def test_a_commitment_is_taken_away_by_its_text_and_told_apart_by_its_number() -> None:
    given = [{"id": 3, "text": "A report"}, {"id": 7, "text": "A report"}, {"id": 9, "text": "A group"}]
    assert done("commitments-=A group", commitments=given)["commitments"] == given[:2]
    with pytest.raises(Ambiguous) as fault:
        done("commitments-=A report", commitments=given)
    assert fault.value.hint == "say which by its number: commitments-=3, commitments-=7"


@pytest.mark.parametrize("text", ["events[2].date=2027", "event[2].date=2027", "events[ratified].date=2027"])
def test_an_item_in_brackets_is_the_same_item(text: str) -> None:
    given = [{"kind": "signed"}, {"kind": "ratified"}]
    assert done(text, events=given)["events"] == [given[0], {"kind": "ratified", "date": "2027"}]


def test_items_are_counted_from_one() -> None:
    with pytest.raises(Usage) as fault:
        done("events[0].date=2027", events=[{"kind": "signed"}])
    assert "counted from 1" in fault.value.hint


def test_the_type_of_a_value_is_said_with_its_path() -> None:
    with pytest.raises(Usage, match=r"events\.2\.kind: text expected, not a whole number"):
        done('events=[{"kind": "signed"}, {"kind": 5}]')


def test_an_occasion_has_fields_of_its_own() -> None:
    occasion = {"name": "State visit"}

    assert assign(occasion, "announced+=37 memoranda", CONTEXT, Occasion)["announced"] == [
        {"count": 37, "text": "37 memoranda"}
    ]


def test_every_offered_name_leads_to_a_field() -> None:
    assert {"term.notice", "parties", "tags"} <= set(field_names())
    assert not {"uid", "attachments", "computed"} & set(field_names())
