"""Saved views: `@minister` stands for filters, columns, an order and a limit."""

import re
import tomllib

import pytest

from mou_cli.settings.configuration import View
from mou_cli.settings.writing import with_view, without
from tests.configured import configured, place
from tests.desk import Desk

MINISTER = """
[views.minister]
query = "status:in-force party:KZ"
columns = "ref,title"
sort = "-signed"
limit = 3
"""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return configured(desk.shipped(), MINISTER)


def with_views(desk: Desk, text: str) -> Desk:
    return configured(desk, MINISTER + text)


# What a view does.

TYPED = ("status:in-force", "party:KZ")
LOOKS = ("--columns", "ref,title", "--sort", "-signed", "--limit", "3")


def test_a_view_is_what_it_was_saved_with(desk: Desk) -> None:
    assert desk.run("list", "@minister").ok() == desk.run("list", *TYPED, *LOOKS)


@pytest.mark.parametrize("more", [("--columns", "no"), ("--sort", "title"), ("--limit", "0"), ("--sort", "")])
def test_what_is_typed_wins(desk: Desk, more: tuple[str, str]) -> None:
    assert desk.run("list", "@minister", *more).ok() == desk.run("list", *TYPED, *LOOKS, *more)


def test_what_is_typed_beside_it_joins_it(desk: Desk) -> None:
    with_views(desk, '[views.first]\nquery = "sector:transport -type:protocol"\n')
    assert desk.run("list", "@first", "--party", "CN").ok() == desk.run(
        "list", "sector:transport", "-type:protocol", "party:CN"
    )


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (("stats",), ()),
        (("stats", "--by", "party"), ()),
        (("timeline",), ("--sort", "-signed", "--limit", "3")),
        (("due", "--within", "9y"), ("--limit", "3")),
        (("commitment", "list"), ()),
        (("target", "list"), ()),
        (("export", "--format", "csv"), ("--columns", "ref,title", "--sort", "-signed")),
        (("export", "--format", "json"), ("--sort", "-signed")),
        (("export", "--format", "ics"), ("--sort", "-signed")),
        (("report", "expiring", "--within", "9y"), ()),
        (("report", "not-in-force"), ()),
    ],
    ids=lambda words: " ".join(words) or "nothing more",
)
def test_wherever_a_query_is_taken(desk: Desk, command: tuple[str, ...], more: tuple[str, ...]) -> None:
    assert desk.run(*command, "@minister").ok() == desk.run(*command, *TYPED, *more)


def test_an_export_by_the_name_of_its_file(desk: Desk) -> None:
    desk.run("export", "@minister", "-o", "all.html").ok()
    desk.run("export", "@minister", "-o", "some.csv").ok()
    assert (desk.folder / "some.csv").read_text().startswith("ref,title\n")


def test_the_json_of_a_view_is_that_of_every_list(desk: Desk) -> None:
    found = desk.run("list", "@minister", "--format", "json").ok().json
    assert found[0].keys() >= {"ref", "uid", "title", "parties", "sectors", "computed"}
    assert len(found) == 3


def test_a_report_tells_what_the_view_filters_by(desk: Desk) -> None:
    assert "filters: status:in-force party:KZ sector:rail" in desk.run(
        "report", "expiring", "@minister", "--sector", "rail"
    ).ok().out.replace("\\", "")


def test_an_occasion_named_beside_a_view(desk: Desk) -> None:
    with_views(desk, '[views.rail]\nquery = "sector:rail"\n')
    asked = ("report", "occasion", "OCC-2026-0001")
    assert desk.run(*asked, "@rail").ok() == desk.run(*asked, "sector:rail")


def test_phrases_and_values_of_several_words(desk: Desk) -> None:
    with_views(
        desk, "[views.x]\nquery = '\"virtual assets\" place:\"Islamabad\"'\n[views.y]\nquery = 'assets virtual'\n"
    )
    typed = desk.run("list", '"virtual assets"', "place:Islamabad").ok()
    assert desk.run("list", "@x") == typed
    assert len(desk.run("list", "@y").ok().lines) == 2


def test_a_view_among_the_words_of_one_argument(desk: Desk) -> None:
    typed = desk.run("list", "type:agreement", *TYPED, *LOOKS).ok()
    assert desk.run("list", "type:agreement @minister") == desk.run("list", "@minister type:agreement") == typed
    assert desk.run("list", "virtual @minister").ok().lines == desk.run("list", '"virtual @minister"').ok().lines


