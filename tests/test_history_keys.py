"""Each row that an entry is about has a key of its own there, whatever uids people gave out."""

import pytest

from mou_cli.agreement.history.keys import key_in, keys_of


@pytest.mark.parametrize(
    ("uid", "taken", "key"),
    [
        ("u-1", [], "u-1"),
        ("", [], "#5"),
        (None, [], "#5"),
        ("u-1", ["u-1"], "#5"),
        ("", ["#5"], "#agreements/5"),
        ("u-1", ["u-1", "#5", "#agreements/5"], "#agreements/5/2"),
        ("#5", ["#5", "#agreements/5", "#agreements/5/2"], "#agreements/5/3"),
    ],
)
def test_a_row_takes_the_first_key_that_is_free(uid: str | None, taken: list[str], key: str) -> None:
    assert key_in(taken, uid, "agreements", 5) == key


def test_a_row_is_looked_for_under_its_uid_and_under_its_number() -> None:
    assert keys_of("occasions", 5, "u-1") == ("u-1", "#5", "#occasions/5")
    assert keys_of("occasions", 5) == ("#5", "#occasions/5")
