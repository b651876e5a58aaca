"""What holds whatever mou is given: a known exit code, no traceback, nothing written unless it is done."""

import os
import time

from hypothesis import HealthCheck, Phase, settings

from tests.desk import Desk, Run

# Mends what it can and says what is left.
MENDING = ("doctor", "--fix")
CODES = {0, 1, 2, 3, 4, 5, 6, 7}
# Of the processor's time, by a command on a few agreements; a hundred times what it takes.
SECONDS = 5.0
# How many times as much is fuzzed as usual: see bench/faults.py.
TIMES = float(os.environ.get("MOU_FUZZ", "1"))


def examples(count: int) -> int:
    """Return how many examples to try where `count` are usual."""
    return max(1, round(count * TIMES))


def fuzzed(count: int) -> settings:
    """Return the settings of a test that is usually tried with `count` examples."""
    return settings(
        max_examples=examples(count),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        # To shrink an example of whole commands takes minutes; few things are altered in each anyway.
        phases=(Phase.explicit, Phase.generate),
    )


def survived(desk: Desk, *words: str, given: str | bytes | None = None) -> Run:
    """Run a command that may be refused; anything but an exit is raised by the desk."""
    before = desk.path.read_bytes() if desk.path.exists() else None
    start = time.process_time()
    run = desk.run(*words, given=given)
    assert time.process_time() - start < SECONDS, words
    assert run.code in CODES, run
    assert "Traceback" not in run.err, run
    if run.code not in (0, 3):
        assert any(line.startswith("mou: ") for line in run.err.splitlines()), run
        after = desk.path.read_bytes() if desk.path.exists() else None
        assert after == before or words == MENDING, (words, run)
    return run
