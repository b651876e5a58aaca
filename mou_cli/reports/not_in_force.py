"""Not in force: what was signed and has not entered into force, what is missing for it, and for how long."""

from collections.abc import Sequence
from datetime import date

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.registered import Registered
from mou_cli.agreement.wording import entry_words
from mou_cli.reports.cells import NUMBER, TITLE, WITH, columns_for, missing_words, others_words, title_cell
from mou_cli.reports.document import Bar, Bars, Block, Cell, Column, Document, Heading, Paragraph, Table, Text, counted
from mou_cli.reports.material import Material
from mou_cli.vocabulary.statuses import status_label

_WAITING = ("signed", "provisional")
_COLUMNS = (
    NUMBER,
    TITLE,
    WITH,
    Column("Signed", "date", 1.5),
    Column("Days since", "number", 1),
    Column("Waiting", "text", 1.4),
    Column("What is missing", "text", 3.4),
)
_AGES = ((1, "up to 1 year"), (5, "1 to 5 years"), (10, "5 to 10 years"), (10**4, "more than 10 years"))


def write(material: Material) -> Document:
    """Return what was signed and is not in force, the longest waiting first."""
    found = [(each, compute(each.agreement, material.moment)) for each in material.agreements]
    waiting = [(each, computed) for each, computed in found if computed.status in _WAITING]
    unknown = [(each, computed) for each, computed in found if computed.status == "unknown"]
    waiting.sort(key=lambda pair: (_since(pair[0]) or date.max, pair[0].number))
    blocks: list[Block] = [Paragraph(Text(_summary(len(waiting), len(found))))]
    if waiting:
        blocks += [_ages(waiting, material.moment.today), _table("Not in force", waiting, material)]
    if unknown:
        blocks += [Heading("Nobody can tell"), _table("Nobody can tell", unknown, material)]
    return Document(
        "Signed and not in force", Text("What is missing, and for how long"), blocks, material.footing, wide=True
    )


def _summary(waiting: int, of: int) -> str:
    verb = "is" if waiting == 1 else "are"
    return f"{waiting:,} of {counted(of, 'agreement')} {verb} signed and not in force."


def _table(name: str, found: Sequence[tuple[Registered, Computed]], material: Material) -> Table:
    return Table(name, columns_for(_COLUMNS, material), [_row(each, computed, material) for each, computed in found])


def _row(each: Registered, computed: Computed, material: Material) -> Sequence[Cell]:
    agreement, since = each.agreement, _since(each)
    today = material.moment.today
    return (
        each.number,
        title_cell(agreement),
        others_words(agreement, [material.wishes.own]),
        agreement.signed,
        (today - since).days if since and since <= today else None,
        span_words(since, today) if since and since <= today else "signed on an unknown day",
        _lacking(each, computed),
    )


def _lacking(each: Registered, computed: Computed) -> str:
    way = each.agreement.entry_into_force
    provisional = f"{status_label(computed.status)}; " if computed.status == "provisional" else ""
    lacking, entry = missing_words(computed), entry_words(way) if way is not None and way.mode else ""
    if computed.in_force_from and not lacking:
        how = f" ({entry})" if entry else ""
        return f"{provisional}enters into force on {format_day(computed.in_force_from)}{how}"
    return provisional + (lacking or "it is yet to come") + (f" (enters into force {entry})" if entry else "")


def _since(each: Registered) -> date | None:
    try:
        return bounds(each.agreement.signed)[1] if each.agreement.signed else None
    except ValueError:
        return None


def span_words(since: date, today: date) -> str:
    """Return the time from one day to another in words: `12 days`, `4 months`, `30 years`."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months < 1:
        return counted((today - since).days, "day")
    return counted(months, "month") if months < 24 else counted(months // 12, "year")


def _ages(waiting: Sequence[tuple[Registered, Computed]], today: date) -> Bars:
    ages = [(today - since).days / 365.2425 for each, _ in waiting if (since := _since(each))]
    counts, least = [], -1.0
    for most, label in _AGES:
        counts.append(Bar(label, sum(least < age <= most for age in ages)))
        least = most
    undated = len(waiting) - len(ages)
    return Bars("Waiting for", [*counts, *([Bar("on an unknown day", undated)] if undated else [])])
