"""What each report says, read from its Markdown: small registries, a fixed day."""

from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, Run
from tests.factories import fields

PK_FIRST = [{"code": "PK"}, {"code": "KZ"}]
TACIT = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"}
ON_SIGNATURE = {"mode": "signature"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def one(number: int = 1, **given: Any) -> dict[str, Any]:
    uid = f"00000000-0000-4000-8000-{number:012}"
    return fields(ref=f"MOU-2026-{number:04}", uid=uid, **given)


def made(desk: Desk, *words: str) -> str:
    return desk.run("report", *words).ok().out


def cells(report: str, first: str) -> dict[str, list[str]]:
    """The rows of the table whose heading begins with `first`, by what stands in their first cell."""
    lines = report.split(f"\n| {first} |", 1)[1].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0]: row for row in rows}


def fact(report: str, name: str) -> str:
    return next(line for line in report.splitlines() if line.startswith(f"- **{name}**")).partition(": ")[2]


def test_implementation_fills_in_the_form(desk: Desk) -> None:
    parties = [
        {"code": "KZ", "signatory": {"name": "Marat Karabayev", "title": "Minister"}},
        {"code": "PK", "agency": "Ministry of Railways", "signatory": {"name": "Hanif Abbasi"}},
    ]
    commitment = {"id": 1, "text": "A joint study", "area": "corridor", "status": "started", "progress": "half done"}
    desk.holding(one(parties=parties, commitments=[commitment], term=TACIT, entry_into_force=ON_SIGNATURE))
    row = cells(made(desk, "implementation", "--own", "PK"), "No")["1"]
    assert row[2:9] == [
        "Ministry of Railways",
        "Kazakhstan",
        "Marat Karabayev, Minister",
        "Hanif Abbasi",
        "4 Feb 2026",
        "3 Feb 2031",
        "Railways",
    ]
    assert row[9] == "corridor:<br>A joint study<br>half done"


def test_our_side_is_the_first_party_unless_it_is_said(desk: Desk) -> None:
    desk.holding(one(parties=[{"code": "KZ", "agency": "Temir Zholy"}, {"code": "PK", "agency": "Railways"}]))
    assert cells(made(desk, "implementation"), "No")["1"][2:4] == ["Temir Zholy", "Pakistan"]


def test_a_commitment_that_was_not_kept_in_time_is_overdue(desk: Desk) -> None:
    desk.holding(one(commitments=[{"id": 1, "text": "Study", "due": "2026-06-01"}]))
    report = made(desk, "implementation")
    assert "Study<br>open; due 1 Jun 2026 (overdue)" in report
    assert fact(report, "Commitments") == "1 (0 done, 1 overdue)"


def test_what_a_memorandum_was_converted_into_is_found_though_the_filters_leave_it_out(desk: Desk) -> None:
    later = one(2, title="Railway treaty", type="treaty", links=[{"rel": "converted-from", "ref": "mou-2026-0001"}])
    desk.holding(one(), later)
    report = made(desk, "implementation", "--type", "mou")
    assert cells(report, "No")["1"][10] == "Railway treaty<br>MOU-2026-0002"
    assert fact(report, "Memoranda converted into agreements") == "1"


def test_not_in_force_says_what_is_missing_and_for_how_long(desk: Desk) -> None:
    waiting = one(
        entry_into_force={"mode": "last-notification"},
        signed="2020-02-04",
        events=[{"kind": "notified", "party": "PK", "date": "2021-01-01"}],
    )
    desk.holding(waiting, one(2, entry_into_force=ON_SIGNATURE))
    report = made(desk, "not-in-force")
    assert "1 of 2 agreements is signed and not in force." in report
    row = cells(report, "No")["1"]
    assert row[3:] == [
        "4 Feb 2020",
        "2,482",
        "6 years",
        "the notification of KZ is missing (enters into force on the last notification)",
    ]


def test_the_longest_waiting_comes_first(desk: Desk) -> None:
    desk.holding(one(1, signed="2025-01-01"), one(2, signed="1995"))
    assert list(cells(made(desk, "not-in-force"), "No")) == ["2", "1"]


