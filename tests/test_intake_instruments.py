"""Step 3: the words for instruments, how many they speak of, and which of them name another document."""

import pytest

from mou_cli.intake.mention import Mention
from tests.intake_pieces import piece


def mentions(text: str, language: str = "en") -> tuple[Mention, ...]:
    return piece(text, language).mentions


@pytest.mark.parametrize(
    ("text", "language", "type_"),
    [
        ("a Memorandum of Understanding on rail", "en", "mou"),
        ("a MoC on rail", "en", "mou"),
        ("a letter of intent on rail", "en", "letter-of-intent"),
        ("a Letter of Agreement on rail", "en", "agreement"),
        ("a Protocol of intent on rail", "en", "protocol"),
        ("a joint declaration of intent on rail", "en", "declaration"),
        ("the Executive Programme for sport", "en", "programme"),
        ("an exchange of notes on visas", "en", "exchange-of-notes"),
        ("the Decision of the Council on rail", "en", "other"),
        ("совместное заявление о дружбе", "ru", "declaration"),
        ("меморандум о взаимопонимании", "ru", "mou"),
        ("дорожную карту по торговле", "ru", "action-plan"),
        ("مذكرة تفاهم في مجال الصحة", "ar", "mou"),
        ("برنامج تنفيذي للتعاون", "ar", "programme"),
        ("تعاون کی مفاہمتی یادداشت", "ur", "mou"),
        ("сауда туралы келісімге", "kk", "agreement"),
        ("un mémorandum d’entente sur l’eau", "fr", "mou"),
    ],
)
def test_the_type_follows_the_word(text: str, language: str, type_: str) -> None:
    (mention,) = mentions(text, language)
    assert mention.type == type_


@pytest.mark.parametrize(
    ("text", "count"),
    [("signed 37 MoUs", 37), ("three protocols on A", 3), ("more than 30 memoranda", 30), ("two new agreements", 2)],
)
def test_the_number_before_it_is_read(text: str, count: int) -> None:
    (mention,) = mentions(text)
    assert (mention.count, mention.many) == (count, True)


def test_words_of_the_title_stand_before_the_word() -> None:
    found = piece("They signed a new transit trade agreement.")
    (mention,) = found.mentions
    assert found.tokens.part(mention.start, mention.end) == "transit trade agreement"


def test_an_abbreviation_in_brackets_is_no_second_one() -> None:
    assert len(mentions("a Memorandum of Understanding (MoU) on rail")) == 1


def test_memoranda_and_agreements_are_one_list() -> None:
    (mention,) = mentions("signed memoranda of understanding (MoUs) and agreements on rail")
    assert (mention.type, mention.mixed) == ("mou", True)


def test_an_agreement_that_another_amends_is_nested() -> None:
    protocol, agreement = mentions("a Protocol to amend the Agreement on air services")
    assert (protocol.nested, agreement.nested) == (False, True)


def test_the_second_of_two_is_not_nested() -> None:
    treaty, agreement = mentions("signed a treaty on extradition and an agreement on transit")
    assert (treaty.nested, agreement.nested) == (False, False)


def test_another_stands_for_the_word_before() -> None:
    _, another = mentions("a MoU between A and B, and another was between C and D")
    assert (another.type, another.word) == ("mou", "MoU")


def test_russian_plural_is_told_by_the_adjective() -> None:
    (mention,) = mentions("подписаны межправительственные соглашения о торговле, о туризме", "ru")
    assert mention.many


def test_this_agreement_is_one_that_was_named_before() -> None:
    (mention,) = mentions("This agreement opens the market.")
    assert mention.determiner == "this"
