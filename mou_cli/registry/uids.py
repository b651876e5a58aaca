"""The uids of a table: by them copies of one registry know what is the same."""

import msgspec

from mou_cli.registry.protocol import Registry


class _Named(msgspec.Struct):
    uid: str = ""


def uids(registry: Registry, table: str) -> set[str]:
    """Return the uid of every row of a table that has one."""
    decode = msgspec.json.Decoder(_Named).decode
    return {uid for _, body in registry.history.lines(table) if (uid := decode(body).uid)}
