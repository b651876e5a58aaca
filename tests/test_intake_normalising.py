"""Step 1: a text in one form, whatever a copy or a page did to it."""

import pytest

from mou_cli.intake.normalising import LONGEST, normalise


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u00a0b\u2009c", "a b c"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("co\u00adoperation", "cooperation"),
        ("coopera-\ntion", "cooperation"),
        ("\x1b[31mrail\x1b]0;title\x07ways\x1b[0m and \x1b(Broad", "railways and road"),
        ("a \x1b]0;without an end", "a 0;without an end"),
        ("in agricultureMemorandum on trade", "in agriculture Memorandum on trade"),
        ("the Ministry ofTransport", "the Ministry of Transport"),
        ("Memorandumof Understanding ofthe ministries", "Memorandum of Understanding of the ministries"),
        ("an MoU on energycooperation", "an MoU on energy cooperation"),
        ("Соглашениео торговле", "Соглашение о торговле"),
        ("accordsur le thé", "accord sur le thé"),
        ("rail,customs;trade", "rail, customs; trade"),
        ("was signed.The next", "was signed. The next"),
        ("پاکستان کےدرمیان24معاہدوں پردستخط", "پاکستان کے درمیان 24 معاہدوں پر دستخط"),
        ("## Heading\n> **bold** word", "Heading\nbold word"),
        ("a\n\n\n\nb", "a\n\nb"),
    ],
)
def test_one_form(given: str, plain: str) -> None:
    assert normalise(given).text == plain


@pytest.mark.parametrize("word", ["MoUs", "KazTrade", "eGov", "McAdam", "1,000", "U.S.", "co-operation", "протоколов"])
def test_what_is_one_word_stays_one(word: str) -> None:
    assert normalise(f"the {word} is").text == f"the {word} is"


def test_the_date_of_the_page_is_taken_off() -> None:
    page = normalise(" date 2031-05-02 Two agreements were signed.")
    assert (page.text, page.date) == ("Two agreements were signed.", "2031-05-02")


def test_a_text_without_such_a_date_has_none() -> None:
    assert normalise("The date 2031-05-02 was named.").date == ""


def test_cells_that_tabs_part_become_cells() -> None:
    assert normalise("1\tMoU\tA\n2\tMoU\tB\n").text == "1 | MoU | A\n2 | MoU | B"


def test_no_more_is_read_than_a_communique_can_hold() -> None:
    assert len(normalise("a" * (LONGEST + 500)).text) == LONGEST
