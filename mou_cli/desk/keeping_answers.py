"""What a person has answered is not lost where it cannot be recorded: it is kept as a file that can be imported."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mou_cli.errors import Conflict, Failed, MouError
from mou_cli.render.console import say


@contextmanager
def keeping(fields: Mapping[str, Any]) -> Iterator[None]:
    """Write `fields` to a draft where what is done in the block fails; the error then says how they are taken in.

    So too where a person who had them saved stops at what was asked after that.
    """
    try:
        yield
    except MouError as fault:
        kept = _kept(fields)
        if kept:
            again = " --force" if isinstance(fault, Conflict) and "--force" in fault.hint else ""
            fault.hint = f"your answers are kept: mou import {kept}{again}"
        raise
    except Exception:
        kept = _kept(fields)
        if kept:
            say(f"your answers are kept: mou import {kept}")
        raise


def _kept(fields: Mapping[str, Any]) -> str:
    # The path as a shell takes it; empty where it cannot be written anywhere.
    import json
    import shlex

    from mou_cli.ask.draft import write_draft

    try:
        path = write_draft("add", ".json", json.dumps([fields], ensure_ascii=False, indent=2) + "\n")
    except Failed:
        return ""
    return shlex.quote(str(path))
