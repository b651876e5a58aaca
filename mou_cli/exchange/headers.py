"""Which field a column of somebody's spreadsheet means, from its heading, in the languages of such registers."""

import functools
from collections.abc import Collection

from mou_cli.agreement.reading.date_orders import without_order
from mou_cli.agreement.reading.paths import leaf_paths, place_of
from mou_cli.exchange.table_columns import AGREEMENTS
from mou_cli.vocabulary.matching import key

# Field: the headings that mean it. `in-force`, `signatory` and `lead` are what `mou add` calls them.
_HEADINGS: dict[str, str] = {
    "ref": "reference|ref no|reference no|reference number|mou no|mou number|registration number|рег номер|"
    "регистрационный номер|тіркеу нөмірі|حوالہ نمبر",
    "title": "name|name of mou|name of the mou|title of mou|title of the mou|mou title|mou name|mou|name of agreement|"
    "name of the agreement|title of agreement|title of the agreement|agreement title|agreement name|agreement|"
    "name of document|title of document|document title|document name|document|subject|subject matter|"
    "subject of mou|instrument|memorandum|treaty|название|наименование|название документа|наименование документа|"
    "название меморандума|наименование меморандума|название соглашения|наименование соглашения|документ|предмет|тема|"
    "атауы|құжат атауы|құжаттың атауы|құжат|عنوان|نام|معاہدے کا نام|یادداشت کا عنوان|titre|intitulé|título",
    "titles.ru": "title ru|russian title|title in russian|название на русском",
    "titles.kk": "title kk|kazakh title|title in kazakh|қазақша атауы",
    "titles.ur": "title ur|urdu title|title in urdu|اردو عنوان",
    "titles.en": "title en|english title|title in english|название на английском",
    "type": "type of document|document type|type of agreement|type of instrument|instrument type|kind|form|вид|"
    "вид документа|тип|тип документа|түрі|құжат түрі|قسم|نوعیت|nature",
    "binding": "legally binding|юридическая обязательность|обязательный",
    "parties": "party|country|countries|partner|partners|partner country|partner countries|counterpart|counterparty|"
    "signatory country|signatory countries|signatory parties|state|states|with|with whom|side|sides|parties to|"
    "party a|party b|party 1|party 2|first party|second party|страна|страны|сторона|стороны|партнер|партнеры|"
    "государство|ел|елдер|мемлекет|тарап|тараптар|ملک|ممالک|فریق|فریقین|pays|parties contractantes|país",
    "lead": "lead party|lead country|ведущая сторона",
    "signatory": "signatories|signed by|signed by whom|signers|signing officials|подписанты|подписал|подписали|"
    "кем подписан|кем подписано|қол қойғандар|دستخط کنندگان|دستخط کنندہ",
    "sectors": "sector|area|areas|area of cooperation|areas of cooperation|field|fields|field of cooperation|"
    "fields of cooperation|domain|theme|category|сектор|сектора|отрасль|отрасли|сфера|сфера сотрудничества|область|"
    "область сотрудничества|направление|сала|салалар|ынтымақтастық саласы|شعبہ|شعبے|شعبہ تعاون|secteur|domaine",
    "signed": "date of signing|date of signature|signing date|signature date|signed on|date signed|date|"
    "signed date|date of conclusion|дата подписания|дата|подписан|подписано|дата заключения|қол қойылған күні|"
    "қол қойылған күн|күні|دستخط کی تاریخ|تاریخ دستخط|تاریخ|date de signature|fecha de firma",
    "place": "place of signing|place of signature|signed at|signed in|venue|city|location|where signed|"
    "место подписания|место|город|қол қойылған жері|қол қойылған орны|орны|مقام|دستخط کا مقام|lieu|lieu de signature",
    "occasion": "event|visit|on the occasion of|occasion of signing|повод|мероприятие|визит|іс шара|сапар|موقع|دورہ",
    "in-force": "entry into force|date of entry into force|in force since|in force from|entered into force|"
    "effective date|effective from|start date|commencement date|date of effect|дата вступления в силу|"
    "вступление в силу|вступил в силу|вступило в силу|күшіне ену күні|күшіне енген күні|نفاذ کی تاریخ|"
    "entrée en vigueur",
    "term.duration": "term|duration|validity|validity period|period|period of validity|valid for|срок|срок действия|"
    "мерзімі|қолданылу мерзімі|مدت|میعاد|durée",
    "term.until": "expiry date|expiry|expires|expires on|expiration|expiration date|date of expiry|valid until|"
    "valid till|valid up to|end date|until|in force until|действует до|дата окончания|дата истечения|истекает|"
    "аяқталу күні|اختتامی تاریخ|تاریخ اختتام|date d expiration",
    "term.renewal": "renewal|renewal clause|extension|продление|пролонгация|ұзарту|تجدید",
    "term.period": "renewal period|renewal term|срок продления",
    "term.notice": "notice|notice period|termination notice|срок уведомления|хабарлау мерзімі|نوٹس کی مدت",
    "responsible": "ministry|responsible ministry|lead ministry|line ministry|concerned ministry|agency|"
    "responsible agency|lead agency|executing agency|implementing agency|department|responsible department|unit|"
    "division|focal point|responsible body|responsible unit|ответственный|ответственное ведомство|"
    "ответственный орган|министерство|ведомство|жауапты|жауапты орган|министрлік|وزارت|متعلقہ وزارت|ذمہ دار ادارہ|"
    "ministère",
    "sources": "source|source url|url|link to source|reference link|web link|источник|источники|ссылка|дереккөз|"
    "ماخذ|حوالہ|lien",
    "languages": "language|languages of text|authentic languages|язык|языки|тіл|тілдер|زبان|زبانیں|langue|langues",
    "depositary": "депозитарий|депозитарий мемлекет|dépositaire",
    "original.place": "original kept at|location of original|where the original is|место хранения|"
    "место хранения оригинала|түпнұсқа орны",
    "identifiers.unts": "unts|unts no|unts number|un registration|un registration number",
    "identifiers.adilet": "adilet|adilet id",
    "tags": "tag|keyword|keywords|labels|теги|метки|ключевые слова|кілт сөздер",
    "notes": "note|remark|remarks|comment|comments|description|details|примечание|примечания|комментарий|описание|"
    "ескерту|ескертпе|تبصرہ|کیفیت|نوٹ|ریمارکس|remarques|observations",
}
_COMPUTED_HEADINGS = (
    "status|current status|in force|state of play|renewals|notice opens|last notice day|notice by|ceases on|"
    "in force through|survival through|next deadline|статус|состояние|мәртебесі|күйі|حیثیت|statut"
)
_WORKED_OUT = frozenset(map(key, _COMPUTED_HEADINGS.split("|")))
# Headings that no list but mou's own workbook has together (see table_columns.py).
_OURS = frozenset({"Between", "Runs from"})


