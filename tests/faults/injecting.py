"""Every system call of a command that concerns the registry's folder fails, one at a time, or kills the process.

    python -m tests.faults.injecting SCENE [--all] [--after-rename] [--most N]

prints one JSON object: how many faults were tried, what came of them, and every complaint (there must be none). The
first run of a command is only looked at: it gives the calls, and so the faults. `--all` tries every kind of failure at
every call, else it is one kind for each, in turn, and kills where something was changed since the last kill.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.choosing import evenly
from tests.faults.scenes import SCENES, Stage, State
from tests.faults.tracing import Call, Concerning, Traced, traced
from tests.sparing import spare

# How a call may fail; the first kinds are tried first.
_NAMED = ("EACCES", "EIO")
_FAILURES: dict[str, tuple[str, ...]] = {
    "openat": ("EIO", "EACCES", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR"),
    "copy_file_range": ("ENOSPC", "EIO", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EINTR"),
    "close": ("EIO", "EINTR"),
    "flock": ("EINTR", "EIO"),
    "read": ("EIO", "EINTR"),
    "pread64": ("EIO", "EINTR"),
    "link": ("ENOSPC", "EIO", "EACCES"),
    "rename": ("EIO", "ENOSPC", "EACCES"),
    "mkdir": ("ENOSPC", "EACCES", "EIO"),
    "unlink": _NAMED,
    "chmod": _NAMED,
    "fchmod": _NAMED,
    "access": _NAMED,
    "newfstatat": _NAMED,
    "readlink": _NAMED,
}
_OTHERWISE = ("EIO",)
_CHANGING = {"write", "copy_file_range", "fsync", "link", "rename", "mkdir", "rmdir", "unlink", "chmod", "fchmod",
             "ftruncate", "flock"}  # fmt: skip
_CODES = {0, 1, 2, 4, 6, 7}


class Fault(NamedTuple):
    """One call that is to fail: with an error, or by the death of the process (KILL)."""

    call: Call
    kind: str

    @property
    def option(self) -> str:
        """What strace is told."""
        doing = "signal=KILL" if self.kind == "KILL" else f"error={self.kind}"
        return f"inject={self.call.name}:{doing}:when={self.call.place}"


def is_changing(call: Call) -> bool:
    """Return whether a call changes anything in the folder, or makes a change last."""
    return call.name in _CHANGING or (call.name == "openat" and "O_CREAT" in call.arguments)


def faults(calls: list[Call], folder: Path, *, every: bool) -> Iterator[Fault]:
    """Yield the faults to try."""
    concerning = Concerning(folder)
    turns = {name: cycle(kinds) for name, kinds in _FAILURES.items()}
    for call in calls:
        answers = call.name == "write" and call.arguments.startswith("1, ")
        if not concerning(call) and not answers:
            continue
        if every or answers or is_changing(call):
            yield Fault(call, "KILL")
        if answers:
            continue  # it is not the registry's folder that stdout goes to
        if every:
            yield from (Fault(call, kind) for kind in _FAILURES.get(call.name, _OTHERWISE))
        else:
            yield Fault(call, next(turns.get(call.name) or iter(_OTHERWISE)))


class Campaign:
    """One scene under every fault, and the tally of what came of it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.tally: Counter[str] = Counter()
        self.complaints: list[str] = []
        stage.lay_out().run(*stage.scene.words)  # loads the modules
        self._follow()
        stage.lay_out()
        self._old = stage.state()
        self._plain = self._run()
        self._new = stage.state()
        self._follow()
        self._names = stage.names()
        assert self._plain.code == 0, self._plain.err
        assert self._new != self._old

    def _run(self, fault: str = "") -> Traced:
        return traced(self._stage.scene.words, self._stage.desk.folder, self._stage.notes, fault)

    def faults(self, *, every: bool) -> list[Fault]:
        """Return the faults to try."""
        return list(faults(self._plain.calls, self._stage.desk.folder, every=every))

    def try_one(self, fault: Fault) -> None:
        """Run the command with a fault and judge what is left."""
        self._stage.lay_out()
        run = self._run(fault.option)
        if fault.kind != "KILL" and not any(call.struck and _is_same(call, fault.call) for call in run.calls):
            self.tally["missed"] += 1
            return
        state = self._stage.state()
        found = [*self._of_run(run, state, fault), *self._of_next(state)]
        where = f"{fault.call.name} {fault.call.place} {fault.kind} ({_readable(fault.call)})"
        self.complaints += [f"{self._stage.scene.name}: {where}: {complaint}" for complaint in found]

    def _of_run(self, run: Traced, state: State, fault: Fault) -> Iterator[str]:
        """Complain of what the command said and left."""
        # A file that cannot be read is said not to be in the backup; that is no success of a whole one.
        acknowledged = run.code == 0 and "not in it" not in run.err
        kept, went = state == self._old, state == self._new
        self.tally.update(
            faults=1,
            killed=run.code < 0,
            failed=run.code > 0,
            acknowledged=acknowledged,
            lost=acknowledged and not went,
            old=kept,
            new=went,
        )
        if not (kept or went or "not in it" in run.err):
            yield "neither the old state nor the new"
        if acknowledged and not went:
            yield "acknowledged and not kept"
        if acknowledged and run.out != self._plain.out:
            yield f"another answer: {run.out!r}"
        if (run.code < 0) != (fault.kind == "KILL"):
            yield f"left with {run.code}"
        if run.code >= 0:
            yield from self._of_words(run, went=went)

    @staticmethod
    def _of_words(run: Traced, *, went: bool) -> Iterator[str]:
        if run.code not in _CODES:
            yield f"exit code {run.code}"
        if "Traceback" in run.err:
            yield f"traceback: {run.err[-300:]}"
        if run.code and not (run.err.startswith("mou: ") or "\nmou: " in run.err):
            yield f"says {run.err!r}"
        if run.code and went and "nothing was changed" in run.err:
            yield f"says that nothing was changed, and it was: {run.err!r}"

    def _of_next(self, state: State) -> Iterator[str]:
        """Complain of what the next commands make of it."""
        if self._stage.scene.name == "init" and state == self._old:
            self._stage.desk.run("init").ok()
        for words in self._stage.scene.after:
            done = self._stage.desk.run(*words)
            if done.code:
                yield f"then {words[0]} fails: {done.err!r}"
        left = self._stage.names() - self._names
        if left:
            yield f"left behind: {sorted(left)}"

    def _follow(self) -> None:
        for words in self._stage.scene.after:
            self._stage.desk.run(*words).ok()


