"""What every command keeps: help and documentation, JSON of a fixed form, results on stdout and the rest on stderr."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from mou_cli.agreement.published import COMPUTED_NAMES
from mou_cli.app import COMMANDS, app
from tests.desk import ROOT, Desk

ALWAYS = {"ref", "uid", "title", "parties", "sectors", "computed"}
# Every command that reads, with what it takes; each is run on the shipped register.
READING = (
    ("list",),
    ("list", "sector:rail"),
    ("show", "4"),
    ("show", "OCC-2026-0001"),
    ("export",),
    ("occasion", "list"),
    ("occasion", "show", "1"),
    ("sectors",),
    ("parties",),
    ("parties", "--all"),
    ("schema",),
    ("stats",),
    ("stats", "--by", "sector", "signed:2026"),
    ("timeline",),
    ("timeline", "--from", "1994", "--to", "1996"),
    ("due",),
    ("event", "31"),
    ("commitment", "list"),
    ("target", "list"),
    ("config",),
    ("config", "limit"),
)
CHANGING = (
    ("add", "Memorandum on rail", "--party", "KZ"),
    ("add", "Memorandum on rail", "--party", "KZ", "--json"),
    ("add", "Memorandum on rail", "--party", "KZ", "--dry-run"),
    ("set", "4", "place=Lahore"),
    ("remove", "4", "--reason", "a trial", "--yes"),
    ("occasion", "add", "A visit"),
    ("occasion", "set", "1", "place=Lahore"),
    ("occasion", "remove", "5", "--reason", "a trial", "--yes"),
    ("init", "other.json"),
    ("event", "4", "registered", "--on", "2026-03-01"),
    ("commitment", "add", "4", "A working group"),
    ("commitment", "done", "OCC-2026-0001", "1"),
    ("target", "add", "4", "freight", "--value", "1m"),
    ("target", "observe", "OCC-2026-0001", "1", "300m"),
    ("config", "own", "Pakistan"),
    ("config", "@rail", "sector:rail", "--sort", "-signed"),
)
FAULTS = (
    ("show", "99"),
    ("lst",),
    ("list", "--sector", "nowhere"),
    ("add",),
    ("set", "4", "colour=red"),
    ("list", "--nothing"),
    ("--registry", "nowhere.json", "list"),
    ("list", "@nowhere"),
    ("config", "colour"),
)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and sub-command with its path: `occasion add`."""
    root = get_command(app)
    context = root.make_context("mou", [], resilient_parsing=True)
    for name in COMMANDS:
        command = root.get_command(context, name)  # type: ignore[attr-defined]  # the root is a group
        yield name, command
        yield from ((f"{name} {sub}", each) for sub, each in getattr(command, "commands", {}).items())


ALL = dict(commands())


def shipped(desk: Desk, *words: str, **more: Any) -> Any:
    return desk.shipped().run(*words, **more)


@pytest.mark.parametrize("path", ALL)
def test_a_command_says_what_it_does(path: str) -> None:
    assert re.fullmatch(r"[A-Z`].*\.", " ".join(ALL[path].help.split()))


def test_the_line_in_the_help_of_mou_is_a_sentence() -> None:
    assert [name for name, lazy in COMMANDS.items() if not lazy.help.endswith(".")] == []


@pytest.mark.parametrize("path", ALL)
def test_every_option_and_argument_says_what_it_means(path: str) -> None:
    assert [each.name for each in ALL[path].params if not (each.help or "").strip()] == []


@pytest.mark.parametrize("path", ALL)
def test_a_command_stands_in_the_reference_with_all_its_options(path: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = re.search(rf"^##+ `mou {path}`$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section on mou {path}"
    names = [name for each in ALL[path].params for name in each.opts if name.startswith("--") and name != "--help"]
    assert [name for name in names if f"{name}" not in section[1]] == []


@pytest.mark.parametrize("path", ["", *ALL])
def test_help_is_given_with_both_spellings(desk: Desk, path: str) -> None:
    words = path.split()
    assert desk.run(*words, "--help").ok().out == desk.run(*words, "-h").ok().out


@pytest.mark.parametrize("path", ["", *ALL])
def test_help_shows_no_types_of_python(desk: Desk, path: str) -> None:
    assert re.findall(r"<\w+[^>]*>", desk.run(*path.split(), "--help").ok().out.replace("<URL>", "")) == []


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_is_read_can_be_read_as_json(desk: Desk, words: tuple[str, ...]) -> None:
    form = () if words[0] == "schema" else ("--format", "json")
    data = shipped(desk, *words, *form).ok().json
    assert isinstance(data, dict if words[0] == "schema" else list)


@pytest.mark.parametrize("words", [("list",), ("show", "4", "31", "27"), ("export",), ("timeline",)], ids=" ".join)
def test_an_agreement_as_json_always_has_these(desk: Desk, words: tuple[str, ...]) -> None:
    for each in shipped(desk, *words, "--format", "json").ok().json:
        assert each.keys() >= ALWAYS
        assert each["computed"].keys() == set(COMPUTED_NAMES)
        assert each.keys().isdisjoint({"no", "number"})


def test_an_agreement_as_json_leaves_out_what_is_not_there(desk: Desk) -> None:
    desk.holding({"title": "Bare"})
    found = desk.run("list", "--format", "json").ok().json[0]
    assert found.keys() == ALWAYS
    assert (found["ref"], found["parties"], found["sectors"]) == ("", [], [])


def test_json_is_in_the_order_of_numbers_unless_sorted(desk: Desk) -> None:
    desk.shipped()
    refs = [each["ref"] for each in desk.run("list", "--format", "json").ok().json]
    assert refs == [each["ref"] for each in desk.agreements.values()]
    assert [each["ref"] for each in desk.run("list", "--format", "json", "--sort", "-no").ok().json] == refs[::-1]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("sectors",), {"code", "parent", "label", "agreements", "aliases"}),
        (("parties",), {"code", "name", "kind", "agreements"}),
        (("stats",), {"by", "value", "parent", "label", "agreements"}),
        (("occasion", "list"), {"ref", "uid", "name", "agreements"}),
        (("occasion", "show", "1"), {"ref", "uid", "name", "announced", "commitments", "targets"}),
    ],
    ids=["sectors", "parties", "stats", "occasions", "occasion"],
)
def test_the_rest_as_json_has_these(desk: Desk, words: tuple[str, ...], keys: set[str]) -> None:
    for each in shipped(desk, *words, "--format", "json").ok().json:
        assert each.keys() >= keys


