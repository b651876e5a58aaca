"""`mou schema`: the form of an agreement for other programs."""

from typing import Annotated

import typer


def run(
    what: Annotated[str, typer.Argument(metavar="[WHAT]", help="agreement, occasion or registry.")] = "agreement",
) -> None:
    """Print the JSON Schema (2020-12) of an agreement, an occasion or a whole registry."""
    import msgspec

    from mou_cli.agreement.schema import schema

    print(msgspec.json.format(msgspec.json.encode(schema(what)), indent=2).decode())
