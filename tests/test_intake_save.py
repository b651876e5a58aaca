"""`mou intake --save`: what becomes of drafts in the registry, in one change, each fact with its source."""

from typing import Any

import pytest

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.tongues import one_in_two_languages
from mou_cli.intake.as_agreement import Origin, agreement_fields
from mou_cli.intake.as_occasion import occasion_fields
from mou_cli.intake.drafts import (
    Draft,
    DraftCommitment,
    DraftDeadline,
    DraftParty,
    DraftTarget,
    Evidence,
    Intake,
    Signatory,
)
from tests.desk import Desk
from tests.factories import agreement
from tests.papers import TEXT, TITLES

VISIT = """Pakistan and Uzbekistan signed five documents during the state visit of the Uzbek President to Pakistan.

- Memorandum of Understanding on cooperation in railways;
- Agreement on customs.

The sides agreed to bring bilateral trade to $2 billion within two years, and later spoke of $2 billion by 2030.
"""
HERE = Origin({"title": "Joint statement", "url": "https://example.org/1"}, "en")


def draft(**given: Any) -> Draft:
    return Draft(**{"title": "Railways", "quote": "They signed a memorandum on railways.", **given})


@pytest.fixture
def saved(desk: Desk) -> Desk:
    desk.run("init").ok()
    (desk.folder / "a.txt").write_text(TEXT, "utf-8")
    desk.run("intake", "a.txt", "--save", "--yes", "--reason", "as published").ok()
    return desk


class TestFields:
    def test_each_field_has_a_source_with_its_quote_and_certainty(self) -> None:
        evidence = {
            "title": Evidence("a memorandum on railways", "exact"),
            "signed": Evidence("On Friday ...", "unclear"),
        }
        fields = agreement_fields(draft(type="mou", signed="2026-02-06", evidence=evidence), HERE)
        said = {name: (each["quote"], each["certainty"]) for each in fields["sources"] for name in each["fields"]}
        assert said["title"] == ("They signed a memorandum on railways.", "exact")
        assert said["signed"] == ("On Friday ...", "unclear")
        assert said.keys() == fields.keys() - {"sources"}

    def test_an_unknown_day_of_signature_is_an_event_without_a_date(self) -> None:
        assert agreement_fields(draft(), HERE)["events"] == [{"kind": "signed"}]
        assert "events" not in agreement_fields(draft(signed="2026-02-04"), HERE)

    def test_a_hint_at_a_day_is_never_the_day(self) -> None:
        from mou_cli.intake.drafts import DateHint

        hint = DateHint("2026-02-05", "5 February 2026", "publication")
        assert "signed" not in agreement_fields(draft(signed_hint=(hint,)), HERE)

    def test_who_signed_stands_with_the_party(self) -> None:
        sides = (DraftParty("PK", "Pakistan"), DraftParty("KZ", "Kazakhstan", "Ministry of Transport"))
        signers = (Signatory("Ada", "Minister", "KZ"), Signatory("Bo", "Rector"))
        fields = agreement_fields(draft(parties=sides, signatories=signers), HERE)
        assert fields["parties"][1] == {
            "code": "KZ",
            "name": "Kazakhstan",
            "agency": "Ministry of Transport",
            "signatory": {"name": "Ada", "title": "Minister"},
        }
        assert fields["notes"] == "signed by: Bo, Rector"

    def test_a_title_in_another_language_is_kept_as_one(self) -> None:
        fields = agreement_fields(draft(title="Соглашение о дорогах"), Origin({}, "ru"))
        assert fields["titles"] == {"ru": "Соглашение о дорогах"}

    def test_years_in_a_title_are_its_term(self) -> None:
        assert agreement_fields(draft(period="2026/2028"), HERE)["term"] == {"until": "2028-12-31"}