def test_an_at_sign_within_a_word_is_text(desk: Desk) -> None:
    assert desk.run("list", "desk@mfa.gov.pk").ok().lines == desk.run("list", "text:@mfa.gov.pk").ok().lines


def test_a_view_may_be_a_line_or_a_list_of_words(desk: Desk) -> None:
    configured(desk, '[views]\nline = "sector:rail"\nlist = ["sector:rail", "party:KZ"]\n')
    assert desk.run("list", "@line").ok() == desk.run("list", "@list")


def test_upper_and_lower_case_are_one(desk: Desk) -> None:
    assert desk.run("list", "@Minister").ok() == desk.run("list", "@minister")
    desk.run("config", "@MINISTER", "--unset").ok()
    assert desk.run("list", "@minister").code == 2


def test_names_in_any_script(desk: Desk) -> None:
    desk.run("config", "@көлік", "sector:transport").ok()
    assert desk.run("list", "@КӨЛІК").ok() == desk.run("list", "sector:transport")


def test_a_typed_limit_on_a_terminal_wins_over_the_views_and_that_over_the_setting(desk: Desk) -> None:
    environ = {"MOU_LIMIT": "2"}
    lines = [
        len([line for line in desk.screen("list", *words, "--no-header", environ=environ).lines if "MOU-" in line])
        for words in (("@minister",), ("@minister", "--limit", "1"), ("--columns", "ref"))
    ]
    assert lines == [3, 1, 2]


# Views of views.


def test_a_view_may_name_another_and_its_own_looks_win(desk: Desk) -> None:
    with_views(desk, '[views.roads]\nquery = "@minister sector:road"\ncolumns = "no"\n')
    looks = ("--columns", "no", "--sort", "-signed", "--limit", "3")
    assert desk.run("list", "@roads").ok() == desk.run("list", *TYPED, "sector:road", *looks)


def test_of_two_views_the_later_ones_looks_hold(desk: Desk) -> None:
    with_views(desk, '[views.brief]\ncolumns = "no"\n')
    assert desk.run("list", "@minister", "@brief").ok().lines[0] == "no"
    assert desk.run("list", "@brief", "@minister").ok().lines[0] == "ref\ttitle"


@pytest.mark.parametrize(
    ("text", "trail"),
    [
        ('[views.a]\nquery = "@a"\n', "@a -> @a"),
        ('[views.a]\nquery = "@b"\n[views.b]\nquery = "sector:rail @A"\n', "@a -> @b -> @a"),
    ],
)
def test_a_view_that_leads_back_to_itself_is_refused(desk: Desk, text: str, trail: str) -> None:
    run = with_views(desk, text).run("list", "@a")
    assert (run.code, run.err.splitlines()[0]) == (2, f"mou: the view @a leads to itself: {trail}")


def test_views_that_name_each_other_over_and_over_take_no_time(desk: Desk) -> None:
    doubling = "".join(f'v{n} = "@v{n + 1} @v{n + 1}"\n' for n in range(18))
    run = configured(desk, f"[views]\n{doubling}v18 = 'sector:rail'\n").run("list", "@v0").ok()
    assert run == desk.run("list", "sector:rail")


def test_a_chain_of_views_has_an_end(desk: Desk) -> None:
    chain = "".join(f'v{n} = "@v{n + 1}"\n' for n in range(3000))
    run = configured(desk, f"[views]\n{chain}v3000 = ''\n").run("list", "@v0")
    assert (run.code, run.err.splitlines()[0]) == (2, "mou: the view @v0 leads through more than 20 others")


def test_one_view_twice_is_no_round_trip(desk: Desk) -> None:
    with_views(desk, '[views.a]\nquery = "@minister"\n[views.b]\nquery = "@a @minister"\n')
    assert desk.run("list", "@b").ok() == desk.run("list", "@minister")


# Mistakes.


@pytest.mark.parametrize("command", ["list", "export", "due", "stats", "timeline"])
def test_a_view_that_is_not_there(desk: Desk, command: str) -> None:
    run = desk.run(command, "@ministr")
    assert (run.code, run.out) == (2, "")
    assert run.err == 'mou: unknown view "ministr"\nhint: did you mean @minister? the views are @minister\n'


