"""Text that attacks a terminal, a spreadsheet or a page: refused on the way in, harmless on every way out."""

import csv
import io
import json
import re
import unicodedata

import pytest

from tests.desk import Desk

NEVER = {
    "escape": "red \x1b[31m",
    "clipboard": "copied \x1b]52;c;eA==\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "bell": "ring \x07",
    "nul": "cut \x00 short",
    "DEL": "gone \x7f",
    "C1": "\x9b2J",
    "override": "exe.\u202efdp",
    "isolate": "a\u2066b",
}
TYPED = [name for name in NEVER if name != "nul"]  # which no argument of a program can hold
LIVE = "=1+1 [bold]x[/bold] [/] :bug: {{7*7}} </script><b> | `x` \\ ${HOME} \u200b"
ALL = " ".join(NEVER.values()).replace("\x00", "") + " " + LIVE


def steering(text: str) -> set[str]:
    """The characters of a text that steer a terminal."""
    return {
        char
        for char in text
        if (unicodedata.category(char) == "Cc" and char not in "\t\n\r") or unicodedata.bidirectional(char) in _BIDI
    }


_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
WAYS_IN = {
    "title": ("add", "{}"),
    "option": ("add", "Memorandum", "--place", "{}"),
    "party": ("add", "Memorandum", "--party", "name:{}"),
    "signatory": ("add", "Memorandum", "--party", "KZ", "--signatory", "KZ: {}"),
    "tag": ("add", "Memorandum", "--tag", "{}"),
    "note": ("add", "Memorandum", "--note", "{}"),
    "reference": ("add", "Memorandum", "--ref", "R{}"),
    "assignment": ("set", "4", "place={}"),
    "list item": ("set", "4", "tags+={}"),
    "nested": ("set", "4", "identifiers.unts={}"),
    "occasion": ("occasion", "add", "{}"),
    "occasion's field": ("occasion", "set", "1", "place={}"),
}


@pytest.mark.parametrize(
    ("way", "name"), [*(("title", name) for name in TYPED), *((way, name) for way in WAYS_IN for name in TYPED[:1])]
)
def test_what_is_never_legitimate_is_refused_on_the_command_line(desk: Desk, way: str, name: str) -> None:
    before = desk.shipped().path.read_bytes()
    run = desk.run(*(word.replace("{}", NEVER[name]) for word in WAYS_IN[way]))
    assert (run.code, run.out) == (2, "")
    assert re.fullmatch(r"mou: [^\n]+\n(hint: [^\n]+\n)?", run.err)
    assert steering(run.err) == set()
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_what_is_never_legitimate_is_refused_from_a_file(desk: Desk, form: str, name: str) -> None:
    before = desk.shipped().path.read_bytes()
    row = json.dumps({"title": "Memorandum", "place": NEVER[name]})
    text = {"csv": f'title,place\nMemorandum,"{NEVER[name]}"\n', "json": f"[{row}]", "jsonl": f"{row}\n"}[form]
    run = desk.run("import", "-", "--format", form, given=text)
    assert (run.code, run.out) == (2, "")
    assert steering(run.err) == set()
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("list", "{}"),
        ("list", "--sector", "{}"),
        ("list", "--columns", "{}"),
        ("list", "--format", "{}"),
        ("list", "--{}"),
        ("list", "{}:x"),
        ("{}",),
        ("show", "{}"),
        ("import", "{}"),
        ("export", "-o", "{}/x.csv"),
        ("--registry", "{}", "list"),
        ("--today", "{}", "list"),
        ("schema", "{}"),
        ("occasion", "{}"),
    ],
    ids=" ".join,
)
def test_no_message_repeats_what_steers_a_terminal(desk: Desk, words: tuple[str, ...]) -> None:
    run = desk.shipped().run(*(word.replace("{}", ALL) for word in words))
    assert steering(run.out + run.err) == set()


