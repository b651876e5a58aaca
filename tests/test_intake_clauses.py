"""The parts of a title: parties, subject, and where it ends."""

import pytest

from mou_cli.intake.clauses import NOWHERE, Clause, read_clause
from tests.intake_pieces import piece, titles


def parts(text: str, *, item: bool = False, language: str = "en") -> dict[str, str]:
    found = piece(text, language)
    clause = read_clause(found.tokens, found.marks, found.mentions[0], len(found.tokens), item=item)
    spans = {name: getattr(clause, name) for name in ("parties", "other", "subject", "rest")}
    return {name: found.tokens.part(*span) for name, span in spans.items() if span != NOWHERE}


def test_parties_then_subject() -> None:
    assert parts("Agreement between the Government of A-land and the Ministry of B on rail") == {
        "parties": "the Government of A-land and the Ministry of B",
        "subject": "on rail",
    }


def test_subject_then_parties() -> None:
    assert parts("Memorandum on rail between the Ministry of Transport of Kazakhstan and Pakistan Railways") == {
        "subject": "on rail",
        "parties": "the Ministry of Transport of Kazakhstan and Pakistan Railways",
    }


def test_a_preposition_in_a_name_is_no_subject() -> None:
    found = parts("MoU between the Council for Trade of Kazakhstan and the Centre for Trade of Pakistan on fairs")
    assert found["subject"] == "on fairs"


def test_with_somebody() -> None:
    assert parts("signed an MoU with the Ministry of Trade of Pakistan on fairs") == {
        "other": "the Ministry of Trade of Pakistan",
        "subject": "on fairs",
    }


def test_the_copy_that_an_ambassador_held_makes_him_no_party() -> None:
    assert parts("exchanged an MoU with Ambassador Ali Khan") == {}


def test_those_who_signed_are_parties_where_they_are_agencies() -> None:
    text = "A further MoU was inked by the Tourism Board of Kazakhstan and the Tourism Agency of Pakistan."
    assert parts(text) == {"parties": "the Tourism Board of Kazakhstan and the Tourism Agency of Pakistan"}


@pytest.mark.parametrize(
    "tail",
    [
        ", according to the ministry.",
        ", the ministry said in a release.",
        " during the visit.",
        " in Astana.",
        " on Monday.",
        " on 4 May 2031.",
        " in the presence of both presidents.",
        ", which will last five years.",
    ],
)
def test_a_sentence_goes_on_behind_the_title(tail: str) -> None:
    assert parts(f"They signed an MoU on rail freight{tail}")["subject"] == "on rail freight"


def test_an_item_is_a_title_to_its_end() -> None:
    found = parts("Agreement on the safety of crews during flights in Astana airspace", item=True)
    assert found["subject"] == "on the safety of crews during flights in Astana airspace"


@pytest.mark.parametrize("tail", [", signed by Minister Ali", " Shri A. B. Rao, Secretary", ": it opens the market"])
def test_an_item_ends_where_its_signers_or_its_gloss_begin(tail: str) -> None:
    assert parts(f"MoU on rail freight{tail}", item=True)["subject"] == "on rail freight"


def test_an_abbreviation_in_brackets_is_passed_over() -> None:
    assert parts("a Memorandum of Understanding (MoU) on rail")["subject"] == "on rail"


def test_years_in_brackets_are_not() -> None:
    assert parts("Cultural Exchange Programme (2031-2033)", item=True)["subject"] == "(2031-2033)"


def test_the_two_countries_are_nobody_in_particular() -> None:
    assert parts("an agreement between the two countries on rail") == {"subject": "on rail"}


def test_a_russian_agency_keeps_its_preposition() -> None:
    text = "соглашение между Комитетом по туризму Казахстана и Агентством по туризму Пакистана о выставках"
    assert parts(text, language="ru")["subject"] == "о выставках"


def test_arabic_says_its_subject_without_a_preposition() -> None:
    assert parts("اتفاقية تجنب الازدواج الضريبي", language="ar")["subject"] == "تجنب الازدواج الضريبي"


def test_a_clause_without_parties_says_so() -> None:
    assert not Clause(begin=0, end=0).has_parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "signed agreements on Wednesday in the fields of tea and camels.",
            ["Agreement on tea", "Agreement on camels"],
        ),
        ("signed agreements on Monday on tea and camels.", ["Agreement on tea", "Agreement on camels"]),
        ("signed an agreement on 5 May 2031 in the field of tea.", ["Agreement in the field of tea"]),
        ("signed an agreement on Monday on the sidelines of a fair.", ["Agreement"]),
        (
            "signed three MoUs (in tea, camels and wool).",
            [f"Memorandum of understanding on {x}" for x in ("tea", "camels", "wool")],
        ),
        (
            "said the MoUs, signed on Thursday, include tea and camels.",
            ["Memorandum of understanding on tea", "Memorandum of understanding on camels"],
        ),
        ("signed a joint statement; trade between the two grows.", ["Joint statement"]),
    ],
)
def test_a_day_or_a_bracket_is_no_subject(text: str, expected: list[str]) -> None:
    assert titles(f"Oman and Nepal {text}") == expected