@pytest.mark.parametrize("words", [*READING, *CHANGING], ids=" ".join)
def test_what_goes_well_gives_its_result_on_stdout_without_steering_a_terminal(
    desk: Desk, words: tuple[str, ...]
) -> None:
    run = shipped(desk, *words).ok()
    assert run.out.strip()
    assert "\x1b" not in run.out + run.err


@pytest.mark.parametrize("words", FAULTS, ids=" ".join)
def test_a_fault_is_one_line_and_one_hint_on_stderr(desk: Desk, words: tuple[str, ...]) -> None:
    run = shipped(desk, *words)
    assert run.code
    assert run.out == ""
    assert re.fullmatch(r"mou: [^\n]+\nhint: [^\n]+\n", run.err)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (("add", "Memorandum", "--party", "KZ"), "MOU-2026-0042\n"),
        (("set", "4", "31", "place=Lahore"), "MOU-2026-0004\nMOU-2026-0031\n"),
        (("remove", "4", "--reason", "a trial", "--yes"), "MOU-2026-0004\n"),
        (("occasion", "add", "A visit"), "OCC-2026-0006\n"),
    ],
    ids=["add", "set", "remove", "occasion add"],
)
def test_a_change_prints_references_and_nothing_else(desk: Desk, words: tuple[str, ...], printed: str) -> None:
    assert shipped(desk, *words).ok().out == printed


def test_add_gives_the_agreement_as_json_when_asked(desk: Desk) -> None:
    made = shipped(desk, "add", "Memorandum", "--party", "KZ", "--json").ok().json
    assert (made["ref"], made["title"], made["computed"]["status"]) == ("MOU-2026-0042", "Memorandum", "draft")


@pytest.mark.parametrize("words", [*CHANGING[:2], CHANGING[3], CHANGING[5]], ids=" ".join)
def test_a_change_that_is_only_tried_leaves_every_byte(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.shipped().path.read_bytes()
    desk.run(*words, "--dry-run").ok()
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("words", [each for each in READING if each[0] != "schema"], ids=" ".join)
def test_reading_changes_no_byte(desk: Desk, words: tuple[str, ...]) -> None:
    before = desk.shipped().path.read_bytes()
    desk.run(*words).ok()
    assert desk.path.read_bytes() == before
    assert [each.name for each in desk.folder.iterdir()] == ["registry.json"]


@pytest.mark.parametrize(
    "words", [("list",), ("occasion", "list"), ("sectors",), ("parties",), ("stats",), ("timeline",)], ids=" ".join
)
def test_text_in_a_pipe_is_cells_and_tabs_under_headings(desk: Desk, words: tuple[str, ...]) -> None:
    head, *rows = shipped(desk, *words).ok().lines
    assert head == head.lower()
    assert {row.count("\t") for row in rows} == {head.count("\t")}


def test_text_in_a_pipe_is_never_cut(desk: Desk) -> None:
    long = "Agreement " + "on very many things " * 40
    desk.holding({"title": long.strip(), "parties": []})
    assert (
        desk.run("list", "--columns", "title", "--no-header", environ={"COLUMNS": "20"}).ok().out.strip()
        == long.strip()
    )


def test_options_and_query_words_are_one_grammar(desk: Desk) -> None:
    desk.shipped()
    spelled = desk.run("list", "--sector", "transport", "--party", "KZ", "--signed", "1995..", "--status", "in-force")
    assert desk.run("list", "sector:transport", "party:KZ", "signed:1995..", "status:in-force") == spelled.ok()


def test_export_and_list_have_the_same_filters(desk: Desk) -> None:
    names = [{name for each in ALL[path].params for name in each.opts} for path in ("list", "export")]
    assert names[0] - names[1] == {"--limit", "--no-header"}
    assert names[1] - names[0] == {"-o", "--output", "--force"}


@pytest.mark.parametrize("path", ["export", "stats", "timeline"])
def test_what_shows_agreements_has_the_filters_of_a_list(path: str) -> None:
    names = [{name for each in ALL[each].params for name in each.opts} for each in ("list", path)]
    assert names[0] - names[1] <= {"--limit", "--no-header", "--sort", "--columns"}
