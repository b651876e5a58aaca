"""The page around the data: markup, style, script and font, with a policy that lets in nothing else.

The policy (Content Security Policy, level 3) names the one style and the one script by their hashes; there is no source
from which anything else could be loaded, and no way to make markup of text.
"""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

_FOLDER = Path(__file__).parent
# The scripts in the order in which they are joined: each knows only what stands before it.
SCRIPTS = (
    "dom",
    "folding",
    "days",
    "register",
    "words",
    "asked",
    "finding",
    "address",
    "lives",
    "card_parts",
    "card",
    "occasion",
    "list",
    "timeline",
    "due",
    "bars",
    "overview",
    "filters",
    "csv",
    "views",
    "main",
)
STYLES = ("colours", "base", "overview", "register", "sheet", "narrow", "paper")
# The dark colours are said once, and set both where a person asks for them and where the system does.
_DARK = "dark.css"
_FONT = "naskh.woff2"
_DATA = re.compile(r"\{\{(?:agreements|names)\}\}")
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def frame(title: str) -> tuple[bytes, bytes, bytes]:
    """Return the page called `title` in three parts: up to the agreements, from there to the names, and the rest."""
    style, script = _style(), _script()
    parts = {"policy": _policy(style, script), "title": escape(title), "style": style, "script": script}
    # In one pass over our own text: what stands in a part is never taken for a place.
    before, between, after = (
        _PLACE.sub(lambda found: parts[found[1]], piece) for piece in _DATA.split(_text("page.html"))
    )
    return before.encode(), between.encode(), after.encode()


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "font-src data:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _style() -> str:
    font = b64encode((_FOLDER / _FONT).read_bytes()).decode()
    style = "\n".join(_text(f"{name}.css") for name in STYLES)
    return "\n" + style.replace("{{dark}}", _text(_DARK)).replace("{{font}}", f"data:font/woff2;base64,{font}")


def _script() -> str:
    parts = "\n".join(_text(f"{name}.js") for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