@pytest.fixture
def handmade(desk: Desk) -> Desk:
    """A registry that somebody edited by hand to attack its readers, in every field that holds text."""
    agreement = {
        "ref": f"R{ALL}",
        "uid": ALL,
        "title": ALL,
        "titles": {"ru": ALL},
        "parties": [{"name": ALL, "agency": ALL, "signatory": {"name": ALL, "title": ALL}}, {"code": "KZ"}],
        "sectors": [ALL],
        "place": ALL,
        "occasion": ALL,
        "tags": [ALL, "two\nlines"],
        "notes": f"{ALL}\nsecond line",
        "sources": [{"title": ALL, "url": ALL, "publisher": ALL, "quote": ALL}],
        "identifiers": {ALL: ALL},
        "links": [{"rel": "amends", "ref": ALL}],
        "events": [{"kind": "signed", "note": ALL}],
        "commitments": [{"id": 1, "text": ALL, "lead": ALL, "status": "open"}],
        "responsible": ALL,
        f"odd {ALL}": ALL,
    }
    visit = {"ref": "OCC-1", "name": ALL, "place": ALL, "notes": ALL, "announced": [{"count": 3, "text": ALL}]}
    return desk.holding(agreement, occasions=[visit])


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--format", "table"),
        ("list", "--format", "csv"),
        ("list", "--format", "md"),
        ("list", "--format", "json"),
        ("list", "--format", "jsonl"),
        ("list", "--columns", "ref,titles,tags,notes,signatories,place,occasion,identifiers,links,responsible"),
        ("list", "--columns", "ref,titles,tags,notes,signatories,place,occasion", "--format", "table"),
        ("show", "1"),
        ("show", "1", "--format", "json"),
        ("show", "OCC-1"),
        ("show", "OCC-1", "--format", "json"),
        ("occasion", "list"),
        ("occasion", "list", "--format", "table"),
        ("occasion", "list", "--format", "json"),
        ("parties",),
        ("parties", "--format", "json"),
        ("parties", "--format", "table"),
        ("sectors", "--format", "table"),
        ("set", "1", "binding=yes"),
        ("remove", "1", "--reason", "hostile", "--yes"),
        ("add", "x", "--party", "KZ", "--dry-run"),
    ],
    ids=" ".join,
)
def test_nothing_in_a_registry_steers_a_terminal_or_a_pipe(handmade: Desk, words: tuple[str, ...]) -> None:
    run = handmade.run(*words).ok()
    assert run.out
    assert steering(run.out + run.err) == set()


def test_json_says_exactly_what_the_registry_holds(handmade: Desk) -> None:
    assert handmade.run("list", "--format", "json").ok().json[0]["title"] == ALL


def test_a_cell_of_a_spreadsheet_is_no_formula(desk: Desk) -> None:
    for title in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"):
        desk.holding({"title": title})
        rows = list(csv.DictReader(io.StringIO(desk.run("export", "--format", "csv").ok().out)))
        assert rows[0]["title"][0] not in "=+-@\t"


def test_markdown_from_a_registry_is_text(handmade: Desk) -> None:
    out = handmade.run("list", "--format", "md").ok().out
    assert "<b>" not in out
    assert "</script>" not in out
    assert out.count("\n") == 3


@pytest.mark.parametrize("form", ["tsv", "table"])
def test_letters_stay_letters(desk: Desk, form: str) -> None:
    title = "Accord [ferroviaire] :bug: [/]"
    desk.holding({"title": title})
    assert title in desk.run("list", "--format", form).ok().out


def test_what_looks_like_markup_is_recorded_and_shown_as_it_is(desk: Desk) -> None:
    desk.run("init").ok()
    desk.run("add", "Accord [ferroviaire] :bug: </script> =1", "--party", "FR", "--party", "KZ").ok()
    assert desk.run("show", "1").ok().lines[0] == "Accord [ferroviaire] :bug: </script> =1"


@pytest.mark.parametrize("word", [b"\xff", b"caf\xe9", b"\xed\xa0\x80"])
@pytest.mark.parametrize(
    "words", [("add",), ("show",), ("list",), ("set", "1"), ("list", "--sector"), ("import",)], ids=" ".join
)
def test_bytes_that_are_no_utf_8_are_refused(desk: Desk, words: tuple[str, ...], word: bytes) -> None:
    run = desk.shipped().run(*words, word.decode("utf-8", "surrogateescape"))
    assert (run.code, run.out) == (2, "")
    assert re.fullmatch(r"mou: word \d after `mou` is not UTF-8: [ -~]+\nhint: [^\n]+\n", run.err)


def test_bytes_that_are_no_utf_8_are_refused_in_a_process(desk: Desk) -> None:
    run = desk.shipped().process("add", b"caf\xe9")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("mou: word 2 after `mou` is not UTF-8: 'caf\\udce9'\n")


def test_bytes_that_are_no_utf_8_are_refused_on_standard_input(desk: Desk) -> None:
    run = desk.shipped().process("show", "-", given=b"\xff\n")
    assert (run.code, run.out) == (2, "")
    assert run.err == "mou: standard input is not UTF-8\nhint: it names agreements, one a line\n"
