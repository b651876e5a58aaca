"""Documents told one by one in Arabic, where the verb comes before the ordinal."""

from tests.intake_pieces import drafts, titles

LEAD = "وقعت سلطنة عمان ونيبال على اتفاقيتين وثلاث مذكرات تفاهم. "


def test_each_ordinal_behind_its_verb_is_a_document() -> None:
    found = drafts(LEAD + "وتتعلق الاتفاقية الأولى بزراعة الشاي، فيما تتعلق الثانية بصيد الأسماك.")
    assert [(draft.title, draft.type) for draft in found] == [
        ("اتفاقية بزراعة الشاي", "agreement"),
        ("اتفاقية بصيد الأسماك", "agreement"),
    ]


def test_the_verb_is_said_once_for_a_row_of_ordinals() -> None:
    told = "أما مذكرات التفاهم، فقد جاءت الأولى في مجال الشاي، والثانية في مجال الأرز، والثالثة في مجال الصوف."
    assert titles(LEAD + told) == [
        "مذكرة تفاهم في مجال الشاي",
        "مذكرة تفاهم في مجال الأرز",
        "مذكرة تفاهم في مجال الصوف",
    ]


def test_an_ordinal_of_something_else_is_no_document() -> None:
    assert titles("وقعت عمان ونيبال اتفاقية في مجال الشاي. وعقدت الدورة الأولى في مسقط.") == ["اتفاقية في مجال الشاي"]
