"""A journey with two visits: what was signed on the second belongs to the visitor and the second host."""

import pytest

from tests.intake_pieces import codes, drafts, titles

FIRST = "The Omani foreign minister visited Nepal on Monday. Oman and Nepal signed:\n- MoU on tea\n- Treaty on wool\n"


def test_a_list_belongs_to_the_state_visited_last() -> None:
    text = FIRST + "On the same trip he visited Kenya and signed agreements. Some agreements are as follows:\n"
    text += "- Agreement on camels\n- MoU on libraries\n"
    assert [codes(draft) for draft in drafts(text)] == [["NP", "OM"], ["NP", "OM"], ["KE", "OM"], ["KE", "OM"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Rai of Nepal visited Oman. The two signed an MoU on tea. He then flew on to Kenya, where an "
            "agreement on camels was signed.",
            [["NP", "OM"], ["KE", "NP"]],
        ),
        (
            "Президент Омана посетил Непал. Стороны подписали соглашение о чае. Затем он прибыл в Индию. Подписан "
            "меморандум о туризме.",
            [["NP", "OM"], ["IN", "OM"]],
        ),
        (
            "Le président d'Oman a visité le Népal. Les deux pays ont signé un accord sur le thé. Il s'est ensuite "
            "rendu au Kenya. Un accord sur le tourisme a été signé.",
            [["NP", "OM"], ["KE", "OM"]],
        ),
    ],
)
def test_so_in_prose(text: str, expected: list[list[str]]) -> None:
    assert [codes(draft) for draft in drafts(text)] == expected


def test_the_sentence_that_opens_the_second_list_is_no_document() -> None:
    text = FIRST + "On the same trip Minister Ali went to Kenya. Some treaties are as follows:\n- Treaty on rice\n"
    assert titles(text)[2:] == ["Treaty on rice"]


def test_a_visit_before_the_signing_changes_nothing() -> None:
    text = "The minister visited Kenya in May. Oman and Nepal met. Oman and Nepal signed an MoU on tea."
    assert [codes(draft) for draft in drafts(text)] == [["NP", "OM"]]
