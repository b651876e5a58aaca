"""Phrases and words: how the lexicon finds them, and that its data is sound."""

import msgspec
import pytest

from mou_cli.agreement.codes import LINK_RELATIONS, TYPES
from mou_cli.intake.inflection import nominative, stem
from mou_cli.intake.lexicon import LANGUAGES, Lexicon, lexicon
from mou_cli.intake.marks import Mark
from mou_cli.intake.quotations import quotation
from mou_cli.intake.tokens import tokenize
from tests.desk import ROOT

PACKAGE = ROOT / "mou_cli"


def found(text: str, data: dict[str, object]) -> list[tuple[str, str]]:
    tokens = tokenize(text)
    marks = Lexicon("en", data).marks(tokens)
    return [(mark.value, tokens.part(mark.start, mark.end)) for mark in marks.of("kind")]


def test_a_phrase_is_found_whatever_its_letters() -> None:
    assert found("The Joint Déclaration", {"kind": {"x": ["joint declaration"]}}) == [("x", "Joint Déclaration")]


def test_the_longest_phrase_counts() -> None:
    assert found("joint declaration", {"kind": {"x": ["joint"], "y": ["joint declaration"]}}) == [
        ("y", "joint declaration")
    ]


def test_a_star_stands_for_any_ending() -> None:
    assert found("signing signed sign", {"kind": ["sign*"]}) == [("", "signing"), ("", "signed"), ("", "sign")]


def test_signs_part_words() -> None:
    assert found("co-operation", {"kind": ["co - operation"]}) == [("", "co-operation")]


def test_phrases_are_found_by_where_they_end() -> None:
    marks = Lexicon("en", {"kind": ["of the", "the"]}).marks(tokenize("of the day"))
    assert marks.ending("kind", 2) == Mark("kind", "", 0, 2)
    assert marks.ending("kind", 3) is None


def test_an_arabic_and_is_taken_off_where_a_known_word_follows() -> None:
    assert tokenize("ووزارة وزارة", frozenset({"وزارۃ", "وزارہ"})).words == ["و", "وزارہ", "وزارہ"]


@pytest.mark.parametrize(
    ("word", "language", "cut"),
    [
        ("казахстана", "ru", "казахстан"),
        ("казахстан", "ru", "казахстан"),
        ("والسعودیہ", "ar", "سعودیہ"),
        ("tea", "en", "tea"),
    ],
)
def test_stems(word: str, language: str, cut: str) -> None:
    assert stem(word, language) == cut


@pytest.mark.parametrize(
    ("phrase", "plain"),
    [
        ("туризма", "туризм"),
        ("сельского хозяйства", "сельское хозяйство"),
        ("расширения двусторонней торговли", "расширение двусторонней торговли"),
        ("энергетической сфере", "энергетическая сфера"),
        ("горном деле", "горное дело"),
        ("использовании портов", "использование портов"),
        ("спорт", "спорт"),
    ],
)
def test_russian_in_the_nominative(phrase: str, plain: str) -> None:
    assert nominative(phrase, lexicon("ru").nominative) == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_types_of_the_data_are_types(language: str) -> None:
    data = raw(language)
    kinds = ("one", "many", "weak", "weak_many")
    types = {value for kind in kinds for value in data.get(kind, {})}
    assert types <= {*TYPES, ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_relations_of_the_data_are_relations(language: str) -> None:
    assert set(raw(language)["links"]) <= set(LINK_RELATIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_months_and_sizes_are_numbers(language: str) -> None:
    data = raw(language)
    assert all(value.isdigit() for kind in ("numbers", "months", "magnitudes") for value in data[kind])
    assert set(data["months"]) == {str(month) for month in range(1, 13)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_has_a_word(language: str) -> None:
    assert all(tokenize(phrase).words for phrase in lexicon(language).words("signing"))


def raw(language: str) -> dict[str, dict[str, list[str]]]:
    path = PACKAGE / "intake" / f"words_{language}.json"
    data: dict[str, dict[str, list[str]]] = msgspec.json.decode(path.read_bytes())
    return data


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("adopted “the joint vision” today", "the joint vision"),
        ("adopted 'the joint vision' today", "the joint vision"),
        ('adopted "the joint vision" today', "the joint vision"),
        ("adopted «the joint vision» today", "the joint vision"),
        ("adopted the joint vision today", None),
        ("adopted ‘A’, the joint vision, and ‘B’", None),
        ("Oman's joint vision isn't new", None),
    ],
)
def test_quotations(text: str, quoted: str | None) -> None:
    tokens = tokenize(text)
    span = quotation(tokens, tokens.words.index("vision"))
    assert (tokens.part(span[0] + 1, span[1]) if span else None) == quoted
