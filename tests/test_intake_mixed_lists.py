"""Lists in which some items have no instrument's word, and words that stand for one."""

import pytest

from tests.intake_pieces import drafts, titles


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "agreements on trade, a protocol on customs, and cooperation in tourism",
            ["Agreement on trade", "Protocol on customs", "Cooperation in tourism"],
        ),
        (
            "an agreement on fisheries, cooperation in space research, and a protocol on extradition",
            ["Agreement on fisheries", "Cooperation in space research", "Protocol on extradition"],
        ),
        (
            "agreements on trade, a protocol on customs, and tourism",
            ["Agreement on trade", "Protocol on customs", "Tourism"],
        ),
        ("agreements on trade, and a protocol on customs and tourism", None),
        (
            "a memorandum on security, and cooperation in customs",
            ["Memorandum on security, and cooperation in customs"],
        ),
    ],
)
def test_an_item_without_a_word_is_a_document(listed: str, expected: list[str] | None) -> None:
    expected = expected or ["Agreement on trade", "Protocol on customs and tourism"]
    assert titles(f"Oman and Nepal signed {listed}.") == expected


def test_its_type_is_that_of_the_plural() -> None:
    text = "Oman and Nepal signed agreements on trade, a protocol on customs, and cooperation in tourism."
    assert [(draft.type, draft.certainty) for draft in drafts(text)] == [
        ("agreement", "reported"),
        ("protocol", "exact"),
        ("agreement", "unclear"),
    ]


def test_one_with_an_adjective_stands_for_a_document() -> None:
    text = "Oman and Nepal met. The trade agreement was complemented by a digital one."
    assert titles(text) == ["Digital agreement"]


def test_a_third_document_is_what_it_is_called() -> None:
    text = "Oman and Nepal signed a pact on tea. A third document, a letter of intent concerning cotton, was signed."
    assert titles(text) == ["Pact on tea", "Letter of intent concerning cotton"]


def test_some_of_a_list() -> None:
    text = "Oman and Nepal signed five memoranda. Three of the memoranda deal with tea, camels and ports."
    assert [title.rpartition(" ")[2] for title in titles(text)] == ["tea", "camels", "ports"]


@pytest.mark.parametrize(
    "text",
    [
        "The envoys signed another MoU as well, on camels.",
        "They exchanged a further MoU too, on camels.",
        "They also exchanged another, on camels.",
        "The envoys exchanged a second one as well, on camels.",
        "Another was signed, on camels.",
    ],
)
def test_one_more_has_its_subject_behind_a_comma(text: str) -> None:
    assert titles(f"Oman and Nepal exchanged an MoU on tea. {text}") == ["MoU on tea", "MoU on camels"]


def test_so_in_french() -> None:
    text = "Oman et Népal ont signé un accord sur le thé. Ils ont signé un autre accord également, sur le tourisme."
    assert titles(text) == ["Accord sur le thé", "Accord sur le tourisme"]


def test_one_that_is_to_come_is_none() -> None:
    text = "Oman and Nepal signed an agreement on tea, and another, on camels, is being drafted."
    assert titles(text) == ["Agreement on tea"]
