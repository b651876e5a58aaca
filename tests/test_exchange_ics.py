"""The calendar: read back by another parser, and nothing in a text becomes a line of its own."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange import format_ics
from mou_cli.exchange.ics_entries import occurrences, tasks
from mou_cli.exchange.ics_lines import line, text
from mou_cli.exchange.ics_rules import whole_day_rule
from tests.desk import Desk
from tests.factories import MOMENT, registered

UID = "00000000-0000-4000-8000-000000000001"
TERM = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M", "notice_opens": "P1Y"}
ENDING = Computed(
    status="in-force",
    in_force_from="2026-02-04",
    in_force_through="2031-02-03",
    ceases_on="2031-02-04",
    renewals=0,
    notice_opens="2030-02-04",
    last_notice_day="2030-08-03",
)


def written(*agreements: Registered) -> bytes:
    out = BytesIO()
    format_ics.write(agreements, out, MOMENT)
    return out.getvalue()


def read(data: bytes) -> Any:
    return icalendar.Calendar.from_ical(data)


@pytest.fixture
def computing(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Have every agreement computed as ENDING."""
    monkeypatch.setattr(format_ics, "compute", lambda *_: ENDING)
    return monkeypatch


def events(*agreements: Registered) -> dict[str, Any]:
    return {str(each["UID"]): each for each in read(written(*agreements)).walk("VEVENT")}


def promised(**given: Any) -> Any:
    commitment = {"id": 3, "text": "First meeting of the working group", "due": "2027-02-04", **given}
    (found,) = read(written(registered(commitments=[commitment]))).walk("VTODO")
    return found


def alarms(component: Any) -> list[timedelta]:
    return [alarm["TRIGGER"].dt for alarm in component.walk("VALARM")]


# What stands in it.


def test_the_last_notice_day_is_an_event_of_one_whole_day(computing: object) -> None:
    event = events(registered(term=TERM))[f"{UID}-last-notice@mou"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 8, 3), date(2030, 8, 4))
    assert event["SUMMARY"] == "Last day to give notice: Memorandum on cooperation in railway transport"
    assert event["DESCRIPTION"] == (
        "MOU-2026-0001, Kazakhstan, Pakistan\nNotice by 3 Aug 2030, else it is renewed. In force through 3 Feb 2031."
    )


def test_the_day_on_which_it_ceases_is_an_event_of_one_whole_day(computing: object) -> None:
    event = events(registered())[f"{UID}-ceases@mou"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2031, 2, 4), date(2031, 2, 5))
    assert event["SUMMARY"].startswith("Ceases: ")


def test_what_renews_itself_is_not_said_to_cease(computing: object) -> None:
    assert events(registered(term=TERM))[f"{UID}-ceases@mou"]["SUMMARY"].startswith("Renewed, or ceases: ")


def test_the_notice_window_lasts_until_the_last_notice_day(computing: object) -> None:
    event = events(registered(term=TERM))[f"{UID}-notice-window@mou"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 2, 4), date(2030, 8, 4))


def test_every_event_is_announced_180_90_and_30_days_before(computing: object) -> None:
    found = events(registered(term=TERM)).values()
    assert [alarms(event) for event in found] == [[timedelta(-180), timedelta(-90), timedelta(-30)]] * 3


def test_sectors_are_categories_by_their_names(computing: object) -> None:
    event = events(registered(sectors=["rail", "oil-gas"]))[f"{UID}-ceases@mou"]
    assert event["CATEGORIES"].cats == ["Railways", "Oil and gas"]


def test_a_day_known_in_part_is_all_the_days_that_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    rough = Computed(status="in-force", ceases_on="2031-02-01/2031-02-28")
    monkeypatch.setattr(format_ics, "compute", lambda *_: rough)
    event = events(registered())[f"{UID}-ceases@mou"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2031, 2, 1), date(2031, 3, 1))
    assert event["STATUS"] == "TENTATIVE"
    assert "does not tell the exact day" in event["DESCRIPTION"]


