"""The word that a person types finds its agreement."""

from pathlib import Path

import pytest

from mou_cli.errors import Ambiguous, NotFound
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
