"""`mou config`: what is set, where it is from, and setting it."""

import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from mou_cli.settings.declared import SETTINGS, VARIABLES, VIEW_PARTS
from mou_cli.settings.forms import FORMS, read
from mou_cli.settings.place import configuration_path
from tests.configured import configured, place
from tests.desk import OURS, Desk


@pytest.fixture
def shipped(desk: Desk) -> Desk:
    return desk.shipped()


def origins(desk: Desk, *options: str, **environ: str) -> dict[str, tuple[str, str]]:
    """The value of each setting and where it is from."""
    lines = desk.run(*options, "config", environ=environ).ok().lines[1:]
    return {name: (value, origin) for name, value, origin, _ in (line.split("\t") for line in lines)}


# The list.


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_the_example_of_a_setting_is_one(setting: object) -> None:
    assert read(setting.form, setting.example, "here")  # type: ignore[attr-defined]


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_what_holds_where_nothing_is_said_is_a_value_or_told_in_words(setting: object) -> None:
    assert bool(setting.default) != bool(setting.otherwise)  # type: ignore[attr-defined]


def test_every_setting_is_a_sentence_with_a_variable_of_its_own() -> None:
    assert [each.name for each in SETTINGS.values() if not each.meaning.endswith(".")] == []
    assert len({each.variable for each in SETTINGS.values()}) == len(SETTINGS)
    assert {each.form for each in SETTINGS.values()} <= FORMS.keys()


def test_every_variable_that_the_program_reads_is_declared() -> None:
    root = Path(__file__).parents[1] / "mou_cli"
    known = {name for names in VARIABLES for name in names.split(", ")} | {each.variable for each in SETTINGS.values()}
    inner = {"_MOU_COMPLETE", "_MOU_KEPT", "MOU_CLI"}
    found = set()
    for path in root.rglob("*.py"):
        found |= {word for word in _names(path.read_text("utf-8")) if word not in inner}
    assert found <= known
    assert {name for name in known if name.startswith("MOU_")} <= found


def _names(text: str) -> set[str]:
    import re

    return set(re.findall(r"\bMOU_[A-Z_]+\b", text))


def test_a_test_inherits_nothing_of_whoever_runs_it() -> None:
    assert {"MOU_CONFIG", "MOU_REGISTRY", "MOU_LIMIT", "XDG_CONFIG_HOME", "NO_COLOR", "LINES"} <= set(OURS)


# Where each is from.


def test_without_a_file_all_is_as_it_comes(shipped: Desk) -> None:
    found = origins(shipped)
    assert found["registry"] == (str(shipped.path), "default")
    assert found["as"] == ("desk", "environment")
    assert found["limit"] == ("50", "default")
    assert not place(shipped).exists()


@pytest.mark.parametrize(
    ("options", "environ", "value", "origin"),
    [
        ((), {}, "File", "file"),
        ((), {"MOU_USER": "Environment"}, "Environment", "environment"),
        (("--as", "Option"), {"MOU_USER": "Environment"}, "Option", "option"),
    ],
    ids=["file", "environment", "option"],
)
def test_an_option_wins_over_the_environment_and_that_over_the_file(
    shipped: Desk, options: tuple[str, ...], environ: dict[str, str], value: str, origin: str
) -> None:
    configured(shipped, 'as = "File"\n').environ.pop("MOU_USER")
    assert origins(shipped, *options, **environ)["as"] == (value, origin)
    shipped.run(*options, "set", "4", "place=Lahore", environ=environ).ok()
    assert shipped.run("history", "--format", "json").ok().json[-1]["actor"] == value


def test_the_registry_of_the_file_is_meant_in_every_folder(desk: Desk) -> None:
    desk.shipped().path.rename(desk.folder / "ours.json")
    configured(desk, 'registry = "~/ours.json"\n')
    (desk.folder / "away").mkdir()
    away = Desk(desk.folder / "away")
    away.environ["HOME"] = str(desk.folder)
    assert len(away.run("list", "sector:rail").ok().lines) == 2
    assert away.run("--registry", "other.json", "list").code == 4
    assert away.run("list", environ={"MOU_REGISTRY": "other.json"}).code == 4


def test_a_registry_that_is_not_there_yet_is_made_where_it_is_configured(desk: Desk) -> None:
    assert "mou init" in desk.run("config", "registry", "ours.json").ok().err
    assert desk.run("init").ok().out == f"{desk.folder / 'ours.json'}\n"
    assert desk.run("config", "registry").ok().out == f"{desk.folder / 'ours.json'}\n"