class TestOccasion:
    def test_it_has_the_day_on_which_all_were_signed(self) -> None:
        days = ("2026-02-04", "2026-02-04")
        assert occasion_fields(Intake(drafts=tuple(draft(signed=day) for day in days)), HERE)["date"] == days[0]
        days = ("2026-02-04", "2026-02-05")
        assert "date" not in occasion_fields(Intake(drafts=tuple(draft(signed=day) for day in days)), HERE)

    def test_two_deadlines_stay_side_by_side(self) -> None:
        deadlines = (DraftDeadline("by 2027", "2027", "one"), DraftDeadline("by 2028", "2028", "two"))
        found = Intake(targets=(DraftTarget(metric="trade", value=10, unit="USD", by=deadlines),))
        by = occasion_fields(found, HERE)["targets"][0]["by"]
        assert [(each["date"], each["source"]["quote"]) for each in by] == [("2027", "one"), ("2028", "two")]

    def test_a_deadline_without_a_year_is_kept_in_words(self) -> None:
        deadlines = (DraftDeadline("within the next year", "", ""), DraftDeadline("within two years", "", ""))
        target = DraftTarget(metric="trade", value=10, by=deadlines, remarks=("several deadlines",))
        made = occasion_fields(Intake(targets=(target,)), HERE)["targets"][0]
        assert made["note"] == "several deadlines: within the next year; within two years"
        assert "by" not in made

    def test_a_working_group_has_both_leads(self) -> None:
        leads = (Signatory("Ahsan Iqbal", "Planning Minister", "PK"), Signatory("", "deputy prime minister", "KZ"))
        group = DraftCommitment(kind="working-group", text="joint working group", leads=leads)
        made = occasion_fields(Intake(commitments=(group,)), HERE)["commitments"][0]
        assert (made["lead"], made["counterpart"]) == (
            "PK: Ahsan Iqbal, Planning Minister",
            "KZ: deputy prime minister",
        )