def _is_same(call: Call, other: Call) -> bool:
    return (call.name, call.place) == (other.name, other.place)


def _readable(call: Call) -> str:
    return " ".join(text[-60:].decode("utf-8", "replace") for text in call.texts)


def after_rename(found: list[Fault]) -> list[Fault]:
    """Return the faults that come once the registry has its new name."""
    last = max(
        place
        for place, fault in enumerate(found)
        if fault.call.name == "rename" and fault.call.texts[1].endswith(b"/registry.json")
    )
    return found[last + 1 :]


def chosen(found: list[Fault], most: int | None) -> list[Fault]:
    """Return at most so many faults: those of calls that change something before those of calls that look."""
    if most is None:
        return found
    changing = evenly([fault for fault in found if is_changing(fault.call)], most)
    looking = [fault for fault in found if not is_changing(fault.call)]
    return changing + (evenly(looking, most - len(changing)) if most - len(changing) > 1 else [])


def campaign(name: str, *, every: bool, most: int | None, late: bool = False) -> dict[str, Any]:
    """Try a scene under its faults, or `most` of them; returns the tally."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(os.path.realpath(work))
        os.environ.update(Stage.environ())
        spare()
        made = Campaign(Stage(SCENES[name], folder))
        found = made.faults(every=every)
        found = after_rename(found) if late else found
        for fault in chosen(found, most):
            made.try_one(fault)
        return {"scene": name, "possible": len(found), **made.tally, "complaints": made.complaints}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", choices=[*SCENES])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--after-rename", action="store_true")
    parser.add_argument("--most", type=int)
    given = parser.parse_args(arguments)
    print(json.dumps(campaign(given.scene, every=given.all, most=given.most, late=given.after_rename)))


if __name__ == "__main__":
    main(sys.argv[1:])
