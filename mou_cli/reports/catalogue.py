"""The reports by name; the module of each is loaded when somebody asks for it."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mou_cli.reports.document import Document
    from mou_cli.reports.material import Material

    Writer = Callable[[Material], Document]


class Report(NamedTuple):
    """A report: its name, what it says, and how far it looks ahead where --within does not say it."""

    name: str
    help: str
    within: str = "90d"


REPORTS: dict[str, Report] = {
    each.name: each
    for each in (
        Report("implementation", "ministry, signatories, dates, area, progress and conversion of each agreement"),
        Report("not-in-force", "signed and not in force: what is missing, and for how long"),
        Report("expiring", "what ends or needs notice, --within 90d"),
        Report("stale", "older than --years 5, silent, or renewed without activity"),
        Report("country", "a brief before a meeting, --party KZ", "1y"),
        Report("sector", "a brief on a sector, --sector rail", "1y"),
        Report("occasion", "what was signed at a visit, against what was announced; takes its name", "1y"),
    )
}


def report(name: str) -> "Writer":
    """Return the function that makes the report `name`; raise Usage with the nearest where there is none."""
    if name not in REPORTS:
        from mou_cli.vocabulary.matching import nearest, unknown

        near = ", ".join(nearest(name, {each: each for each in REPORTS}))
        listed = f"a report is one of {', '.join(REPORTS)}"
        raise unknown("report", name, (), f"did you mean {near}? {listed}" if near else listed)
    made: Writer = import_module(f"mou_cli.reports.{name.replace('-', '_')}").write
    return made