def test_expiring_looks_as_far_ahead_as_it_is_told(desk: Desk) -> None:
    desk.holding(one(signed="2022-06-01", term=TACIT, entry_into_force=ON_SIGNATURE))
    near, far = made(desk, "expiring", "--within", "1w"), made(desk, "expiring", "--within", "30d")
    assert "0 agreements of 1 end" in near
    assert cells(far, "When")["30 Nov 2026"][1:3] == ["9", "last notice day"]


def test_stale_is_what_renewed_itself_and_nobody_noticed(desk: Desk) -> None:
    desk.holding(one(signed="2010-05-01", term=TACIT, entry_into_force=ON_SIGNATURE))
    why = cells(made(desk, "stale"), "No")["1"][7]
    assert why.split("<br>") == [
        "3 renewals, the last on 1 May 2025, and no activity since",
        "no event, commitment or change since 1 May 2010",
        "signed more than 5 years ago",
    ]


@pytest.mark.parametrize(
    "active",
    [
        {"events": [{"kind": "amended", "date": "2025-08-01"}]},
        {"commitments": [{"id": 1, "text": "Study", "status": "done", "done": "2025-08-01"}]},
        {"targets": [{"id": 1, "metric": "trade", "observed": [{"date": "2025-08-01", "value": 1}]}]},
    ],
)
def test_what_happened_lately_is_not_silent(desk: Desk, active: dict[str, Any]) -> None:
    desk.holding(one(signed="2010-05-01", term=TACIT, entry_into_force=ON_SIGNATURE, **active))
    assert cells(made(desk, "stale"), "No")["1"][7] == "signed more than 5 years ago"


def test_a_change_in_the_history_is_activity_and_the_record_alone_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mou_cli.session.utc_now", lambda: "2026-06-01T09:30:00Z")
    desk.run("init").ok()
    desk.run("add", "Old treaty", "--party", "KZ", "--party", "PK", "--signed", "2001-01-01").ok()
    assert "no event, commitment or change since 1 Jan 2001" in made(desk, "stale")
    desk.run("set", "1", "place=Almaty").ok()
    assert cells(made(desk, "stale"), "No")["1"][5:] == [
        "1 Jun 2026",
        "change of the record",
        "signed more than 5 years ago",
    ]


def test_of_what_age_it_is_stale_can_be_said(desk: Desk) -> None:
    desk.holding(one(signed="2022-05-01", events=[{"kind": "amended", "date": "2026-01-01"}]))
    assert "0 agreements of 1" in made(desk, "stale")
    assert "signed more than 4 years ago" in made(desk, "stale", "--years", "4")


def test_what_is_over_is_not_stale(desk: Desk) -> None:
    desk.holding(one(signed="1995-01-01", events=[{"kind": "terminated", "date": "1999-01-01"}]))
    assert "0 agreements of 1" in made(desk, "stale")


def test_a_country_brief_counts_and_lists(desk: Desk) -> None:
    desk.holding(one(entry_into_force=ON_SIGNATURE), one(2, title="Roads", sectors=["road"], signed="2026-03-01"))
    report = made(desk, "country", "--party", "KZ", "--own", "PK")
    assert report.startswith("# Kazakhstan\n")
    assert (fact(report, "Agreements"), fact(report, "In force")) == ("2", "1")
    assert "| Transport | ██████████████████████████████ | 2 |" in report
    assert cells(report, "No")["2"][1:] == ["Roads", "Road transport", "1 Mar 2026", "signed"]


def test_a_country_brief_names_those_that_are_neither_of_the_two(desk: Desk) -> None:
    corridor = {"parties": [{"code": "KZ"}, {"code": "PK"}, {"code": "UZ"}]}
    desk.holding(one(), one(2, title="Corridor", **corridor))
    rows = cells(made(desk, "country", "--party", "KZ", "--own", "PK"), "No")
    assert (rows["1"][2], rows["2"][2]) == ("", "Uzbekistan")


def three(*events: dict[str, Any]) -> dict[str, Any]:
    """An agreement of three parties that renews itself, with its life."""
    parties = [{"code": "LT"}, {"code": "LV"}, {"code": "KZ"}]
    start = {"kind": "in-force", "date": "2022-03-01"}
    return one(parties=parties, signed="2022-03-01", term=TACIT, events=[start, *events])


LT_LEAVES = {"kind": "notice-given", "date": "2026-11-20", "party": "LT", "until": "2026-12-31"}


