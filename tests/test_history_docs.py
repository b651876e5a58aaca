"""What docs/history.md says of entries and of their hashes is so."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mou_cli.agreement.history.canonical import canonical
from mou_cli.agreement.history.entry import Entry, RowChange
from tests.desk import Desk
from tests.strategies import json_values
from tests.test_docs import DOCS, rows, section, words
from tests.test_verify import TAMPERINGS, tamper

PAGE = (DOCS / "history.md").read_text("utf-8")


def python(value: Any) -> bytes:
    """The canonical form as the page makes it in Python."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.mark.parametrize(("heading", "last", "form"), [("An entry", "hash", Entry), ("An entry", "order", RowChange)])
def test_every_member_is_told_and_none_that_is_not_there(heading: str, last: str, form: Any) -> None:
    tables = section(PAGE, heading).split("\n\n")
    table = next(each for each in tables if each.startswith("| member") and f"| `{last}` |" in each)
    # Where a restore came from is for people, what a merge took in is for the next one alone.
    by_themselves = {"restored", "merged", "common"}
    assert {words(row[0])[0] for row in rows(table, "member")} - by_themselves == set(form.__struct_fields__)


def test_every_sentence_that_is_told_is_one_that_is_said() -> None:
    told = [word for row in rows(section(PAGE, "What `mou verify` finds"), "what was done") for word in words(row[1])]
    said = " ".join([*(sentence for _, sentence in TAMPERINGS.values()), "the attached file 'signed.pdf' is missing"])
    assert [word for word in told if re.sub("[0-9]+", "3", word) not in re.sub("[0-9]+", "3", said)] == []


def plain(value: Any) -> bool:
    """Whether all numbers in it are such as the page says that Python writes alike."""
    if isinstance(value, dict | list):
        return all(map(plain, value.values() if isinstance(value, dict) else value))
    return not isinstance(value, float) or value == 0 or 0.0001 <= abs(value) < 1e16


@given(json_values.filter(plain))
@example({"z": 1, "é": 2, "\uffff": 3, "😀": 4, "a": ['\x00\x1f\x7f\u2028\b\f\n\r\t"\\/']})
@example([0.0001, 9999999999999998.0, -0.5, 100.0, 2**63, 1 / 3])
def test_the_canonical_form_is_what_python_writes(value: Any) -> None:
    assert canonical(value) == python(value)


@pytest.mark.parametrize(
    ("number", "form"),
    [(0.5, "0.5"), (100.0, "100.0"), (1e16, "1e16"), (2.5e-7, "2.5e-7"), (0.00001, "0.00001"), (1e-10, "1e-10")],
)
def test_a_number_has_the_form_that_the_page_tells(number: float, form: str) -> None:
    assert canonical(number).decode() == form


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_has_an_exponent_only_where_the_page_says_so(number: float) -> None:
    assert (b"e" in canonical(number)) == (number != 0 and not 0.00001 <= abs(number) < 1e16)


def snippet() -> str:
    """The lines of Python that the page gives to check a register."""
    found = re.search(r"^\$ cat > check\.py << 'END'\n(.*?)^> END$", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return re.sub("^> ", "", found[1], flags=re.MULTILINE)


@pytest.mark.parametrize(
    "name", [None, "an agreement", "a new agreement", "the reason of an entry", "an entry taken out"]
)
def test_the_lines_of_python_find_what_mou_finds(desk: Desk, name: str | None) -> None:
    desk.run("init").ok()
    desk.run("add", "Railways", "--party", "KZ", "--party", "PK").ok()
    desk.run("add", "Customs", "--party", "KZ", "--party", "PK").ok()
    desk.run("set", "1", "place=Astana").ok()
    if name:
        tamper(desk, TAMPERINGS[name][0])
    done = subprocess.run([sys.executable, "-c", snippet(), desk.path], capture_output=True, check=False)
    assert (done.returncode == 0) == (desk.run("verify").code == 0) == (name is None)
