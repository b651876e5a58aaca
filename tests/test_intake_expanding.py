"""Step 4: where one subject of a list ends and the next begins."""

import pytest

from mou_cli.intake.clauses import read_clause
from mou_cli.intake.expanding import expand
from mou_cli.intake.sectors_of import shipped_finder
from tests.intake_pieces import piece


def subjects(text: str, language: str = "en") -> list[str]:
    found = piece(text, language)
    mention = found.mentions[0]
    clause = read_clause(found.tokens, found.marks, mention, len(found.tokens), item=False)
    finder = shipped_finder(language)
    spans = expand(found.tokens, found.marks, clause.subject, mention.count, finder.same_field)
    return [found.tokens.part(*span) for span in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three protocols on tariffs, ports and pilots", ["tariffs", "ports", "pilots"]),
        ("memoranda on tariffs and pilots", ["tariffs", "pilots"]),
        ("memoranda on rail and sea freight, customs, and visas", ["rail and sea freight", "customs", "visas"]),
        ("MoUs related to oil, gas and coal; ports; visas", ["oil, gas and coal", "ports", "visas"]),
        ("agreements on tariffs, on ports and on pilots", ["on tariffs", "on ports and", "on pilots"]),
        ("MoUs in fields including tariffs, ports and visas among others", ["tariffs", "ports", "visas"]),
        ("MoUs on cooperation in the fields of tariffs, ports and visas", ["tariffs", "ports", "visas"]),
        ("MoUs covering economic, industrial and trade relations, ports and visas", None),
        ("MoUs covering various fields", []),
        ("MoUs covering a wide range of sectors", []),
    ],
)
def test_english(text: str, found: list[str] | None) -> None:
    if found is None:
        assert subjects(text)[0] == "economic, industrial and trade relations"
    else:
        assert [each.removesuffix(" and") for each in subjects(text)] == [each.removesuffix(" and") for each in found]


def test_the_last_two_of_one_field_stay_together() -> None:
    assert subjects("MoUs on visas, tariffs, oil and gas") == ["visas", "tariffs", "oil and gas"]


def test_a_count_tells_that_neighbours_of_one_field_are_one() -> None:
    text = "three MoUs on tourism, energy, oil and gas and education"
    assert len(subjects(text)) == 3


def test_an_abbreviation_behind_a_comma_belongs_to_its_name() -> None:
    text = "MoUs on visas, communication technologies, (ICTs), and education"
    assert subjects(text) == ["visas", "communication technologies, (ICTs)", "education"]


def test_the_parties_at_the_end_are_those_of_all() -> None:
    text = "The two agreements covered tariffs and ports between Kazakhstan and Pakistan"
    assert subjects(text) == ["tariffs", "ports"]


def test_russian() -> None:
    text = "подписали меморандумы о сотрудничестве в сфере туризма, сельского хозяйства и спорта"
    assert subjects(text, "ru") == ["туризма", "сельского хозяйства", "спорта"]


def test_arabic_ands_are_written_onto_the_next_word() -> None:
    text = "وقعت ثلاث مذكرات تفاهم في مجالات الصحة، والثقافة والفضاء"
    assert subjects(text, "ar") == ["الصحة", "الثقافة", "الفضاء"]


def test_french() -> None:
    text = "ont signé des mémorandums portant sur la pêche, le tourisme et la santé"
    assert subjects(text, "fr") == ["pêche", "tourisme", "santé"]
