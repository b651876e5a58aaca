"""The register page as a file: one piece, nothing in it that runs but its own script, and no larger than it need be."""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from mou_cli.errors import Usage
from mou_cli.exchange.format_html import write
from mou_cli.exchange.page.frame import SCRIPTS, STYLES
from mou_cli.exchange.page.inert import inert
from tests.desk import ROOT, SHIPPED, Desk
from tests.factories import MOMENT, registered
from tests.page_browser import page_of

FOLDER = ROOT / "mou_cli" / "exchange" / "page"
HOSTILE = "</script><script>alert(1)</script><!--\u2028\u2029 \u202e & \x7f"


def between(page: bytes, start: str, end: str) -> str:
    return page.decode().partition(start)[2].partition(end)[0]


def rows_of(page: bytes) -> list[str]:
    return between(page, 'id="agreements">', "</script>").splitlines()


def names_of(page: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(between(page, 'id="names">', "</script>"))
    return found


def policy_of(page: bytes) -> dict[str, str]:
    policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"')
    return {name: rest for name, _, rest in (part.partition(" ") for part in policy.split("; "))}


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_export_knows_the_format_by_the_name_of_the_file(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    assert (desk.folder / "register.html").read_bytes().startswith(b"<!doctype html>")


def test_the_list_gives_the_page_too(desk: Desk) -> None:
    assert "<!doctype html>" in desk.shipped().run("list", "--format", "html").ok().out


def test_only_what_the_filters_find_goes_into_the_page(desk: Desk) -> None:
    out = desk.shipped().run("export", "--format", "html", "--sector", "rail").ok().out
    assert "Railway sector cooperation" in out
    assert "Maritime affairs" not in out


def test_with_a_part_go_the_occasions_at_which_it_was_signed(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "all.html").ok()
    desk.run("export", "-o", "part.html", "--sector", "rail").ok()
    refs = [
        [each["fields"]["ref"] for each in names_of((desk.folder / name).read_bytes())["occasions"]]  # type: ignore[attr-defined]
        for name in ("all.html", "part.html")
    ]
    assert len(refs[0]) == 5
    assert refs[1] == ["OCC-2026-0001"]


def test_the_filters_and_the_head_of_the_history_are_told(desk: Desk) -> None:
    desk.shipped().run("add", "Harbours", "--party", "KZ", "--party", "PK", "--sector", "maritime").ok()
    told = names_of(desk.run("export", "--format", "html", "--sector", "maritime").ok().out.encode())
    assert told["asked"] == "sector:maritime"
    assert told["head"] == desk.run("history", "--format", "json").ok().json[-1]["hash"]


def test_without_the_data_it_is_at_most_250_kilobytes() -> None:
    assert len(page_of()) <= 250_000


def test_the_same_register_gives_the_same_bytes() -> None:
    assert page_of({}, {"title": "Customs"}) == page_of({}, {"title": "Customs"})


def test_columns_are_refused() -> None:
    with pytest.raises(Usage, match="a page has its own columns"):
        write([registered()], BytesIO(), MOMENT, ["title"])


def test_an_empty_register_has_a_page() -> None:
    assert rows_of(page_of()) == []


def test_everything_is_forbidden_but_what_is_named() -> None:
    policy = policy_of(page_of({}))
    assert policy["default-src"] == "'none'"
    assert policy.keys() == {
        "default-src",
        "script-src",
        "style-src",
        "font-src",
        "img-src",
        "base-uri",
        "form-action",
        "require-trusted-types-for",
        "trusted-types",
    }
    assert (policy["font-src"], policy["img-src"], policy["base-uri"]) == ("data:", "data:", "'none'")


def test_the_one_script_and_the_one_style_are_named_by_their_hashes() -> None:
    page = page_of({"title": HOSTILE})
    assert policy_of(page)["script-src"] == hashed(between(page, "<script>", "</script>"))
    assert policy_of(page)["style-src"] == hashed(between(page, "<style>", "</style>"))


def test_nothing_of_the_page_is_styled_or_handled_in_attributes() -> None:
    # The policy would not let it be.
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", (FOLDER / "page.html").read_text("utf-8")) == []


def test_every_script_and_style_is_in_its_place() -> None:
    assert {path.stem for path in FOLDER.glob("*.js")} == set(SCRIPTS)
    assert {path.stem for path in FOLDER.glob("*.css")} == {*STYLES, "dark"}


@pytest.mark.parametrize(
    "word",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch(", "import("],
)
def test_the_script_has_no_way_to_make_markup_or_to_load(word: str) -> None:
    assert word not in "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))


def test_the_script_does_not_end_itself() -> None:
    script = "".join(path.read_text("utf-8").lower() for path in FOLDER.glob("*.js"))
    assert "</script" not in script
    assert "<!--" not in script


def test_no_text_of_a_register_ends_the_block_that_it_stands_in() -> None:
    page = page_of({"title": HOSTILE, "notes": HOSTILE, "dossier": {HOSTILE: [HOSTILE]}})
    data = between(page, 'id="agreements">', "\n</script>")
    assert "<" not in data
    assert "\u2028" not in data
    assert "\u2029" not in data
    assert page.count(b"<script") == 3


def test_text_comes_through_but_for_what_steers() -> None:
    row = json.loads(rows_of(page_of({"title": HOSTILE}))[0])
    assert row[2] == "</script><script>alert(1)</script><!--\u2028\u2029 \ufffd & \ufffd"


def test_an_occasion_and_the_name_of_a_sector_are_inert_too() -> None:
    own = {"x-own": {"label": HOSTILE}}
    page = page_of({"sectors": ["x-own"]}, occasions=[{"name": HOSTILE}], sectors=own)
    assert page.count(b"<script") == 3
    assert "\u202e".encode() not in page


def test_the_title_of_a_page_is_the_desk_whose_it_is() -> None:
    assert "<title>Agreements of Pakistan</title>" in page_of(own="PK").decode()


def test_a_desk_without_a_usual_name_is_escaped() -> None:
    assert "<title>Agreements of &lt;b&gt;</title>" in page_of(own="<b>").decode()


def test_a_desk_that_is_called_like_a_place_in_the_page_is_its_name() -> None:
    assert page_of(own="{{script}}{{agreements}}").count(b"<title>Agreements of {{script}}{{agreements}}</title>") == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (rb'"a\\u0001"', rb'"a\\u0001"'),  # a backslash and then letters
        (rb'"a\u0001"', '"a\ufffd"'.encode()),
        (rb'"a\\\u0001"', b'"a\\\\' + '\ufffd"'.encode()),
        (rb'"a\tb\nc"', rb'"a\tb\nc"'),
        (rb'"a\rb"', '"a\ufffdb"'.encode()),
        ('"a\u0085\u200f"'.encode(), '"a\ufffd\u200f"'.encode()),
        (b'"<"', rb'"\u003c"'),
    ],
)
def test_escapes_are_told_from_letters(given: bytes, kept: bytes) -> None:
    assert inert(given) == kept


def test_a_sector_that_is_named_brings_its_group_along() -> None:
    assert names_of(page_of({"sectors": ["rail"]}))["sectors"] == [
        ["transport", "Transport", ""],
        ["rail", "Railways", "transport"],
    ]


def test_a_sector_of_the_registry_s_own_has_its_label() -> None:
    page = page_of({"sectors": ["silk"]}, sectors={"silk": {"label": "Silk roads", "parent": "transport"}})
    assert ["silk", "Silk roads", "transport"] in names_of(page)["sectors"]  # type: ignore[operator]


def test_the_font_is_in_the_page_with_whose_it_is() -> None:
    page = page_of()
    font = b64decode(between(page, "data:font/woff2;base64,", '"'))
    assert font == (FOLDER / "naskh.woff2").read_bytes()
    assert font.startswith(b"wOF2")
    assert "SIL Open Font License" in between(page, "<style>", "</style>")
    assert len(b64encode(font)) < 90_000


def test_the_licence_lies_beside_the_font() -> None:
    text = (FOLDER / "OFL.txt").read_text("utf-8")
    assert text.startswith("Copyright 2019-2020 Google LLC")
    assert "SIL OPEN FONT LICENSE" in text


def test_the_shipped_register_has_a_page(desk: Desk, tmp_path: Path) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    page = (tmp_path / "register.html").read_bytes()
    assert len(rows_of(page)) == 2 * len(json.loads(SHIPPED.read_text("utf-8"))["agreements"])
    assert {each["fields"]["ref"] for each in names_of(page)["occasions"]} >= {"OCC-2026-0001"}  # type: ignore[attr-defined]
