"""Running prose as outlets write it: plurals with their parties, sentences that go on from others, quoted lists."""

import pytest

from mou_cli.intake.reading import read
from tests.intake_pieces import codes, drafts, only, titles

SIGNED = "Oman and Nepal signed several documents in Muscat on Monday. "


def agencies(text: str) -> list[list[str]]:
    return [[party.agency for party in draft.parties] for draft in drafts(text)]


class TestPluralsWithTheirParties:
    def test_each_between_is_a_document(self) -> None:
        text = (
            "Oman and Nepal signed cooperation agreements between Radio Oman and Nepal Television, between the Muscat "
            "Museum of Oman and the Patan Museum of Nepal, and between Oman's Dhofar Province and Bagmati Province."
        )
        assert titles(text) == [
            "Cooperation agreement between Radio Oman and Nepal Television",
            "Cooperation agreement between the Muscat Museum of Oman and the Patan Museum of Nepal",
            "Cooperation agreement between Oman's Dhofar Province and Bagmati Province",
        ]

    def test_the_two_ministries_are_both_sides(self) -> None:
        text = (
            "Oman and Nepal signed agreements between the two Ministries of Labour, and the two Ministries of Health."
        )
        assert titles(text) == [
            "Agreement between the two Ministries of Labour",
            "Agreement between the two Ministries of Health",
        ]
        assert agencies(text) == [["Ministry of Labour"] * 2, ["Ministry of Health"] * 2]

    def test_one_name_with_and_is_one(self) -> None:
        text = (
            "Oman and Nepal signed an MoU between the two Ministries of Industry and Trade on developing tea gardens."
        )
        assert titles(text) == ["MoU on developing tea gardens"]
        assert agencies(text) == [["Ministry of Industry and Trade"] * 2]

    @pytest.mark.parametrize(
        ("text", "agency"),
        [
            ("Подписан меморандум между министерствами транспорта Омана и Непала.", "министерство транспорта"),
            ("وقعت عمان ونيبال مذكرة تفاهم بين وزارتي النقل في البلدين.", "وزارة النقل"),
            ("Oman et Népal ont signé un accord entre les ministères des Transports des deux pays.", "ministère des"),
        ],
    )
    def test_in_other_languages(self, text: str, agency: str) -> None:
        first, second = (party.agency for party in only(text + " " + text).parties)
        assert first == second
        assert first.startswith(agency)

    def test_a_field_goes_before_no_name(self) -> None:
        text = "Оман и Непал утвердили программы сотрудничества между министерствами труда и в сфере спорта."
        assert titles(text) == [
            "Программа сотрудничества между министерствами труда",
            "Программа сотрудничества в сфере спорта",
        ]

    def test_a_counterpart_is_no_agency(self) -> None:
        text = "Oman and Nepal signed a protocol between the Omani Ministry of Labour and its Nepali counterpart."
        assert agencies(text) == [["Omani Ministry of Labour", ""]]


class TestInstruments:
    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("a 2026 cooperation plan between the customs services", "action-plan"),
            ("a plan of cooperation in tea growing", "action-plan"),
        ],
    )
    def test_kind(self, words: str, kind: str) -> None:
        assert only(f"Oman and Nepal signed {words}.").type == kind

    def test_a_year_before_it_is_no_count(self) -> None:
        draft = only("Oman and Nepal signed a 2026 cooperation plan on tea growing.")
        assert draft.title == "2026 cooperation plan on tea growing"

    def test_a_field_that_the_adjective_key_goes_before_is_told(self) -> None:
        assert titles("Oman and Nepal signed an MoU on cooperation in key banking activities.")
        assert titles("Oman and Nepal signed an MoU on cooperation in key areas.") == ["MoU"]

    def test_a_singular_behind_a_participle_in_the_plural_is_one(self) -> None:
        text = "Оман, Непал: подписаны программа сотрудничества в сфере спорта и план мероприятий в области труда."
        assert "Программа сотрудничества в сфере спорта" in titles(text)