def test_a_country_that_leaves_is_told_until_when(desk: Desk) -> None:
    desk.holding(three(LT_LEAVES))
    report = made(desk, "country", "--party", "LT")
    assert (fact(report, "In force"), "**Left**" in report) == ("1", False)
    assert cells(report, "No")["1"][-1] == "leaves: in force through 31 Dec 2026"
    due = "in force for Lithuania through 31 Dec 2026, ceases for it on 1 Jan 2027; the others stay"
    assert (cells(report, "When")["1 Jan 2027"][1], cells(report, "When")["1 Jan 2027"][3]) == ("leaves", due)


def test_what_a_country_has_left_is_not_in_force_for_it(desk: Desk) -> None:
    desk.holding(three(LT_LEAVES))
    report = desk.run("--today", "2027-01-05", "report", "country", "--party", "LT").ok().out
    assert (fact(report, "Agreements"), fact(report, "In force"), fact(report, "Left")) == ("1", "0", "1")
    assert cells(report, "No")["1"][-1] == "left: in force through 31 Dec 2026"
    assert "| left | ██████████████████████████████ | 1 |" in report
    assert "notice by" not in report


def test_for_those_who_stay_it_stays_in_force(desk: Desk) -> None:
    desk.holding(three(LT_LEAVES))
    report = desk.run("--today", "2027-01-05", "report", "country", "--party", "LV").ok().out
    assert (fact(report, "In force"), "**Left**" in report) == ("1", False)
    assert cells(report, "No")["1"][-1] == "in force through 28 Feb 2027"


def test_expiring_names_who_leaves(desk: Desk) -> None:
    desk.holding(three(LT_LEAVES))
    assert cells(made(desk, "expiring"), "When")["1 Jan 2027"][1:3] == ["41", "leaves"]


def test_for_a_side_of_ours_that_leaves_it_expires_on_its_own_last_day(desk: Desk) -> None:
    desk.holding(three(LT_LEAVES))
    assert cells(made(desk, "implementation", "--own", "LT"), "No")["1"][7] == "31 Dec 2026"
    assert cells(made(desk, "implementation", "--own", "LV"), "No")["1"][7] == "28 Feb 2027"


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"duration": "P5Y", "renewal": "open-ended"}, "without an end"),
        ({"duration": "indefinite"}, "indefinite"),
        ({"renewal": "tacit"}, "cannot be computed"),
    ],
)
def test_implementation_says_what_has_no_end(desk: Desk, term: dict[str, str], said: str) -> None:
    desk.holding(one(signed="2015-01-01", entry_into_force=ON_SIGNATURE, term=term))
    assert cells(made(desk, "implementation"), "No")["1"][7] == said


def test_not_in_force_gives_the_day_of_an_entry_ahead_as_it_gives_others(desk: Desk) -> None:
    acts = [{"kind": "notified", "party": party, "date": "2026-11-10"} for party in ("KZ", "PK")]
    desk.holding(one(signed="2022-06-15", entry_into_force={"mode": "first-of-next-month"}, events=acts))
    said = "enters into force on 1 Dec 2026 (on the first day of the month after the last notification)"
    assert cells(made(desk, "not-in-force"), "No")["1"][-1] == said


def test_a_brief_holds_what_was_promised_at_a_visit(desk: Desk) -> None:
    target = {
        "id": 1,
        "metric": "trade",
        "unit": "USD",
        "baseline": {"value": 100, "date": "2026-01-01"},
        "value": 300,
        "by": ["2027-01-01"],
        "observed": [{"value": 150, "date": "2026-07-02"}],
    }
    visit = {
        "ref": "OCC-2026-0001",
        "name": "The visit",
        "parties": PK_FIRST,
        "commitments": [{"id": 1, "text": "A roadmap", "due": "2026-12-01"}],
        "targets": [target],
    }
    desk.holding(one(), occasions=[visit])
    report = made(desk, "country", "--party", "KZ")
    assert cells(report, "When")["1 Dec 2026"][1:] == ["commitment", "The visit", "A roadmap"]
    assert cells(report, "Promised")["A roadmap"][-3:] == ["1 Dec 2026", "open", "OCC-2026-0001"]
    assert cells(report, "Target")["trade"][5] == "25%, even pace: 50%"


