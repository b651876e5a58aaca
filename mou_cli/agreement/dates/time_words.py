"""The words in which people say days, months and periods: English, Russian, Kazakh, Urdu; compared as folded."""

import unicodedata
from functools import cache

from mou_cli.vocabulary.folding import fold

_MONTHS = (
    "january jan январь января янв қаңтар қаң جنوری",
    "february feb февраль февраля фев февр ақпан ақп فروری",
    "march mar март марта мар наурыз нау مارچ",
    "april apr апрель апреля апр сәуір сәу اپریل",
    "may май мая мамыр мам مئی",
    "june jun июнь июня июн маусым мау جون",
    "july jul июль июля июл шілде шіл جولائی",
    "august aug август августа авг тамыз там اگست",
    "september sep sept сентябрь сентября сен сент қыркүйек қыр ستمبر",
    "october oct октябрь октября окт қазан қаз اکتوبر",
    "november nov ноябрь ноября ноя нояб қараша қар نومبر",
    "december dec декабрь декабря дек желтоқсан жел دسمبر",
)
_WEEKDAYS = (
    "monday mon понедельник пн дүйсенбі پیر",
    "tuesday tue tues вторник вт сейсенбі منگل",
    "wednesday wed среда ср сәрсенбі بدھ",
    "thursday thu thur thurs четверг чт бейсенбі جمعرات",
    "friday fri пятница пт жұма جمعہ",
    "saturday sat суббота сб сенбі ہفتہ",
    "sunday sun воскресенье вс жексенбі اتوار",
)
_UNITS = {
    "Y": "y yr yrs year years г год года лет жыл жылға سال",
    "M": "m mo mos mon month months мес месяц месяца месяцев ай айға ماہ مہینہ مہینے",
    "W": "w wk wks week weeks нед неделя неделю недели недель апта ہفتہ ہفتے",
    "D": "d day days дн день дня дней сутки суток күн دن",
}
_NUMBERS = (
    "zero нуль ноль",
    "one a an один одна одно одну одного бір ایک",
    "two два две двух екі دو",
    "three три трех үш تین",
    "four четыре четырех төрт چار",
    "five пять пяти бес پانچ",
    "six шесть шести алты چھ",
    "seven семь семи жеті سات",
    "eight восемь восьми сегіз آٹھ",
    "nine девять девяти тоғыз نو",
    "ten десять десяти он دس",
    "eleven одиннадцать одиннадцати",
    "twelve двенадцать двенадцати",
    "thirteen",
    "fourteen",
    "fifteen пятнадцать пятнадцати",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = (
    "twenty двадцать двадцати жиырма بیس",
    "thirty тридцать тридцати отыз تیس",
    "forty сорок сорока қырық",
    "fifty пятьдесят пятидесяти елу پچاس",
    "sixty шестьдесят шестидесяти алпыс ساٹھ",
    "seventy семьдесят семидесяти жетпіс",
    "eighty восемьдесят восьмидесяти сексен",
    "ninety девяносто тоқсан نوے",
)
# Dashes that folding leaves, the minus sign among them.
_DASHES = str.maketrans(dict.fromkeys("‐‒―−", "-"))


def plain(text: str) -> str:
    """Return `text` folded, with the digits of any script as 0 to 9, every dash as a hyphen and single blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = fold("".join(_digit(c) for c in text)).translate(_DASHES)
    return " ".join(folded.split())


def _digit(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    # Folding would make a footnote's mark a digit of the date: 1² February is not the 12th.
    return "†" if character.isdigit() else character


@cache
def months() -> dict[str, int]:
    """Return the number (1 to 12) of every folded name of a month."""
    return _indexed(_MONTHS, 1)


@cache
def weekdays() -> dict[str, int]:
    """Return the number (Monday is 0) of every folded name of a weekday."""
    return _indexed(_WEEKDAYS, 0)


@cache
def units() -> dict[str, str]:
    """Return the letter (`Y M W D`) of every folded name of a unit."""
    return {fold(word): letter for letter, words in _UNITS.items() for word in words.split()}


@cache
def numbers() -> dict[str, int]:
    """Return the value of every folded number word up to ninety-nine."""
    known = _indexed(_NUMBERS, 0)
    tens = _indexed(_TENS, 2)
    known.update({word: ten * 10 for word, ten in tens.items()})
    english = [(line.split()[0], ten * 10) for ten, line in enumerate(_TENS, 2)]
    for word, ten in english:
        known.update({f"{word}-{_NUMBERS[one].split()[0]}": ten + one for one in range(1, 10)})
    return known


def _indexed(lines: tuple[str, ...], first: int) -> dict[str, int]:
    return {fold(word): number for number, line in enumerate(lines, first) for word in line.split()}
