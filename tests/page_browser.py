"""A register page in headless Chromium: one browser for a test process, a fresh page for each test."""

import atexit
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.exchange.format_html import write
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, fields

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# A container's root may not open namespaces of its own.
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_PATIENCE = 10_000  # milliseconds


@cache
def browser() -> "Browser":
    """The browser of this test process; without one the test is skipped, on the machine that decides it fails."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        _without()
    player = sync_playwright().start()
    found = player.chromium.launch(executable_path=program, args=_OPTIONS)
    atexit.register(player.stop)
    atexit.register(found.close)
    return found


def _without() -> None:
    wanted = "the register page is tested in Chromium: apt-get install chromium, pip install -e '.[test]'"
    if os.environ.get("CI") == "true":
        pytest.fail(wanted)
    pytest.skip(wanted)


def page_of(
    *agreements: Mapping[str, Any],
    occasions: Iterable[Mapping[str, Any]] = (),
    own: str = "",
    sectors: Mapping[str, Any] | None = None,
) -> bytes:
    """The page of agreements, each given as what differs from the one in tests/factories.py."""
    rows = (Registered.of(number, fields(**given)) for number, given in enumerate(agreements, 1))
    met = [RegisteredOccasion.of(number, given) for number, given in enumerate(occasions, 1)]
    out = BytesIO()
    write(rows, out, MOMENT, around=Surroundings(Sectors(sectors), met, own))
    return out.getvalue()


class Opened:
    """A page that is open, and what one does on it."""

    def __init__(self, page: "Page", path: Path, wrong: list[str]) -> None:
        self.page = page
        self.path = path
        self._wrong = wrong

    def expect(self, fault: str) -> None:
        """Take note that this went wrong, as it should."""
        found = [each for each in self._wrong if fault in each]
        assert found, self._wrong
        self._wrong[:] = [each for each in self._wrong if fault not in each]

    def go(self, hash_: str) -> None:
        """Follow a link to a place on the page, as from a mail."""
        self.page.goto(f"{self.path.as_uri()}{hash_}")
        self.settle()

    def search(self, text: str) -> None:
        """Type what is searched for."""
        self.page.get_by_role("searchbox", name="Search").fill(text)
        self.settle()

    def choose(self, label: str, value: str) -> None:
        """Choose `value` of the filter or order called `label`."""
        self.page.get_by_label(label, exact=True).select_option(value)
        self.settle()

    def click(self, what: "Locator") -> None:
        """Click on what leads elsewhere; a link is followed only after the click, and a key may be faster."""
        what.click()
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked is drawn."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    @property
    def numbers(self) -> list[int]:
        """The numbers of the agreements in the list."""
        return [int(text) for text in self.page.locator("#view td.no").all_text_contents()]

    @property
    def titles(self) -> list[str]:
        """The titles in the list."""
        return self.page.locator("#view td.title a").all_text_contents()

    @property
    def count(self) -> str:
        """The sentence that says how many there are."""
        return self.page.locator("#count").inner_text()

    @property
    def focused(self) -> str:
        """The words on what has the focus."""
        text: str = self.page.evaluate("() => document.activeElement.innerText || document.activeElement.id")
        return text

    def options(self, label: str) -> list[str]:
        """What can be chosen of the filter called `label`."""
        select = self.page.get_by_label(label, exact=True)
        found: list[str] = select.evaluate("(each) => [...each.options].filter((o) => !o.hidden).map((o) => o.text)")
        return found


Open = Callable[..., Opened]


class _Window:
    """A window of one width, kept for all tests that want it, and what went wrong in it."""

    def __init__(self, width: int) -> None:
        context = browser().new_context(viewport={"width": width, "height": 900})
        context.set_default_timeout(_PATIENCE)
        self.wrong: list[str] = []
        self.path, self.content = Path(), b""
        self.page = context.new_page()
        self.page.on("console", lambda said: self.wrong.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda fault: self.wrong.append(f"exception: {fault}"))
        self.page.on("dialog", lambda asked: self.wrong.append(f"dialog: {asked.message}"))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _asked(self, url: str) -> None:
        own = url.partition("#")[0] in (self.path.as_uri(), "about:blank")
        if not own and not url.startswith(("data:", "blob:")):
            self.wrong.append(f"request: {url[:80]}")


@cache
def _window(width: int) -> _Window:
    return _Window(width)


@contextmanager
def opening(folder: Path) -> Iterator[Open]:
    """Give a function that opens a page; at the end, anything that went wrong on one fails the test.

    What goes wrong is: a word on the console, an exception, and any request but for the file itself. A page that the
    test before left open stays so, and goes back to what its address says; `fresh` loads it anew.
    """
    used: list[_Window] = []

    def opened(content: bytes, hash_: str = "#", *, width: int = 1400, fresh: bool = False) -> Opened:
        window = _window(width)
        window.wrong.clear()
        used.append(window)
        if content != window.content or fresh:
            window.path, window.content = folder / "register.html", content
            window.path.write_bytes(content)
            window.page.goto("about:blank")
        # Several windows are open, and one behind others may wait for its next picture.
        window.page.bring_to_front()
        # What the test before may have changed of the window itself.
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.emulate_media(media="screen", color_scheme="light")
        window.page.goto(f"{window.path.as_uri()}{hash_}")
        opened = Opened(window.page, window.path, window.wrong)
        opened.settle()
        return opened

    yield opened
    assert [fault for window in used for fault in window.wrong] == []