def test_the_last_day_of_the_calendar_needs_no_day_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format_ics, "compute", lambda *_: Computed(status="in-force", ceases_on="9999-12-31"))
    assert "DTEND" not in events(registered())[f"{UID}-ceases@mou"]


def test_what_has_no_days_is_not_there() -> None:
    assert read(written(registered(signed=None, commitments=[{"id": 1, "text": "Soon"}]))).subcomponents == []


# What was promised.


def test_a_commitment_is_a_task_with_the_day_on_which_it_is_due() -> None:
    task = promised(lead="PK: Planning Minister", counterpart="KZ: Deputy Prime Minister")
    assert (task["UID"], task["SUMMARY"]) == (f"{UID}-commitment-3@mou", "First meeting of the working group")
    assert task["DUE"].dt == date(2027, 2, 4)
    assert task["DESCRIPTION"].splitlines()[1:] == [
        "Due 4 Feb 2027.",
        "Lead: PK: Planning Minister",
        "With: KZ: Deputy Prime Minister",
    ]


def test_a_commitment_is_announced_before_it_is_due() -> None:
    task = promised()
    assert alarms(task) == [timedelta(-180), timedelta(-90), timedelta(-30)]
    assert {alarm["TRIGGER"].params["RELATED"] for alarm in task.walk("VALARM")} == {"END"}


def test_a_month_is_due_on_its_last_day() -> None:
    assert promised(due="2027-02")["DUE"].dt == date(2027, 2, 28)


def test_what_repeats_has_its_rule_and_the_day_that_it_counts_from() -> None:
    task = promised(repeats="FREQ=YEARLY;INTERVAL=2")
    assert task["RRULE"].to_ical() == b"FREQ=YEARLY;INTERVAL=2"
    assert task["DTSTART"].dt == task["DUE"].dt


def test_what_does_not_repeat_has_no_beginning() -> None:
    assert "DTSTART" not in promised()


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;UNTIL=20300101T000000Z", "FREQ=YEARLY;UNTIL=20300101"),
        ("freq=weekly;byday=mo,fr", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("every year", ""),
        ("FREQ=SOMETIMES", ""),
        ("FREQ=DAILY;INTERVAL=0", ""),
        ("FREQ=HOURLY", ""),
        ("FREQ=YEARLY\r\nX-EVIL:1", ""),
        ("DTSTART:20260101\nRRULE:FREQ=YEARLY", ""),
        ("FREQ=YEARLY;" + "INTERVAL=1;" * 40 + "COUNT=1", ""),
    ],
)
def test_a_rule_is_written_where_it_is_one(rule: str, written: str) -> None:
    assert whole_day_rule(rule, date(2026, 1, 15)) == written


def test_a_day_that_a_month_does_not_have_is_its_last_one() -> None:
    assert whole_day_rule("FREQ=MONTHLY", date(2026, 1, 31)) == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_a_party_that_leaves_has_a_day_of_its_own() -> None:
    notice = {"kind": "notice-given", "date": "2026-11-20", "party": "LT", "until": "2026-12-31"}
    agreement = registered(
        title="Forests",
        parties=[{"code": code} for code in ("EE", "LT", "LV")],
        entry_into_force={"mode": "on-signature"},
        signed="2020-01-01",
        events=[notice],
    )
    (event,) = events(agreement).values()
    assert (str(event["SUMMARY"]), event.decoded("DTSTART")) == ("Ceases for Lithuania: Forests", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("status", "written"),
    [("open", "NEEDS-ACTION"), ("started", "IN-PROCESS"), ("done", "COMPLETED"), ("dropped", "CANCELLED")],
)
def test_a_commitments_status(status: str, written: str) -> None:
    assert promised(status=status)["STATUS"] == written


