"""The words by which agreements are found, looked at and made anew where they are not those of the agreement."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mou_cli.registry.layout import AGREEMENTS
from mou_cli.registry.postgres.derived import derived

if TYPE_CHECKING:
    from mou_cli.registry.postgres.server_registry import ServerRegistry


def strayed(registry: "ServerRegistry") -> Iterator[tuple[int, bytes]]:
    """Yield number and JSON of each agreement that is looked for by other words than its own.

    Those without words (void, which another program wrote) are looked at one by one, and found by any word.
    """
    if not registry.folded_alike:
        return
    for number, line, words in registry.link.stream("SELECT number, line, words FROM mou.agreements WHERE NOT void"):
        try:
            if _sought(derived(AGREEMENTS, line)) != _sought(words.decode()):
                yield number, line
        except ValueError:
            continue  # it is named as damaged


def _sought(words: str) -> str:
    # What comes before is for the vector, and was made by SQL where the row is older than that.
    return words.partition("\n\n")[2]


def put_words_right(registry: "ServerRegistry") -> list[int]:
    """Give agreements their own words again and return their numbers; raises Failed for whoever owns no tables.

    No agreement is changed, so the history has nothing to tell: its trigger is off meanwhile, which only the owner may.
    """
    link = registry.link
    with registry.alone():
        found = list(strayed(registry))
        if found:
            link.run("ALTER TABLE mou.agreements DISABLE TRIGGER note_change")
            made = [(derived(AGREEMENTS, line), number) for number, line in found]
            link.run_for_each("UPDATE mou.agreements SET words = %s, derived = rev + 1 WHERE number = %s", made)
            link.run("ALTER TABLE mou.agreements ENABLE TRIGGER note_change")
    return [number for number, _ in found]
