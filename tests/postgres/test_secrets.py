"""A password is never shown, in no message, however the address is written and whatever goes wrong."""

import pytest

from mou_cli.errors import MouError, Usage
from mou_cli.registry.postgres.address import read_address
from mou_cli.settings.places import is_address
from tests.desk import Desk
from tests.postgres.conftest import as_user, url_of

SECRET = "s3cr3t"
MALFORMED = (
    f"postgresql://user:{SECRET}/x@host/db",
    f"postgresql://user:{SECRET}@host:port/db",
    f"postgresql://user:p@{SECRET}@host/db?x=a@b",
    f"postgresql://user:{SECRET}#@host/db",
    f"postgresql://user:{SECRET} x@host/db",
    f"postgresql:/user:{SECRET}@host/db",
    f"postgresql:user:{SECRET}@host/db",
    f"postgres:{SECRET}",
    f"POSTGRESQL://user:{SECRET}?@host/db",
    f"postgresql://user:{SECRET}%@host/db",
    f"postgresql://user:{SECRET}@host:99999/db",
    f"postgresql://user:{SECRET}@[::1/db",
    f"postgresql://user:{SECRET}@host/db?sslmode=nonsense",
    f"postgresql://user:{SECRET}@127.0.0.1:1/db?nonsense={SECRET}",
    f"postgresql://127.0.0.1:1/db?password={SECRET}",
    f"postgresql://user:{SECRET}@127.0.0.1:1/db",
    f"postgresql://user:{SECRET}@127.0.0.1:1,127.0.0.1:2/db?target_session_attrs=read-write",
    f"postgresql://user:{SECRET}\0@host/db",
    f"postgresql://user:{SECRET}@127.0.0.1:1/db?connect_timeout=x",
    f"postgresql:///{SECRET}@x",
)
# Not even the scheme is what it should be.
MISSPELLED = (
    f"postgresq://user:{SECRET}@host/db",
    f"postgresql+psycopg://user:{SECRET}@host/db",
    f"postgresql//user:{SECRET}@host/db",
    f"psql://user:{SECRET}@host/db",
    f" postgresql://user:{SECRET}@host/db",
    f"'postgresql://user:{SECRET}@host/db'",
    f'"postgres:user:{SECRET}@host/db"',
    f"host=h password={SECRET}",
    f"dbname=d user=u password = {SECRET}",
    f"password={SECRET} host=h",
)


@pytest.mark.parametrize("words", [("list",), ("copy", "{}", "x.json"), ("init", "{}"), ("add", "x")])
def test_no_message_shows_a_password(desk: Desk, words: tuple[str, ...]) -> None:
    for address in (*MALFORMED, *MISSPELLED):
        if "\0" in address:
            continue  # no command line holds one
        run = desk.run("--registry", address, *(word.format(address) for word in words), environ={"MOU_TIMEOUT": "2"})
        assert run.code in (1, 2), address
        assert SECRET not in run.out + run.err, address
        assert len(run.err.splitlines()) <= 2


@pytest.mark.parametrize("address", [*MALFORMED[:12], *MISSPELLED])
def test_what_cannot_be_read_never_gets_to_the_driver(address: str) -> None:
    with pytest.raises(Usage) as caught:
        read_address(address)
    assert SECRET not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://host/db", "postgresql://host/db"),
        ("postgres://user:pw@host:5433/db?sslmode=require", "postgresql://user@host:5433/db"),
        ("postgresql://user:p%40w@a,b:5433/db?target_session_attrs=any", "postgresql://user@a,b:5433/db"),
        ("postgresql:///db?host=/run/pg&password=pw", "postgresql:///db?host=/run/pg"),
        ("postgresql://[::1]:5432/db", "postgresql://[::1]:5432/db"),
        ("postgresql://", "postgresql:///"),
    ],
)
def test_what_is_shown_of_an_address(address: str, shown: str) -> None:
    assert read_address(address).shown == shown
    assert "pw" not in repr(read_address(address))


@pytest.mark.parametrize("address", MISSPELLED)
def test_what_is_meant_for_a_server_is_not_stored_as_a_file_name(desk: Desk, address: str) -> None:
    run = desk.run("config", "registry", address)
    assert (run.code, SECRET in run.out + run.err) == (2 if address.strip() == address else 0, False)
    assert SECRET not in desk.run("config").out
    assert desk.run("list", environ={"MOU_REGISTRY": address}).code == 2


@pytest.mark.parametrize(
    "place", ["C:/desk/registry.json", "a b.json", "x=1.json", "r:1@x.json", "/a//b.json", "postgres/x.json"]
)
def test_a_file_may_have_an_odd_name(place: str) -> None:
    assert not is_address(place)


def test_a_password_works_and_is_not_shown_where_it_is_wrong(served: Desk, url: str) -> None:
    # The embedded server lets everybody in: here it only must not come up anywhere.
    run = served.run("--registry", as_user(url, "postgres", SECRET), "list")
    assert SECRET not in run.out + run.err
    run = served.run("--registry", as_user(url, "nobody_here", SECRET), "list")
    assert (run.code, SECRET in run.err) == (1, False)
    run = served.run("--registry", as_user(url_of("no_such"), "postgres", SECRET), "list")
    assert (run.code in (1, 4), SECRET in run.err) == (True, False)


def test_the_morning_shows_no_password(served: Desk, url: str) -> None:
    from mou_cli.session import Session

    session = Session(as_user(url, "postgres", SECRET))
    assert SECRET not in session.place
    assert SECRET not in session.registry.location


def test_the_settings_show_no_password(desk: Desk) -> None:
    given = f"postgresql://user:{SECRET}@127.0.0.1:1/db"
    for words in (("config",), ("config", "--format", "json"), ("config", "registry")):
        run = desk.run("--registry", given, *words).ok()
        assert SECRET not in run.out + run.err
        assert "postgresql://user@127.0.0.1:1/db" in run.out
    run = desk.run("config", "registry", given).ok()
    assert run.lines == ["postgresql://user@127.0.0.1:1/db"]
    assert SECRET not in run.out + run.err
    for address in MALFORMED[:12]:
        run = desk.run("config", "registry", address)
        assert (run.code, SECRET in run.out + run.err) == (2, False), address
        run = desk.run("config", environ={"MOU_REGISTRY": address}).ok()
        assert SECRET not in run.out + run.err


def test_a_fault_is_one_of_ours() -> None:
    with pytest.raises(MouError):
        read_address("postgresql://a b/c")
