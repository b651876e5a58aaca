"""Country: a brief before a meeting with one or more parties."""

from mou_cli.errors import Usage
from mou_cli.reports.brief import brief
from mou_cli.reports.document import Document, Text
from mou_cli.reports.material import Material
from mou_cli.vocabulary.parties import party_name


def write(material: Material) -> Document:
    """Return the brief on the parties that the filters name; raises Usage where they name none."""
    codes = material.wishes.parties
    if not codes:
        raise Usage("the report country needs a party", "such as: mou report country --party KZ")
    names = " and ".join(map(party_name, codes))
    return Document(names, Text("Brief on agreements"), brief(material, "sector", codes), material.footing)