def test_what_is_done_says_when_and_rings_no_more() -> None:
    task = promised(status="done", done="2027-01-15")
    assert task["COMPLETED"].dt.date() == date(2027, 1, 15)
    assert alarms(task) == []


def test_commitments_of_one_number_stay_apart() -> None:
    same = [{"id": 1, "text": "One", "due": "2027"}, {"id": 1, "text": "Two", "due": "2027"}, {"due": "2028"}]
    found = read(written(registered(commitments=same))).walk("VTODO")
    assert [str(task["UID"]) for task in found] == [
        f"{UID}-commitment-1@mou",
        f"{UID}-commitment-1-2@mou",
        f"{UID}-commitment-0-3@mou",
    ]


@pytest.mark.parametrize("due", ["", "next year", "2027-02-30"])
def test_a_commitment_without_a_day_is_left_out(due: str) -> None:
    assert read(written(registered(commitments=[{"id": 1, "text": "Soon", "due": due}]))).walk("VTODO") == []


# Entries that replace those taken in before.


def test_a_window_without_a_period_of_notice_is_open_to_the_end() -> None:
    opening = Computed(status="in-force", in_force_through="2031-02-03", notice_opens="2030-02-04")
    (window,) = occurrences(registered(), opening)
    assert window.uid.endswith("-notice-window@mou")
    assert (window.first, window.last) == (date(2030, 2, 4), date(2031, 2, 3))


def test_an_agreement_without_a_uid_is_known_by_its_reference_or_its_number() -> None:
    bare = registered(7, uid=None, ref=None)
    assert [each.uid for each in occurrences(bare, Computed(status="in-force", ceases_on="2030"))] == [
        "no-7-ceases@mou"
    ]
    named = registered(7, uid=None)
    assert [each.uid for each in occurrences(named, Computed(status="in-force", ceases_on="2030"))] == [
        "MOU-2026-0001-ceases@mou"
    ]


def sequence(computed: Computed = ENDING, **given: Any) -> int:
    return max(each.sequence for each in occurrences(registered(**given), computed))


def test_an_event_raises_the_sequence() -> None:
    before = [{"kind": "in-force", "date": "2026-02-04"}]
    assert sequence(events=before) < sequence(events=[*before, {"kind": "extended", "adds": "P1Y"}])


def test_a_renewal_raises_the_sequence() -> None:
    renewed = Computed(status="in-force", ceases_on="2036-02-04", renewals=1)
    assert sequence() < sequence(renewed)


def test_the_next_years_notice_day_raises_the_sequence() -> None:
    term = {"duration": "indefinite", "notice": "P6M", "notice_rule": "before-year-end"}
    days = [Computed(status="in-force", last_notice_day=f"{year}-06-30") for year in (2026, 2027)]
    assert sequence(days[0], term=term) < sequence(days[1], term=term)


def test_every_change_raises_the_sequence(desk: Desk) -> None:
    desk.holding({**GSOMIA, "commitments": [{"id": 1, "text": "Report", "due": "2027"}]})
    seen = [exported(desk)]
    for words in (
        ("set", "1", "term.notice=60d"),
        ("event", "1", "extended", "--on", "2019-01-01", "--adds", "1y"),
        ("set", "1", "events="),
        ("commitment", "update", "1", "1", "--due", "2028"),
    ):
        desk.run(*words).ok()
        seen.append(exported(desk))
    for one, other in pairwise(seen):
        both = one.keys() & other.keys()
        assert both
        assert all(one[uid] < other[uid] for uid in both)


def test_what_another_change_left_alone_keeps_its_sequence(desk: Desk) -> None:
    desk.holding(GSOMIA, {"title": "Other"})
    desk.run("set", "1", "place=Seoul").ok()
    before = exported(desk)
    desk.run("set", "2", "place=Tokyo").ok()
    assert exported(desk) == before