def guess(heading: str) -> str | None:
    """Return the field that a column headed `heading` means, as a path or a word of targets.py; None where unknown."""
    exact = heading.strip()
    if exact and place_of(exact):
        return exact
    return _guesses().get(_bare(heading))


def is_worked_out(heading: str) -> bool:
    """Say whether a column headed `heading` holds what mou works out itself, such as the status."""
    return key(heading) in _WORKED_OUT


def worked_out_in(headings: Collection[str]) -> frozenset[str]:
    """Return those of `headings` under which a workbook of mou's own shows what it worked out; else nothing."""
    if not set(headings) >= _OURS:
        return frozenset()
    return frozenset(each.heading for each in AGREEMENTS if each.name != "more" and place_of(each.at) is None)


def is_exact(heading: str) -> bool:
    """Say whether `heading` is a field's own name, not one of the words for it."""
    return place_of(heading.strip()) is not None


@functools.cache
def _guesses() -> dict[str, str]:
    own = {_bare(path.replace(".", " ").replace("_", " ")): path for path in leaf_paths()}
    words = {_bare(word): field for field, words in _HEADINGS.items() for word in (*words.split("|"), field)}
    return {**words, **own}


def _bare(heading: str) -> str:
    # "Date of signing (dd.mm.yyyy)", "Country*", "1. Title"
    bare = without_order(heading)
    words = key(bare.partition("(")[0] or bare).replace("*", " ").replace(".", " ").replace("№", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0].isdecimal() else words)
