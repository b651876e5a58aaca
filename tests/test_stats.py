"""`mou stats`: what is counted, in which order, and what a script gets."""

from collections.abc import Sequence

import pytest

from mou_cli.agreement.counts import FIELDS, Count, Counts, Names, compact, count
from mou_cli.agreement.registered import Registered
from mou_cli.vocabulary.sectors import Sectors
from tests.desk import Desk
from tests.factories import MOMENT, registered

NAMES = Names(Sectors(), {"OCC-2026-0001": "State visit to Islamabad"})


def counted(by: str, *given: Registered) -> Counts:
    return count(given, [by], MOMENT, NAMES)[0]


def numbers(by: str, *given: Registered) -> dict[str, int]:
    return {row.value: row.agreements for row in counted(by, *given).rows}


def with_sectors(*codes: str) -> Registered:
    return registered(sectors=list(codes))


def test_a_group_counts_its_leaves_each_agreement_once() -> None:
    assert numbers("sector", with_sectors("rail", "road"), with_sectors("transport")) == {
        "transport": 2,
        "rail": 1,
        "road": 1,
    }


def test_leaves_follow_their_group_and_the_largest_group_comes_first() -> None:
    rows = counted("sector", with_sectors("rail"), with_sectors("mining"), with_sectors("road")).rows
    assert [(row.value, row.parent) for row in rows] == [
        ("transport", ""),
        ("rail", "transport"),
        ("road", "transport"),
        ("resources", ""),
        ("mining", "resources"),
    ]


def test_a_sector_that_nobody_knows_is_counted_under_its_code() -> None:
    assert counted("sector", with_sectors("alchemy")).rows == (Count("alchemy", "alchemy", 1),)


def test_two_agencies_of_one_state_are_one_party() -> None:
    parties = [{"code": "KZ", "agency": "Ministry"}, {"code": "KZ", "agency": "Railways"}, {"name": "Temir Zholy"}]
    assert numbers("party", registered(parties=parties)) == {"KZ": 1, "Temir Zholy": 1}


def test_a_party_is_called_by_its_name() -> None:
    assert [row.label for row in counted("party", registered()).rows] == ["Kazakhstan", "Pakistan"]


def test_statuses_come_in_the_course_of_a_life() -> None:
    draft, signed = registered(signed=None), registered()
    ended = registered(events=[{"kind": "terminated", "date": "2026-05-01"}])
    assert list(numbers("status", ended, signed, draft)) == ["draft", "signed", "terminated"]


def test_a_status_is_that_of_the_day() -> None:
    early = MOMENT._replace(today=MOMENT.today.replace(year=2025))
    assert [row.value for row in count([registered()], ["status"], early, NAMES)[0].rows] == ["draft"]


def test_years_are_in_their_order() -> None:
    given = [registered(signed=day) for day in ("2026-02-04", "1992", "2003-05", "1992-02")]
    assert numbers("year", *given) == {"1992": 2, "2003": 1, "2026": 1}


def test_a_signature_between_two_years_belongs_to_neither() -> None:
    assert counted("year", registered(signed="1992-12/1993-01")).rows == (Count("1992/1993", "1992-1993", 1),)


@pytest.mark.parametrize("signed", [None, "32 May"])
def test_a_date_that_is_not_known_or_none_is_no_year(signed: str | None) -> None:
    assert counted("year", registered(signed=signed)).rows == (Count("", "no date of signature", 1),)


def test_an_occasion_is_called_by_its_name_and_free_text_by_itself() -> None:
    rows = counted("occasion", registered(occasion="OCC-2026-0001"), registered(occasion="Summit")).rows
    assert [row.label for row in rows] == ["State visit to Islamabad", "Summit"]


@pytest.mark.parametrize("by", [field for field in FIELDS if field != "status"])
def test_what_is_not_said_is_counted_last(by: str) -> None:
    bare = registered(type=None, parties=None, sectors=None, signed=None)
    assert counted(by, bare, bare, registered(occasion="Summit")).rows[-1].value == ""


