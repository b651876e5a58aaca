"""The types of instrument in words, and how a person's word finds one."""

import functools

from mou_cli.vocabulary.matching import key, nearest, singular, unknown

# Code: the label, then other words for it in English, Russian, Kazakh, Urdu, French, Arabic, Spanish and Chinese.
_TYPES: dict[str, tuple[str, ...]] = {
    "mou": (
        "memorandum of understanding",
        "MoU",
        "M.o.U.",
        "memorandum",
        "memoranda",
        "memoranda of understanding",
        "memorandums of understanding",
        "memorandum of cooperation",
        "memorandum of co-operation",
        "memorandum of agreement",
        "MoC",
        "MoA",
        "inter-agency memorandum",
        "arrangement",
        "меморандум",
        "меморандум о взаимопонимании",
        "меморандум о сотрудничестве",
        "өзара түсіністік туралы меморандум",
        "ынтымақтастық туралы меморандум",
        "مفاہمتی یادداشت",
        "مفاہمت کی یادداشت",
        "یادداشت",
        "مذكرة تفاهم",
        "mémorandum",
        "protocole d'entente",
        "mémorandum d'entente",
        "memorando de entendimiento",
        "mutabakat zaptı",
        "mutabakat muhtırası",
        "谅解备忘录",
        "备忘录",
    ),
    "agreement": (
        "agreement",
        "accord",
        "pact",
        "framework agreement",
        "intergovernmental agreement",
        "inter-agency agreement",
        "IGA",
        "соглашение",
        "рамочное соглашение",
        "межправительственное соглашение",
        "келісім",
        "معاہدہ تعاون",
        "سمجھوتہ",
        "اتفاقية",
        "اتفاق",
        "acuerdo",
        "anlaşma",
        "协定",
        "协议",
    ),
    "treaty": ("treaty", "traité", "договор", "шарт", "معاہدہ", "معاهدة", "tratado", "antlaşma", "条约"),
    "convention": ("convention", "конвенция", "covenant", "charter", "میثاق", "convenio", "公约"),
    "protocol": (
        "protocol",
        "additional protocol",
        "amending protocol",
        "amendment",
        "протокол",
        "дополнительный протокол",
        "хаттама",
        "پروٹوکول",
        "بروتوكول",
        "protocole",
        "protocolo",
        "protokol",
        "议定书",
    ),
    "declaration": (
        "declaration",
        "joint declaration",
        "statement",
        "joint statement",
        "communiqué",
        "communique",
        "joint communiqué",
        "joint communique",
        "декларация",
        "совместная декларация",
        "совместное заявление",
        "заявление",
        "коммюнике",
        "мәлімдеме",
        "бірлескен мәлімдеме",
        "бірлескен декларация",
        "اعلامیہ",
        "مشترکہ اعلامیہ",
        "إعلان",
        "déclaration",
        "déclaration commune",
        "declaración",
        "deklarasyon",
        "联合声明",
        "宣言",
    ),
    "letter-of-intent": (
        "letter of intent",
        "letters of intent",
        "LoI",
        "declaration of intent",
        "statement of intent",
        "письмо о намерениях",
        "протокол о намерениях",
        "декларация о намерениях",
        "ниет хаты",
        "ниет туралы хат",
        "ارادے کا خط",
        "خطاب نوايا",
        "lettre d'intention",
        "carta de intención",
        "niyet mektubu",
        "意向书",
    ),
    "exchange-of-notes": (
        "exchange of notes",
        "exchange of letters",
        "notes verbales",
        "note verbale",
        "verbal note",
        "diplomatic notes",
        "EoN",
        "EoL",
        "обмен нотами",
        "обмен письмами",
        "нота",
        "ноталар алмасу",
        "хаттар алмасу",
        "نوٹس کا تبادلہ",
        "مراسلوں کا تبادلہ",
        "تبادل المذكرات",
        "échange de notes",
        "échange de lettres",
        "canje de notas",
        "nota teatisi",
        "换文",
    ),
    "action-plan": (
        "action plan",
        "plan of action",
        "plan",
        "roadmap",
        "road map",
        "work plan",
        "план действий",
        "план мероприятий",
        "дорожная карта",
        "іс-қимыл жоспары",
        "жол картасы",
        "لائحہ عمل",
        "ایکشن پلان",
        "روڈ میپ",
        "خطة عمل",
        "plan d'action",
        "feuille de route",
        "plan de acción",
        "eylem planı",
        "行动计划",
    ),
    "programme": (
        "programme",
        "program",
        "cooperation programme",
        "cooperation program",
        "executive programme",
        "executive program",
        "exchange programme",
        "программа",
        "программа сотрудничества",
        "бағдарлама",
        "ынтымақтастық бағдарламасы",
        "پروگرام",
        "برنامج تنفيذي",
        "برنامج",
        "programa",
        "计划",
    ),
    "contract": (
        "contract",
        "commercial contract",
        "commercial agreement",
        "loan agreement",
        "grant agreement",
        "контракт",
        "коммерческий договор",
        "келісімшарт",
        "ٹھیکہ",
        "عقد",
        "contrat",
        "contrato",
        "sözleşme",
        "合同",
    ),
    "minutes": (
        "minutes",
        "agreed minutes",
        "minutes of meeting",
        "record of discussion",
        "records of discussions",
        "протокол заседания",
        "протокол встречи",
        "отырыс хаттамасы",
        "روداد",
        "محضر",
        "procès-verbal",
        "acta",
        "tutanak",
        "会议纪要",
    ),
    "other": (
        "other",
        "other instrument",
        "другое",
        "иное",
        "прочее",
        "басқа",
        "دیگر",
        "أخرى",
        "autre",
        "otro",
        "其他",
    ),
}


def type_label(code: str) -> str:
    """Return the type in words; of an unknown code the code itself."""
    return _TYPES.get(code, (code,))[0]


def type_aliases(code: str) -> tuple[str, ...]:
    """Return the other words for a type, in several languages; none for an unknown code."""
    return _TYPES.get(code, ())[1:]


def find_type(word: str) -> str | None:
    """Return the code of the type that `word` (a code or a name in one of our languages) stands for, or None."""
    if word in _TYPES:
        return word
    asked = key(word)
    return _names().get(asked) or _singulars().get(singular(asked))


def resolve_type(word: str) -> str:
    """Return the code of the type that `word` stands for, as `find_type` does; raise Usage with the nearest ones."""
    found = find_type(word)
    if found is None:
        raise unknown("type", word, nearest(word, _names()), f"a type is one of {', '.join(_TYPES)}")
    return found


@functools.cache
def _names() -> dict[str, str]:
    return {key(word): code for code, words in _TYPES.items() for word in (code, *words)}


@functools.cache
def _singulars() -> dict[str, str]:
    return {singular(name): code for name, code in _names().items()}