class TestSentencesThatGoOn:
    def test_another_is_on(self) -> None:
        text = SIGNED + "One of the agreements is on tea. Another is on rice. The last one is a protocol on wool."
        assert titles(text) == ["Agreement on tea", "Agreement on rice", "Protocol on wool"]
        assert [draft.full_title for draft in drafts(text)] == titles(text)

    def test_un_autre_porte_sur(self) -> None:
        text = (
            "Oman et le Népal ont signé un accord sur le thé. Un autre porte sur le riz. "
            "S'y ajoute un protocole sur la laine."
        )
        assert titles(text) == ["Accord sur le thé", "Accord sur le riz", "Protocole sur la laine"]

    def test_the_next_sentence_says_that_it_was_signed(self) -> None:
        agreed = (
            "Oman and Nepal agreed on a Memorandum of Cooperation (MoC) between the Muscat Court and the Patan Court."
        )
        assert titles(f"{agreed} The MoC was signed by the two judges.")[0].startswith("Memorandum of Cooperation")
        assert titles(f"{agreed} The MoC will be signed in May.") == []

    def test_agreed_on_and_signed_on(self) -> None:
        text = "وقعت عمان ونيبال مذكرات تفاهم. وجرى التوقيع على مذكرة تفاهم بشأن الشاي، وعلى اتفاقية بشأن الأرز."
        assert titles(text) == ["مذكرة تفاهم بشأن الشاي", "اتفاقية بشأن الأرز"]

    def test_one_and_the_other_of_a_plural(self) -> None:
        text = "Oman and Nepal: two memorandums of understanding, one on tea and the other on rice, were signed."
        assert titles(text) == ["Memorandum of understanding on tea", "Memorandum of understanding on rice"]

    def test_what_was_signed_in_an_earlier_year(self) -> None:
        assert titles(SIGNED + "An agreement on tea, signed in 2009, will be reviewed.") == []

    def test_who_signed_the_next_is_no_part_of_a_title(self) -> None:
        text = (
            SIGNED
            + "They signed a protocol on tea and rice, and the Tea Board and a port have concluded an MoU on jute."
        )
        assert titles(text) == ["Protocol on tea and rice", "MoU on jute"]

    def test_no_title_ends_with_a_preposition(self) -> None:
        text = "Oman and Nepal signed an agreement on a tea road, for which Oman will pay the new bridge."
        assert titles(text) == ["Agreement on a tea road"]

    def test_minutes_of_an_earlier_meeting_that_were_approved(self) -> None:
        assert titles(SIGNED + "Both sides have approved the minutes of a January meeting on tea.") == []
        assert titles("Oman and Nepal signed the minutes of the fifth meeting on tea.") != []


