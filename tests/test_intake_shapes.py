"""Whole texts in English, in every shape in which such lists come."""

import pytest

from mou_cli.intake.drafts import EXACT, UNCLEAR
from tests.intake_pieces import codes, drafts, only, titles

LEAD = "Kazakhstan and Pakistan held talks in Astana. The following documents were signed:\n"


@pytest.mark.parametrize(
    "listed",
    [
        "1. Agreement on air services;\n2. Memorandum on rail freight;\n3. Protocol on visas.\n",
        "1. Agreement on air services\n1. Memorandum on rail freight\n1. Protocol on visas\n",
        "- Agreement on air services\n- Memorandum on rail freight\n- Protocol on visas\n",
        "• Agreement on air services • Memorandum on rail freight • Protocol on visas",
        "Agreement on air services\n\nMemorandum on rail freight\n\nProtocol on visas\n",
        "Agreement on air services; Memorandum on rail freight; and, Protocol on visas.",
        "Agreement on air services Memorandum on rail freight Protocol on visas",
        "Sl. No. Document 1 Agreement on air services 2 Memorandum on rail freight 3 Protocol on visas",
        "| 1 | Agreement on air services | A |\n| 2 | Memorandum on rail freight | B |\n| 3 | Protocol on visas | C |",
        "1.Agreement on air services\n2.Memorandum on rail freight\n3.Protocol on visas\n",
        "– an agreement on air services;\n– a memorandum on rail freight;\n– a protocol on visas.\n",
        "An agreement on air services;\n\nA memorandum on rail freight;\n\nA protocol on visas.\n",
    ],
)
def test_lists(listed: str) -> None:
    found = drafts(LEAD + listed)
    assert [draft.type for draft in found] == ["agreement", "mou", "protocol"]
    assert [draft.title.casefold() for draft in found] == [
        "agreement on air services",
        "memorandum on rail freight",
        "protocol on visas",
    ]
    assert all(codes(draft) == ["KZ", "PK"] for draft in found)


def test_prose_with_several_documents_in_a_sentence() -> None:
    text = "Oman and Nepal signed a treaty on extradition, a transit trade agreement and an MoU on tea."
    assert titles(text) == ["Treaty on extradition", "Transit trade agreement", "MoU on tea"]


def test_a_semicolon_list_of_subjects() -> None:
    text = (
        "Oman and Nepal signed 37 MoUs and agreements.\n"
        "The memorandums and agreements are related to oil, gas and coal; sea ports; health, sport and culture."
    )
    found = drafts(text)
    assert [draft.title for draft in found] == ["Oil, gas and coal", "Sea ports", "Health, sport and culture"]
    assert {draft.evidence["type"].certainty for draft in found} == {UNCLEAR}
    assert all(draft.remarks for draft in found)


def test_a_list_that_the_sentence_before_governs() -> None:
    text = (
        "The two sides, Oman and Nepal, exchanged memoranda of understanding and agreements. These included "
        "cooperation in mining, sea ports, prisoner exchange and peacekeeping."
    )
    assert titles(text) == ["Mining", "Sea ports", "Prisoner exchange", "Peacekeeping"]


def test_three_protocols_are_three() -> None:
    found = drafts("Oman and Nepal signed three protocols on visas, tariffs and pilots.")
    assert [draft.title for draft in found] == ["Protocol on visas", "Protocol on tariffs", "Protocol on pilots"]
    assert {draft.type for draft in found} == {"protocol"}


def test_one_memorandum_on_three_things_is_one() -> None:
    assert (
        only("Oman and Nepal signed an MoU on visas, tariffs and pilots.").title == "MoU on visas, tariffs and pilots"
    )


def test_items_that_never_say_the_word() -> None:
    text = (
        "Omani and Nepali ministers oversaw the signing of three memoranda of understanding:\n\n"
        "between the Bank of Oman and the Bank of Nepal. in the field of tourism. for cooperation in training pilots."
    )
    assert [draft.type for draft in drafts(text)] == ["mou"] * 3


def test_lettered_items_under_a_plural() -> None:
    text = (
        "Oman and Nepal signed MoUs with regard to: (i) cooperation in defence, (ii) new energy, and (iii) transport."
    )
    assert titles(text) == ["Cooperation in defence", "New energy", "Transport"]


def test_the_other_two_have_a_list_of_their_own() -> None:
    text = "The two MoUs signed were in the areas of tea and rice, while the other two focused on wool and silk."
    assert titles(f"Oman and Nepal met. {text}") == [
        "Memorandum of understanding on tea",
        "Memorandum of understanding on rice",
        "Memorandum of understanding on wool",
        "Memorandum of understanding on silk",
    ]


def test_a_word_in_quotation_marks_with_its_subject_behind() -> None:
    text = LEAD + '- "Roadmap" for cooperation in rail freight;\n'
    assert only(text).title == "Roadmap for cooperation in rail freight"


def test_why_several_were_signed_is_not_what_they_are_on() -> None:
    assert titles("Oman and Nepal signed several memoranda to strengthen ties between the two.") == []


