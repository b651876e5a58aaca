"""Making the tables of a registry in a database, bringing them up to date, and the roles of those who use it."""

from pathlib import Path

from mou_cli.errors import Conflict, Failed
from mou_cli.registry.layout import FORMAT, encode
from mou_cli.registry.postgres import faults
from mou_cli.registry.postgres.address import read_address
from mou_cli.registry.postgres.link import Link
from mou_cli.registry.postgres.server_registry import VERSION

_HERE = Path(__file__).parent
# Holds everybody off who makes or changes the tables at the same moment; any number that others do not use.
_LOCK = "SELECT pg_catalog.pg_advisory_xact_lock(7307411)"
_SCHEMA = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'mou'"


def has_registry(location: str) -> bool:
    """Return whether there is a registry in a database already."""
    with Link(read_address(location)) as link:
        return bool(link.rows(_SCHEMA))


def make_registry(location: str, own: str = "") -> None:
    """Make an empty registry in a database; `own` is the code of the party whose desk it is, or empty.

    Raises Conflict where there is one already, Failed where the database cannot hold one.
    """
    from mou_cli.registry.postgres.derived import FOLDING

    settings = {"format": FORMAT, **({"own": own} if own else {}), "next": {"MOU": 1, "OCC": 1}, "sectors": {}}
    with Link(read_address(location)) as link, link.writing():
        _refuse_encoding(link)
        link.run(_LOCK)
        if link.rows(_SCHEMA):
            raise Conflict(
                f"{link.address.shown} holds a registry already", "nothing was changed; name another database"
            )
        for version in range(1, VERSION + 1):
            link.script(_step(version))
        values = [VERSION, FOLDING, encode(settings).decode()]
        link.run("INSERT INTO mou.meta (version, folding, line) VALUES (%s, %s, %s)", values)


def upgrade(location: str) -> tuple[int, int]:
    """Bring the tables up to date, step by step; returns the version they had and the one they have.

    Raises NotFound where there is no registry, Conflict where a newer mou made it.
    """
    with Link(read_address(location)) as link, link.writing():
        link.run(_LOCK)
        found = link.rows("SELECT version FROM mou.meta")
        if not found:
            raise faults.no_registry(link.address)
        was = int(found[0][0])
        if was > VERSION:
            raise faults.newer_schema(link.address)
        for version in range(was + 1, VERSION + 1):
            link.script(_step(version))
            link.run("UPDATE mou.meta SET version = %s", [version])
    return was, VERSION


def make_roles(location: str) -> None:
    """Make the three roles and say what each may do with the registry in a database; raises NotFound, Failed."""
    with Link(read_address(location)) as link, link.writing():
        link.run(_LOCK)
        if not link.rows(_SCHEMA):
            raise faults.no_registry(link.address)
        link.script((_HERE / "roles.sql").read_text("utf-8"))


def _refuse_encoding(link: Link) -> None:
    encoding = bytes(link.rows("SELECT pg_catalog.current_setting('server_encoding')")[0][0]).decode()
    if encoding != "UTF8":
        raise Failed(
            f"the database {link.address.shown} is not in UTF-8 but in {encoding}", "createdb -E UTF8 -T template0"
        )


def _step(version: int) -> str:
    return (_HERE / f"schema_{version}.sql").read_text("utf-8")