def test_the_command_that_restores_names_the_registry_where_it_is_not_the_configured_one(shipped: Desk) -> None:
    shipped.run("set", "4", "place=Lahore").ok()
    plain = shipped.run("restore", "--format", "json").ok().json[0]["command"]
    assert "--registry" not in plain
    configured(shipped, 'registry = "~/elsewhere.json"\n')
    named = shipped.run("--registry", "registry.json", "restore", "--format", "json").ok().json[0]["command"]
    assert f"--registry {shipped.path} restore" in named


def test_ours_is_what_the_registry_says_and_else_what_is_set(shipped: Desk) -> None:
    configured(shipped, 'own = "KZ"\n')
    report = shipped.run("report", "implementation", "sector:rail").ok().out
    assert report == shipped.run("report", "implementation", "sector:rail", "--own", "KZ").ok().out
    assert report != shipped.run("report", "implementation", "sector:rail", "--own", "PK").ok().out
    shipped.run("init", "other.json", "--own", "PK").ok()
    assert origins(shipped, "--registry", "other.json")["own"] == ("KZ", "file")


def test_how_far_ahead_is_looked(shipped: Desk) -> None:
    assert shipped.run("due", "--within", "9y").ok().out == shipped.run("due", environ={"MOU_WITHIN": "9y"}).ok().out
    assert (
        shipped.run("due", "--within", "0").out == shipped.run("due", "--within", "0", environ={"MOU_WITHIN": "9y"}).out
    )


def test_reports_keep_horizons_of_their_own(shipped: Desk) -> None:
    plain = shipped.run("report", "country", "--party", "CN").ok().out
    assert shipped.run("report", "country", "--party", "CN", environ={"MOU_WITHIN": "9y"}).ok().out == plain


@pytest.mark.parametrize(("more", "rows"), [((), 3), (("--limit", "5"), 5), (("--limit", "0"), 41)])
def test_a_limit_is_for_eyes(shipped: Desk, more: tuple[str, ...], rows: int) -> None:
    configured(shipped, "limit = 3\n")
    assert len(shipped.run("list", *more, "--no-header").ok().lines) == (41 if not more else rows or 41)
    shown = shipped.screen("list", *more, "--columns", "no", "--no-header").lines
    assert len([line for line in shown if line.strip().isdigit()]) == rows


def test_data_on_a_terminal_is_whole(shipped: Desk) -> None:
    configured(shipped, "limit = 3\n")
    assert shipped.screen("list", "--format", "json", "--columns", "ref").text.count("MOU-") == 41


def test_how_long_a_lock_is_waited_for(shipped: Desk) -> None:
    configured(shipped, "lock_timeout = -1\n")
    run = shipped.run("--registry", "registry.json", "set", "4", "place=Lahore")
    assert (run.code, "lock-timeout" in run.err) == (2, True)


def test_how_large_an_attached_file_may_be(shipped: Desk) -> None:
    configured(shipped, 'attachment-limit = "2"\n')
    (shipped.folder / "paper.txt").write_text("abc")
    assert shipped.run("attach", "4", "paper.txt").code
    shipped.run("attach", "4", "paper.txt", environ={"MOU_ATTACHMENT_LIMIT": "3"}).ok()


# Setting.


@pytest.mark.parametrize(
    ("words", "printed", "stored"),
    [
        (("own", "Pakistan"), "PK", {"own": "PK"}),
        (("limit", "100"), "100", {"limit": 100}),
        (("LIMIT", "0"), "0", {"limit": 0}),
        (("within", "6 months"), "6 months", {"within": "6 months"}),
        (("lock_timeout", "2.5"), "2.5", {"lock-timeout": "2.5"}),
        (("attachment-limit", "500M"), "500M", {"attachment-limit": "500M"}),
        (("as", "Әйгерім", "Karimova"), "Әйгерім Karimova", {"as": "Әйгерім Karimova"}),
    ],
    ids=" ".join,
)
def test_what_is_set_is_printed_as_it_is_stored(
    desk: Desk, words: tuple[str, ...], printed: str, stored: dict[str, object]
) -> None:
    assert desk.run("config", *words).ok().out == f"{printed}\n"
    assert tomllib.loads(place(desk).read_text("utf-8")) == stored


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("limit", "ten"), "limit is 'ten', which is not a whole number"),
        (("limit", "--", "-3"), "limit is '-3', which is not a whole number"),
        (("within", "soon"), "within: "),
        (("own", "Pakistn"), 'own: unknown party "Pakistn"'),
        (("lock-timeout", "inf"), "lock-timeout is 'inf', which is not a number of seconds"),
        (("attachment-limit", "big"), "attachment-limit is 'big', which is not a number of bytes"),
        (("as", "a\x07b"), "as: "),
        (("registry", ""), "registry is '', which is not a place"),
        (("limt", "3"), 'unknown setting "limt"'),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(desk: Desk, words: tuple[str, ...], said: str) -> None:
    run = desk.run("config", *words)
    assert (run.code, run.out, run.err.startswith(f"mou: {said}"), len(run.err.splitlines())) == (2, "", True, 2), run
    assert not place(desk).exists()


