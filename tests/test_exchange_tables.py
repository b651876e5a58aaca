"""Agreements from the tables that desks keep: headings in many words, dates in cells, faults by row and column."""

from io import BytesIO
from typing import Any

import pytest

from mou_cli.agreement.context import Context
from mou_cli.errors import Usage
from mou_cli.exchange.format_csv import delimiter_of, read
from mou_cli.exchange.format_tsv import read as read_tsv
from mou_cli.exchange.headers import guess
from mou_cli.exchange.rows import Row, Table
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT

CONTEXT = Context(MOMENT, Sectors())
KZ = {"code": "KZ", "name": "Kazakhstan"}
PK = {"code": "PK", "name": "Pakistan"}


def table(text: str | bytes, mapping: dict[str, str] | None = None, context: Context = CONTEXT) -> Table:
    data = text.encode() if isinstance(text, str) else text
    return read(BytesIO(data), mapping or {}, context)


def rows(text: str | bytes, **mapping: str) -> list[Row]:
    return list(table(text, mapping))


def fields(text: str | bytes, **mapping: str) -> list[dict[str, Any]]:
    found = rows(text, **mapping)
    assert [row.problems for row in found] == [()] * len(found)
    return [row.fields for row in found]


def faults(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(row.number, fault.column, fault.message) for row in table(text) for fault in row.problems]


def test_a_desk_spreadsheet_is_understood() -> None:
    text = (
        "S.No,Name of MoU,Country,Date of signing,Area of cooperation,Signed at,Expiry date,Ministry,Remarks\n"
        "1,Railways,Kazakhstan and Pakistan,4 Feb 2026,Railways,Islamabad,2031,Ministry of Railways,=good\n"
    )

    assert fields(text) == [
        {
            "title": "Railways",
            "parties": [KZ, PK],
            "signed": "2026-02-04",
            "sectors": ["rail"],
            "place": "Islamabad",
            "term": {"until": "2031"},
            "responsible": "Ministry of Railways",
            "notes": "=good",
        }
    ]


def test_a_russian_spreadsheet_is_understood() -> None:
    text = (
        "Название;Страна;Дата подписания;Сфера сотрудничества\nО транзите;Казахстан;4 февраля 2026 г.;железные дороги\n"
    )

    assert fields(text) == [{"title": "О транзите", "parties": [KZ], "signed": "2026-02-04", "sectors": ["rail"]}]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Title", "title"),
        ("TITLE ", "title"),
        ("title*", "title"),
        ("2. Title of the MoU", "title"),
        ("Signing date (dd.mm.yyyy)", "signed"),
        ("Entry into force", "in-force"),
        ("term.notice", "term.notice"),
        ("Term notice", "term.notice"),
        ("titles.kk", "titles.kk"),
        ("events.ratified", "events.ratified"),
        ("Место подписания", "place"),
        ("دستخط کی تاریخ", "signed"),
        ("Budget", None),
        ("", None),
    ],
)
def test_a_heading_is_guessed(heading: str, field: str | None) -> None:
    assert guess(heading) == field


def test_the_user_says_what_a_column_means() -> None:
    assert fields("Thema,Title\nRailways,x\n", Thema="title", Title="notes") == [{"title": "Railways", "notes": "x"}]


def test_the_user_leaves_a_column_out() -> None:
    assert fields("title,place\nRailways,Astana\n", place="-") == [{"title": "Railways"}]


@pytest.mark.parametrize("mapping", [{"Titel": "title"}, {"title": "titel"}])
def test_a_mapping_of_nothing_is_refused_with_the_nearest(mapping: dict[str, str]) -> None:
    with pytest.raises(Usage) as fault:
        table("title\nx\n", mapping)

    assert "did you mean title" in fault.value.hint


def test_an_event_comes_from_the_column_of_its_day() -> None:
    assert fields("title,Effective date,events.ratified\nx,2026-03-01,2026\n")[0]["events"] == [
        {"kind": "in-force", "date": "2026-03-01"},
        {"kind": "ratified", "date": "2026"},
    ]


def test_two_columns_of_countries_are_two_parties() -> None:
    assert fields("title,Party A,Party B\nx,KZ,PK\n")[0]["parties"] == [KZ, PK]


def test_who_signed_may_stand_before_the_parties() -> None:
    assert fields("title,Signed by,Countries\nx,PK: A. Khan,KZ; PK\n")[0]["parties"][1]["signatory"] == {
        "name": "A. Khan"
    }


def test_columns_left_out_are_told_once() -> None:
    found = table("title,Status,Budget,Empty,Name\nx,in force,5,,other\ny,in force,6,,\n")

    list(found)

    assert found.ignored == [
        "Status: mou works it out",
        "Budget: no field is known by that name",
        'Name: the title is taken from "title"',
    ]


