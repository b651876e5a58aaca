"""A damaged registry is named as such, with the place; it is never taken for an empty one and never written over."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mou_cli.errors import Damaged
from mou_cli.registry import snapshot as opening
from mou_cli.registry.document_file import DocumentFile
from tests.desk import Desk
from tests.registry_cli import Run, mou
from tests.registry_files import add, new_registry, numbered, own_layout, registry, tables_of, titles, untouched

Damage = Callable[[bytes], bytes]


def _put(new: bytes, instead: bytes) -> Damage:
    def damage(data: bytes) -> bytes:
        assert instead in data
        return data.replace(instead, new, 1)

    return damage


def _tables(**given: object) -> Damage:
    return lambda data: json.dumps({**json.loads(data), **given}).encode()


_TITLE = b'"title":"Memorandum 2"'
_LINE = "line 9, column"  # where agreement 2 stands

# What is done to a sound registry of three agreements, what must be said, and whether a place can be named.
DAMAGED: dict[str, tuple[Damage, str]] = {
    "0 bytes": (lambda data: b"", "0 bytes"),
    "one blank": (lambda data: b" ", "nothing but blanks"),
    "blanks": (lambda data: b" \n\t\r\n ", "nothing but blanks"),
    "cut off in a row": (lambda data: data[:400], "cut off in the middle of a text (line 9, column"),
    "cut off after a row": (lambda data: data[: data.index(b'"3":')], "cut off in the middle (line 10, column 1)"),
    "cut off before the last brace": (lambda data: data[:-2], "cut off in the middle (line 14, column 1)"),
    "not UTF-8": (_put(b'"title":"M\xe9morandum 2"', _TITLE), f"not UTF-8 ({_LINE} "),
    "Latin-1 at the end": (lambda data: data + b"\xff", "not UTF-8 (line 15, column 1)"),
    "half a character": (_put(b'"title":"\xc3"', _TITLE), f"not UTF-8 ({_LINE} "),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (lambda data: data.decode().encode("utf-16-le"), "UTF-16"),
    "a byte order mark": (lambda data: b"\xef\xbb\xbf" + data, "byte order mark (line 1, column 1)"),
    "NUL bytes": (_put(b'"title":"Memo\0\0"', _TITLE), f"NUL bytes ({_LINE} "),
    "NUL bytes at the end": (lambda data: data[:200] + bytes(len(data) - 200), "NUL bytes (line 8, column"),
    "NUL bytes only": (lambda data: bytes(4096), "NUL bytes (line 1, column 1)"),
    "NaN": (_put(b'"title":NaN', _TITLE), f"NaN is not a JSON number ({_LINE} "),
    "Infinity": (_put(b'"title":"A","n":-Infinity', _TITLE), f"-Infinity is not a JSON number ({_LINE} "),
    "1e999": (_put(b'"title":"A","n":1e999', _TITLE), f"1e999 is too large ({_LINE} "),
    "5,000 digits": (
        _put(b'"title":"A","n":' + b"7" * 5000, _TITLE),
        f"a number of 5000 digits is too large ({_LINE} ",
    ),
    "65 bits": (_put(b'"title":"A","n":18446744073709551616', _TITLE), "a number of 20 digits is too large"),
    "a name twice": (_put(_TITLE + b',"title":"B"', _TITLE), f"the name 'title' occurs twice in one object ({_LINE} "),
    "a name twice further in": (_put(b'{"code":"KZ","code":"PK"', b'{"code":"KZ"'), "'code' occurs twice"),
    "a number twice": (_put(b'"2":', b'"3":'), "the name '2' occurs twice in one object (line 10, column 1)"),
    "a table twice": (_put(b'"agreements":', b'"occasions":'), "the name 'agreements' occurs twice in one object"),
    "nested 100,000 deep": (
        _put(b'"title":' + b"[" * 100_000 + b"]" * 100_000, _TITLE),
        f"nested too deeply ({_LINE} ",
    ),
    "nested 100,000 deep and cut off": (lambda data: b'{"a":' * 100_000, "nested too deeply (line 1, column"),
    "two documents": (lambda data: data * 2, "something follows the end of the register (line 15, column 1)"),
    "words after the end": (lambda data: data + b"end\n", "something follows the end of the register (line 15"),
    "a merge conflict": (
        lambda data: (
            data.replace(b'"2":', b'<<<<<<< HEAD\n"2":', 1).replace(b'"3":', b'=======\n"3":', 1) + b">>>>>>> b\n"
        ),
        "merge conflict (line 9, column 1)",
    ),
    "a list": (lambda data: b"[]", "it is a list"),
    "a number": (lambda data: b"42\n", "it is a number"),
    "a text": (lambda data: b'"registry"', "it is a text"),
    "null": (lambda data: b"null", "it is null"),
    "true": (lambda data: b"true", "it is true"),
    "no JSON": (lambda data: b"<html>\n<body>Log in</body>\n", "not JSON: expecting value (line 1, column 1)"),
    "a table that is a list": (_tables(agreements=[1]), "table 'agreements' is a list"),
    "a table that is null": (_tables(history=None), "table 'history' is null"),
    "an agreement that is a list": (_tables(agreements={"7": [1]}), "agreement 7 is a list"),
    "an agreement that is a number": (_tables(agreements={"7": 5}), "agreement 7 is a number"),
    "an occasion that is a text": (_tables(occasions={"1": "visit"}), "occasion 1 is a text"),
    "a key that is a word": (
        _tables(agreements={"one": numbered(1)}),
        "key 'one' in the table 'agreements' is not a number",
    ),
    "a key of 0": (_tables(agreements={"0": numbered(1)}), "key '0'"),
    "a key of 01": (_put(b'"02":', b'"2":'), "key '02'"),
    "a key of -1": (_tables(agreements={"-1": numbered(1)}), "key '-1'"),
    "a key of Arabic digits": (_tables(agreements={"٣": numbered(1)}), "key '٣'"),
    "a key of 30 digits": (_tables(agreements={"1" * 30: numbered(1)}), "is not a number"),
    "a lone surrogate": (
        _put(b'"title":"\\ud800"', _TITLE),
        f"half of a surrogate pair, which is no character ({_LINE} ",
    ),
    "a lone low surrogate": (_put(b'"title":"\\uDC00x"', _TITLE), "half of a surrogate pair"),
    "a name that is half a character": (_put(b'"\\udfff":1,' + _TITLE, _TITLE), "half of a surrogate pair"),
    "a control character": (_put(b'"title":"a\x01b"', _TITLE), f"control character inside a text ({_LINE} "),
    "a title that is a number": (_put(b'"title":5', _TITLE), "agreement 2: expected 'str', got 'int' at '$.title'"),
    "a title that is null": (_put(b'"title":null', _TITLE), "agreement 2: expected 'str', got 'null' at '$.title'"),
    "no title": (_put(b'"other":1', _TITLE), "agreement 2: object missing required field 'title'"),
    "parties that are a text": (_put(b'"title":"A","tags":"a"', _TITLE), "agreement 2: expected 'array', got 'str'"),
    "a format that is a text": (_put(b'"format":"x"', b'"format":1'), "meta 1: 'format' is not what it should be"),
    "counters that are a list": (_put(b'"next":[]', b'"next":{"MOU":4,"OCC":1}'), "meta 1: 'next' is not"),
    "a missing comma": (_put(b'}\n"2":', b'},\n"2":'), "not JSON: expecting ',' delimiter (line 9, column 1)"),
    "a comma too many": (_put(b"},\n}", b"}\n}"), "not JSON: "),
    "single quotes": (
        _put(b"'title':'Memorandum 2'", _TITLE),
        f"not JSON: expecting property name enclosed in double quotes ({_LINE} ",
    ),
    "a comment": (_put(b'// mine\n"2":', b'"2":'), "not JSON: expecting property name"),
}


def _damaged(folder: Path, name: str) -> Path:
    """A registry of three agreements that mou wrote, then damaged; a good backup of two lies beside it."""
    path = folder / "registry.json"
    path.write_bytes(own_layout(tables_of(2)))
    add(path, title="Memorandum 3")
    path.write_bytes(DAMAGED[name][0](own_layout(tables_of(3))))
    return path


def _assert_refused(run: Run, path: Path, sentence: str) -> None:
    assert run.code == 7
    assert run.out == ""
    assert len(run.lines) == 2
    assert run.lines[0].startswith(f"mou: {path} is damaged: ")
    assert sentence in run.lines[0]
    assert len(run.lines[0]) < 400


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("words", ["list", "add Another --party KZ --party PK", "set 1 place=Astana", "show 2"])
def test_every_command_refuses_it_and_says_why(tmp_path: Path, name: str, words: str) -> None:
    path = _damaged(tmp_path, name)

    with untouched(path):
        _assert_refused(mou(path, *words.split()), path, DAMAGED[name][1])


@pytest.mark.parametrize("words", ["export --format json", "sectors", "occasion list", "remove 1 --reason x --yes"])
@pytest.mark.parametrize("name", ["0 bytes", "cut off in a row", "a merge conflict", "a list", "a name twice"])
def test_the_other_commands_refuse_it_too(tmp_path: Path, name: str, words: str) -> None:
    path = _damaged(tmp_path, name)

    with untouched(path):
        _assert_refused(mou(path, *words.split()), path, DAMAGED[name][1])


@pytest.mark.parametrize("name", ["a title that is a number", "no title", "parties that are a text"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_of_another_layout_is_checked_as_well(tmp_path: Path, name: str, indent: int | None) -> None:
    path = _damaged(tmp_path, name)
    path.write_text(json.dumps(json.loads(path.read_text()), indent=indent))

    with untouched(path):
        _assert_refused(mou(path, "add", "Another", "--party", "KZ", "--party", "PK"), path, DAMAGED[name][1])


def test_the_newest_good_backup_is_named(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    for title in ("First", "Second", "Third", "Fourth"):
        add(path, title=title)
    newest, second, *_ = sorted((tmp_path / ".registry.json.backups").iterdir(), reverse=True)
    newest.unlink()
    newest.write_bytes(b'{"agreements":')
    path.write_bytes(b"")

    run = mou(path, "list")

    command = f"mou --registry {path} restore {second}"
    assert run.lines[1] == f"hint: nothing was changed; at least one change behind, the newest good backup: {command}"
    assert mou(path, "restore", str(second), "--yes").code == 0
    assert titles(path) == ["First", "Second"]


def test_the_command_in_the_hint_survives_a_folder_with_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "State visits; 2026"
    folder.mkdir()
    path = new_registry(folder)
    add(path, title="First")
    add(path, title="Second")
    path.write_bytes(b"")
    hint = mou(path, "list").lines[1]

    import subprocess

    command = f"{hint.split('backup: ')[1]} --yes"
    subprocess.run(["/bin/sh", "-c", command], check=True, cwd=tmp_path, env=Desk(tmp_path).surroundings())

    assert titles(path) == ["First"]


def test_without_a_backup_the_hint_says_so(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(b"")

    assert mou(path, "list").lines[1] == "hint: nothing was changed; no backup was found beside it"


_LARGE = {
    "a title that is a number": "agreement 2: expected 'str', got 'int'",
    "not UTF-8": "agreement 2: ",
    "NaN": "agreement 2: ",
    "a lone surrogate": "agreement 2: ",
    "a control character": "agreement 2: ",
    "nested 100,000 deep": "agreement 2: ",
    "two rows in one line": "agreement 2: ",
}


@pytest.mark.parametrize("name", _LARGE)
def test_damage_in_an_unread_row_of_a_large_file_is_found_by_a_write(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry(tmp_path)
    damage = {**DAMAGED, "two rows in one line": (_put(b'},"3":{', b'},\n"3":{'), "")}[name][0]
    path.write_bytes(damage(path.read_bytes()))
    monkeypatch.setattr(opening, "STRICT_SIZE", 0)

    with untouched(path), pytest.raises(Damaged, match=_LARGE[name]):
        add(path, title="Another")


def test_a_large_file_is_read_without_its_damaged_row(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, notes="x" * (2 << 20))
    path.write_bytes(DAMAGED["a title that is a number"][0](path.read_bytes()))

    assert DocumentFile(path).get(["3"])[0].agreement.title == "Memorandum 3"
    with untouched(path):
        assert mou(path, "show", "2").code == 7
        assert mou(path, "add", "Another", "--party", "KZ", "--party", "PK").code == 7
