"""The word that a person types finds its agreement."""

from pathlib import Path

import pytest

from mou_cli.errors import Ambiguous, NotFound
from mou_cli.registry.document_file import DocumentFile
from tests.registry_files import got, own_layout, registry, stamped, tables_of


@pytest.fixture(params=["written by somebody", "written by mou"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = registry(tmp_path, 3)
    tables = tables_of(3)
    tables["agreements"][2].update(title="Railway sector cooperation", titles={"ru": "Железные дороги"})
    tables["agreements"][3].update(title="Railway sector", ref="Rail-5")
    path.write_bytes(own_layout(tables))
    return stamped(path) if request.param == "written by mou" else path


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("2", 2),
        ("MOU-2026-0002", 2),
        ("mou-2026-0002", 2),
        ("rail-5", 3),
        ("rAiL-5", 3),
        ("00000000-0000-4000-8000-000000000001", 1),
        ("cooperation", 2),
        ("COOPERATION", 2),
        ("железные", 2),
        ("Railway sector", 3),  # the whole title of one, though it is a part of another's
        (" 2 ", 2),
    ],
)
def test_a_word_finds_its_agreement(path: Path, word: str, number: int) -> None:
    assert got(path, word) == [number]
    assert got(path, word, word, word, word, word) == [number] * 5


def test_a_word_that_fits_two_names_both(path: Path) -> None:
    with pytest.raises(Ambiguous, match="fits 2 agreements: 2 Railway sector cooperation; 3 Railway sector"):
        got(path, "railway")


@pytest.mark.parametrize("word", ["99", "0", "MOU-2026-0099", "xyzzy", "9" * 30, "-1", "1e1", "٣"])
def test_a_word_that_fits_none_is_not_found(path: Path, word: str) -> None:
    with pytest.raises(NotFound):
        got(path, word)


def test_several_words_are_answered_in_their_order(path: Path) -> None:
    assert got(path, "3", "MOU-2026-0001", "cooperation", "1", "rail-5", "2") == [3, 1, 2, 1, 3, 2]


@pytest.mark.parametrize(
    ("word", "is_borne"),
    [
        ("RAIL-5", True),
        ("ｒail-5", True),
        ("em/5", True),
        ("ÉM/5", True),
        ('A"B', True),
        ("old-7", True),  # it was borne once
        ("00000000-0000-4000-8000-00000000000A", True),
        ("MOU-2026-0001", True),
        ("rail", False),
        ("rail-55", False),
        ("x.1", False),
        ("Қ-1", False),
    ],
)
@pytest.mark.parametrize("by", ["written by somebody", "written by mou"])
def test_a_reference_is_borne_however_it_is_spelled(tmp_path: Path, by: str, word: str, is_borne: bool) -> None:
    path = registry(tmp_path, 5)
    tables = tables_of(5)
    rows = tables["agreements"]
    rows[1]["uid"] = "00000000-0000-4000-8000-00000000000a"
    rows[2].update(ref="Rail-5", former_refs=["Old-7"])
    rows[3]["ref"] = "Ém/5"
    rows[4]["ref"] = 'a"b'
    rows[5] = {"title": "Its fields stand otherwise", "uid": rows[5]["uid"], "ref": "x-1"}
    path.write_bytes(own_layout(tables))
    found = DocumentFile(stamped(path) if by == "written by mou" else path)
    assert found.bears("agreements", word) == is_borne
    assert found.bears("agreements", "X-1")
