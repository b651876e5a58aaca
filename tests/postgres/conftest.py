"""A database for each worker, emptied for each test, and desks at it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from mou_cli.registry.postgres.making import make_registry
from mou_cli.registry.postgres.server_registry import VERSION
from tests.desk import Desk
from tests.postgres.server import server

_EMPTY = f"""
SET session_replication_role = replica;
TRUNCATE mou.agreements, mou.occasions, mou.history, mou.files, mou.unsaid;
UPDATE mou.meta SET version = {VERSION}, line = '{{"format":1,"own":"PK","next":{{"MOU":1,"OCC":1}},"sectors":{{}}}}';
SET session_replication_role = origin;
"""


def url_of(database: str) -> str:
    """The URL of another database on the same server."""
    before, _, query = server().partition("?")
    return f"{before.rpartition('/')[0]}/{database}" + (f"?{query}" if query else "")


@contextmanager
def made(kind: str) -> Iterator[str]:
    """A database of this worker's own, without a registry as yet."""
    name = f"mou_{kind}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield url_of(name)
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The URL of a registry of this worker's own; tests empty it."""
    with made("changed") as url:
        make_registry(url, "PK")
        yield url


@pytest.fixture(scope="session")
def unchanged() -> Iterator[str]:
    """The URL of another, for tests that only read what one of them has put there."""
    with made("unchanged") as url:
        make_registry(url, "PK")
        yield url


def emptied(database: str) -> str:
    """The URL of a registry, with nothing left in it."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(_EMPTY)
    return database


@pytest.fixture
def url(database: str) -> str:
    """The same, empty."""
    return emptied(database)


@pytest.fixture
def nowhere() -> Iterator[str]:
    """The URL of a database without a registry."""
    with made("bare") as url:
        yield url


@pytest.fixture
def served(tmp_path: Path, url: str) -> Desk:
    """A desk whose registry is on the server."""
    desk = Desk(tmp_path)
    desk.environ["MOU_REGISTRY"] = url
    return desk


PASSWORD = "for-trials"  # where the server asks for any: the embedded one does not


def as_user(url: str, user: str, password: str = PASSWORD) -> str:
    """The same URL with another user."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{user}:{password}@{rest.partition('@')[2]}"