def test_where_none_is_saved_the_way_to_save_one_is_told(desk: Desk) -> None:
    assert "mou config @minister status:in-force saves one" in configured(desk, "").run("list", "@minister").err


def test_a_text_that_begins_with_an_at_sign_has_its_way(desk: Desk) -> None:
    assert "looked for by text:@mfa.gov.pk" in desk.run("list", "@mfa.gov.pk").err
    desk.run("list", "text:@mfa.gov.pk").ok()


def test_many_views_are_not_all_named(desk: Desk) -> None:
    run = configured(desk, "[views]\n" + "".join(f'v{n} = ""\n' for n in range(40))).run("list", "@minister")
    assert run.err.endswith("@v11 and 28 more\n")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ('query = "setcor:rail"', 'unknown query name "setcor"'),
        ('query = "sector:raill"', 'unknown sector "raill"'),
        ('query = "signed:soon"', "soon"),
        ("query = 'a \"b'", "a quotation mark is not closed"),
        ('query = "@none"', 'unknown view "none" in @x'),
        ('columns = "ref,titel"', 'unknown column "titel"'),
        ('columns = ","', "no column is named"),
        ('sort = "-titel"', 'unknown column "titel"'),
    ],
)
def test_a_mistake_in_a_view_names_the_view_and_the_file(desk: Desk, part: str, said: str) -> None:
    run = with_views(desk, f"[views.x]\n{part}\n").run("list", "@x")
    assert (run.code, len(run.err.splitlines())) == (2, 2)
    assert said in run.err
    assert "none" in part or run.err.startswith(f"mou: the view @x in {place(desk)}: ")


def test_a_mistake_in_what_is_typed_beside_a_view_is_not_the_views(desk: Desk) -> None:
    assert desk.run("list", "@minister", "sector:raill").err.startswith('mou: unknown sector "raill"')


def test_a_missing_registry_is_not_the_views_fault(desk: Desk) -> None:
    run = desk.run("--registry", "nowhere.json", "list", "@minister")
    assert (run.code, "@minister" in run.err) == (4, False)


# Saving.


def test_a_view_is_saved_as_a_list_is_typed(desk: Desk) -> None:
    run = configured(desk, "").run(
        "config",
        "@rail",
        "sector:rail",
        "-type:protocol",
        "virtual assets",
        "place:Nur Sultan",
        "--columns",
        "ref, title",
    )
    words = 'sector:rail "virtual assets" place:"Nur Sultan" -type:protocol'
    assert run.ok().out == f"{words} --columns ref,title\n"
    assert desk.run("config", "views.rail", "--format", "json").ok().json[0]["value"] == {
        "query": words,
        "columns": "ref,title",
    }
    asked = ("sector:rail", '"virtual assets"', 'place:"Nur Sultan"', "-type:protocol", "--columns", "ref,title")
    assert desk.run("list", "@rail").ok() == desk.run("list", *asked)


def test_the_line_of_a_list_saves_a_view(desk: Desk) -> None:
    line = ("--sector", "rail", "--party=KZ", "signed:2026..", "--tag", "two words", "--sort", "-signed")
    run = configured(desk, "").run("config", "@rail", *line).ok()
    assert run.out == 'sector:rail party:KZ signed:2026.. tag:"two words" --sort -signed\n'
    assert desk.run("list", "@rail").ok() == desk.run("list", *line)


def test_a_query_in_one_argument_saves_a_view(desk: Desk) -> None:
    assert desk.run("config", "@x", "type:agreement @minister").ok().out == "type:agreement @minister\n"
    assert desk.run("list", "@x").ok() == desk.run("list", "type:agreement", "@minister")


def test_a_part_of_a_view_is_changed_and_the_rest_stays(desk: Desk) -> None:
    assert (
        desk.run("config", "@minister", "--sort", "title").ok().out
        == "status:in-force party:KZ --columns ref,title --sort title --limit 3\n"
    )
    assert desk.run("config", "@minister", "sector:rail").ok().out.startswith("sector:rail --columns ref,title")
    assert desk.run("config", "@MINISTER", "--limit", "0").ok().out.endswith("--limit 0\n")
    assert re.findall(r"\[.*\]", place(desk).read_text()) == ["[views.minister]"]


