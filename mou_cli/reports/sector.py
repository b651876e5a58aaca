"""Sector: a brief on one or more sectors."""

from mou_cli.errors import Usage
from mou_cli.reports.brief import brief
from mou_cli.reports.document import Document, Text
from mou_cli.reports.material import Material


def write(material: Material) -> Document:
    """Return the brief on the sectors that the filters name; raises Usage where they name none."""
    codes = material.wishes.sectors
    if not codes:
        raise Usage("the report sector needs a sector", "such as: mou report sector --sector rail")
    # Of a group and what lies under it, the group.
    tops = [code for code in codes if code not in material.sectors or material.sectors[code].parent not in codes]
    names = " and ".join(map(material.sectors.label, tops))
    names = names[:1].upper() + names[1:]
    return Document(names, Text("Brief on agreements"), brief(material, "party"), material.footing)