def test_what_else_stands_in_the_file_stays(desk: Desk) -> None:
    configured(desk, '# ours\nlimit = 7 # rows\n\n[views.rail]\nquery = "sector:rail" # all\n')
    desk.run("config", "limit", "9").ok()
    desk.run("config", "own", "KZ").ok()
    desk.run("config", "own", "--unset").ok()
    assert place(desk).read_text() == '# ours\nlimit = 9 # rows\n\n[views.rail]\nquery = "sector:rail" # all\n'


def test_one_value_is_printed_alone(desk: Desk) -> None:
    assert desk.run("config", "limit").ok().out == "50\n"
    assert desk.run("config", "limit", "--format", "json").ok().json == [
        {"name": "limit", "value": 50, "from": "default", "meaning": SETTINGS["limit"].meaning}
    ]


def test_what_is_set_but_does_not_win_is_told(desk: Desk) -> None:
    assert "MOU_LIMIT is set, and wins" in desk.run("config", "limit", "7", environ={"MOU_LIMIT": "9"}).ok().err


def test_what_is_not_there_cannot_be_taken_out(desk: Desk) -> None:
    assert "is not in" in desk.run("config", "own", "--unset").ok().err
    assert desk.run("config", "onw", "--unset").code == 2


def test_a_folder_stands_for_the_registry_in_it(desk: Desk) -> None:
    assert desk.run("config", "registry", ".").ok().out == f"{desk.folder / 'registry.json'}\n"


def test_the_file_is_the_persons_own_and_keeps_its_mode(desk: Desk) -> None:
    desk.run("config", "limit", "7").ok()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (place(desk), place(desk).parent)] == [0o600, 0o700]
    place(desk).chmod(0o640)
    desk.run("config", "limit", "8").ok()
    assert stat.S_IMODE(place(desk).stat().st_mode) == 0o640


def test_a_link_stays_a_link(desk: Desk) -> None:
    configured(desk, "limit = 7\n")
    kept = place(desk).rename(desk.folder / "dotfiles.toml")
    place(desk).symlink_to(kept)
    desk.run("config", "limit", "8").ok()
    assert (place(desk).is_symlink(), kept.read_text()) == (True, "limit = 8\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--unset",),
        ("limit", "7", "--unset"),
        ("--path", "--edit"),
        ("limit", "--path"),
        ("limit", "7", "--sort", "title"),
        ("--format", "xml"),
        ("limit", "--format", "xml"),
        ("@two words", "sector:rail"),
        ("@", "sector:rail"),
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_a_misuse(desk: Desk, words: tuple[str, ...]) -> None:
    run = desk.run("config", *words)
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 2)


# Where the file is.


def test_the_path_is_told(desk: Desk) -> None:
    assert desk.run("config", "--path").ok().out == f"{place(desk)}\n"
    assert desk.run("config", "--path", environ={"MOU_CONFIG": "/x/y.toml"}).ok().out == "/x/y.toml\n"
    assert desk.run("config", "--path", environ={"XDG_CONFIG_HOME": "/x"}).ok().out == "/x/mou/config.toml\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("home", ["/home/desk", "/home/desk/", "/", "relative", "", None])
@pytest.mark.parametrize("folder", ["/etc/desk", "/etc/desk/", "relative", "", None])
def test_the_place_known_by_heart_is_that_of_platformdirs(
    home: str | None, folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import user_config_dir

    for name, value in (("HOME", home), ("XDG_CONFIG_HOME", folder)):
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    assert configuration_path() == os.path.join(user_config_dir("mou", appauthor=False), "config.toml")


# The documentation.


def test_every_part_of_a_view_has_an_example_of_its_form(desk: Desk) -> None:
    parts = [f"{each.name} = {each.example!r}" for each in VIEW_PARTS.values()]
    configured(desk.shipped(), "[views.x]\n" + "\n".join(parts).replace("'20'", "20"))
    desk.run("list", "@x").ok()


def test_a_terminal_is_shown_a_table(shipped: Desk) -> None:
    shown = shipped.screen("config", columns=100).text
    assert "~/registry.json" in shown
    assert "MOU_USER" in shown
