"""A part of the campaign in a process of its own, which forks: one that pytest has threads in should not."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.desk import OURS, ROOT


def report_of(module: str, *words: object, timeout: float = 110, python: tuple[str, ...] = ()) -> dict[str, Any]:
    """Run `python -m tests.faults.MODULE WORDS` and return the JSON object that it prints."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, *python, "-m", f"tests.faults.{module}", *map(str, words)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[-3000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report
