"""`mou event`: a step in an agreement's life is recorded, or refused with nothing written."""

import re
import sys
from typing import Any

import pytest

from mou_cli.agreement.codes import EVENT_KINDS
from tests.desk import Desk, Run

TREATY = {
    "ref": "MOU-2019-0001",
    "title": "Treaty on transit",
    "parties": [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan"}],
    "signed": "2019-02-04",
    "entry_into_force": {"mode": "last-notification"},
}
PROTOCOL = {"ref": "MOU-2020-0002", "title": "Protocol on fees", "links": [{"rel": "amends", "ref": "MOU-2019-0001"}]}
NEW = {"ref": "MOU-2026-0003", "title": "New treaty on transit"}


@pytest.fixture
def held(desk: Desk) -> Desk:
    return desk.holding(TREATY, PROTOCOL, NEW)


@pytest.fixture
def many(desk: Desk) -> Desk:
    parties = [*TREATY["parties"], {"code": "TR", "name": "Türkiye"}]
    in_force = [{"kind": "in-force", "date": "2020-03-01"}]
    return desk.holding(
        {**TREATY, "parties": parties, "events": in_force, "term": {"duration": "indefinite", "notice": "P3M"}}
    )


def events(desk: Desk, number: int = 1) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.agreements[str(number)].get("events", [])
    return found


def refused(desk: Desk, *words: str, code: int = 2) -> Run:
    """Run what must be refused: one line and one hint, nothing written."""
    before = desk.path.read_bytes()
    run = desk.run(*words)
    assert (run.code, run.out) == (code, "")
    assert re.fullmatch(r"mou: [^\n]+\n(hint: [^\n]+\n)?", run.err), run.err
    assert desk.path.read_bytes() == before
    return run


@pytest.mark.parametrize("kind", [each for each in EVENT_KINDS if each != "signed"])
def test_every_kind_is_recorded(held: Desk, kind: str) -> None:
    assert held.run("event", "1", kind, "--on", "2026-03-01").ok().out == "MOU-2019-0001\n"
    assert events(held) == [{"kind": kind, "date": "2026-03-01"}]


def test_everything_that_is_said_is_kept(held: Desk) -> None:
    words = (
        "--on",
        "1 Mar 2026",
        "--party",
        "Қазақстан",
        "--until",
        "2026-12",
        "--known",
        "2026-04-01",
        "--note",
        "by post",
    )
    held.run("event", "1", "notice-given", *words).ok()
    assert events(held) == [
        {
            "kind": "notice-given",
            "date": "2026-03-01",
            "party": "KZ",
            "until": "2026-12",
            "known": "2026-04-01",
            "note": "by post",
        }
    ]


def test_an_extension_adds_a_period_as_people_write_it(held: Desk) -> None:
    held.run("event", "1", "extended", "--on", "2026-03-01", "--adds", "5 years").ok()
    assert events(held)[0]["adds"] == "P5Y"


def test_without_a_date_it_happened_on_a_day_that_is_unknown(held: Desk) -> None:
    held.run("event", "1", "registered").ok()
    assert events(held) == [{"kind": "registered"}]


def test_several_words_are_a_kind_too(held: Desk) -> None:
    held.run("event", "1", "In force", "--on", "2026-03-01").ok()
    assert events(held)[0]["kind"] == "in-force"


def test_a_signature_is_the_field(desk: Desk) -> None:
    desk.holding({"title": "A draft"})
    desk.run("event", "1", "signed", "--on", "2026-02-04").ok()
    assert desk.agreements["1"] == {"title": "A draft", "signed": "2026-02-04"}


def test_a_signature_known_more_exactly_takes_the_place_of_the_month(desk: Desk) -> None:
    desk.holding({"title": "A", "signed": "2026-02"})
    desk.run("event", "1", "signed", "--on", "2026-02-04").ok()
    assert desk.agreements["1"]["signed"] == "2026-02-04"


def test_a_signature_with_a_note_keeps_the_note(desk: Desk) -> None:
    desk.holding({"title": "A"})
    desk.run("event", "1", "signed", "--on", "2026-02-04", "--note", "in the rain").ok()
    assert events(desk) == [{"kind": "signed", "date": "2026-02-04", "note": "in the rain"}]
    assert desk.agreements["1"]["signed"] == "2026-02-04"


def test_another_day_of_signature_is_refused(held: Desk) -> None:
    run = refused(held, "event", "1", "signed", "--on", "2019-02-05")
    assert "signed on 4 Feb 2019 already" in run.err


def test_a_signature_that_is_recorded_is_not_recorded_once_more_without_a_day(held: Desk) -> None:
    run = refused(held, "event", "1", "signed")
    assert run.err.endswith("hint: mou set MOU-2019-0001 signed=DATE corrects it\n")


def test_the_last_notification_puts_it_in_force_and_says_so(held: Desk) -> None:
    first = held.run("event", "1", "notified", "--party", "KZ", "--on", "2026-03-01").ok()
    assert first.err == "mou: still signed: the notification of PK is missing\n"
    second = held.run("event", "1", "notified", "--party", "PK", "--on", "2026-04-01").ok()
    assert second.err == "mou: now in force since 1 Apr 2026\n"


def test_an_entry_into_force_ahead_is_said(held: Desk) -> None:
    run = held.run("event", "1", "in-force", "--on", "2027-01-01").ok()
    assert run.err == "mou: still signed, in force from 1 Jan 2027\n"


def test_a_step_that_lies_ahead_says_from_when_it_counts(held: Desk) -> None:
    run = held.run("event", "1", "suspended", "--on", "2026-11-30").ok()
    assert run.err.splitlines()[-1] == "mou: that day lies ahead: it counts from 30 Nov 2026 on"


@pytest.mark.parametrize(
    "words", [("suspended", "--on", "2026-11-21"), ("in-force", "--on", "2026-12-01"), ("suspended",)]
)
def test_a_step_that_counts_at_once_is_not_said_to_lie_ahead(held: Desk, words: tuple[str, ...]) -> None:
    assert "ahead" not in held.run("event", "1", *words).ok().err


def test_a_step_that_counts_for_a_party_warns_where_none_is_named(held: Desk) -> None:
    run = held.run("event", "1", "ratified", "--on", "2026-03-01").ok()
    assert run.err.startswith("mou: warning: ratified by whom?")


def test_a_notice_of_nobody_warns_where_one_of_many_could_leave(many: Desk) -> None:
    run = many.run("event", "1", "notice-given", "--on", "2026-03-01").ok()
    assert run.err.startswith("mou: warning: notice by whom? without --party it ends the whole, for all of KZ, PK, TR")


def test_of_many_parties_it_is_said_which_one_leaves(many: Desk) -> None:
    run = many.run("event", "1", "notice-given", "--party", "TR", "--on", "2026-11-01").ok()
    assert run.err == "mou: still in force\nmou: for TR it is in force through 31 Jan 2027\n"


def test_an_end_that_lies_beyond_the_calendar_is_said(desk: Desk) -> None:
    term = {"duration": "P5Y", "renewal": "express"}
    desk.holding({**TREATY, "events": [{"kind": "in-force", "date": "2024-03-01"}], "term": term})
    run = desk.run("event", "1", "extended", "--adds", "9000y", "--on", "2026-03-01").ok()
    said = "the day on which it ceases lies beyond the year 9999"
    assert run.err == f"mou: warning: term.duration: {said}\nmou: still in force: {said}\n"


def test_a_wrong_order_is_a_finding_and_recorded(held: Desk) -> None:
    run = held.run("event", "1", "notice-withdrawn", "--party", "KZ", "--on", "2026-03-01").ok()
    assert "mou: warning: events.1" in run.err
    assert len(events(held)) == 1


def test_its_end_names_what_hangs_on_it(held: Desk) -> None:
    run = held.run("event", "1", "terminated", "--on", "2026-03-01").ok()
    assert "mou: MOU-2020-0002 (Protocol on fees) amends it: see what becomes of that\n" in run.err


def test_what_stands_under_it_is_named_in_words(desk: Desk) -> None:
    under = {**PROTOCOL, "links": [{"rel": "under", "ref": "MOU-2019-0001"}]}
    run = desk.holding(TREATY, under).run("event", "1", "terminated", "--on", "2026-03-01").ok()
    assert "mou: MOU-2020-0002 (Protocol on fees) stands under it: see what becomes of that\n" in run.err


def test_its_removal_names_what_links_to_it(held: Desk) -> None:
    run = held.run("remove", "1", "--reason", "entered twice", "--yes").ok()
    assert run.err == "mou: MOU-2020-0002 (Protocol on fees) amends it: see what becomes of that\n"


def test_of_several_that_are_removed_the_one_is_named_that_something_links_to(desk: Desk) -> None:
    desk.holding(TREATY, PROTOCOL, {**TREATY, "ref": "X-3", "uid": "3"})
    run = desk.run("remove", "1", "3", "--reason", "entered twice", "--yes").ok()
    assert run.err == "mou: MOU-2020-0002 (Protocol on fees) amends MOU-2019-0001: see what becomes of that\n"


def test_what_is_removed_together_is_not_named(held: Desk) -> None:
    assert held.run("remove", "1", "2", "--reason", "entered twice", "--yes").ok().err == ""


def test_what_hung_on_it_is_not_named_again_by_a_step_after_its_end(held: Desk) -> None:
    held.run("event", "1", "terminated", "--on", "2026-03-01").ok()
    assert "see what becomes" not in held.run("event", "1", "registered", "--on", "2026-03-02").ok().err


def test_the_end_of_a_protocol_leaves_its_parent(held: Desk) -> None:
    run = held.run("event", "2", "terminated", "--on", "2026-03-01").ok()
    assert "MOU-2019-0001" not in run.err
    assert held.run("list", "--columns", "status", "--no-header", "transit").ok().lines[0] == "signed"


def test_a_successor_is_named_and_linked_back(held: Desk) -> None:
    run = held.run("event", "1", "superseded", "--by", "New treaty", "--on", "2026-03-01").ok()
    assert events(held) == [{"kind": "superseded", "date": "2026-03-01", "by": "MOU-2026-0003"}]
    assert held.agreements["3"]["links"] == [{"rel": "supersedes", "ref": "MOU-2019-0001"}]
    assert "mou: MOU-2026-0003 now supersedes it\n" in run.err
    assert "MOU-2026-0003 (" not in run.err


def test_a_link_that_is_there_is_not_made_again(held: Desk) -> None:
    held.run("event", "1", "amended", "--by", "2", "--on", "2026-03-01").ok()
    assert held.agreements["2"]["links"] == PROTOCOL["links"]


def test_a_trial_leaves_every_byte(held: Desk) -> None:
    before = held.path.read_bytes()
    run = held.run("event", "1", "superseded", "--by", "3", "--on", "2026-03-01", "--dry-run").ok()
    assert run.out == "MOU-2019-0001\n"
    assert held.path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("notifed", "--on", "2026-03-01"), 'unknown event "notifed"'),
        (("notified", "--on", "2026-02-30"), "there is no 30 February 2026"),
        (("notified", "--on", "04/02/2026"), "can be 2026-02-04"),
        (("extended", "--on", "2026-03-01", "--adds", "0y"), "is a period of zero"),
        (("extended", "--on", "2026-03-01", "--adds", "P0D"), "is a period of zero"),
        (("extended", "--on", "2026-03-01", "--adds=-P5Y"), "runs backwards"),
        (("extended", "--on", "2026-03-01", "--adds", "P1Y2W"), "mixes weeks with other units"),
        (("extended", "--on", "2026-03-01", "--adds", "1y", "--until", "2031-01-01"), "adds a period or names a last"),
        (("notified", "--party", "TR", "--on", "2026-03-01"), "'TR' is no party of MOU-2019-0001"),
        (("notified", "--party", "Atlantis", "--on", "2026-03-01"), "'Atlantis' is no party of MOU-2019-0001"),
        (("superseded", "--by", "1", "--on", "2026-03-01"), "cannot be superseded by itself"),
        (("ratified", "--by", "2", "--on", "2026-03-01"), "--by belongs to"),
        (("notified", "--until", "2026-04-01", "--on", "2026-03-01"), "--until belongs to"),
        (("notified", "--adds", "1y", "--on", "2026-03-01"), "--adds belongs to extended"),
        (("registered", "--note", "red \x1b[31m"), "a control character"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(held: Desk, words: tuple[str, ...], said: str) -> None:
    assert said in refused(held, "event", "1", *words).err


def test_an_agreement_that_is_not_there_is_not_found(held: Desk) -> None:
    refused(held, "event", "99", "registered", code=4)
    refused(held, "event", "1", "superseded", "--by", "99", code=4)


@pytest.mark.parametrize("again", ["2026-03-01", "2026-03-02"])
def test_the_same_notification_twice_is_refused(held: Desk, again: str) -> None:
    held.run("event", "1", "notified", "--party", "KZ", "--on", "2026-03-01").ok()
    run = refused(held, "event", "1", "notified", "--party", "Kazakhstan", "--on", again)
    assert "notified is recorded for KZ already, on 1 Mar 2026" in run.err
    held.run("event", "1", "notified", "--party", "PK", "--on", again).ok()


@pytest.mark.parametrize("kind", ["terminated", "superseded"])
def test_it_ends_by_an_act_once(held: Desk, kind: str) -> None:
    held.run("event", "1", kind, "--on", "2026-03-01").ok()
    assert f"{kind} is recorded already, on 1 Mar 2026" in refused(held, "event", "1", kind, "--on", "2026-04-01").err


def test_what_is_missing_is_said_once(desk: Desk) -> None:
    term = {"duration": "P5Y", "renewal": "express"}
    desk.holding({**TREATY, "events": [{"kind": "in-force", "date": "2020-03-01"}], "term": term})
    run = desk.run("event", "1", "extended", "--on", "2025-01-01").ok()
    assert run.err == "mou: now unknown: an extension does not say for how long\n"


def test_what_can_happen_again_is_recorded_again(held: Desk) -> None:
    for day in ("2026-03-01", "2026-04-01"):
        held.run("event", "1", "amended", "--on", day).ok()
    refused(held, "event", "1", "amended", "--on", "2026-04-01")
    assert len(events(held)) == 2


def test_what_mou_does_not_know_survives(desk: Desk) -> None:
    desk.holding({"title": "A", "dossier": [1, {"x": None}], "events": [{"kind": "registered", "colour": "red"}]})
    desk.run("event", "1", "in-force", "--on", "2026-03-01").ok()
    assert desk.agreements["1"]["dossier"] == [1, {"x": None}]
    assert events(desk)[0] == {"kind": "registered", "colour": "red"}


def test_without_a_kind_the_steps_are_listed_by_day(held: Desk) -> None:
    held.run("event", "1", "notified", "--party", "PK", "--on", "2026-04-01").ok()
    held.run("event", "1", "initialled", "--on", "2018-12-01").ok()
    assert [line.split("\t")[:3] for line in held.run("event", "1").ok().lines] == [
        ["date", "kind", "party"],
        ["2018-12-01", "initialled", ""],
        ["2019-02-04", "signed", ""],
        ["2026-04-01", "notified", "PK"],
    ]
    assert held.run("event", "1", "--format", "json").ok().json[1] == {"kind": "signed", "date": "2019-02-04"}


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_on_a_terminal_they_are_a_table(held: Desk) -> None:
    held.run("event", "1", "notified", "--party", "PK", "--on", "2026-04-01", "--note", "by post").ok()
    lines = [line.split() for line in held.screen("event", "1", columns=60).lines]
    assert lines[0] == ["Date", "What", "happened", "By", "More"]
    assert lines[3] == ["1", "Apr", "2026", "notified", "Pakistan", "by", "post"]