def test_a_title_with_its_gloss_behind_a_colon() -> None:
    text = (
        "Oman and Nepal signed two MoUs during the visit on December 22, 2031.\n\n"
        "MoU On Defence: This agreement brings joint training.\n\n"
        "Cultural Exchange Program (2031-2035): This program brings concerts.\n"
    )
    defence, culture = drafts(text)
    assert (defence.title, culture.title) == ("MoU On Defence", "Cultural Exchange Program (2031-2035)")
    assert (culture.type, culture.period, culture.signed) == ("programme", "2031/2035", "2031-12-22")


def test_words_that_a_bad_copy_glued() -> None:
    text = "Oman and Nepal signed a memorandum on the trade ofTimber,an agreement on visas.They left."
    assert titles(text) == ["Memorandum on the trade of Timber", "Agreement on visas"]


def test_full_titles_lose_their_parties_where_they_have_a_subject() -> None:
    text = LEAD + "- Agreement between the Government of Kazakhstan and the Government of Pakistan on rail freight;\n"
    draft = only(text)
    assert draft.title == "Agreement on rail freight"
    assert draft.full_title.startswith("Agreement between the Government of Kazakhstan")
    assert draft.quote in text


def test_without_a_subject_they_keep_them() -> None:
    text = LEAD + "- Memorandum between the Aktau Port of Kazakhstan and the Karachi Port of Pakistan.\n"
    assert only(text).title == "Memorandum between the Aktau Port of Kazakhstan and the Karachi Port of Pakistan"


def test_a_title_in_quotation_marks() -> None:
    text = "The leaders of Oman and Nepal adopted a new 'Oman-Nepal joint vision, a bond of friends' on Monday."
    assert only(text).title == "Oman-Nepal joint vision, a bond of friends"


def test_a_protocol_that_amends_is_linked() -> None:
    (link,) = only("Oman and Nepal signed a protocol to amend the agreement on air services.").links
    assert (link.rel, link.text) == ("amends", "agreement on air services")


def test_place_and_occasion() -> None:
    text = "Oman and Nepal signed an MoU on tea in Muscat during President Ram Rai's state visit to Oman."
    draft = only(text)
    assert draft.place == "Muscat"
    assert draft.occasion == "President Ram Rai's state visit to Oman"


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Nepal will sign an agreement on tea.",
        "The ministers of Oman and Nepal discussed a draft agreement on tea.",
        "Oman and Nepal plan to sign a memorandum on tea next year.",
        "The leaders will witness the exchange of three MoUs on tea, rice and wool.",
        "The following agreements will be signed:\n- Agreement on tea\n- Agreement on rice\n",
        "The agreement opens the market of Nepal to Oman.",
        "Under the agreement on tea, Oman buys tea from Nepal.",
        "Oman and Nepal signed several key agreements in various fields.",
        "Oman and Nepal talked about trade, tourism and health.",
        "Areas of cooperation include:\n- Oil and gas\n- Tourism\n",
        "",
        "Nothing at all.",
    ],
)
def test_what_was_not_signed_is_no_draft(text: str) -> None:
    assert titles(text) == []


def test_a_document_of_which_nothing_else_is_said() -> None:
    draft = only("Oman and Nepal on Monday signed a memorandum of understanding, which has five chapters.")
    assert (draft.title, draft.type, codes(draft)) == ("Memorandum of understanding", "mou", ["NP", "OM"])


def test_a_headline_count_may_differ_from_the_items() -> None:
    text = "Oman, Nepal sign 12 MoUs\n\nThe following MoUs were signed:\n- MoU on tea\n- MoU on rice\n"
    assert len(drafts(text)) == 2


def test_certainty_is_of_the_words() -> None:
    assert only("Oman and Nepal signed an MoU on tea.").certainty == EXACT


def test_hostile_text_is_text() -> None:
    text = "Oman and Nepal signed an MoU on [red]tea[/red] \u202eevil\x1b[31m."
    draft = only(text)
    assert "\u202e" not in draft.title
    assert "\x1b" not in draft.title
    assert "[red]tea[/red]" in draft.title


def test_a_numbered_paragraph_ends_the_list_of_the_one_before() -> None:
    text = (
        "3. Both sides saw the signing of two documents, namely: (i) MoU on camels; and (ii) Treaty on extradition.\n"
        "4. In long talks on the economy the guests gave an outline of their plans.\n"
    )
    assert titles(text) == ["MoU on camels", "Treaty on extradition"]


def test_but_items_with_numbers_do_not() -> None:
    text = "1. They signed the following agreements:\n1. On tea\n2. On camels and their races\n"
    assert len(titles(text)) == 2


def test_a_joint_communique_is_an_item_of_a_list() -> None:
    text = "List of documents signed:\n1. Joint Communiqué\n2. Agreement on tea (signed by the foreign ministers)\n"
    assert titles(text) == ["Joint Communiqué", "Agreement on tea"]


def test_a_programme_of_exchanges_was_not_signed_before() -> None:
    text = "Two papers were signed. They include: an MoU on tea; and a Programme of Cultural Exchanges for 2031-2033."
    assert titles(text) == ["MoU on tea", "Programme of Cultural Exchanges for 2031-2033"]


def test_a_sentence_behind_a_list_names_its_documents_one_by_one() -> None:
    text = "The MoUs signed were many. An extradition treaty and a road transport agreement were also concluded."
    assert titles(text) == ["Extradition treaty", "Road transport agreement"]
