"""What all tests share: a clean environment, and a desk."""

import asyncio
import compileall
import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.desk import OURS, Desk
from tests.postgres.server import announce, stop
from tests.sparing import spare

# The whole suite has four minutes. Each run tries other examples, and --hypothesis-profile=long many more; on the
# machine that decides (CI) they are the same in each run, so that a change fails there for what it changes.
_STEADY = settings.get_profile("ci" if os.environ.get("CI") else "default")
_SLOW = [HealthCheck.too_slow]
settings.register_profile("usual", _STEADY, max_examples=50, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("usual")


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # till the tests are collected: what is loaded stays
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Run in the background of a script, all that the tests start would not hear Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    spare()
    for name in OURS:
        os.environ.pop(name, None)
    if not hasattr(config, "workerinput"):
        # Hundreds of processes are started: in a fresh clone each would compile what it imports, where the
        # environment forbids it to keep that (PYTHONDONTWRITEBYTECODE).
        compileall.compile_dir(str(Path(__file__).parent.parent / "mou_cli"), quiet=2)
        announce()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # All that needs the browser is together, so one process of the tests starts one; what takes long does not come
    # last, when another has nothing to do any more. The rest stays as it was shuffled.
    def early(item: pytest.Item) -> int:
        return 0 if item.path.name.startswith("test_page_") else 1 if item.path.parent.name == "faults" else 2

    items.sort(key=early)


def pytest_collection_finish() -> None:
    # Thousands of tests are in memory till the end, and the collector would look at them ever again: an eighth of the
    # whole run.
    gc.freeze()
    gc.enable()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder to work in."""
    return Desk(tmp_path)


@pytest.fixture(autouse=True)
def no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide the event loop that playwright leaves running in a worker from tests that run one of their own."""
    loop = asyncio._get_running_loop()
    if loop is None or request.module.__name__.rpartition(".")[2].startswith("test_page"):
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
