"""What there is and how much of it: sectors, parties and occasions with the number of their agreements."""

from collections import Counter

import msgspec

from mou_cli.agreement.query.query import Query
from mou_cli.desk.answering import answer_json
from mou_cli.errors import Usage
from mou_cli.render.console import say
from mou_cli.session import Session


def _form(session: Session, asked: str | None) -> str:
    form = asked or ("table" if session.on_terminal else "tsv")
    if form not in ("table", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    return form


def list_sectors(session: Session, asked: str | None) -> None:
    """Write the tree of sectors with counts; a group's count takes in its leaves, each agreement once."""
    form = _form(session, asked)
    sectors = session.context.sectors
    counts: Counter[str] = Counter()
    for each in session.registry.find(Query(), session.moment):
        codes = set(each.agreement.sectors)
        counts.update(codes | {sectors[code].parent for code in codes if code in sectors and sectors[code].parent})
    if form == "table":
        from mou_cli.render.console import page
        from mou_cli.render.vocabulary_tables import sectors_text

        page(sectors_text(sectors, counts, room=session.width, colour=session.colour))
    elif form == "json":
        answer_json([{**msgspec.to_builtins(sector), "agreements": counts[sector.code]} for sector in sectors])
    else:
        from mou_cli.render.plain import write_tsv

        rows = [[s.code, s.parent, s.label, str(counts[s.code]), s.crs, s.isic, "; ".join(s.aliases)] for s in sectors]
        write_tsv(rows, ["code", "parent", "label", "agreements", "crs", "isic", "aliases"], session.out)


def list_parties(session: Session, asked: str | None, *, every: bool) -> None:
    """Write the parties that occur, most agreements first, or `every` one that is known."""
    from mou_cli.vocabulary.parties import all_parties, party_kind, party_name

    form = _form(session, asked)
    counts: Counter[str] = Counter()
    for each in session.registry.find(Query(), session.moment):
        counts.update({party.code or party.name for party in each.agreement.parties})
    known = dict(all_parties()) if every else {}
    names = {**known, **{code: known.get(code) or party_name(code) for code in counts}}
    rows = sorted(((code, name, counts[code]) for code, name in names.items()), key=lambda row: (-row[2], row[1]))
    if not rows:
        say("no agreement names a party yet; mou parties --all lists every one that is known")
    if form == "table":
        from mou_cli.render.console import page
        from mou_cli.render.vocabulary_tables import parties_text

        page(parties_text(rows, room=session.width, colour=session.colour))
    elif form == "json":
        answer_json([{"code": c, "name": n, "kind": party_kind(c), "agreements": k} for c, n, k in rows])
    else:
        from mou_cli.render.plain import write_tsv

        write_tsv([[c, n, str(k)] for c, n, k in rows], ["code", "name", "agreements"], session.out)


def list_occasions(session: Session, asked: str | None) -> None:
    """Write the occasions with the number of their agreements."""
    form = _form(session, asked)
    occasions = session.registry.occasions()
    counts = Counter(each.agreement.occasion for each in session.registry.find(Query(), session.moment))
    if form == "json":
        answer_json([{**each.fields, "agreements": counts[each.occasion.ref]} for each in occasions])
        return
    names = ("no", "ref", "name", "date", "place", "agreements")
    rows = [
        [str(each.number), o.ref, o.name, o.date, o.place, str(counts[o.ref] if o.ref else 0)]
        for each in occasions
        for o in [each.occasion]
    ]
    if form == "tsv":
        from mou_cli.render.plain import write_tsv

        write_tsv(rows, names, session.out)
        return
    from mou_cli.render.console import page
    from mou_cli.render.table import render_table

    headings = ("No", "Ref", "Occasion", "Date", "Place", "Agreements")
    page(render_table(names, headings, rows, room=session.width, colour=session.colour))