def exported(desk: Desk) -> dict[str, int]:
    """The sequence of every entry by its UID."""
    calendar = read(desk.run("export", "--format", "ics").ok().out.encode())
    return {str(each["UID"]): each["SEQUENCE"] for each in calendar.walk() if each.name in ("VEVENT", "VTODO")}


def test_the_sequence_stays_an_integer_of_the_standard() -> None:
    (day, *_), (task, *_) = (
        list(occurrences(registered(), ENDING, changes=10**9)),
        list(tasks(registered(commitments=[{"id": 1, "text": "Report", "due": "2027"}]), 10**9)),
    )
    assert day.sequence == task.sequence == 2**31 - 1


def test_what_was_not_changed_keeps_its_sequence_on_a_later_day() -> None:
    later = BytesIO()
    agreement = registered(commitments=[{"id": 1, "text": "Report", "due": "2027"}])
    format_ics.write([agreement], later, MOMENT._replace(today=MOMENT.today + timedelta(40)))
    (one,), (other,) = (read(data).walk("VTODO") for data in (written(agreement), later.getvalue()))
    assert one["SEQUENCE"] == other["SEQUENCE"]
    assert one["DTSTAMP"].dt < other["DTSTAMP"].dt


def test_each_step_of_a_commitment_raises_its_sequence() -> None:
    steps = [{"status": "open"}, {"status": "open", "progress": "Sent"}, {"status": "started"}, {"status": "done"}]
    found = [promised(**step)["SEQUENCE"] for step in steps]
    assert found == sorted(set(found))


def test_the_same_day_gives_the_same_bytes(computing: object) -> None:
    assert written(registered(term=TERM)) == written(registered(term=TERM))


def test_it_is_stamped_with_the_day_for_which_it_is_made(computing: object) -> None:
    stamps = {event["DTSTAMP"].dt for event in events(registered()).values()}
    assert stamps == {datetime.fromisoformat("2026-11-21T00:00:00+00:00")}


# The form.


def physical(data: bytes) -> list[bytes]:
    assert data.endswith(b"\r\n")
    return data[:-2].split(b"\r\n")


@given(st.text())
def test_a_line_is_folded_into_75_octets_and_gives_its_text_again(value: str) -> None:
    written = line("SUMMARY", text(value.encode("utf-8", "replace").decode()))
    pieces = physical(written)
    assert all(0 < len(piece) <= 75 and b"\n" not in piece and b"\r" not in piece for piece in pieces)
    assert all(piece.startswith(b" ") and len(piece) > 1 for piece in pieces[1:])
    assert all(piece.decode() for piece in pieces)
    assert len(written.decode().splitlines()) == len(pieces)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_another_parser_reads_the_same_text(value: str) -> None:
    data = b"BEGIN:VTODO\r\nUID:1\r\n" + line("SUMMARY", text(value)) + b"END:VTODO\r\n"
    assert icalendar.Todo.from_ical(data)["SUMMARY"] == value


HOSTILE = (
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "x\nATTACH:file:///etc/passwd",
    "x\rX-EVIL:1",
    "x\u2028X-EVIL:1\u2029X\x0bX\x0cX\x85X",
    "x\\nX-EVIL:1;VALUE=DATE,y",
    "\x1b[2J\x00\x9b\u202e",
    "ю" * 200,
    "🧑‍🚀" * 40,
)


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_becomes_a_line_of_its_own(computing: object, title: str) -> None:
    data = written(registered(title=title, ref=title, uid=title, sectors=[title], term=TERM))
    names = {piece.split(b":")[0].split(b";")[0].decode() for piece in physical(data) if not piece.startswith(b" ")}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP", "SEQUENCE", "SUMMARY"),
        *("DESCRIPTION", "CATEGORIES", "DTSTART", "DTEND", "STATUS", "TRANSP", "ACTION", "TRIGGER"),
    }
    assert data.count(b"BEGIN:VEVENT\r\n") == 3
    assert len(read(data).walk("VEVENT")) == 3
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", data.decode())


