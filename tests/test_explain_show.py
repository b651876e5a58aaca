"""`mou show --explain`: under the card for people, beside `computed` for scripts."""

import pytest

from tests.desk import Desk
from tests.factories import fields
from tests.lives import in_force

TREATY = fields(
    signed="1997-05-31",
    events=[in_force("1999-04-01")],
    term={"duration": "P10Y", "renewal": "tacit", "notice": "P6M"},
    sources=[{"title": "Treaty, art. 39", "quote": "ten years, [b]tacit[/b] renewal", "fields": ["term"]}],
)
SUM = "in force 1 Apr 1999 + 10 years + 1 renewal of 10 years - 1 day"


@pytest.fixture
def treaty(desk: Desk) -> Desk:
    return desk.holding(TREATY)


def test_the_sums_stand_under_the_card_in_columns(treaty: Desk) -> None:
    shown = treaty.run("--today", "2015-01-01", "show", "1", "--explain").ok()
    assert shown.lines[-4:] == [
        "Reckoned      in force from     1 Apr 1999  = as recorded",
        f"              in force through  31 Mar 2019 = {SUM}  (Treaty, art. 39: “ten years, [b]tacit[/b] renewal”)",
        "              ceases on         1 Apr 2019  = 31 Mar 2019 + 1 day",
        "              last notice day   30 Sep 2018 = 31 Mar 2019 - 6 months",
    ]


def test_a_script_reads_the_sums_with_dates_as_stored(treaty: Desk) -> None:
    (shown,) = treaty.run("--today", "2015-01-01", "show", "1", "--explain", "--format", "json").ok().json
    assert shown["explain"][1] == {
        "name": "in_force_through",
        "date": "2019-03-31",
        "sum": SUM,
        "clause": "Treaty, art. 39: “ten years, [b]tacit[/b] renewal”",
    }


def test_nothing_is_explained_unasked(treaty: Desk) -> None:
    assert "Reckoned" not in treaty.run("show", "1").ok().out
    assert "explain" not in treaty.run("show", "1", "--format", "json").ok().json[0]


def test_what_is_missing_is_said_where_the_sum_would_be(desk: Desk) -> None:
    desk.holding(fields(term={"duration": "P5Y"}))
    shown = desk.run("show", "1", "--explain").ok()
    assert shown.lines[-2:] == [
        "Reckoned      in force from     entry into force is missing",
        "              in force through  cannot compute: entry into force is missing",
    ]


def test_an_occasion_has_nothing_to_explain(desk: Desk) -> None:
    desk.holding(occasions=[{"ref": "OCC-2026-0001", "name": "State visit"}])
    assert "Reckoned" not in desk.run("show", "OCC-2026-0001", "--explain").ok().out