def test_views_are_listed_and_removed(desk: Desk) -> None:
    desk.run("config", "@rail", "sector:rail").ok()
    names = [line.split("\t")[0] for line in desk.run("config", "views").ok().lines]
    assert names == ["name", "views.minister", "views.rail"]
    desk.run("config", "@minister", "--unset").ok()
    desk.run("config", "views.rail", "--unset").ok()
    assert place(desk).read_text().strip() == ""
    assert desk.run("config", "@minister").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("setcor:rail",),
        ("sector:raill",),
        ("@x",),
        ("@nobody",),
        ("sector:rail", "--columns", "titel"),
        ("--sort", "x"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_shown_is_not_saved(desk: Desk, words: tuple[str, ...]) -> None:
    before = place(desk).read_bytes()
    run = desk.run("config", "@x", *words)
    assert (run.code, run.out, place(desk).read_bytes()) == (2, "", before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ours\n",
        "views = {}\n",
        "views = {minister = {query = 'x', sort = 'no'}, b = 'y'} # short\n",
        "views.minister = 'sector:rail'\nlimit = 3\n",
        "views.minister.query = 'x'\nviews.b.query = 'y'\nlimit = 3\n",
        "[views]\nminister = ['x']\nb = 'y'\n",
        "[views.b]\nquery = 'y'\n\n[views.minister] # his\nsort = 'no'\n[other]\nx = 1\n",
        "limit = 3\r\n[views.'minister']\r\nquery = 'x'\r\n",
    ],
)
def test_a_view_finds_its_place_in_any_file(text: str) -> None:
    was = tomllib.loads(text)
    view = View("minister", "party:KZ", limit=7)
    now = tomllib.loads(with_view(text.encode(), "config.toml", view).decode())
    assert now == {**was, "views": {**was.get("views", {}), "minister": {"query": "party:KZ", "limit": 7}}}
    left = without(with_view(text.encode(), "config.toml", view), "config.toml", "views", "minister")
    assert left is not None
    others = {name: said for name, said in was.get("views", {}).items() if name != "minister"}
    assert tomllib.loads(left.decode()).get("views", {}) == others


def test_a_view_can_be_saved_before_there_is_a_registry(desk: Desk) -> None:
    desk.path.unlink()
    desk.run("config", "@rail", "sector:rail").ok()


def test_a_view_whose_columns_are_gone_is_still_shown_by_config(desk: Desk) -> None:
    with_views(desk, '[views.x]\ncolumns = "titel"\n')
    assert desk.run("config", "@x").ok().out == "--columns titel\n"


# Completion.


def offers(desk: Desk, line: str) -> list[str]:
    environ = {
        "_MOU_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    run = desk.run(environ=environ).ok()
    assert run.err == ""
    return [each.partition("\t")[0] for each in run.lines if each]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mou list @", ["@minister"]),
        ("mou report expiring @mi", ["@minister"]),
        ("mou due @x", []),
        ("mou report exp", ["expiring"]),
        ("mou report expiring --format d", ["docx"]),
        ("mou report occasion OCC-2026-0001", ["OCC-2026-0001"]),
        ("mou config l", ["limit", "lock-timeout"]),
        ("mou config @", ["@minister"]),
        ("mou config views.", ["views.minister"]),
        ("mou config own Kaz", ["Kazakhstan"]),
        ("mou config @rail sector:ra", ["sector:rail"]),
        ("mou config @rail --columns tit", ["title", "titles"]),
    ],
)
def test_what_the_shell_offers(desk: Desk, line: str, offered: list[str]) -> None:
    assert offers(desk, line) == offered


@pytest.mark.parametrize("text", ["as = \n", "limit = true\n", "limt = 3\n", "registry = 'x'\n"])
def test_a_broken_configuration_is_in_no_shells_way(desk: Desk, text: str) -> None:
    assert offers(configured(desk, text), "mou list --sector ra") == ["rail"]


def test_a_view_that_attacks_the_shell_is_not_offered(desk: Desk) -> None:
    with_views(desk, "[views.'$(touch owned)']\nquery = ''\n[views.x]\nquery = '$(touch owned) `x`'\n")
    assert offers(desk, "mou list @") == ["@minister", "@x"]
    environ = {"_MOU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "mou list @x"}
    assert not {"$", "`"} & set(desk.run(environ=environ).ok().out.replace("$?", ""))
