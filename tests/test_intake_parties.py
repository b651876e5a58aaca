"""Step 5: states and organisations in a text, and who the parties of a document are."""

import pytest

from mou_cli.intake.drafts import EXACT, REPORTED, UNCLEAR
from mou_cli.intake.sides import sides_of
from mou_cli.intake.state_names import state_names
from mou_cli.intake.tokens import tokenize
from tests.intake_pieces import codes, drafts, only, piece


def states(text: str, language: str) -> list[str]:
    return [mark.value for mark in state_names(language).marks(tokenize(text)) if mark.kind == "state"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("the Republic of Kazakhstan and Pakistan", "en", ["KZ", "PK"]),
        ("Kazakh and Omani ministers", "en", ["KZ", "OM"]),
        ("the Kyrgyz Republic, the Russian Federation", "en", ["KG", "RU"]),
        ("the UAE and the USA", "en", ["AE", "US"]),
        ("Türkiye and Côte d'Ivoire", "en", ["TR", "CI"]),
        ("New Zealand, Sri Lanka and El Salvador", "en", ["NZ", "LK", "SV"]),
        ("между Индией, Кенией и Шри-Ланкой", "ru", ["IN", "KE", "LK"]),
        ("l'Inde et l'Irak", "fr", ["IN", "IQ"]),
        ("правительства Республики Казахстан и Саудовской Аравии", "ru", ["KZ", "SA"]),
        ("с пакистанскими и узбекскими коллегами", "ru", ["PK", "UZ"]),
        ("الجانب السعودي والإماراتي", "ar", ["SA", "AE"]),
        ("دولة قطر وجمهورية مصر العربية", "ar", ["QA", "EG"]),
        ("پاکستان اور قازقستان کے درمیان", "ur", ["PK", "KZ"]),
        ("Қазақстан мен Пәкістанның келісімі", "kk", ["KZ", "PK"]),
        ("entre l’Algérie et le Sénégal", "fr", ["DZ", "SN"]),
    ],
)
def test_states_are_found_in_every_form(text: str, language: str, found: list[str]) -> None:
    assert states(text, language) == found


@pytest.mark.parametrize("text", ["These are new rules", "As of May, us and them", "The Island of Man", "Male nurses"])
def test_a_word_that_is_a_state_elsewhere_is_none_here(text: str) -> None:
    assert states(text, "en") == []


def names(text: str) -> list[str]:
    found = piece(text)
    return [side.name for side in sides_of(found.tokens, found.marks, (0, len(found.tokens)))]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "the Ministry of Law and Justice of Kazakhstan and the Supreme Court of Pakistan",
            ["Ministry of Law and Justice of Kazakhstan", "Supreme Court of Pakistan"],
        ),
        (
            "the Ministry of Transport, Roads and Ports of Kazakhstan and Pakistan's Ministry of Railways",
            ["Ministry of Transport, Roads and Ports of Kazakhstan", "Pakistan's Ministry of Railways"],
        ),
        ("Air Astana (AA) and PIA", ["Air Astana (AA)", "PIA"]),
        ("the Port of Aktau", ["Port of Aktau"]),
    ],
)
def test_sides_are_parted_at_the_right_and(text: str, sides: list[str]) -> None:
    assert names(text) == sides


def test_a_government_is_its_state() -> None:
    draft = only("- Agreement between the Government of Kazakhstan and the Government of Pakistan on rail freight\n")
    assert [(party.code, party.agency) for party in draft.parties] == [("KZ", ""), ("PK", "")]


def test_an_agency_stands_under_its_state() -> None:
    draft = only("- MoU between the Ministry of Sport of Kazakhstan and the Sports Board of Pakistan on judo\n")
    assert [(party.code, party.agency) for party in draft.parties] == [
        ("KZ", "Ministry of Sport of Kazakhstan"),
        ("PK", "Sports Board of Pakistan"),
    ]
    assert draft.evidence["parties"].certainty == EXACT


def test_a_side_without_a_state_is_the_other_one_of_the_text() -> None:
    text = "Kazakhstan and Pakistan signed:\n- MoU between Air Astana of Kazakhstan and Blue Wings Ltd on slots\n"
    assert [(party.code, party.agency) for party in drafts(text)[0].parties] == [
        ("KZ", "Air Astana of Kazakhstan"),
        ("PK", "Blue Wings Ltd"),
    ]


SIGNED = "Oman and Nepal signed an agreement on radar between RST and NKL."


def test_agencies_of_which_nothing_says_whose_they_are_are_unclear() -> None:
    draft = only(SIGNED)
    assert (codes(draft), draft.evidence["parties"].certainty, draft.certainty) == (["NP", "OM"], UNCLEAR, UNCLEAR)
    assert draft.remarks == ("the text does not say which agency is of which state",)


@pytest.mark.parametrize(
    "told",
    [
        "The head of Nepal's RST was glad.",
        "The Omani NKL is new.",
        "The Radar Service (RST) of Nepal has ten stations.",
        "The Omani Number Keeping Lab (NKL) is new.",
    ],
)
def test_an_agency_is_of_the_state_to_which_the_text_ties_it(told: str) -> None:
    draft = only(f"{SIGNED} {told}")
    assert [(party.code, party.agency) for party in draft.parties] == [("NP", "RST"), ("OM", "NKL")]
    assert draft.evidence["parties"].certainty == REPORTED


def test_a_town_in_which_an_agency_was_makes_it_of_no_state() -> None:
    assert only(f"{SIGNED} The head of RST in Muscat was glad.").evidence["parties"].certainty == UNCLEAR


def test_a_document_without_sides_is_of_the_two_of_the_text() -> None:
    assert codes(only("Oman and Nepal signed an agreement on visas. Omani and Nepali ministers met.")) == ["NP", "OM"]


def test_two_sides_of_one_state_are_flagged() -> None:
    text = (
        "Kazakhstan and Pakistan signed:\n"
        "- MoU between the Ministry of Sport of Kazakhstan and the Ministry of Youth of Kazakhstan on judo\n"
    )
    draft = only(text)
    assert (codes(draft), draft.evidence["parties"].certainty) == (["KZ", "PK"], UNCLEAR)
    assert draft.remarks


def test_membership_is_a_state_and_an_organisation() -> None:
    text = "Oman and Nepal signed:\n- Framework Agreement for Nepal's Membership in the Solar Forum\n"
    assert [(party.code, party.name) for party in only(text).parties] == [("NP", "Nepal"), ("", "Solar Forum")]


def test_a_third_state_in_the_subject_is_no_party() -> None:
    text = "Oman and Nepal signed an agreement on the transit of goods through India. Oman and Nepal are content."
    assert codes(only(text)) == ["NP", "OM"]


def test_each_sentence_has_its_own_parties_where_a_text_is_about_many() -> None:
    text = (
        "At the forum Kazakhstan and Oman signed an agreement on wheat. Kazakhstan and Nepal signed an agreement on "
        "tea. Kazakhstan and Peru signed an agreement on copper."
    )
    assert [codes(draft) for draft in drafts(text)] == [["KZ", "OM"], ["KZ", "NP"], ["KZ", "PE"]]


def test_the_european_union_acts_as_a_state_does() -> None:
    assert codes(only("A memorandum on minerals was signed by the European Union and Australia.")) == ["AU", "EU"]
