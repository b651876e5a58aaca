"""A register that attacks its readers: every field that holds text holds one of these, as somebody may write by hand.

for fields in hostile_agreements():   # one agreement for each text
Desk(folder).holding(*hostile_agreements(), occasions=hostile_occasions())
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from mou_cli.agreement.model import Agreement, Deadline, Occasion
from mou_cli.agreement.reading.paths import Shape, shapes

LONG = 40_000  # characters: more than a cell of a workbook holds
NASTY: dict[str, str] = {
    "formula": '=HYPERLINK("https://evil.example","click")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "apostrophe": "'=1+1",
    "markup": "<b onmouseover=alert(1)>bold</b> & <img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script><!-- ]]> -->",
    "rich": "<r><t>rich</t></r>",
    "escape": "_x0041_ _x0000_",
    "console": "[bold red]markup[/bold red] [/] :bug: [link=https://evil.example]x[/link]",
    "markdown": "| [x](javascript:alert(1)) ![x](x) `code` **bold** \\ <https://evil.example> # ~~x~~",
    "template": "{{7*7}} {% raw %} ${HOME} #{1+1} %s %n {0}",
    "typst": '#read("/etc/passwd") #import "x" $ x $ @ref <label> // comment /* */',
    "quotes": '"double" \'single\' "" , ; \\" \\u0000 \\n',
    "lines": "first\nsecond\r\nthird\rfourth\n\nBEGIN:VEVENT\nSUMMARY:x",
    "separators": "one\u2028two\u2029three\u0085four",
    "controls": "red \x1b[31m \x1b]52;c;eA==\x07 \x1b]8;;https://evil.example\x1b\\ \x00 \x08 \x7f \x9b2J",
    "direction": "exe.\u202efdp \u2066isolated\u2069 \u200b\ufeff \u200f",
    "noncharacters": "\ufffe \uffff \U0001fffe",
    "astral": "\U0001f469\u200d\U0001f680 \U0001f1f5\U0001f1f0 \U00020000",
    "urdu": "ریلوے میں تعاون پر مفاہمتی یادداشت",
    "combining": "e" + "\u0301" * 40 + " z\u0335\u0321",
    "path": "../../etc/passwd C:\\Windows\\x .xlsx\x2f",
    "address": "javascript:alert(document.cookie)",
    "sql": "'; DROP TABLE agreements; --",
    "json": '{"title": "other", "__proto__": {"x": 1}}',
    "number": "1e308",
    "null": "null",
    "long": "x" * LONG,
}
_VALUES: dict[str, Any] = {"date": "2026-02-04", "duration": "P5Y", "flag": True, "whole": 2, "number": 1.5}
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile_fields(text: str, number: int = 1, **given: Any) -> dict[str, Any]:
    """Raw fields of an agreement of which every text, at whatever depth, is `text`; `given` instead of some of them.

    Dates, periods and closed lists hold what they should. One of its parties is Pakistan, one of its sectors `rail`;
    there is a field that mou does not know, at the top and inside of a part.
    """
    fields: dict[str, Any] = {name: _value(name, shape, text) for name, shape in shapes(Agreement).items()}
    fields["uid"] = str(UUID(int=number, version=4))
    fields["parties"] += [{"code": "PK", "name": "Pakistan", text: text}]
    fields["sectors"] += ["rail"]
    return {**fields, "dossier": {text: [text, 1]}, **given}


def hostile_agreements() -> list[dict[str, Any]]:
    """Raw fields of an agreement for each of NASTY."""
    return [hostile_fields(text, number) for number, text in enumerate(NASTY.values(), 1)]


def hostile_occasions() -> list[dict[str, Any]]:
    """Raw fields of an occasion for each of NASTY; the agreements name them all, by that text."""
    return [
        {name: _value(name, shape, text) for name, shape in shapes(Occasion).items()}
        | {"uid": str(UUID(int=1000 + number, version=4))}
        for number, text in enumerate(NASTY.values(), 1)
    ]


def steering(text: str) -> set[str]:
    """The characters of `text` that steer a terminal or turn the direction of what follows."""
    return set(_STEERING.findall(text))


def _value(name: str, shape: Shape, text: str) -> Any:
    if shape.kind == "text":
        return text
    if shape.kind == "word":
        return shape.words[0]
    if shape.kind == "words":
        return [text]
    if shape.kind == "texts":
        return {"ru": text, text: text}
    if shape.kind == "data":
        return ["2027", _part(Deadline, text)]
    if shape.part is not None:
        return _part(shape.part, text) if shape.kind == "part" else [_part(shape.part, text)]
    return _VALUES[shape.kind]


def _part(form: type[Struct], text: str) -> Mapping[str, Any]:
    return {name: _value(name, shape, text) for name, shape in shapes(form).items()}
