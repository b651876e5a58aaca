"""What a text says of the occasion as the raw fields of one: what was counted, what was promised."""

from mou_cli.intake.as_agreement import Fields, Origin, said
from mou_cli.intake.drafts import DraftCommitment, DraftCount, DraftTarget, Intake, Signatory


def occasion_fields(found: Intake, origin: Origin) -> Fields:
    """Return what a text says of the occasion: name, parties, place, day, announced counts, commitments and targets."""
    fields = {
        "name": found.occasion[:1].upper() + found.occasion[1:],
        "place": found.place,
        "date": _day(found),
        "parties": [{"code": code} for code in found.parties],
        "announced": [_announced(count, origin) for count in found.counts],
        "commitments": [_commitment(each, place, origin) for place, each in enumerate(found.commitments, 1)],
        "targets": [_target(each, place, origin) for place, each in enumerate(found.targets, 1)],
        "sources": [dict(origin.source)] if origin.source else [],
    }
    return {name: value for name, value in fields.items() if value not in ("", [])}


def _day(found: Intake) -> str:
    # Where all were signed on one day, that was the day; what a text says of a visit's own days is too vague.
    days = {draft.signed for draft in found.drafts}
    return days.pop() if len(days) == 1 else ""


def has_promises(found: Intake) -> bool:
    """Return whether a text says more than which documents there are: what only an occasion can hold."""
    return bool(found.counts or found.commitments or found.targets)


def _announced(count: DraftCount, origin: Origin) -> Fields:
    return {"count": count.count, "text": count.text, "source": said({**origin.source, "quote": count.quote})}


def _commitment(each: DraftCommitment, number: int, origin: Origin) -> Fields:
    leads = [f"{lead.code}: {_person(lead)}" if lead.code else _person(lead) for lead in each.leads]
    counterparts = "; ".join(leads[1:])
    source = said({**origin.source, "quote": each.quote, "certainty": each.certainty})
    fields = {"text": each.text, "area": each.area, "lead": leads[0] if leads else "", "counterpart": counterparts}
    return said({"id": number, **fields, "due": each.due, "status": "open", "sources": [source]})


def _person(person: Signatory) -> str:
    return ", ".join(filter(None, (person.name, person.title)))


def _target(each: DraftTarget, number: int, origin: Origin) -> Fields:
    deadlines = [
        {"date": by.date, "source": said({**origin.source, "quote": by.quote or by.text})} for by in each.by if by.date
    ]
    baseline = {"value": each.baseline} if each.baseline is not None else None
    undated = [by.text for by in each.by if not by.date]
    return said(
        {
            "id": number,
            "metric": each.metric,
            "unit": each.unit,
            "baseline": baseline,
            "value": each.value,
            "by": deadlines,
            "sources": [said({**origin.source, "quote": each.quote, "certainty": each.certainty})],
            "note": ": ".join(filter(None, ("; ".join(each.remarks), "; ".join(undated)))),
        }
    )
