"""Items that begin with a heading, behind a lead that says how many were signed."""

import pytest

from tests.intake_pieces import drafts, titles

LEAD = "Oman and Nepal signed three memoranda of understanding at the joint session in Muscat.\n"


def test_the_heading_is_the_subject_of_one_document() -> None:
    text = LEAD + (
        "1. Camel Racing: Aware of the love of sport on both sides, Oman and Nepal have signed an MoU to this end. "
        "It obliges both to hold races.\n"
        "2. Public Libraries: Another MoU is meant to show how books are lent. Oman and Nepal want more readers.\n"
        "3. Lighthouses: The two sides also put their ties on a firm footing. One of the MoUs sees to it.\n"
    )
    assert [(draft.title, draft.type) for draft in drafts(text)] == [
        ("MoU on Camel Racing", "mou"),
        ("MoU on Public Libraries", "mou"),
        ("MoU on Lighthouses", "mou"),
    ]


def test_what_the_item_says_itself_goes_first() -> None:
    text = LEAD + "1. Sport: The sides signed an MoU on camel racing.\n2. Culture: They signed a protocol on films.\n"
    assert titles(text) == ["MoU on camel racing", "Protocol on films"]


@pytest.mark.parametrize(
    "item",
    [
        "1. Energy: The two sides will sign an MoU next year.",
        "1. Energy: Both were glad of the MoU and want more of it.",
        "1. Energy: Both spoke of the agreement signed in 2019.",
        "1. Energy: The sides welcomed a draft agreement.",
        "1. Oman: An MoU is a good start.",
    ],
)
def test_a_heading_alone_makes_no_document(item: str) -> None:
    text = "Oman and Nepal signed a treaty on extradition. They spoke of other things:\n"
    assert titles(text + item) == ["Treaty on extradition"]


def test_why_they_were_signed_is_no_subject() -> None:
    text = "Oman and Nepal Sign Seven MoUs to Deepen Bilateral Relations\n\nAmong them is an MoU on tea."
    assert titles(text) == ["MoU on tea"]


def test_what_a_document_underlines_is_no_part_of_its_title() -> None:
    text = "Oman and Nepal signed three MoUs. The MoU on tea underlines how much both like it."
    assert titles(text) == ["MoU on tea"]


def test_so_in_russian() -> None:
    text = "Оман и Непал подписали три меморандума.\n1. Туризм: Стороны довольны. Один из меморандумов посвящен этому."
    assert titles(text) == ["Меморандум — Туризм"]
