"""The house as it is planned: which part may import which, what is imported nowhere, and how long things may be."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.desk import ROOT

PACKAGE = ROOT / "mou_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOUNDATION = {"errors", "__init__"}
DOMAIN = FOUNDATION | {"agreement", "vocabulary"}
# A part of the house and the parts that it may import; a name with a dot is a single module.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "vocabulary": {"errors", "vocabulary"},
    "agreement": DOMAIN,
    "settings": DOMAIN | {"settings"},
    # How long a lock is waited for and which registry is meant is set by a person.
    "registry": DOMAIN | {"registry", "settings"},
    "exchange": DOMAIN | {"exchange"},
    "reports": DOMAIN | {"reports"},
    "intake": DOMAIN | {"intake"},
    "render": DOMAIN | {"render"},
    # Asking is showing and reading a person's answer; the looks of it are render's.
    "ask": DOMAIN | {"ask", "render.safe", "render.widths", "render.console"},
}
PURE = ("agreement", "vocabulary")
THIRD_PARTIES = {"agreement": {"dateutil", "msgspec"}, "vocabulary": {"msgspec", "rapidfuzz"}}
EXCEPTIONS = {("agreement/likeness.py", "rapidfuzz")}  # which titles are alike is a rule of the domain
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


class Import(NamedTuple):
    """An import: the module that has it, its line, what it imports, and whether at run time and at module level."""

    module: str
    line: int
    target: str
    typing_only: bool
    top: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> tuple[Import, ...]:
    return tuple(_imports(tree(path), name_of(path)))


def _imports(node: ast.AST, module: str, typing_only: bool = False, top: bool = True) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(module, child.lineno, each.name, typing_only, top) for each in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module}:{child.lineno} imports relatively"
            yield Import(module, child.lineno, str(child.module), typing_only, top)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, module, typing_only or _is_typing(child), top and not inside)


def _is_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def every_import() -> Iterator[Import]:
    for path in MODULES:
        yield from imports(path)


def part_of(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def ours(target: str) -> str:
    """The path within the package that an import names (`registry.opening`), empty for what is not ours."""
    return target.removeprefix("mou_cli.") if target.startswith("mou_cli.") else ""


def test_no_arrow_runs_back() -> None:
    wrong = [
        str(each)
        for each in every_import()
        if part_of(each.module) in MAY_IMPORT
        and (target := ours(each.target))
        and not _allowed(target, MAY_IMPORT[part_of(each.module)])
    ]
    assert wrong == []


def _allowed(target: str, allowed: set[str]) -> bool:
    first, _, rest = target.partition(".")
    return first in allowed or f"{first}.{rest.partition('.')[0]}" in allowed


def test_every_part_has_its_rule() -> None:
    parts = {part_of(name_of(path)) for path in MODULES if path.parent != PACKAGE}
    assert parts <= MAY_IMPORT.keys() | {"commands", "desk"}


def test_nothing_but_the_root_knows_the_commands() -> None:
    assert [str(each) for each in every_import() if ours(each.target).startswith("commands")] == []


def test_the_root_is_imported_by_nobody_but_the_process() -> None:
    found = {each.module for each in every_import() if ours(each.target) == "app"}
    assert found <= {"__main__.py", "desk/completion.py"}


def test_rich_is_imported_in_render_alone() -> None:
    found = [each for each in every_import() if each.target.partition(".")[0] == "rich"]
    assert found
    assert [str(each) for each in found if part_of(each.module) != "render"] == []


def test_click_is_imported_nowhere() -> None:
    names = ("click", "typer._click")
    assert [str(each) for each in every_import() if each.target.startswith(names)] == []


def test_nothing_private_is_taken_from_others() -> None:
    others = [each for each in every_import() if not ours(each.target)]
    private = [
        each for each in others if any(step.startswith("_") and step != "__future__" for step in each.target.split("."))
    ]
    assert [str(each) for each in private] == []


@pytest.mark.parametrize("part", PURE)
def test_the_domain_is_pure(part: str) -> None:
    forbidden = {"typer", "rich", "tinydb", "filelock", "prompt_toolkit", "tomlkit", "subprocess", "socket"}
    found = [each for each in every_import() if part_of(each.module) == part]
    assert found
    assert [str(each) for each in found if each.target.partition(".")[0] in forbidden] == []


@pytest.mark.parametrize("part", PURE)
def test_the_domain_takes_from_others_what_is_planned(part: str) -> None:
    import sys

    known = sys.stdlib_module_names | {"mou_cli"} | THIRD_PARTIES[part]
    found = [
        (each.module, each.target.partition(".")[0], each) for each in every_import() if part_of(each.module) == part
    ]
    assert [str(each) for module, top, each in found if top not in known and (module, top) not in EXCEPTIONS] == []


def test_the_domain_asks_no_clock() -> None:
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        if part_of(name_of(path)) in PURE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"today", "now", "utcnow", "time"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"date", "datetime", "time"}
        and not node.args
    ]
    assert calls == []


def test_tinydb_is_imported_in_the_registry_alone() -> None:
    found = [each for each in every_import() if each.target.partition(".")[0] == "tinydb"]
    assert found
    assert [str(each) for each in found if part_of(each.module) != "registry"] == []


def test_commands_hold_no_logic() -> None:
    # Options in, one call down: a command neither branches much nor loops.
    statements = {
        f"{name_of(path)}:{function.name}": sum(
            isinstance(node, ast.For | ast.While | ast.Try) for node in ast.walk(function)
        )
        for path in MODULES
        if part_of(name_of(path)) == "commands"
        for function in functions(path)
    }
    assert statements
    assert {name: count for name, count in statements.items() if count > 1} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_file_is_long() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    # The options of a command are declarations: its body counts.
    lengths = {f"{name_of(path)}:{node.name}": _length(node) for path in MODULES for node in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _length(node: ast.FunctionDef) -> int:
    return int(node.end_lineno or 0) - node.body[0].lineno + 1


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree(path))] == []


def test_there_are_no_drawers_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
    assert [name_of(path) for path in MODULES if path.stem in drawers or path.parent.name in drawers] == []


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("agreement", "registry.opening"),
        ("registry", "exchange.formats"),
        ("ask", "render.table"),
        ("errors", "session"),
    ],
)
def test_an_arrow_that_runs_back_would_be_noticed(part: str, target: str) -> None:
    assert not _allowed(target, MAY_IMPORT[part])


def test_nothing_but_the_commands_and_the_root_knows_the_desk() -> None:
    knowing = {part_of(each.module) for each in every_import() if ours(each.target).startswith("desk")}
    assert knowing <= {"commands", "desk", "app", "calling", "__main__", "options"}