def test_a_sector_brief_is_called_by_the_group_that_was_asked_for(desk: Desk) -> None:
    desk.holding(one(), one(2, sectors=["health"]))
    report = made(desk, "sector", "--sector", "transport")
    assert report.startswith("# Transport\n")
    assert list(cells(report, "No")) == ["1"]


def test_a_brief_without_its_filter_says_so(desk: Desk) -> None:
    desk.holding(one())
    assert desk.run("report", "country") == Run(
        2, "", "mou: the report country needs a party\nhint: such as: mou report country --party KZ\n"
    )
    assert desk.run("report", "sector").code == 2


def visit_with_counts() -> dict[str, Any]:
    said = [
        {"count": 37, "source": {"publisher": "TRT"}},
        {"count": 2, "source": {"publisher": "APP"}},
        {"text": "many"},
    ]
    return {"ref": "OCC-2026-0001", "name": "State visit", "date": "2026-02-04", "announced": said}


def test_an_occasion_lays_every_count_beside_what_is_recorded(desk: Desk) -> None:
    exact = [{"fields": ["title"], "certainty": "exact"}]
    signed = [
        one(1, occasion="OCC-2026-0001", sources=exact, entry_into_force=ON_SIGNATURE),
        one(2, occasion="OCC-2026-0001", title="One more", untitled=True),
        one(3, title="Elsewhere"),
    ]
    desk.holding(*signed, occasions=[visit_with_counts()])
    report = made(desk, "occasion", "state visit")
    assert fact(report, "Announced") == "2 to 37"
    names = ("Recorded", "With their exact title", "Without a title yet", "In force")
    assert [fact(report, name) for name in names] == ["2", "1", "1", "1"]
    assert fact(report, "Missing") == "0 to 35"
    assert cells(report, "Announced")["37"][2:] == ["TRT", "35"]
    assert [row[-2] for row in cells(report, "No").values()] == ["exact", "none yet"]
    assert "Elsewhere" not in report


def test_what_a_filter_leaves_out_is_not_said_to_be_missing(desk: Desk) -> None:
    desk.holding(one(occasion="OCC-2026-0001"), occasions=[visit_with_counts()])
    report = made(desk, "occasion", "state visit", "sector:rail")
    assert "- **Missing**: not told of a part\n" in report
    assert "Missing here" not in report
    assert "Missing here" in made(desk, "occasion", "--occasion", "state visit")


def test_without_a_name_every_occasion_of_the_agreements_is_there(desk: Desk) -> None:
    other = {"ref": "OCC-2026-0002", "name": "Joint commission"}
    desk.holding(one(occasion="OCC-2026-0001"), occasions=[visit_with_counts(), other])
    report = made(desk, "occasion")
    assert "## State visit" in report
    assert "## Joint commission" in report


def test_an_occasion_that_there_is_not_is_not_found(desk: Desk) -> None:
    desk.holding(one(), occasions=[visit_with_counts()])
    assert desk.run("report", "occasion", "Samarkand").code == 4


def test_an_empty_registry_gives_every_report(desk: Desk) -> None:
    desk.holding()
    for words in (["implementation"], ["not-in-force"], ["expiring"], ["stale"], ["country", "party:KZ"], ["occasion"]):
        assert "0 agreements" in made(desk, *words)


def test_the_foot_says_of_when_of_what_and_of_which_state_it_is(desk: Desk) -> None:
    desk.run("init").ok()
    desk.run("add", "Rail", "--party", "KZ", "--sector", "rail").ok()
    head = desk.run("history", "--format", "json").ok().json[0]["hash"]
    report = made(desk, "implementation", "sector:rail", "--party", "KZ")
    assert report.endswith(
        "\n---\n\nAs of 21 Nov 2026 · filters: sector:rail party:KZ · 1 agreement  \nHistory: " + head + "\n"
    )


def test_what_was_known_when_is_said_too(desk: Desk) -> None:
    desk.holding(one())
    report = desk.run("--known-at", "2026-03-01", "report", "not-in-force").ok().out
    assert "As of 21 Nov 2026 · as known on 1 Mar 2026 · all agreements · 1 agreement\n" in report


def test_a_title_of_ones_own(desk: Desk) -> None:
    desk.holding(one())
    assert made(desk, "stale", "--title", "For the Prime Minister").startswith("# For the Prime Minister\n")