def test_every_fault_is_named_by_row_and_column() -> None:
    text = 'Title,Date,Country\nA,04/02/2026,KZ\n"B\nb",2026,KZ\nC,31 Feb 2026,Narnia\n,2026,KZ\nD,2026,KZ,beyond\n'

    assert [(number, column) for number, column, _ in faults(text)] == [
        (2, "Date"),
        (4, "Date"),
        (4, "Country"),
        (5, "title"),
        (6, "column D"),
    ]


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Date of signing (dd.mm.yyyy)", "04.02.2026"),
        ("Signed on (DD/MM/YYYY)", "4/2/2026"),
        ("Date [mm/dd/yyyy]", "02/04/2026"),
        ("Date, yyyy/mm/dd", "2026/02/04"),
        ("Дата подписания (дд.мм.гггг)", "04.02.2026 г."),
        ("Қол қойылған күні (кк.аа.жжжж)", "04.02.2026"),
        ("Date de signature (jj/mm/aaaa)", "04/02/2026"),
        ("Fecha de firma (dd-mm-aaaa)", "04-02-2026"),
        ("Signed on (DD/MM/YYYY)", "2026-02-04"),
        ("Signed on (DD/MM/YYYY)", "4 Feb 2026"),
    ],
)
def test_a_heading_says_the_order_of_its_dates(heading: str, written: str) -> None:
    assert fields(f'title,"{heading}"\nA,{written}\n') == [{"title": "A", "signed": "2026-02-04"}]


def test_a_heading_speaks_for_its_own_column() -> None:
    found = faults("title,Signed (dd.mm.yyyy),Valid until\nA,04.02.2026,04.02.2031\n")
    assert [column for _, column, _ in found] == ["Valid until"]


@pytest.mark.parametrize("written", ["15.03.11", "15.03", "31.02.2011", "2011/03/15", "15.03.2011 12:30"])
def test_what_does_not_fit_the_order_of_its_heading_is_a_fault(written: str) -> None:
    assert [column for _, column, _ in faults(f"title,Date (dd.mm.yyyy)\nA,{written}\n")] == ["Date (dd.mm.yyyy)"]


@pytest.mark.parametrize("nothing", ["n/a", "N/A", "-", "\u2014", "нет", "Нет", " ", "\u00a0", "'-"])
@pytest.mark.parametrize("heading", ["Date of signing", "Entry into force", "Valid until"])
def test_what_people_write_for_no_date_is_none(heading: str, nothing: str) -> None:
    assert fields(f"title,{heading}\nA,{nothing}\n") == [{"title": "A"}]


def test_no_date_is_a_text_elsewhere() -> None:
    assert fields("title,notes\nA,n/a\n") == [{"title": "A", "notes": "n/a"}]


def test_both_readings_of_a_date_are_named() -> None:
    [(_, _, message)] = faults("title,signed\nA,04/02/2026\n")

    assert "2026-02-04" in message
    assert "2026-04-02" in message


@pytest.mark.parametrize("bad", ["\0", "\x1b[31m", "\u202e"])
def test_a_control_character_is_a_fault_of_its_cell(bad: str) -> None:
    text = "title,place\n" + "x,Astana\n" * 100 + f"x,As{bad}tana\n"

    assert [(number, column) for number, column, _ in faults(text)] == [(102, "place")]


def test_titles_may_stand_above_the_headings() -> None:
    assert fields("Register of MoUs 2026,,\n,,\nNo,Title,Signed\n1,Railways,2026\n") == [
        {"title": "Railways", "signed": "2026"}
    ]


def test_a_row_known_by_its_reference_needs_no_title() -> None:
    assert fields("ref,signed\nMOU-2026-0001,2026\n") == [{"ref": "MOU-2026-0001", "signed": "2026"}]


def test_without_a_title_there_is_nothing_to_read() -> None:
    with pytest.raises(Usage) as fault:
        table("Budget,Colour\n5,red\n")

    assert "Budget, Colour" in fault.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_is_read(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")

    assert fields(f"{mark}title\nТранзит — ٹرانزٹ\n".encode(encoding)) == [{"title": "Транзит — ٹرانزٹ"}]


def test_another_encoding_is_refused_with_a_hint() -> None:
    with pytest.raises(Usage) as fault:
        rows("title\nМеморандум о транзите\n".encode("cp1251"))

    assert "cp1251" in fault.value.hint


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    with pytest.raises(Usage) as fault:
        rows('title\nfine\n"never closed\n')

    assert "line 3" in fault.value.message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen(delimiter: str) -> None:
    assert delimiter_of(delimiter.join(["Title", "Country, city; or both", "Signed"]) + "\n") == delimiter


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n,,\n", "\ufeff"])
def test_blank_lines_are_no_agreements(text: str) -> None:
    assert rows(text) == []


def test_a_disarmed_formula_is_itself_again() -> None:
    assert fields("title,notes,place\n'=1+1,''quoted,'plain\n") == [
        {"title": "=1+1", "notes": "'quoted", "place": "'plain"}
    ]


def test_cells_that_a_spreadsheet_quoted_are_read_from_tsv() -> None:
    text = b'title\tnotes\n"The ""Silk Road"" accord"\t"plain"\n'

    [row] = read_tsv(BytesIO(text), {}, CONTEXT)

    assert row.fields == {"title": 'The "Silk Road" accord', "notes": '"plain"'}


def test_an_occasion_that_fits_several_stays_text() -> None:
    context = CONTEXT._replace(occasions=lambda _: ["OCC-2026-0001", "OCC-2026-0002"])

    [row] = table("title,Visit\nx,State visit\n", context=context)

    assert row.fields["occasion"] == "State visit"


def test_unknown_fields_come_back_from_their_column() -> None:
    [row] = table('title,term.notice,more\nx,P6M,"{""dossier"":4,""term"":{""later"":1},""computed"":{}}"\n')

    assert row.fields == {"title": "x", "dossier": 4, "term": {"notice": "P6M", "later": 1}}
