"""Amounts as people say them: `1 billion USD`, `250m`, `12,500 t`, read into numbers and written back."""

import re

from mou_cli.errors import Usage

_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIZES = {
    **dict.fromkeys(("", "units"), 1),
    **dict.fromkeys(("k", "thousand", "тыс", "тысяч", "тысяча", "мың", "ہزار"), 10**3),
    **dict.fromkeys(("lakh", "lakhs", "لاکھ"), 10**5),
    **dict.fromkeys(("m", "mn", "mln", "million", "millions", "млн", "миллион", "миллиона", "миллионов"), 10**6),
    **dict.fromkeys(("crore", "crores", "کروڑ"), 10**7),
    **dict.fromkeys(("b", "bn", "bln", "billion", "billions", "млрд", "миллиард", "миллиарда", "миллиардов"), 10**9),
    **dict.fromkeys(("tn", "trn", "trillion", "trillions", "трлн", "триллион", "триллиона", "триллионов"), 10**12),
}
_AMOUNT = re.compile(r"(-?[0-9][0-9,_ \u00a0\u202f]*(?:\.[0-9]+)?)\s*([^\W\d_]*)\.?\Z")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([,_ \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*)?(?:\.[0-9]+)?\Z")
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,12})?\Z")
_GROUPS = re.compile("[,_ \u00a0\u202f]")
_FORMS = "such as 1000000000, 1,000,000,000, 1 billion or 250m"


def read_amount(text: str) -> int | float:
    """Return the number that a person typed (`1000000000`, `1 billion`, `250m`, `2.5 млрд`), whole where it is.

    Raises Usage where it is no number, or one that can be read in two ways (`1,5`).
    """
    from fractions import Fraction

    found = _AMOUNT.match(text.strip())
    digits, word = (found[1].strip(), found[2].lower()) if found else ("", "")
    if _GROUPED.match(digits):
        digits = _GROUPS.sub("", digits)
    if word not in _SIZES or not _PLAIN.match(digits):
        raise Usage(f"{text[:60]!r} is not a number", _FORMS)
    exact = Fraction(digits) * _SIZES[word]
    if abs(exact) >= 2**63:
        raise Usage(f"{text[:60]!r} is too large", _FORMS)
    return int(exact) if exact.denominator == 1 else float(exact)


def amount_words(value: float | int, unit: str = "") -> str:
    """Return a number as people read it: `1 billion USD`, `12,500 t`."""
    return " ".join(filter(None, (_number(value), unit)))


def _number(value: float | int) -> str:
    if 10**6 <= abs(value) < 10**15:
        for size, name in _UNITS:
            if abs(value) >= size and value * 100 % size == 0:
                return f"{value / size:g} {name}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.12g}"