class TestLists:
    def test_quoted_items(self) -> None:
        text = (
            'وقعت عمان ونيبال أربع اتفاقيات. وتضمنت الاتفاقيات "التعاون في مجال الشاي" و"التعاون في مجال الأرز"، '
            'و"بروتوكول تعاون بين المتاحف"، و"مذكرة تفاهم في مجال الصوف".'
        )
        assert [(draft.type, draft.title) for draft in drafts(text)] == [
            ("agreement", "التعاون في مجال الشاي"),
            ("agreement", "التعاون في مجال الأرز"),
            ("protocol", "بروتوكول تعاون بين المتاحف"),
            ("mou", "مذكرة تفاهم في مجال الصوف"),
        ]

    def test_quoted_items_in_english(self) -> None:
        text = SIGNED + "The agreements include “Tea for Peace”, “Rice and Wool” and “Protocol on Jute”."
        assert titles(text) == ["Tea for Peace", "Rice and Wool", "Protocol on Jute"]

    def test_one_quotation_is_no_list(self) -> None:
        assert titles(SIGNED + "The agreements were welcomed by “The Muscat Times”.") == []

    def test_the_first_item_needs_no_instrument(self) -> None:
        text = "وقعت عمان ونيبال اتفاقيات. وشملت الاتفاقيات الموقعة بين الجانبين: زراعة الشاي، وبروتوكول في مجال الأرز."
        assert titles(text) == ["اتفاقية — زراعة الشاي", "بروتوكول في مجال الأرز"]

    def test_an_adverb_is_no_title(self) -> None:
        text = "وقعت عمان ونيبال اتفاقيات. وشملت أيضا: مذكرة تفاهم في مجال الشاي، ومذكرة تفاهم في مجال الأرز."
        assert titles(text) == ["مذكرة تفاهم في مجال الشاي", "مذكرة تفاهم في مجال الأرز"]

    def test_as_well_as_goes_on(self) -> None:
        text = "Оман и Непал подписали меморандумы о поставках чая, о выращивании риса, а также о создании совета."
        assert titles(text) == [
            "Меморандум о поставках чая",
            "Меморандум о выращивании риса",
            "Меморандум о создании совета",
        ]

    def test_the_whole_title_keeps_the_words_of_the_text(self) -> None:
        text = "Оман и Непал подписали меморандумы о сотрудничестве в сферах туризма, спорта и культуры."
        assert next((draft.title, draft.full_title) for draft in drafts(text)) == (
            "Меморандум — туризм",
            "Меморандум о сотрудничестве в сфере туризма",
        )

    def test_announcements_below_the_documents_are_none(self) -> None:
        documents = "Oman in Nepal\n\nA. Documents signed\n1. MoU on tea\n2. MoU on rice\n\n"
        text = f"{documents}B. Announcements\n3. Flights to Salalah\n"
        assert titles(text) == ["MoU on tea", "MoU on rice"]

    def test_paragraphs_of_a_statement_are_no_documents(self) -> None:
        text = (
            "2. The two sides saw the signing of the following:\n(a) MoU on tea;\n(b) MoU on rice.\n"
            "3. They welcomed the new road from Oman to Nepal.\n4. The two sides agreed to build a port.\n"
        )
        assert titles(text) == ["MoU on tea", "MoU on rice"]

    def test_a_heading_with_a_count_is_no_document(self) -> None:
        assert titles("توقيع خمس اتفاقيات بين عمان ونيبال\n\n- اتفاقية بشأن الشاي\n- اتفاقية بشأن الأرز\n") == [
            "اتفاقية بشأن الشاي",
            "اتفاقية بشأن الأرز",
        ]

    def test_numbers_with_the_stop_of_urdu(self) -> None:
        text = "عمان اور نیپال کے معاہدوں پر دستخط۔\nدرج ذیل:\n1۔ چائے سے متعلق معاہدہ\n2۔ خبروں کے تبادلے کا معاہدہ\n"
        assert titles(text)[-2:] == ["چائے سے متعلق معاہدہ", "خبروں کے تبادلے کا معاہدہ"]

    def test_a_verb_is_no_deal(self) -> None:
        text = (
            "Oman and Nepal signed seven agreements. Two of them deal with tea and rice, whilst five MoUs were signed "
            "on wool, silk, jute, salt and honey."
        )
        assert titles(text)[:2] == ["Tea", "Rice"]
        assert len(titles(text)) == 7

    def test_the_document_that_a_programme_belongs_to(self) -> None:
        text = "عمان اور نیپال نے ثقافتی تبادلے کے پروگرام (2031-2033) کی مفاہمتی یادداشت پر دستخط کیے۔"
        assert [draft.type for draft in drafts(text)] == ["mou"]

    def test_a_number_before_a_small_letter_counts_and_marks_no_item(self) -> None:
        text = "Oman and Nepal met.\n\n18 documents were signed between the two. An MoU on tea was signed.\n"
        assert [each.count for each in read(text).counts] == [18]
        assert titles("Oman and Nepal signed:\n1 Agreement on tea\n2 Protocol on rice\n") == [
            "Agreement on tea",
            "Protocol on rice",
        ]

    def test_in_presence_of_is_no_subject(self) -> None:
        text = "Oman and Nepal met. The MoUs were signed in presence of President Ada Byron and her guests."
        assert titles(text) == []

    def test_a_lead_whose_field_is_one_of_a_documents(self) -> None:
        text = (
            "Oman and Nepal signed three MoUs on tourism, sport and railways. They signed an MoU on tourist "
            "guides. Then they signed an MoU on sport for schools and an MoU on the Muscat railway and transit."
        )
        assert len(titles(text)) == 3

    def test_a_lead_that_names_fields_is_no_document(self) -> None:
        text = (
            "Oman and Nepal signed four documents covering tea, wool and energy. They signed an MoU on tea gardens, "
            "an MoU on wool weaving, an agreement on air services, and a protocol on seeds."
        )
        assert titles(text) == [
            "MoU on tea gardens",
            "MoU on wool weaving",
            "Agreement on air services",
            "Protocol on seeds",
        ]


class TestTitles:
    def test_a_field_in_brackets_behind_it(self) -> None:
        text = (
            "Oman and Nepal signed:\n\nLetter of intent on satellites (in defence)\n\nAgreement on seeds (in farming)\n"
        )
        assert titles(text) == ["Letter of intent on satellites", "Agreement on seeds"]

    def test_two_agencies_and_a_word_that_many_have(self) -> None:
        text = "Oman and Nepal signed an MoU on news cooperation between the Oman News Agency and Himal Media House."
        assert only(text).title == only(text).full_title
        assert only(text).sectors == ("media",)

    def test_two_ministries_are_left_out(self) -> None:
        text = "Oman and Nepal signed an MoU on tea between the Ministry of Trade of Oman and the Ministry of Labour."
        assert only(text).title == "MoU on tea"

    def test_a_name_behind_between_stands_alone(self) -> None:
        text = "Подписан меморандум о чае между Министерством торговли Омана и Комитетом по труду Непала."
        assert agencies(text) == [["Министерство торговли Омана", "Комитет по труду Непала"]]

    def test_the_word_in_the_dative_is_given_as_it_stands(self) -> None:
        text = "Оман мен Непал құжаттарға қол қойды. Тараптар шай өсіру туралы келісімге қол қойды."
        assert titles(text)[-1] == "Шай өсіру туралы келісім"


def test_the_states_of_a_paired_agency() -> None:
    text = "Подписан меморандум между министерствами транспорта Омана и Непала."
    assert codes(only(text)) == ["NP", "OM"]
