"""Step 7: days in a text, and the only ones that are a signature's."""

import pytest

from mou_cli.intake.dates_in import dates_in
from mou_cli.intake.drafts import EXACT, REPORTED, UNCLEAR
from tests.intake_pieces import drafts, only, piece


def days(text: str, language: str = "en") -> list[str]:
    found = piece(text, language)
    return [named.date or named.text for named in dates_in(found.tokens, found.marks)]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("on 4 February 2031", "en", "2031-02-04"),
        ("on February 4, 2031", "en", "2031-02-04"),
        ("the 4th of February 2031", "en", "2031-02-04"),
        ("on 3-4 February 2031", "en", "2031-02-03/2031-02-04"),
        ("on 2031-02-04", "en", "2031-02-04"),
        ("on 24.02.2031", "en", "2031-02-24"),
        ("on 24/02/2031", "en", "2031-02-24"),
        ("4 февраля 2031 года", "ru", "2031-02-04"),
        ("يوم 4 فبراير 2031", "ar", "2031-02-04"),
        ("٤ فبراير ٢٠٣١", "ar", "2031-02-04"),
        ("4 فروری 2031", "ur", "2031-02-04"),
        ("2031 жылғы 4 ақпанда", "kk", "2031-02-04"),
        ("le 4 février 2031", "fr", "2031-02-04"),
        ("on 4 February", "en", "4 February"),
        ("on 04/02/2031", "en", "04/02/2031"),
    ],
)
def test_days_are_read_at_the_precision_given(text: str, language: str, day: str) -> None:
    assert days(text, language) == [day]


@pytest.mark.parametrize("text", ["31 February 2031", "in May", "page 12 of 2031", "99.99.2031", "may sign 4 of them"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days(text) == []


def test_the_day_of_the_signing_is_the_documents() -> None:
    draft = only("Oman and Nepal signed an agreement on tea on 4 February 2031.")
    assert (draft.signed, draft.signed_hint) == ("2031-02-04", ())
    assert "4 February 2031" in draft.evidence["signed"].quote


def test_the_day_over_a_list_is_that_of_its_items() -> None:
    text = "On 4 February 2031 Oman and Nepal signed:\n- Agreement on tea\n- Agreement on rice\n"
    assert [draft.signed for draft in drafts(text)] == ["2031-02-04", "2031-02-04"]


@pytest.mark.parametrize(
    ("text", "date", "kind"),
    [
        (" date 2031-02-05 Oman and Nepal signed an agreement on tea.", "2031-02-05", "page"),
        ("Oman and Nepal signed an agreement on tea on 4 February.", "", "no-year"),
        ("MUSCAT, 5 February 2031 - Oman and Nepal signed an agreement on tea.", "2031-02-05", "visit"),
        ("Published 5 February 2031\nOman and Nepal signed an agreement on tea.", "2031-02-05", "publication"),
        ("Oman and Nepal signed an agreement on tea during the visit of 3-4 February 2031.", None, "visit"),
    ],
)
def test_any_other_day_is_a_hint(text: str, date: str | None, kind: str) -> None:
    draft = only(text)
    assert draft.signed == ""
    (hint,) = draft.signed_hint
    assert hint.kind == kind
    assert date is None or hint.date == date


def test_the_day_in_a_title_is_that_of_another_document() -> None:
    draft = only("Oman and Nepal signed a Protocol to the Agreement on tea of 4 February 2021.")
    assert draft.signed == ""


def test_two_days_of_signature_go_to_their_own_documents() -> None:
    text = (
        "On 4 May 2031 Oman and Nepal signed an agreement on tea. On 6 May 2031 they signed an agreement on rice.\n"
        "They also signed an agreement on wool."
    )
    assert [draft.signed for draft in drafts(text)] == ["2031-05-04", "2031-05-06", ""]


LISTED = "Oman and Nepal signed{}:\n1. Agreement on tea;\n2. Agreement on rice{};\n3. Protocol on wool.\n"


@pytest.mark.parametrize("told", [", signed on 6 May 2031", " (signed by the Ministers of Trade on 6 May 2031)"])
def test_the_day_in_an_item_is_that_items_alone(told: str) -> None:
    found = drafts(LISTED.format("", told))
    assert [(draft.title, draft.signed) for draft in found] == [
        ("Agreement on tea", ""),
        ("Agreement on rice", "2031-05-06"),
        ("Protocol on wool", ""),
    ]


def test_the_day_in_an_item_wins_over_the_one_above_the_list() -> None:
    found = drafts(LISTED.format(" on 4 May 2031", " between Tea Ltd and Rice Ltd (signed on 6 May 2031)"))
    assert [draft.signed for draft in found] == ["2031-05-04", "2031-05-06", "2031-05-04"]
    assert all("2031" not in draft.title for draft in found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Oman and Nepal signed an agreement on tea on 4 May 2031 and one on rice on 6 May 2031.", ["04", "06"]),
        ("On 4 May 2031 Oman and Nepal signed an agreement on tea and on 6 May 2031 one on wool.", ["04", "06"]),
        ("Oman and Nepal signed an agreement on tea and a protocol on wool on 6 May 2031.", ["06", "06"]),
        (
            "On 4 May 2031 Oman and Nepal signed: Treaty on tea; Protocol on rice, signed on 6 May 2031; Pact on wool.",
            ["04", "06", "04"],
        ),
    ],
)
def test_each_document_of_a_sentence_has_its_day(text: str, days: list[str]) -> None:
    assert [draft.signed for draft in drafts(text)] == [f"2031-05-{day}" for day in days]


def test_a_day_taken_from_another_document_is_not_exact() -> None:
    text = "On 4 May 2031 Oman and Nepal signed an agreement on tea. They also signed an agreement on rice."
    assert [(draft.signed, draft.certainty, draft.evidence["signed"].certainty) for draft in drafts(text)] == [
        ("2031-05-04", EXACT, EXACT),
        ("2031-05-04", REPORTED, UNCLEAR),
    ]


def test_the_day_above_a_list_is_said_of_its_items() -> None:
    assert {draft.certainty for draft in drafts(LISTED.format(" on 4 May 2031", ""))} == {EXACT}
