"""What is called otherwise than by its name is understood where it means one thing, else answered with what helps."""

import pytest

from tests.desk import Desk


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("add", "T", "--responsible", "x"), "did you mean --set responsible=...?"),
        (("add", "T", "--depositary", "x"), "did you mean --set depositary=...?"),
        (("set", "4", "--responsible", "x"), "did you mean responsible=...?"),
        (("list", "--responsible", "x"), "did you mean responsible:...?"),
        (("list", "--tags", "x"), "did you mean --tag?"),
        (("add", "T", "--parties", "x"), "did you mean --party?"),
        (("occasion", "add", "T", "--notes", "x"), "did you mean --note?"),
        (("list", "--sektor", "rail"), "did you mean --sector or --sort?"),
        (("list", "--nothing", "x"), "mou list --help lists them"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_an_option_that_there_is_not_is_answered_with_what_was_meant(
    desk: Desk, words: tuple[str, ...], hint: str
) -> None:
    run = desk.shipped().run(*words)
    assert (run.code, run.err.splitlines()[1]) == (2, f"hint: {hint}")


def test_a_term_that_is_renewed_automatically_is_renewed_tacitly(desk: Desk) -> None:
    desk.shipped().run("add", "T", "--party", "KZ", "--party", "PK", "--term", "5y", "--renewal", "automatic").ok()
    assert desk.agreements["42"]["term"] == {"duration": "P5Y", "renewal": "tacit"}


def test_an_event_is_understood_in_other_words(desk: Desk) -> None:
    desk.shipped().run("event", "4", "entry into force", "--on", "2026-03-01").ok()
    assert desk.agreements["4"]["events"] == [{"kind": "in-force", "date": "2026-03-01"}]


def test_a_denunciation_is_not_guessed_at(desk: Desk) -> None:
    run = desk.shipped().run("event", "4", "denounced", "--on", "2026-03-01")
    assert (run.code, run.err.splitlines()[0]) == (2, 'mou: unknown event "denounced"')
    assert "notice-given" in run.err
    assert "terminated" in run.err


def test_a_new_register_says_where_all_parties_are_listed(desk: Desk) -> None:
    desk.run("init").ok()
    run = desk.run("parties").ok()
    assert run.lines == ["code\tname\tagreements"]
    assert run.err == "mou: no agreement names a party yet; mou parties --all lists every one that is known\n"
