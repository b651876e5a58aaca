"""Step 9: mentions of one document become one, and different documents stay apart."""

from tests.intake_pieces import drafts, only, titles


def test_a_headline_and_the_sentence_below_are_one_document() -> None:
    text = "Oman, Nepal sign treaty on extradition\n\nMuscat: Oman and Nepal signed a treaty on extradition on Monday."
    assert titles(text) == ["Treaty on extradition"]


def test_the_fuller_mention_gives_the_title() -> None:
    text = "Oman and Nepal signed MoUs on tea and rice.\nThe MoU on the quality of tea was signed by both ministers."
    assert "MoU on the quality of tea" in titles(text)
    assert len(titles(text)) == 2


def test_what_a_lead_sums_up_is_the_list_below() -> None:
    text = (
        "Oman and Nepal signed memoranda on trade, health, labour and energy.\n"
        "The following documents were signed:\n"
        "1. MoU on trade in tea\n2. MoU on the training of nurses in health\n3. MoU on labour migration\n"
        "4. MoU on solar energy\n5. MoU on visas\n"
    )
    assert len(titles(text)) == 5


def test_a_field_that_no_document_took_up_is_none() -> None:
    text = (
        "Seven MoUs on water, railways and the judiciary were signed by Oman and Nepal.\n"
        "1. MoU on tea\n2. MoU on rice\n3. MoU on wool\n4. MoU on silk\n5. MoU on salt\n6. MoU on tin\n7. MoU on zinc\n"
    )
    assert len(titles(text)) == 7


def test_fields_as_many_as_announced_are_documents() -> None:
    assert len(titles("Oman and Nepal signed three MoUs on tea, rice and wool.")) == 3


def test_items_of_one_list_are_never_joined() -> None:
    text = "Oman and Nepal signed:\n- MoU on tea\n- MoU on tea exports\n- Agreement on tea\n"
    assert len(drafts(text)) == 3


def test_the_same_list_twice_is_one_list() -> None:
    items = "- MoU on tea\n- MoU on rice\n"
    assert len(drafts(f"Oman and Nepal signed:\n{items}\nOnce more, they signed:\n{items}")) == 2


def test_one_subject_of_different_agencies_is_several_documents() -> None:
    text = (
        "Oman and Nepal signed:\n"
        "- MoU between the University of Muscat of Oman and the Everest Institute of Nepal on a chair of history\n"
        "- MoU between the University of Muscat of Oman and the Gurkha Academy of Nepal on a chair of history\n"
    )
    first, second = drafts(text)
    assert first.title != second.title
    assert "Everest Institute" in first.title


def test_a_treaty_is_no_memorandum() -> None:
    text = "Oman and Nepal signed a treaty on extradition.\nThey also signed a memorandum on extradition."
    assert len(drafts(text)) == 2


def test_a_joint_statement_named_again_without_its_subject() -> None:
    text = "Oman and Nepal signed a joint statement on friendship.\nThe joint statement was adopted on Monday."
    assert only(text).title == "Joint statement on friendship"


def test_an_agency_goes_by_the_letters_that_the_text_explained() -> None:
    text = (
        "Oman and Nepal signed a treaty on extradition and an MoU between the Sultan Institute of Tea (SIT) and the "
        "Pokhara College of Crafts (PCC). The MoU between SIT and PCC was signed by Minister Ali Said."
    )
    assert len(titles(text)) == 2


def test_and_another_pair_of_letters_is_another() -> None:
    text = (
        "Oman and Nepal signed an MoU between the Sultan Institute of Tea (SIT) and the Pokhara College of Crafts "
        "(PCC). The MoU between SIT and PTB was signed by Minister Ali Said."
    )
    assert len(titles(text)) == 2


def test_a_counted_memorandum_is_no_agreement_of_the_same_sector() -> None:
    text = "Oman and Nepal signed three MoUs. Three of the MoUs deal with fruit exports, camels and wool.\n"
    text += "They also signed an agreement setting up a joint business council."
    assert len(drafts(text)) == 4