@pytest.mark.parametrize("by", FIELDS)
def test_no_agreement_is_lost(by: str) -> None:
    given = [registered(), registered(type=None, parties=None, sectors=None, signed=None)]
    result = counted(by, *given)
    assert result.total == 2
    assert sum(row.agreements for row in result.rows if not row.parent) >= 2


def test_an_overview_has_the_groups_of_sectors_alone() -> None:
    assert [row.value for row in compact(counted("sector", with_sectors("rail"), with_sectors("ai"))).rows] == [
        "digital",
        "transport",
    ]


def test_an_overview_puts_earlier_years_together() -> None:
    given = [registered(signed=f"{year}") for year in (1992, 1995, 1995, 2003, 2026)]
    assert compact(counted("year", *given), years=3).rows == (
        Count("1992/1995", "1992-1995", 3),
        Count("2003", "2003", 1),
        Count("2026", "2026", 1),
    )


def test_years_that_fit_stay_apart() -> None:
    given = [registered(signed=f"{year}") for year in (1992, 2026)]
    assert len(compact(counted("year", *given), years=2).rows) == 2


# The command.


def cells(lines: Sequence[str]) -> list[list[str]]:
    return [line.split("\t") for line in lines]


def test_a_pipe_gets_numbers_under_headings(desk: Desk) -> None:
    assert cells(desk.shipped().run("stats", "--by", "status").ok().lines) == [
        ["by", "value", "parent", "label", "agreements"],
        ["status", "signed", "", "signed", "35"],
        ["status", "in-force", "", "in force", "6"],
    ]


def test_without_a_field_there_is_an_overview(desk: Desk) -> None:
    rows = cells(desk.shipped().run("stats").ok().lines[1:])
    assert list(dict.fromkeys(row[0] for row in rows)) == ["status", "sector", "year"]
    assert {row[2] for row in rows} == {""}


def test_filters_are_those_of_a_list(desk: Desk) -> None:
    desk.shipped()
    listed = len(desk.run("list", "--no-header", "sector:transport", "-signed:2026").ok().lines)
    rows = cells(desk.run("stats", "--by", "sector", "sector:transport", "-signed:2026").ok().lines)
    assert {row[1]: row[4] for row in rows}["transport"] == str(listed)


def test_json_is_an_array_of_counts(desk: Desk) -> None:
    desk.holding({"title": "One", "sectors": ["rail"]})
    assert desk.run("stats", "--by", "sector", "--format", "json").ok().json == [
        {"by": "sector", "value": "transport", "label": "Transport", "agreements": 1, "parent": ""},
        {"by": "sector", "value": "rail", "label": "Railways", "agreements": 1, "parent": "transport"},
    ]


def test_the_registrys_own_sectors_are_counted_by_their_names(desk: Desk) -> None:
    desk.holding({"title": "One", "sectors": ["saffron"]})
    text = desk.path.read_text("utf-8").replace(
        '"format": 1', '"format": 1, "sectors": {"saffron": {"label": "Saffron"}}'
    )
    desk.path.write_text(text, "utf-8")
    assert desk.run("stats", "--by", "sector").ok().lines[1].split("\t")[3] == "Saffron"


@pytest.mark.parametrize(("word", "field"), [("sectors", "sector"), ("Party", "party"), ("signed", "year")])
def test_a_field_is_known_by_other_spellings(desk: Desk, word: str, field: str) -> None:
    assert desk.shipped().run("stats", "--by", word).ok().lines[1].split("\t")[0] == field


def test_an_unknown_field_is_refused_with_the_nearest(desk: Desk) -> None:
    run = desk.shipped().run("stats", "--by", "stauts")
    assert (run.code, run.err) == (2, 'mou: unknown field "stauts"\nhint: did you mean status?\n')


def test_an_unknown_format_is_refused(desk: Desk) -> None:
    run = desk.shipped().run("stats", "--format", "pie")
    assert (run.code, run.err) == (2, "mou: there is no format 'pie' here\nhint: take table, tsv or json\n")


def test_nothing_to_count_is_no_failure(desk: Desk) -> None:
    assert desk.shipped().run("stats", "nothing-fits").ok().lines == ["by\tvalue\tparent\tlabel\tagreements"]
    assert desk.run("stats", "nothing-fits", "--format", "json").ok().json == []
