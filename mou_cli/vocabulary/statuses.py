"""The statuses of an agreement in words, and how a person's word finds one."""

import functools

from mou_cli.vocabulary.matching import key, nearest, unknown

# Code: the label, then other words for it in English, Russian, Kazakh, Urdu and French.
_STATUSES: dict[str, tuple[str, ...]] = {
    "superseded": ("superseded", "replaced", "заменен", "ауыстырылған", "remplacé"),
    "terminated": (
        "terminated",
        "denounced",
        "cancelled",
        "ended",
        "прекращен",
        "прекратил действие",
        "денонсирован",
        "расторгнут",
        "тоқтатылған",
        "ختم شدہ",
        "dénoncé",
        "résilié",
    ),
    "expired": ("expired", "lapsed", "истек", "истёк срок", "мерзімі өткен", "زائد المیعاد", "میعاد ختم", "expiré"),
    "suspended": ("suspended", "приостановлен", "тоқтатыла тұрған", "معطل", "suspendu"),
    "ending": ("ending", "notice given", "being terminated", "прекращается", "уведомление о прекращении"),
    "in-force": (
        "in force",
        "force",
        "active",
        "current",
        "valid",
        "effective",
        "в силе",
        "действует",
        "действующий",
        "вступил в силу",
        "күшінде",
        "қолданыста",
        "نافذ العمل",
        "نافذ",
        "en vigueur",
    ),
    "provisional": (
        "provisionally applied",
        "provisional",
        "provisional application",
        "временно применяется",
        "временное применение",
        "уақытша қолданылады",
        "عارضی",
        "provisoire",
    ),
    "signed": (
        "signed",
        "not in force",
        "not yet in force",
        "подписан",
        "подписано",
        "қол қойылған",
        "دستخط شدہ",
        "signé",
    ),
    "initialled": ("initialled", "initialed", "парафирован", "парафировано", "парафталған", "paraphé"),
    "draft": ("draft", "planned", "under negotiation", "проект", "жоба", "مسودہ", "projet"),
    "unknown": ("unknown", "неизвестно", "неизвестен", "белгісіз", "نامعلوم", "inconnu"),
}


def status_label(status: str) -> str:
    """Return the status in words; of an unknown code the code itself."""
    return _STATUSES.get(status, (status,))[0]


def resolve_status(word: str) -> str:
    """Return the code of the status that `word` stands for (`in force`, `in_force`, `active`); raise Usage if none."""
    if word in _STATUSES:
        return word
    found = _names().get(key(word))
    if found is None:
        raise unknown("status", word, nearest(word, _names()), f"a status is one of {', '.join(_STATUSES)}")
    return found


@functools.cache
def _names() -> dict[str, str]:
    return {key(word): code for code, words in _STATUSES.items() for word in (code, *words)}
