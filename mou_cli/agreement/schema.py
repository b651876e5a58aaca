"""The JSON Schema of what mou stores."""

from typing import Any

import msgspec

from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.errors import Usage

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEMPLATE = "#/$defs/{name}"
WHAT = ("agreement", "occasion", "registry")


def schema(what: str = "agreement") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an `agreement`, an `occasion` or a whole `registry`.

    Fields that it does not name are allowed everywhere: a newer mou, or a desk, may have added them. Raises Usage for
    anything else.
    """
    if what not in WHAT:
        raise Usage(f"there is no schema of {what!r}", f"take one of {', '.join(WHAT)}")
    (agreement, occasion), parts = msgspec.json.schema_components((Agreement, Occasion), ref_template=_TEMPLATE)
    whole = {"agreement": agreement, "occasion": occasion, "registry": _registry(agreement, occasion)}[what]
    return {"$schema": _DIALECT, "title": f"mou {what}", **whole, "$defs": parts}


def _registry(agreement: dict[str, Any], occasion: dict[str, Any]) -> dict[str, Any]:
    def table(row: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "patternProperties": {"^[1-9][0-9]*$": row}, "additionalProperties": False}

    counters = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
    meta = {
        "type": "object",
        "properties": {
            "format": {"const": 1},
            "own": {"type": "string"},
            "next": counters,
            "sectors": {"type": "object"},
        },
    }
    tables = {"meta": table(meta), "occasions": table(occasion), "agreements": table(agreement)}
    return {"type": "object", "properties": tables}