class TestSaving:
    def test_all_is_one_entry_of_the_history(self, saved: Desk) -> None:
        entries = saved.run("history", "--format", "json").ok().json
        assert [(each["op"], each["reason"], len(each["refs"])) for each in entries] == [("intake", "as published", 2)]

    def test_the_references_alone_are_printed(self, saved: Desk) -> None:
        (saved.folder / "b.txt").write_text(VISIT, "utf-8")
        assert saved.run("intake", "b.txt", "--save", "--yes").lines == ["MOU-2026-0003", "MOU-2026-0004"]

    def test_json_on_stdout_is_json_alone(self, saved: Desk) -> None:
        (saved.folder / "b.txt").write_text(VISIT, "utf-8")
        run = saved.run("intake", "b.txt", "--save", "--yes", "--format", "json").ok()
        assert len(run.json) == 2
        assert "saved MOU-2026-0004" in run.err

    def test_what_is_there_already_is_left_out_and_named(self, saved: Desk) -> None:
        before = saved.path.read_bytes()
        run = saved.run("intake", "a.txt", "--save", "--yes").ok()
        assert run.out == ""
        assert run.err.splitlines() == [
            f"mou: is there already: {place} MOU-2026-000{place} {title}" for place, title in enumerate(TITLES, 1)
        ]
        assert saved.path.read_bytes() == before

    def test_a_document_told_twice_in_two_files_is_saved_once(self, desk: Desk) -> None:
        desk.run("init").ok()
        for name in ("a.txt", "b.txt"):
            (desk.folder / name).write_text(TEXT, "utf-8")
        assert len(desk.run("intake", "a.txt", "b.txt", "--save", "--yes").ok().lines) == 2

    def test_what_the_text_says_besides_becomes_an_occasion(self, desk: Desk) -> None:
        desk.run("init").ok()
        (desk.folder / "a.txt").write_text(VISIT, "utf-8")
        desk.run("intake", "a.txt", "--save", "--yes", "--source", "Radio: The visit <https://example.org/v>").ok()
        occasion = desk.run("occasion", "show", "1", "--format", "json").ok().json
        occasion = occasion[0] if isinstance(occasion, list) else occasion
        assert [(each["count"], each["source"]["publisher"]) for each in occasion["announced"]] == [(5, "Radio")]
        assert {each["occasion"] for each in desk.agreements.values()} == {occasion["ref"]}

    def test_two_visits_in_one_run_are_two_occasions(self, desk: Desk) -> None:
        desk.run("init").ok()
        (desk.folder / "a.txt").write_text(VISIT, "utf-8")
        (desk.folder / "b.txt").write_text(VISIT.replace("Uzbekistan", "Azerbaijan"), "utf-8")
        desk.run("intake", "a.txt", "b.txt", "--save", "--yes").ok()
        occasions = [each["occasion"] for each in desk.agreements.values()]
        assert occasions == ["OCC-2026-0001"] * 2 + ["OCC-2026-0002"] * 2

    def test_another_outlet_on_the_same_day_adds_to_the_occasion(self, desk: Desk) -> None:
        desk.run("init").ok()
        (desk.folder / "a.txt").write_text(TEXT + "In all nine documents were signed.\n", "utf-8")
        (desk.folder / "b.txt").write_text(TEXT + "More than ten documents were signed.\n", "utf-8")
        for name in ("a.txt", "b.txt"):
            desk.run("intake", name, "--save", "--yes").ok()
        occasions = desk.run("occasion", "list", "--format", "json").ok().json
        assert [[count["count"] for count in each["announced"]] for each in occasions] == [[9, 10]]

    def test_the_occasion_that_is_named_is_taken(self, desk: Desk) -> None:
        desk.holding(occasions=[{"ref": "OCC-2026-0001", "name": "The visit"}])
        (desk.folder / "a.txt").write_text(VISIT, "utf-8")
        desk.run("intake", "a.txt", "--save", "--yes", "--occasion", "visit").ok()
        assert {each["occasion"] for each in desk.agreements.values()} == {"OCC-2026-0001"}

    def test_another_document_of_the_same_parties_is_linked(self, desk: Desk) -> None:
        desk.holding(
            {"ref": "TRADE", "title": "Agreement on transit trade", "parties": [{"code": "KZ"}, {"code": "PK"}]}
        )
        text = "Pakistan and Kazakhstan signed a protocol to amend the Agreement on transit trade.\n"
        (desk.folder / "a.txt").write_text(text, "utf-8")
        desk.run("intake", "a.txt", "--save", "--yes").ok()
        assert desk.agreements["2"]["links"] == [{"rel": "amends", "ref": "TRADE"}]

    def test_a_document_of_other_parties_is_not_linked(self, desk: Desk) -> None:
        desk.holding(
            {"ref": "TRADE", "title": "Agreement on transit trade", "parties": [{"code": "UZ"}, {"code": "PK"}]}
        )
        text = "Pakistan and Kazakhstan signed a protocol to amend the Agreement on transit trade.\n"
        (desk.folder / "a.txt").write_text(text, "utf-8")
        desk.run("intake", "a.txt", "--save", "--yes").ok()
        assert "links" not in desk.agreements["2"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "code", "says"),
        [
            (["--save"], 2, "mou: drafts are reviewed before they are saved, and nobody is there to review"),
            (["--save", "--yes", "--explain"], 2, "mou: --explain saves nothing"),
            (["--format", "xlsx"], 2, "mou: there is no format 'xlsx' here"),
            (["--save", "--yes", "--occasion", "nosuch"], 4, "mou: "),
        ],
    )
    def test_a_request_that_cannot_be_meant(self, saved: Desk, words: list[str], code: int, says: str) -> None:
        before = saved.path.read_bytes()
        run = saved.run("intake", "a.txt", *words)
        assert (run.code, run.out) == (code, "")
        assert run.err.startswith(says)
        assert saved.path.read_bytes() == before

    def test_without_a_registry_a_text_is_read_and_nothing_saved(self, desk: Desk) -> None:
        (desk.folder / "a.txt").write_text(TEXT, "utf-8")
        assert len(desk.run("intake", "a.txt", "--format", "json").ok().json) == 2
        run = desk.run("intake", "a.txt", "--save", "--yes")
        assert run.code == 4
        assert run.err.startswith("mou: there is no registry at ")
        assert not desk.path.exists()

    def test_a_text_of_nothing_gives_nothing_and_says_why(self, saved: Desk) -> None:
        (saved.folder / "b.txt").write_text("The weather was fine in both capitals.\n", "utf-8")
        run = saved.run("intake", "b.txt", "--format", "json").ok()
        assert (run.json, run.err) == ([], "mou: no signed document was found; --explain tells what each step saw\n")

    def test_hostile_text_reaches_no_terminal_and_no_file(self, saved: Desk) -> None:
        text = "Pakistan and Kazakhstan signed an agreement on \x1b]0;x\x07 rail [bold]a[/] \u202eways\u202c.\n"
        (saved.folder / "b.txt").write_text(text, "utf-8")
        shown = saved.run("intake", "b.txt").ok().out + saved.run("intake", "b.txt", "--explain").ok().out
        saved.run("intake", "b.txt", "--save", "--yes").ok()
        kept = saved.path.read_text("utf-8") + shown
        steering = ("\x1b", "\x07", "\u202e", "\\u001b", "\\u202e")
        assert [part for part in steering if part in kept] == []

    def test_hundreds_of_items_are_not_held_against_the_register_one_by_one(self, saved: Desk) -> None:
        items = "\n".join(f"- Memorandum of Understanding on cooperation in subject {n}" for n in range(400))
        (saved.folder / "b.txt").write_text(f"Pakistan and Kazakhstan signed:\n{items}\n", "utf-8")
        assert "more than are held against what is recorded" in saved.run("intake", "b.txt", "--format", "json").err


