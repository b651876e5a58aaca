"""Commitments, targets and announced counts."""

import pytest

from mou_cli.intake.reading import read
from tests.intake_pieces import drafts

GROUP = (
    "Oman and Nepal decided to establish a joint working group to draw up a three-year roadmap for trade. "
    "Commerce Minister Ada Byron was appointed to lead Oman's side of the working group, while Nepal will be "
    "represented by its finance secretary."
)


def test_a_working_group_with_both_leads() -> None:
    group = next(each for each in read(GROUP).commitments if each.kind == "working-group")
    assert [(lead.name, lead.title, lead.code) for lead in group.leads] == [
        ("Ada Byron", "Commerce Minister", "OM"),
        ("", "finance secretary", "NP"),
    ]


def test_a_roadmap() -> None:
    (roadmap,) = [each for each in read(GROUP).commitments if each.kind == "roadmap"]
    assert roadmap.text == "three-year roadmap for trade"


def test_neither_is_a_document() -> None:
    assert drafts(GROUP) == ()


def test_a_group_that_a_signed_decision_sets_up_is_the_decisions() -> None:
    text = "Oman and Nepal signed:\n1. Decision of the Council on the establishment of a working group on tea;\n"
    assert read(text).commitments == ()
    assert len(drafts(text)) == 1


TARGET = (
    "The present trade volume of around $250 million is too small. The premier called for raising bilateral trade to "
    "$1 billion within the next year. Both sides agreed on a bilateral trade target of $1 billion within two years."
)


def test_a_target_keeps_both_deadlines_and_says_so() -> None:
    (target,) = read(TARGET).targets
    assert (target.metric, target.value, target.unit) == ("bilateral trade", 1_000_000_000, "USD")
    assert [deadline.text for deadline in target.by] == ["within the next year", "within two years"]
    assert target.remarks


def test_where_it_stands_now_is_its_baseline() -> None:
    assert read(TARGET).targets[0].baseline == 250_000_000


@pytest.mark.parametrize(
    ("text", "value", "unit", "date"),
    [
        ("They agreed to bring mutual trade to 2.5 billion euros by 2030.", 2_500_000_000, "EUR", "2030"),
        ("Стороны намерены довести товарооборот до 1 млрд долларов к 2030 году.", 1_000_000_000, "USD", "2030"),
        ("دونوں ممالک نے باہمی تجارت کو 2030 تک 1 ارب ڈالر تک بڑھانے پر اتفاق کیا۔", 1_000_000_000, "USD", "2030"),
    ],
)
def test_targets_in_other_words(text: str, value: int, unit: str, date: str) -> None:
    (target,) = read(text).targets
    assert (target.value, target.unit) == (value, unit)
    assert [deadline.date for deadline in target.by] == [date]


@pytest.mark.parametrize("text", ["A loan of $5 million was granted.", "Trade grew by 4 per cent.", "It cost $3."])
def test_what_is_no_target(text: str) -> None:
    assert read(text).targets == ()


@pytest.mark.parametrize(
    ("text", "count", "bound"),
    [
        ("Oman and Nepal signed more than 30 memoranda and agreements.", 30, "more"),
        ("Oman and Nepal signed 37 MoUs.", 37, ""),
        ("The two leaders signed six agreements.", 6, ""),
        ("Over 20 documents were signed.", 20, "more"),
        ("Подписано более 40 документов.", 40, "more"),
        ("Стороны подписали пять двусторонних документов.", 5, ""),
        ("وقع الجانبان 15 مذكرة تفاهم.", 15, ""),
        ("پاکستان اور نیپال نے 24 معاہدوں پر دستخط کیے۔", 24, ""),
        ("Les deux pays ont signé douze accords.", 12, ""),
    ],
)
def test_announced_counts(text: str, count: int, bound: str) -> None:
    assert [(each.count, each.bound) for each in read(text).counts] == [(count, bound)]


def test_counts_that_differ_stand_side_by_side() -> None:
    text = "Oman, Nepal sign 12 MoUs\n\nMuscat: Ten memoranda of understanding were signed on Monday."
    assert [each.count for each in read(text).counts] == [12, 10]


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("They agreed to set up a working group on tea, and set a target of 5 tonnes.", "working group on tea"),
        ("They agreed to set up a joint committee on tea and to open two roads.", "joint committee on tea"),
        ("They agreed to set up a working group on tea, rice and wool.", "working group on tea, rice and wool"),
        ("A joint working group on tea will be formed in May.", "joint working group on tea"),
        ("Стороны решили создать рабочую группу по чаю и довести торговлю до 5 тонн.", "рабочую группу по чаю"),
        ("Ils ont convenu de créer une commission mixte qui se réunira en mai.", "commission mixte"),
    ],
)
def test_a_commitment_ends_before_the_next_deed(text: str, promised: str) -> None:
    assert [each.text for each in read(text).commitments] == [promised]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They want bilateral trade to reach $300 million by 2031.", 300_000_000, "USD"),
        ("Ils souhaitent porter les échanges commerciaux à 500 millions de dollars d'ici 2031.", 500_000_000, "USD"),
    ],
)
def test_a_target_that_is_wished(text: str, value: int, unit: str) -> None:
    (target,) = read(text).targets
    assert (target.value, target.unit, [by.date for by in target.by]) == (value, unit, ["2031"])


def test_a_target_below_a_list_is_no_document() -> None:
    listed = "Oman and Nepal signed the following in Muscat:\n- MoU on tea;\n- MoU on rice.\n"
    assert len(drafts(listed + "They set a target of $3 million in trade by 2031.\n")) == 2


def test_a_commission_that_is_there_is_no_promise() -> None:
    text = "They agreed to expand trade in tea, rice and wool as the minister closed the talks of the Joint Commission."
    assert read(text).commitments == ()
