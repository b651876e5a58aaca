"""Workbooks that go out: the kinds of their cells, their sheets and tables, and what they do with too much."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from mou_cli.agreement.context import Context
from mou_cli.errors import Usage
from mou_cli.exchange import workbook
from mou_cli.exchange.format_xlsx import read
from mou_cli.exchange.full_cells import CUT_OFF, MOST, fitted
from mou_cli.exchange.workbook import serial_of
from mou_cli.vocabulary.sectors import Sectors
from tests.exported import exported, rows, sheets, unpacked
from tests.factories import MOMENT, registered

CONTEXT = Context(MOMENT, Sectors())
SHEETS = ["Agreements", "Parties", "Events", "Commitments", "Targets", "Sources"]
TERM = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"}
IN_FORCE: dict[str, Any] = {"entry_into_force": {"mode": "signature"}, "term": TERM}
PROMISED = {"id": 1, "text": "Meet every year", "due": "2027-02", "lead": "PK"}


def test_there_is_a_sheet_for_each_kind_of_thing() -> None:
    assert list(sheets(exported("xlsx"))) == SHEETS


def test_what_is_computed_stands_beside_what_is_recorded() -> None:
    [row] = rows(exported("xlsx", registered(7, **IN_FORCE)))
    shown = {name: row[name] for name in ("No", "Ref", "Between", "Status", "Runs through", "Ceases on", "Notice by")}
    assert shown == {
        "No": 7,
        "Ref": "MOU-2026-0001",
        "Between": "Kazakhstan; Pakistan",
        "Status": "in-force",
        "Runs through": date(2031, 2, 3),
        "Ceases on": date(2031, 2, 4),
        "Notice by": date(2030, 8, 3),
    }


@pytest.mark.parametrize(
    ("signed", "cell"),
    [
        ("2026-02-04", date(2026, 2, 4)),
        ("1900-03-01", date(1900, 3, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("1900-02-28", "1900-02-28"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("2026-02-03/2026-02-04", "2026-02-03/2026-02-04"),
        ("2026-02-30", '"2026-02-30"'),  # as in CSV: what import must not read as a person's date
    ],
)
def test_a_day_is_a_date_and_anything_else_is_text(signed: str, cell: object) -> None:
    assert rows(exported("xlsx", registered(signed=signed)))[0]["Signed"] == cell


def test_numbers_are_numbers_and_flags_are_flags() -> None:
    target = {"id": 1, "metric": "trade", "value": 1.5, "baseline": {"value": 250_000_000, "date": "2026-02"}}
    data = exported("xlsx", registered(untitled=True, term={"max_renewals": 2}, targets=[target]))
    assert rows(data)[0]["Term max renewals"] == 2
    assert rows(data)[0]["Untitled"] is True
    assert rows(data, "Targets")[0]["Target"] == 1.5
    assert rows(data, "Targets")[0]["Baseline"] == 250_000_000


def test_a_number_with_more_digits_than_a_cell_keeps_is_text() -> None:
    target = {"id": 1, "metric": "trade", "value": 2**60}
    assert rows(exported("xlsx", registered(targets=[target])), "Targets")[0]["Target"] == str(2**60)


def test_a_row_of_the_other_sheets_says_whose_it_is() -> None:
    event = {"kind": "ratified", "date": "2026-05-01", "party": "KZ"}
    row = rows(exported("xlsx", registered(3, events=[event])), "Events")[0]
    assert row == {
        "No": 3,
        "Ref": "MOU-2026-0001",
        "Agreement": "Memorandum on cooperation in railway transport",
        "Event": "ratified",
        "Date": date(2026, 5, 1),
        "Party": "KZ",
    }


def test_what_was_promised_at_a_visit_is_there_under_its_name() -> None:
    visit = {"ref": "OCC-2026-0001", "name": "State visit", "commitments": [PROMISED]}
    [row] = rows(exported("xlsx", registered(), occasions=[visit]), "Commitments")
    assert (row.get("No"), row["Ref"], row["Agreement"]) == (None, "OCC-2026-0001", "State visit")


def test_a_visit_whose_agreements_are_filtered_out_is_not_there() -> None:
    visits = [{"ref": f"OCC-2026-000{n}", "name": f"Visit {n}", "commitments": [PROMISED]} for n in (1, 2)]
    data = exported("xlsx", registered(occasion="OCC-2026-0002"), occasions=visits, whole=False)
    assert [row["Agreement"] for row in rows(data, "Commitments")] == ["Visit 2"]


def test_rows_make_a_table_with_a_filter() -> None:
    files = unpacked(exported("xlsx", registered(1), registered(2)))
    table = files["xl/tables/table1.xml"].decode()
    assert 'displayName="Agreements" ref="A1:BG3"' in table
    assert '<autoFilter ref="A1:BG3"/>' in table


def test_the_names_of_a_tables_columns_are_its_headings() -> None:
    data = exported("xlsx")
    for number, name in ((1, "Agreements"), (2, "Parties")):
        told = re.findall(
            '<tableColumn id="[0-9]+" name="([^"]+)"', unpacked(data)[f"xl/tables/table{number}.xml"].decode()
        )
        assert told == sheets(data)[name][0]


def test_more_rows_than_a_table_bears_have_a_frozen_heading_and_a_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "TABLE_ROWS", 2)
    files = unpacked(exported("xlsx", *(registered(number) for number in range(1, 4))))
    assert not [name for name in files if name.startswith("xl/tables/")]
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    assert '<autoFilter ref="A1:BG4"/>' in sheet
    assert 'state="frozen"' in sheet


def test_a_sheet_with_no_room_for_all_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(Usage) as fault:
        exported("xlsx", registered(1), registered(2))
    assert fault.value.message == "a sheet has room for 3 rows, and there are more parties"
    assert "sqlite" in fault.value.hint


def test_a_sheet_has_room_for_what_the_format_allows() -> None:
    assert workbook.MOST_ROWS + 1 == 2**20


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "{=1}", "=cmd|' /C calc'!A0", "https://example.org", "1e3"])
def test_text_is_text_whatever_it_looks_like(text: str) -> None:
    data = exported("xlsx", registered(title=text, tags=[text], sources=[{"url": text, "title": text}]))
    assert rows(data)[0]["Title"] == text
    assert rows(data, "Sources")[0]["Address"] == text
    inside = b"".join(unpacked(data).values())
    assert b"<f>" not in inside
    assert b"<hyperlink" not in inside


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r>", "a_x0041_b", "<t/>&amp;", " x", "x\ty"])
def test_what_the_library_might_take_for_its_own_is_text(text: str) -> None:
    note = {"kind": "signed", "note": text}
    [row] = rows(exported("xlsx", registered(events=[note])), "Events")
    assert str(row["Note"]).strip() == text.strip()


@pytest.mark.parametrize(
    ("text", "kept"), [("x" * MOST, True), ("x" * (MOST + 1), False), ("\U0001f680" * 20_000, False)]
)
def test_a_text_is_cut_off_where_a_cell_is_full_and_says_so(text: str, kept: bool) -> None:
    cell = fitted(text)
    assert len(cell.encode("utf-16-le")) // 2 <= MOST
    assert (cell == text) is kept
    assert cell.endswith(CUT_OFF) is not kept


def test_a_text_that_was_cut_off_is_not_taken_in_again() -> None:
    [row] = read(BytesIO(exported("xlsx", registered(notes="x" * 40_000))), {}, CONTEXT)
    assert [(problem.column, problem.message) for problem in row.problems] == [
        ("Notes", "it was cut off when the workbook was written")
    ]


def test_what_mou_worked_out_is_passed_over_without_a_word() -> None:
    table = read(BytesIO(exported("xlsx", registered(**IN_FORCE))), {}, CONTEXT)
    [row] = table
    assert row.fields["title"] == "Memorandum on cooperation in railway transport"
    assert table.ignored == [f'sheet "{name}"' for name in SHEETS[1:]]


def test_what_is_no_character_comes_back() -> None:
    [row] = read(BytesIO(exported("xlsx", registered(notes="a\ufffeb\uffff"))), {}, CONTEXT)
    assert row.fields["notes"] == "a\ufffeb\uffff"


def test_a_changed_cell_is_read() -> None:
    import xlsxwriter

    headings, cells = sheets(exported("xlsx", registered(**IN_FORCE)))["Agreements"]
    changed = ["Astana" if name == "Place" else cell for name, cell in zip(headings, cells, strict=True)]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Agreements")
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, changed)
    [row] = read(BytesIO(out.getvalue()), {}, CONTEXT)
    assert row.fields["place"] == "Astana"
    assert row.fields["term"] == TERM


def test_the_columns_asked_for_are_one_sheet() -> None:
    data = exported("xlsx", registered(5, **IN_FORCE), columns=["no", "ref", "signed", "expires", "notice"])
    assert sheets(data) == {
        "Agreements": [
            ["No", "Ref", "Signed", "In force through", "Notice by"],
            [5.0, "MOU-2026-0001", date(2026, 2, 4), date(2031, 2, 3), date(2030, 8, 3)],
        ]
    }


def test_nothing_is_a_workbook_with_headings() -> None:
    from mou_cli.exchange.formats import writer

    out = BytesIO()
    writer("xlsx")([], out, MOMENT, None)
    assert [len(cells) for cells in sheets(out.getvalue()).values()] == [1] * len(SHEETS)


def test_the_same_agreements_make_the_same_bytes() -> None:
    assert exported("xlsx", registered(**IN_FORCE)) == exported("xlsx", registered(**IN_FORCE))


def test_it_was_made_on_the_day_that_it_is_computed_for() -> None:
    told = unpacked(exported("xlsx"))["docProps/core.xml"].decode()
    assert "2026-11-21T00:00:00Z</dcterms:created>" in told


def test_a_spreadsheets_number_for_a_day() -> None:
    assert (serial_of("1900-03-01"), serial_of("2026-02-04")) == (61, 46057)
