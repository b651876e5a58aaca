"""Whole texts in Russian, Arabic, Urdu, Kazakh and French."""

import pytest

from mou_cli.intake.languages import language_of
from mou_cli.intake.reading import read
from tests.intake_pieces import codes, drafts, titles

RUSSIAN = (
    "В рамках государственного визита президента Непала в Оман подписано совместное заявление о дружбе.\n"
    "Стороны также подписали ряд документов. Среди них соглашение о выдаче преступников, а также меморандумы о "
    "сотрудничестве в сфере туризма, сельского хозяйства и спорта."
)
ARABIC = (
    "وقعت سلطنة عمان ونيبال مذكرتي تفاهم، وفيما يلي تفاصيلهما:\n"
    "1- مذكرة تفاهم في مجال الصحة بين وزارة الصحة في سلطنة عمان ووزارة الصحة في نيبال، وقعها الوزيران.\n"
    "2- اتفاقية تجنب الازدواج الضريبي.\n"
)
URDU = (
    "پاکستان اور نیپال کے درمیان معاہدوں پر دستخط کیے گئے۔ "
    "تقریب میں سیاحت کے شعبے میں تعاون کی مفاہمتی یادداشت اور کھیلوں کے فروغ کے معاہدے پر دستخط ہوئے۔"
)
KAZAKH = "Қазақстан мен Пәкістан әуе қатынасы туралы келісімге қол қойды. Екі ел туризм туралы меморандумға қол қойды."
FRENCH = (
    "L’Algérie et le Sénégal ont signé mardi un accord sur la pêche, un mémorandum d’entente dans le domaine de la "
    "santé et un autre sur le tourisme."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        (URDU, "ur"),
        (KAZAKH, "kk"),
        (FRENCH, "fr"),
        ("Signed the MoU", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_known_by_its_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_russian() -> None:
    assert titles(RUSSIAN) == [
        "Совместное заявление о дружбе",
        "Соглашение о выдаче преступников",
        "Меморандум — туризм",
        "Меморандум — сельское хозяйство",
        "Меморандум — спорт",
    ]
    assert all(codes(draft) == ["NP", "OM"] for draft in drafts(RUSSIAN))


def test_russian_items_in_the_accusative() -> None:
    text = "Оман и Непал подписали:\n– Программу сотрудничества на 2031-2033 годы;\n– Декларацию о дружбе.\n"
    programme, declaration = drafts(text)
    assert (programme.title, programme.type) == ("Программа сотрудничества на 2031-2033 годы", "programme")
    assert programme.period == "2031/2033"
    assert (declaration.title, declaration.type) == ("Декларация о дружбе", "declaration")


def test_russian_list_with_its_preposition_before_each() -> None:
    text = "Оман и Непал подписали межправительственные соглашения о торговле, о туризме и о спорте."
    assert titles(text) == ["Соглашение о торговле", "Соглашение о туризме", "Соглашение о спорте"]


def test_russian_items_that_begin_with_their_preposition() -> None:
    text = "Оман и Непал подписали межправительственные соглашения:\n— о торговле;\n— о воздушном сообщении.\n"
    assert titles(text) == ["Соглашение о торговле", "Соглашение о воздушном сообщении"]


def test_russian_instrument_in_quotation_marks() -> None:
    text = "Оман и Непал подписали «Дорожную карту» по развитию торговли на 2031-2033 годы."
    (draft,) = drafts(text)
    assert (draft.type, draft.period) == ("action-plan", "2031/2033")


def test_arabic() -> None:
    health, tax = drafts(ARABIC)
    assert (health.title, health.type) == ("مذكرة تفاهم في مجال الصحة", "mou")
    assert codes(health) == ["NP", "OM"]
    assert (tax.title, tax.type) == ("اتفاقية تجنب الازدواج الضريبي", "agreement")


def test_urdu() -> None:
    found = drafts(URDU)
    assert [draft.type for draft in found] == ["mou", "agreement"]
    assert found[0].title == "سیاحت کے شعبے میں تعاون کی مفاہمتی یادداشت"
    assert codes(found[0]) == ["NP", "PK"]


def test_urdu_words_that_were_glued() -> None:
    text = "پاکستان اورنیپال کےدرمیان تعلیم کےشعبےمیں تعاون کی مفاہمتی یادداشت پردستخط ہوئے۔"
    (draft,) = drafts(text)
    assert draft.type == "mou"
    assert codes(draft) == ["NP", "PK"]


def test_urdu_agencies_that_exchanged_one() -> None:
    text = "پاکستان اور نیپال نے معاہدے کیے۔ بینک آف نیپال اور بینک آف پاکستان نے مفاہمتی یادداشت کا تبادلہ کیا۔"
    found = drafts(text)
    assert [party.agency for party in found[-1].parties] == ["بینک آف نیپال", "بینک آف پاکستان"]


def test_kazakh() -> None:
    assert [(draft.type, codes(draft)) for draft in drafts(KAZAKH)] == [
        ("agreement", ["KZ", "PK"]),
        ("mou", ["KZ", "PK"]),
    ]


def test_french() -> None:
    found = drafts(FRENCH)
    assert [draft.type for draft in found] == ["agreement", "mou", "mou"]
    assert [draft.title for draft in found] == [
        "Accord sur la pêche",
        "Mémorandum d’entente dans le domaine de la santé",
        "Mémorandum d’entente sur le tourisme",
    ]
    assert all(codes(draft) == ["DZ", "SN"] for draft in found)


@pytest.mark.parametrize(
    "text", ["Оман и Непал подпишут соглашение о чае.", "سيتم توقيع اتفاقية الشاي بين عمان ونيبال."]
)
def test_what_is_to_come_is_no_draft(text: str) -> None:
    assert read(text).drafts == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Oman et le Népal ont signé ces documents :\n– Programme d'échanges sportifs et ruraux 2031-2033 ;\n",
            "Programme d'échanges sportifs et ruraux 2031-2033",
        ),
        (
            "Oman et le Népal : les ministres ont apposé leur signature sur un accord relatif à la laine.",
            "Accord relatif à la laine",
        ),
        (
            "Оман и Непал. Университет чая и Академия риса обменялись письмами о намерениях по подготовке поваров.",
            "Письмо о намерениях по подготовке поваров",
        ),
        (
            "Оман и Непал. На полях визита Банк чая и Фонд риса заключили договор о займе, а Завод и Музей — ничего.",
            "Договор о займе",
        ),
        (
            "Қазақстан мен Оман. Оман Сұлтаны Бірлескен мәлімдемеге қол қойды.",
            "Бірлескен мәлімдеме",
        ),
        (
            "شهد الوزيران في مسقط توقيع برنامج تنفيذي أول لمذكرة التفاهم في مجال الشاي.",
            "برنامج تنفيذي أول لمذكرة التفاهم في مجال الشاي",
        ),
    ],
)
def test_one_document_in_each_language(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_each_of_a_row_between_semicolons_is_a_document() -> None:
    text = "Оман и Непал подписали соглашение о чае; план совместных действий министерств спорта; протокол о шерсти."
    assert titles(text)[1] == "План совместных действий министерств спорта"


def test_a_joint_communique_as_a_heading_is_none_that_was_signed() -> None:
    text = "СОВМЕСТНОЕ КОММЮНИКЕ об итогах визита Министра Омана в Непал\n\nСтороны подписали соглашение о чае.\n"
    assert titles(text) == ["Соглашение о чае"]