@pytest.mark.parametrize("words", HOSTILE)
def test_no_commitment_becomes_a_line_of_its_own(words: str) -> None:
    task = dict.fromkeys(("text", "area", "lead", "counterpart", "repeats", "progress", "note"), words)
    data = written(registered(commitments=[{**task, "id": 1, "due": "2027"}]))
    (found,) = read(data).walk("VTODO")
    assert "X-EVIL" not in found
    assert "ATTACH" not in found
    assert "RRULE" not in found


# The command.


def test_a_calendar_goes_to_a_file_by_its_name(desk: Desk) -> None:
    desk.holding({"uid": UID, "title": "Rail", "commitments": [{"id": 1, "text": "Meet", "due": "2027-02-04"}]})
    desk.run("export", "-o", "desk.ics").ok()
    assert [str(task["SUMMARY"]) for task in read((desk.folder / "desk.ics").read_bytes()).walk("VTODO")] == ["Meet"]


# Japan and the Republic of Korea, military information: one year from 23 Nov 2016, renewed tacitly, notice 90 days
# (https://en.m.wikisource.org/wiki/Page:Japan-Korea_GSOMIA_(English_Text).pdf/10).
GSOMIA = {
    "uid": UID,
    "title": "Agreement on the Protection of Classified Military Information",
    "parties": [{"code": "JP"}, {"code": "KR"}],
    "signed": "2016-11-23",
    "events": [{"kind": "in-force", "date": "2016-11-23"}],
    "term": {"duration": "P1Y", "renewal": "tacit", "period": "P1Y", "notice": "P90D"},
}


def last_notice(desk: Desk, today: str) -> Any:
    data = desk.process("--today", today, "export", "--format", "ics").ok().out.encode()
    (event,) = (each for each in read(data).walk("VEVENT") if "last-notice" in each["UID"])
    return event


def test_a_real_agreement_through_the_years(desk: Desk) -> None:
    desk.holding(GSOMIA)
    before, after = last_notice(desk, "2019-07-01"), last_notice(desk, "2020-08-23")
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2019, 8, 24), date(2020, 8, 24))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]


def tasks_of(desk: Desk, *words: str) -> list[str]:
    data = desk.process("export", "--format", "ics", *words).ok().out.encode()
    return [str(task["SUMMARY"]) for task in read(data).walk("VTODO")]


def test_what_was_promised_at_an_occasion_goes_with_its_agreements(desk: Desk) -> None:
    visits = [
        {"ref": f"OCC-{n}", "name": f"Visit {n}", "commitments": [{"id": 1, "text": f"Promise {n}", "due": "2027"}]}
        for n in (1, 2)
    ]
    desk.holding({"title": "Rail", "occasion": "OCC-1"}, {"title": "Road", "occasion": "OCC-2"}, occasions=visits)
    assert tasks_of(desk) == ["Promise 1", "Promise 2"]
    assert tasks_of(desk, "title:road") == ["Promise 2"]


def test_other_formats_hold_agreements_alone(desk: Desk) -> None:
    desk.holding({"title": "Rail", "occasion": "OCC-1"}, occasions=[{"ref": "OCC-1", "name": "Visit"}])
    assert len(desk.run("export", "--format", "json").ok().json) == 1


def test_a_calendar_has_no_columns() -> None:
    with pytest.raises(Usage, match="no columns"):
        format_ics.write([], BytesIO(), MOMENT, ["ref"])


def test_columns_for_a_calendar_leave_no_file(desk: Desk) -> None:
    assert desk.shipped().run("export", "-o", "desk.ics", "--columns", "ref").code == 2
    assert not (desk.folder / "desk.ics").exists()


def test_a_calendar_is_not_taken_in(desk: Desk) -> None:
    (desk.shipped().folder / "desk.ics").write_bytes(written())
    assert desk.run("import", "desk.ics").code == 2
