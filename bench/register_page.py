"""How fast the register page of N agreements opens and filters in Chromium: `python bench/register_page.py [N]`.

Prints milliseconds, the best and the median of several; the machine should have nothing else to do.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from make_register import write_register
from measuring import ROOT

sys.path.insert(0, str(ROOT))

OPENINGS, ROUNDS = 5, 9
# From the key press to the frame in which the answer is drawn.
ASK = """async (text) => {
  const box = document.getElementById("text");
  const begun = performance.now();
  box.value = text;
  box.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
CHOOSE = """([id, value]) => {
  const select = document.getElementById(id);
  const begun = performance.now();
  select.value = value;
  select.dispatchEvent(new Event("change"));
  document.body.getBoundingClientRect();
  return performance.now() - begun;
}"""
OPENED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now();
}"""
WORDS = ("rail", "железнодорожного", "تعاون", "state of pk", "")
CHOICES = (("by-party", "KZ"), ("by-sector", "transport"), ("by-status", "in-force"), ("order", "title"))


def main() -> None:
    """Measure the page of as many agreements as the first argument says (10,000)."""
    from tests.page_browser import browser

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with TemporaryDirectory() as folder:
        path = page(Path(folder), size)
        print(f"{size:,} agreements, {path.stat().st_size / 1e6:.1f} MB")
        opened = []
        for _ in range(OPENINGS):
            window = browser().new_page(viewport={"width": 1400, "height": 900})
            window.goto(path.as_uri())
            opened.append(window.evaluate(OPENED))
        report("open", opened)
        window.wait_for_timeout(2000)
        for word in WORDS:
            report(f"search {word!r}", [window.evaluate(ASK, word) for _ in range(ROUNDS)])
        for choice in CHOICES:
            report(" ".join(choice), [chosen(window, choice) for _ in range(ROUNDS)])


def chosen(window: Any, choice: tuple[str, str]) -> float:
    """Return how long one choice takes from a list in which nothing is asked."""
    window.evaluate("() => { location.hash = '#'; }")
    window.wait_for_timeout(50)
    taken: float = window.evaluate(CHOOSE, list(choice))
    return taken


def page(folder: Path, size: int) -> Path:
    """Write the page of an invented register."""
    from datetime import date

    from mou_cli.agreement.context import Context
    from mou_cli.agreement.moment import Moment
    from mou_cli.agreement.query.query import parse_query
    from mou_cli.exchange.format_html import write
    from mou_cli.registry.opening import open_registry

    write_register(size, folder / "registry.json")
    registry, moment = open_registry(str(folder / "registry.json")), Moment(date(2026, 11, 21))
    query = parse_query([], Context(moment, registry.sectors()))
    with open(folder / "register.html", "wb") as out:
        write(registry.find(query, moment), out, moment)
    return folder / "register.html"


def report(name: str, taken: list[float]) -> None:
    """Print one line of figures."""
    print(f"{name:28} best {min(taken):7.1f} ms   median {median(taken):7.1f} ms")


if __name__ == "__main__":
    main()
