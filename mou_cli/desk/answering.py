"""What a script gets: a result a line, or JSON. Nothing in either steers a terminal."""

from collections.abc import Iterable

from mou_cli.render.safe import safe


def answer(result: object) -> None:
    """Print one result, such as a reference, in a line of its own."""
    print(safe(str(result)))


def answer_json(rows: Iterable[object]) -> None:
    """Print an array, an item to a line."""
    lines = ",\n".join(map(_json, rows))
    print(f"[\n{lines}\n]" if lines else "[]")


def answer_line(item: object) -> None:
    """Print one item as JSON, in one line."""
    print(_json(item))


def _json(item: object) -> str:
    import msgspec

    from mou_cli.exchange.harmless import harmless

    return harmless(msgspec.json.encode(item)).decode()
