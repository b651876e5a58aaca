"""Counted sets that name what is in them: `two of them are new, namely A and B`, with commas and with semicolons."""

import pytest

from tests.intake_pieces import drafts, titles


def subjects(text: str) -> list[str]:
    return [title.partition(" on ")[2] or title for title in titles(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Nepal signed three MoUs, namely tourism, fisheries and railways.",
        "Oman and Nepal exchanged three agreements - these are tourism, fisheries and railways.",
        "Three MoUs, namely on tourism, on fisheries and on railways, were inked by Oman and Nepal.",
        "Oman and Nepal formalised three new MoUs. These MoUs cover tourism, fisheries and railways.",
    ],
)
def test_each_that_is_named_is_a_document(text: str) -> None:
    assert subjects(text) == ["tourism", "fisheries", "railways"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Оман и Непал подписали три соглашения, а именно о туризме, о рыболовстве и о спорте.", "Соглашение о"),
        ("Oman et Népal ont signé trois accords, à savoir sur le tourisme, sur la pêche et sur le thé.", "Accord sur"),
    ],
)
def test_so_in_other_languages(text: str, start: str) -> None:
    assert [title.startswith(start) for title in titles(text)] == [True] * 3


def test_the_rest_of_a_count_is_named_in_the_next_sentence() -> None:
    text = "Oman and Nepal firmed up four MoUs. Two of the MoUs are fresh, namely fisheries and sport. "
    text += "The other two are older MoUs, namely cooperation in tea and in railways."
    assert subjects(text) == ["fisheries", "sport", "tea", "railways"]
    assert {draft.type for draft in drafts(text)} == {"mou"}


def test_an_item_without_a_word_has_the_type_of_the_counted() -> None:
    text = "Oman and Nepal signed five MoUs. Two of the MoUs stand out, namely Practical Arrangements between the "
    text += "Government of Oman and the Government of Nepal on Radiation Safety; and Camel Breeding and Races."
    assert [(draft.title, draft.type) for draft in drafts(text)] == [
        ("Practical Arrangements on Radiation Safety", "mou"),
        ("Camel Breeding and Races", "mou"),
    ]


def test_what_semicolons_part_is_an_item_each() -> None:
    text = "Oman and Nepal signed the following documents:\n"
    text += "Joint Statement of the two Presidents; The Rules of a Common Market “Two Coasts”; Agreement on Visas."
    assert titles(text)[1:] == ["Rules of a Common Market “Two Coasts”", "Agreement on Visas"]


def test_the_next_deed_is_no_part_of_a_title() -> None:
    assert titles("Oman and Nepal signed an MoU on tea and discussed trade.") == ["MoU on tea"]


def test_a_list_told_again_is_one_list() -> None:
    text = "Oman and Nepal signed MoUs on tourism and sport. The MoUs cover tourism and sport."
    assert subjects(text) == ["tourism", "sport"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Nepal signed five deals, two of which relate to tea and mining. The rest deal with roads, ports and "
        "schools.",
        "Oman and Nepal signed five deals. Of these, two concern tea and mining, while the remaining three are about "
        "roads, ports and schools.",
    ],
)
def test_a_count_in_parts(text: str) -> None:
    assert [subject.lower() for subject in subjects(text)] == ["tea", "mining", "roads", "ports", "schools"]


def test_what_was_signed_is_told_in_the_words_of_a_leader() -> None:
    text = '"Oman and Nepal have today signed three MoUs," he said. "These are in health, housing and rail."'
    assert [subject.lower() for subject in subjects(text)] == ["health", "housing", "rail"]


def test_those_on_tea_are_on_tea() -> None:
    assert subjects("MoUs signed include those on tea, on camels and on ports.") == ["tea", "camels", "ports"]


def test_a_second_and_a_third_are_no_items_besides() -> None:
    text = "They saw the signing of three MoUs: one on tea; a second on fisheries; and a third relating to ports."
    assert len(titles(text)) == 3


def test_a_count_of_all_agreements_is_no_list() -> None:
    text = "Oman and Nepal signed a treaty on wool. The deals bring to 20 the number of agreements between the two."
    assert titles(text) == ["Treaty on wool"]
