"""The words of closed lists that people say otherwise: how a term is renewed, how it begins, what happened."""

import functools
from collections.abc import Mapping, Sequence

from mou_cli.vocabulary.matching import key, nearest, unknown

# A list's words, each with what else people write for it in English, Russian, Kazakh, French and Spanish.
_RENEWALS = {
    "tacit": (
        "automatic, automatically, auto, auto-renew, autorenew, auto-renewal, auto-renewing, automatic renewal, "
        "automatic extension, automatically renewed, renewed automatically, automatically extended, "
        "extended automatically, self-renewing, self-extending, tacit renewal, tacitly, tacitly renewed, "
        "renewed tacitly, автоматически, автоматическое, автоматическое продление, автоматическая пролонгация, "
        "продлевается автоматически, автоматты, автоматты түрде, tacite, tacite reconduction, reconduction tacite, "
        "automatique, tácita, automática"
    ),
    "express": (
        "expressly, explicit, explicitly, by agreement, by mutual agreement, by mutual consent, by consent, "
        "by written agreement, mutual consent, mutual agreement, written agreement, renewable by agreement, "
        "по соглашению, по взаимному согласию, по соглашению сторон, expresse, d'un commun accord, expresa"
    ),
    "open-ended": (
        "open, indefinite, indefinitely, for an indefinite period, unlimited, permanent, until terminated, "
        "until denounced, бессрочно, бессрочный, бессрочное, на неопределенный срок, мерзімсіз, indéterminée, "
        "durée indéterminée, indefinida"
    ),
    "none": (
        "no, never, no renewal, not renewed, not renewable, non-renewable, without renewal, нет, без продления, "
        "не продлевается, non renouvelable, sans reconduction, no renovable"
    ),
}
_ENTRY_MODES = {
    "signature": "on signature, upon signature, signing, on signing, upon signing, date of signature",
    "last-notification": "notification, notifications, last notice, on last notification, upon last notification",
    "ratification": "on ratification, exchange of instruments, exchange of instruments of ratification, ратификация",
    "fixed-date": "date, fixed, on a fixed date, fixed day",
    "first-of-next-month": "first of month, first of the month, first day of the next month",
    "days-after-notification": "days after, days after last notification",
}
_EVENTS = {
    "initialled": "initialed, initialling, initialing, парафирован, парафировано, парафирование, paraphé",
    "signed": "signature, signing, подписан, подписано, подписание, қол қойылды, signé",
    "approved": "approval, accepted, acceptance, утвержден, утверждено, одобрен, бекітілді, approuvé",
    "ratified": "ratification, ратифицирован, ратифицировано, ратификация, ратификацияланды, ratifié",
    "notified": "notification, procedures completed, internal procedures completed, notifié",
    "provisional": "provisionally applied, provisional application, временное применение, временно применяется",
    "in-force": (
        "force, effective, entry into force, entered into force, enters into force, came into force, "
        "into force, вступил в силу, вступило в силу, вступление в силу, күшіне енді, entrée en vigueur, en vigueur"
    ),
    "extended": (
        "extension, prolonged, prolongation, renewed, renewal, продлен, продлено, продление, пролонгация, "
        "ұзартылды, prorogé, renouvelé"
    ),
    "amended": "amendment, modified, modification, revised, изменен, изменено, поправка, modifié",
    "suspended": "suspension, приостановлен, приостановлено, suspendu",
    "resumed": "resumption, reinstated, возобновлен, возобновлено, repris",
    "notice-given": (
        "notice, gave notice, notice of termination, notice of denunciation, notice of withdrawal, "
        "уведомление о прекращении, préavis"
    ),
    "notice-withdrawn": "notice revoked, notice taken back, withdrawal of notice, уведомление отозвано",
    "terminated": "termination, прекращен, прекращено, прекращение, résilié",
    "superseded": "replaced, replacement, supersession, заменен, заменено, remplacé",
    "registered": "registration, зарегистрирован, регистрация, enregistré",
}
_LISTS: Sequence[Mapping[str, str]] = (_RENEWALS, _ENTRY_MODES, _EVENTS)

# Words that may be several events. Who denounces gives notice, and it ends when that has run out; but people say it
# of the end as well.
_EITHER = (
    (
        "denounced, denounce, denunciation, withdrawn, withdraw, withdrawal, withdrew, left, cancelled, canceled, "
        "cancel, cancellation, revoked, rescinded, abrogated, ended, end, денонсирован, денонсировано, денонсация, "
        "расторгнут, dénoncé, dénonciation",
        ("notice-given (it ends when the notice has run out)", "terminated (it ended on that day)"),
    ),
    ("expired, expiry, lapsed, истек", ("terminated (an end that its term brings needs no event)",)),
    ("acceded, accession, присоединился, adhésion", ("ratified", "approved")),
    ("started, began, commenced, active", ("in-force", "provisional")),
)


def resolve_word(word: str, words: Sequence[str], kind: str) -> str:
    """Return which of `words`, a closed list, a person means, whatever the case and by other usual words too.

    Raises Usage for a word that is none of them, or may be several, with those that come near; `kind` says what it is.
    """
    names = _names(tuple(words))
    found = names.get(key(word))
    if found is not None:
        return found
    either = _either().get(key(word), ()) if tuple(words) == tuple(_EVENTS) else ()
    raise unknown(kind, word, either or nearest(word, names, enough=75), f"it is one of {', '.join(words)}")


@functools.cache
def _names(words: tuple[str, ...]) -> dict[str, str]:
    names = {key(word): word for word in words}
    also = next((each for each in _LISTS if tuple(each) == words), {})
    return {**{key(each): word for word, told in also.items() for each in told.split(", ")}, **names}


@functools.cache
def _either() -> dict[str, Sequence[str]]:
    return {key(each): near for told, near in _EITHER for each in told.split(", ")}
