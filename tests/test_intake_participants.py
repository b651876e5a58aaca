"""Meetings of more than two states: whose the documents are that were signed there."""

import pytest

from tests.intake_pieces import codes, drafts, titles

SIGNED = "The Presidents signed a treaty on extradition."


@pytest.mark.parametrize(
    "text",
    [
        f"The Presidents of Oman, Nepal and Kenya met in Muscat. {SIGNED}",
        f"The summit brought together the heads of state of Oman, Nepal and Kenya. {SIGNED}",
        f"President of Oman Ali Said, President of Nepal Ram Rai and President of Kenya Joe Otieno met. {SIGNED}",
        f"The leaders met in Muscat:\nOman – Sultan Ali Said\nNepal – President Ram Rai\nKenya – President Joe Otieno\n"
        f"{SIGNED}",
    ],
)
def test_all_that_took_part_are_parties(text: str) -> None:
    assert [codes(draft) for draft in drafts(text)] == [["KE", "NP", "OM"]]


@pytest.mark.parametrize(
    "text",
    [
        "Президенты Омана, Непала и Кении провели встречу. Президенты подписали договор о выдаче.",
        "Les présidents d'Oman, du Népal et du Kenya se sont réunis. Les présidents ont signé un traité d'extradition.",
    ],
)
def test_so_in_other_languages(text: str) -> None:
    assert [codes(draft) for draft in drafts(text)] == [["KE", "NP", "OM"]]


def test_guests_are_not() -> None:
    text = "The Presidents of Oman, Nepal and Kenya met. The President of Chad was a guest of honour. "
    assert codes(drafts(text + SIGNED)[0]) == ["KE", "NP", "OM"]


def test_two_of_them_may_sign_alone() -> None:
    text = "The Presidents of Oman, Nepal and Kenya met in Muscat. Oman and Kenya signed an agreement on tea. "
    assert [codes(draft) for draft in drafts(text + SIGNED)] == [["KE", "OM"], ["KE", "NP", "OM"]]


def test_neighbours_in_the_background_are_no_parties() -> None:
    text = "Oman and Nepal signed a treaty on extradition in Muscat. Oman and Nepal are friends. The trade of Oman and "
    text += "Nepal grows. The leaders of Oman, Nepal and Chad had met before."
    assert codes(drafts(text)[0]) == ["NP", "OM"]


def test_a_declaration_may_have_the_name_of_its_town() -> None:
    text = "The Presidents of Oman, Nepal and Kenya signed:\n- Declaration of Muscat\n- Treaty on extradition\n"
    assert titles(text) == ["Declaration of Muscat", "Treaty on extradition"]


def test_those_right_before_the_verb_sign() -> None:
    text = "The leaders of Oman, Nepal and Kenya saw how Oman and Kenya signed an agreement on tea. Kenya is near."
    assert codes(drafts(text)[0]) == ["KE", "OM"]