class TestLikes:
    def like(self, desk: Desk) -> list[str]:
        rows = desk.run("intake", "a.txt").ok().lines
        return [row.split("\t")[-1] for row in rows[1:]]

    def test_the_same_is_named(self, saved: Desk) -> None:
        assert self.like(saved) == ["same: MOU-2026-0001", "same: MOU-2026-0002"]

    def test_a_like_title_is_named(self, saved: Desk) -> None:
        saved.run("set", "1", "title=Memorandum on railway transport").ok()
        assert self.like(saved)[0] == "similar: MOU-2026-0001"

    def test_a_title_in_another_language_is_named_by_parties_day_and_sector(self, saved: Desk) -> None:
        saved.run("set", "1", "title=Меморандум о железных дорогах").ok()
        assert self.like(saved)[0] == "perhaps: MOU-2026-0001"

    def test_a_draft_of_another_text_is_named(self, desk: Desk) -> None:
        for name in ("a.txt", "b.txt"):
            (desk.folder / name).write_text(TEXT, "utf-8")
        rows = desk.run("intake", "a.txt", "b.txt").ok().lines
        assert [row.split("\t")[-1] for row in rows[1:]] == ["", "", "same: draft 1", "same: draft 2"]


RUSSIAN = {"title": "Меморандум о железных дорогах", "titles": {"ru": "Меморандум о железных дорогах"}}


@pytest.mark.parametrize(
    ("given", "other", "one"),
    [
        (RUSSIAN, {}, True),
        (RUSSIAN, {"signed": "2026-02-05"}, True),
        (RUSSIAN, {"signed": "2024-02-04"}, False),
        (RUSSIAN, {"type": "treaty"}, False),
        (RUSSIAN, {"sectors": ["road"]}, False),
        (RUSSIAN, {"parties": [{"code": "KZ"}, {"code": "UZ"}]}, False),
        (RUSSIAN, {"titles": {"ru": "Меморандум о школах"}}, False),
        (RUSSIAN, {"signed": None}, True),
        (RUSSIAN, {"signed": None, "sectors": ["rail", "road"]}, False),
        (RUSSIAN, {"untitled": True}, False),
        ({"title": "Memorandum on schools"}, {}, False),
        (
            {"title": "Mémorandum sur les chemins de fer", "titles": {"fr": "Mémorandum sur les chemins de fer"}},
            {},
            True,
        ),
        ({"title": "ریلوے پر مفاہمتی یادداشت", "titles": {"ur": "ریلوے پر مفاہمتی یادداشت"}}, RUSSIAN, True),
    ],
)
def test_titles_in_two_languages_may_be_one_document(given: dict[str, Any], other: dict[str, Any], one: bool) -> None:
    first, second = agreement(**given), agreement(**other)
    assert one_in_two_languages(first, second) is one_in_two_languages(second, first) is one
    assert isinstance(first, Agreement)
