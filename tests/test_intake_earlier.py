"""What a text recalls or wishes for is no draft: what was signed in an earlier year, what is only to be signed."""

import pytest

from tests.intake_pieces import drafts, titles

SIGNED = "Oman and Nepal signed a memorandum on fisheries in Muscat on Monday. "


@pytest.mark.parametrize(
    "recalled",
    [
        "The leaders recalled the Agreement on Scientific Cooperation signed in Kathmandu in 2008.",
        "They welcomed the trade agreement signed in January and looked forward to its entry into force.",
        "The air services agreement initialled last year is in force.",
        "Earlier this month, Nepal signed a gas supply agreement with Qatar.",
        "The two governments had in March signed a defence agreement.",
        "The governments, which signed a cultural agreement in 2022, met in Muscat.",
        "A company that in 2021 signed a contract on ports confirmed its plans.",
        "The agreement on preferential trade, in force since 2019, helped both.",
        '"More than 20 agreements were signed in the past two years," the chamber said.',
        "Under the memorandum, which replaces an exchange of letters of 1994, requests go to the ministries.",
    ],
)
def test_what_was_signed_before_is_no_draft(recalled: str) -> None:
    assert titles(SIGNED + recalled) == ["Memorandum on fisheries"]


@pytest.mark.parametrize(
    "wished",
    [
        "They agreed to conclude an agreement on double taxation.",
        "A proposed agreement on oil seeds will be considered at the next session.",
        "The minister said he would like to see a memorandum on migration soon.",
        "The ministry said it would propose a labour agreement.",
        "A visa agreement was not on the table.",
    ],
)
def test_what_is_wished_for_is_no_draft(wished: str) -> None:
    assert titles(SIGNED + wished) == ["Memorandum on fisheries"]


def test_instruments_of_ratification_are_no_agreement() -> None:
    text = "The ministers exchanged the instruments of ratification of the Agreement on Rivers."
    assert titles(SIGNED + text) == ["Memorandum on fisheries"]


def test_they_stay_an_item_of_a_list() -> None:
    text = "Oman and Nepal exchanged:\n- Instrument of ratification of the extradition treaty;\n- Memorandum on sport."
    assert titles(text) == ["Instrument of ratification of the extradition treaty", "Memorandum on sport"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Oman and Nepal renewed the trade agreement signed in 2011.", "Trade agreement"),
        ("Oman and Nepal renewed their academic exchange agreement.", "Academic exchange agreement"),
        ("The memorandum on trade was signed in March 2024 by Oman and Nepal.", "Memorandum on trade"),
    ],
)
def test_a_renewal_and_a_day_of_its_own_are_news(text: str, title: str) -> None:
    assert [each[: len(title)] for each in titles(text)] == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Омон и Непал подписали меморандум о туризме. Стороны условились подготовить соглашение об инвестициях.",
            "Меморандум о туризме",
        ),
        (
            "Подписано соглашение о спорте. Стороны выразили заинтересованность в подписании соглашения о труде.",
            "Соглашение о спорте",
        ),
        (
            "وقع الجانبان مذكرة تفاهم في مجال الزراعة، وأعربا عن تطلعهما إلى توقيع مذكرة تفاهم في مجال السياحة.",
            "مذكرة تفاهم في مجال الزراعة",
        ),
        (
            "Ils ont signé un accord sur la pêche. L'accord sur le tourisme, signé à Mascate en 2019, vaut.",
            "Accord sur la pêche",
        ),
    ],
)
def test_so_in_other_languages(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_the_day_of_an_amended_agreement_is_not_that_of_the_protocol() -> None:
    text = "Oman and Nepal exchanged:\n- Protocol to amend the Agreement on taxes, which was signed on 31 March 2017"
    assert [draft.signed for draft in drafts(text)] == [""]


def test_a_sentence_that_comes_back_to_a_document_is_none() -> None:
    text = "Oman and Nepal signed a memorandum on lithium. The memorandum on lithium runs for five years."
    assert titles(text) == ["Memorandum on lithium"]


def test_the_heading_of_a_joint_statement_is_no_draft() -> None:
    text = "Joint Statement on the Occasion of the Visit of the Prime Minister of Nepal to Oman\n\n" + SIGNED
    assert titles(text) == ["Memorandum on fisheries"]


@pytest.mark.parametrize(
    "text",
    [
        "وقعت عمان ونيبال مذكرة تفاهم في مجال الشاي. وقال الوزير إن اتفاقية الأرز الموقعة بين البلدين عام 2021 مهمة.",
        "Қазақстан мен Оман шай туралы келісімге қол қойды. Еске салсақ, ет туралы келісім 2023 жылы жасалған болатын.",
        "Қазақстан мен Оман шай туралы келісімге қол қойды. Тараптар күріш туралы келісімге қол қоюды жоспарлап отыр.",
        "پاکستان اور عمان نے چائے کے معاہدے پر دستخط کئے۔ وزیر نے کہا کہ 2022 میں ہونے والی اون کی یادداشت اہم ہے۔",
        "Oman et le Népal ont signé un accord sur le thé. Ils notent la fin des négociations de l'accord sur le riz.",
        "Оман и Непал подписали соглашение о чае. «Принятые сегодня решения ведут нас вперёд», — сказал он.",
    ],
)
def test_what_a_text_recalls_or_plans_or_praises_is_no_document_of_the_visit(text: str) -> None:
    assert len(drafts(text)) == 1
