"""`mou import`: what is there twice, what leads nowhere yet, and which row, column and order are meant."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.desk import Desk

HEAD = "title,country,date\n"
TOURISM = "Tourism,Uzbekistan; Pakistan,2025-03-05\n"
POTASH = "Potash,Belarus; Pakistan,2025-02-28\n"


@pytest.fixture
def empty(desk: Desk) -> Desk:
    desk.run("init").ok()
    return desk


def lines(*agreements: Mapping[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in agreements)


def test_a_row_that_stands_there_twice_is_refused_and_both_are_named(empty: Desk) -> None:
    run = empty.run("import", "-", given=HEAD + TOURISM + POTASH + TOURISM)
    assert run.code == 6
    assert run.err.splitlines()[0] == "mou: row 4: it is in row 2 of the file already (--force takes it in again)"
    assert empty.agreements == {}


def test_a_row_twice_is_known_however_it_is_written(empty: Desk) -> None:
    run = empty.run("import", "-", given=HEAD + TOURISM + "TOURISM,PK; UZ,5 March 2025\n")
    assert "row 3: it is in row 2 of the file already" in run.err


def test_each_row_again_names_the_first(empty: Desk) -> None:
    run = empty.run("import", "-", given=HEAD + TOURISM * 3)
    assert run.err.count("it is in row 2 of the file already") == 2


def test_force_takes_a_row_in_twice(empty: Desk) -> None:
    empty.run("import", "-", "--force", given=HEAD + TOURISM * 2).ok()
    assert len(empty.agreements) == 2


def test_two_that_differ_in_their_date_are_two(empty: Desk) -> None:
    empty.run("import", "-", given=HEAD + TOURISM + "Tourism,Uzbekistan; Pakistan,2026-03-05\n").ok()
    assert len(empty.agreements) == 2


def test_what_a_registry_tells_apart_stays_apart(empty: Desk) -> None:
    empty.run("import", "-", "--force", given=HEAD + TOURISM * 2).ok()
    empty.run("export", "-o", "all.jsonl").ok()
    other = Desk(empty.folder / "other")
    other.folder.mkdir()
    other.run("init").ok()
    other.run("import", str(empty.folder / "all.jsonl")).ok()
    assert len(other.agreements) == 2


def test_documents_whose_titles_are_not_known_are_several(empty: Desk) -> None:
    placeholder = {"title": "Title not known, document 1", "untitled": True, "parties": [{"code": "KZ"}]}
    empty.run("import", "-", given=lines(placeholder, placeholder)).ok()
    assert len(empty.agreements) == 2


def test_a_link_to_a_row_further_down_leads_somewhere(empty: Desk) -> None:
    amending = {"ref": "B-1", "title": "B", "links": [{"rel": "amends", "ref": "A-1"}]}
    run = empty.run("import", "-", given=lines(amending, {"ref": "A-1", "title": "A"})).ok()
    assert "there is no agreement" not in run.err


def test_a_link_that_leads_nowhere_is_told_as_set_names_it(empty: Desk) -> None:
    linked = {"title": "B", "links": [{"rel": "amends", "ref": "A-1"}, {"rel": "under", "ref": "A-2"}]}
    run = empty.run("import", "-", given=lines(linked, {"ref": "A-1", "title": "A"})).ok()
    assert "line 1: links.2.ref: there is no agreement 'A-2' in this registry" in run.err
    assert "A-1" not in run.err


def test_the_shipped_register_is_taken_in_again_without_a_false_warning(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "all.json").ok()
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    other.run("init").ok()
    assert "links" not in other.run("import", str(desk.folder / "all.json")).ok().err


def test_a_number_in_a_file_is_no_number_of_this_registry(desk: Desk) -> None:
    desk.shipped().run("import", "-", given="title,links\nB,amends 1\n").ok()
    assert list(desk.agreements.values())[-1]["links"] == [{"rel": "amends", "ref": "1"}]


def test_rows_are_counted_as_spreadsheets_count_them(empty: Desk) -> None:
    run = empty.run("import", "-", given=HEAD + '"To\nur\nism",UZ; PK,2025\n\nX,Narnia,2025\n')
    assert "mou: row 4, column country" in run.err


def test_update_of_what_is_not_there_says_so(empty: Desk) -> None:
    run = empty.run("import", "-", "--update", given="ref,place\nMOU-9,Astana\n")
    assert run.err.splitlines()[0] == "mou: row 2: there is no agreement 'MOU-9' to change (a new one needs a title)"


def test_update_adds_what_has_a_title(empty: Desk) -> None:
    empty.run("import", "-", "--update", given="ref,title\nMOU-9,Tourism\n").ok()
    assert [each["ref"] for each in empty.agreements.values()] == ["MOU-9"]


def test_two_rows_that_change_one_agreement_are_refused(empty: Desk) -> None:
    empty.run("import", "-", given="ref,title\nT-1,Tourism\n").ok()
    run = empty.run("import", "-", "--update", given="ref,place,notes\nT-1,Astana,\nT-1,,late\n")
    assert run.err.splitlines()[0] == "mou: row 3: row 2 changes T-1 already (put them into one row)"


@pytest.mark.parametrize(
    ("order", "written"),
    [("dmy", "15.03.2011"), ("mdy", "3/15/2011"), ("ymd", "2011/3/15"), ("dd.mm.yyyy", "15/03/2011")],
)
def test_the_order_of_dates_can_be_said(empty: Desk, order: str, written: str) -> None:
    empty.run("import", "-", "--dates", order, given=f"title,date\nTourism,{written}\n").ok()
    assert empty.agreements["1"]["signed"] == "2011-03-15"


def test_the_order_holds_for_every_date_of_the_file(empty: Desk) -> None:
    given = "title,Signed on,Entry into force,Valid until,events\nA,1.2.2010,3.4.2010,5.6.2030,ratified 2.3.2010 (KZ)\n"
    empty.run("import", "-", "--dates", "dmy", given=given).ok()
    held = empty.agreements["1"]
    assert (held["signed"], held["term"]["until"]) == ("2010-02-01", "2030-06-05")
    assert sorted(event["date"] for event in held["events"]) == ["2010-03-02", "2010-04-03"]


def test_the_order_holds_for_json(empty: Desk) -> None:
    given = lines({"title": "A", "signed": "01.02.2010", "events": [{"kind": "in-force", "date": "03.04.2010"}]})
    empty.run("import", "-", "--dates", "dmy", given=given).ok()
    assert empty.agreements["1"]["events"] == [{"kind": "in-force", "date": "2010-04-03"}]


def test_a_name_in_json_says_the_order_as_a_heading_does(empty: Desk) -> None:
    empty.run("import", "-", given=lines({"Name of MoU": "A", "Date of signing (dd.mm.yyyy)": "01.02.2010"})).ok()
    assert empty.agreements["1"]["signed"] == "2010-02-01"


def test_a_date_of_another_order_is_refused_with_its_row(empty: Desk) -> None:
    run = empty.run("import", "-", "--dates", "dmy", given="title,date\nA,04.02.2026\nB,02/14/2026\n")
    assert run.err.splitlines()[0] == (
        "mou: row 3, column date: '02/14/2026' is no date in the order day-month-year "
        "(month-day-year would make it 14 Feb 2026)"
    )


def test_who_has_not_said_the_order_is_told_how(empty: Desk) -> None:
    run = empty.run("import", "-", given="title,date\nA,04/02/2026\n")
    assert "(say the order of the whole file: --dates dmy for 4 Feb 2026, --dates mdy for 2 Apr 2026)" in run.err


def test_an_order_that_is_none_is_refused(empty: Desk) -> None:
    run = empty.run("import", "-", "--dates", "american", given="title\nA\n")
    assert (run.code, run.err.splitlines()[1]) == (
        2,
        "hint: it is one of dmy (day-month-year), mdy (month-day-year), ymd (year-month-day)",
    )


def test_a_heading_against_the_option_is_refused(empty: Desk) -> None:
    run = empty.run("import", "-", "--dates", "mdy", given="title,Date (dd.mm.yyyy)\nA,04.02.2026\n")
    assert run.code == 2
    assert 'the column "Date (dd.mm.yyyy)" says day-month-year, and --dates month-day-year' in run.err


@pytest.mark.parametrize("number", ["123456789012345678901234567890", "18446744073709551616"])
def test_a_number_that_not_every_program_keeps_is_refused(empty: Desk, number: str) -> None:
    (empty.folder / "big.json").write_text(f'{{"title":"Big","parties":[{{"code":"KZ"}}],"x":{{"y":[{number}]}}}}')
    run = empty.run("import", "big.json")
    assert (run.code, "the number has more than 64 bits" in run.err) == (2, True)
    assert empty.run("doctor").ok()
