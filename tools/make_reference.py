"""Make what the documentation takes from the program itself: `python -m tools.make_reference [--check]`.

docs/commands.md is written whole, from the help of the commands. In docs/fields.md, docs/vocabulary.md and
docs/configuration.md the tables between the lines `<!-- made by tools/make_reference.py: NAME -->` and `<!-- end -->`
are written anew. With `--check` nothing is written, and the exit code is 3 where a page is not as it would be made.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from typer.main import get_command

from mou_cli.agreement import codes
from mou_cli.app import app
from mou_cli.settings.declared import SETTINGS, VARIABLES, VIEW_PARTS, Setting
from mou_cli.vocabulary import organisations
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label

DOCS = Path(__file__).resolve().parent.parent / "docs"
_SECTION = re.compile(r"(?<=<!-- made by tools/make_reference\.py: )([a-z]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)
_LISTS = {
    "`type`": codes.TYPES,
    "`binding`": codes.BINDING,
    "`entry_into_force.mode`": codes.ENTRY_MODES,
    "`term.base`": codes.TERM_BASES,
    "`term.renewal`": codes.RENEWALS,
    "`term.notice_rule`": codes.NOTICE_RULES,
    "`events.kind`": codes.EVENT_KINDS,
    "`commitments.status`": codes.COMMITMENT_STATUSES,
    "`links.rel`": codes.LINK_RELATIONS,
    "`sources.certainty`": codes.CERTAINTIES,
}
_INTRODUCTION = """\
# Commands

Made from the program by `python -m tools.make_reference`; a test holds it current. `mou COMMAND --help` says the same.
"""


def pages() -> dict[Path, str]:
    """Return the text that each page should have."""
    made = {DOCS / "commands.md": commands_page()}
    for name in ("fields.md", "vocabulary.md", "configuration.md"):
        text = (DOCS / name).read_text("utf-8")
        made[DOCS / name] = _SECTION.sub(lambda found: f"{found[1]}{found[2]}{SECTIONS[found[1]]()}\n", text)
    return made


def commands_page() -> str:
    return "\n".join([_INTRODUCTION, *_command(get_command(app), "mou", "##")])


def _command(command: Any, path: str, level: str) -> Iterator[str]:
    context = command.make_context(path, [], resilient_parsing=True)
    yield f"{level} `{path}`\n"
    usage = " ".join(re.sub("[{}]", "", command.get_usage(context)).split())
    yield f"    {usage.removeprefix('Usage: ')}\n"
    yield f"{_sentences(command.help)}\n"
    rows = [[f"`{_spelling(each)}`", _meaning(each)] for each in command.params if not getattr(each, "hidden", False)]
    if rows:
        yield table(("argument or option", "meaning"), rows)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _command(command.get_command(context, name), f"{path} {name}", "##" if path == "mou" else "###")


def _spelling(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper())
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar or 'N'}"


def _meaning(parameter: Any) -> str:
    text = _sentences(parameter.help or "")
    if parameter.param_type_name == "option" and parameter.multiple:
        text += " May be given several times."
    if getattr(parameter, "envvar", None):
        text += f" Also from `{parameter.envvar}`."
    return text


def _sentences(text: str) -> str:
    return " ".join(text.split())


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(headings), ["---"] * len(headings), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def sectors_section() -> str:
    rows = [
        [
            f"{'· ' if each.parent else ''}`{each.code}`",
            each.label,
            each.crs or "-",
            each.isic or "-",
            _some(each.aliases),
        ]
        for each in Sectors()
    ]
    return table(("code", "sector", "CRS", "ISIC", "also found as"), rows)


def _some(aliases: Sequence[str]) -> str:
    """Return the first English, Russian, Kazakh and Urdu names: enough to see what is known."""
    latin = [name for name in aliases if name.isascii()]
    cyrillic = [name for name in aliases if re.search("[а-я]", name.lower()) and not _is_kazakh(name)]
    kazakh = [name for name in aliases if _is_kazakh(name)]
    urdu = [name for name in aliases if re.search("[ٹڈڑںےہگچپک]", name)]
    return ", ".join(name for names in (latin, cyrillic, kazakh, urdu) for name in names[:1])


def _is_kazakh(name: str) -> bool:
    return re.search("[әғқңөұүһі]", name.lower()) is not None


def organisations_section() -> str:
    return table(("code", "organisation"), ([f"`{code}`", name] for code, name in organisations.names().items()))


def statuses_section() -> str:
    return table(("code", "in words"), ([f"`{code}`", status_label(code)] for code in codes.STATUSES))


def lists_section() -> str:
    return table(
        ("field", "its words"), ([name, " ".join(f"`{word}`" for word in words)] for name, words in _LISTS.items())
    )


def settings_section() -> str:
    rows = (
        [f"`{each.name}`", each.meaning, f"`{each.example}`", _otherwise(each), f"`{each.variable}`"]
        for each in SETTINGS.values()
    )
    return table(("setting", "what it is", "example", "else", "variable"), rows)


def _otherwise(setting: Setting) -> str:
    return f"`{setting.default}`" if setting.default else setting.otherwise


def views_section() -> str:
    rows = ([f"`{each.name}`", each.meaning, f"`{each.example}`"] for each in VIEW_PARTS.values())
    return table(("part", "what it is", "example"), rows)


def variables_section() -> str:
    rows = ([", ".join(f"`{name}`" for name in names.split(", ")), text] for names, text in VARIABLES.items())
    return table(("variable", "what it does"), rows)


SECTIONS: dict[str, Callable[[], str]] = {
    "settings": settings_section,
    "views": views_section,
    "variables": variables_section,
    "sectors": sectors_section,
    "organisations": organisations_section,
    "statuses": statuses_section,
    "lists": lists_section,
}


def main() -> int:
    options = argparse.ArgumentParser(description="Make what the documentation takes from the program.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 3 where a page is not current")
    given = options.parse_args()
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.name} is not current", file=sys.stderr)
        if not given.check:
            path.write_text(pages()[path], "utf-8", newline="\n")
    return 3 if stale and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
