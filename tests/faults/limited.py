"""mou in a process of its own that may not write long files or take much memory."""

import os
import subprocess
import sys
from pathlib import Path

from tests.desk import ROOT, Run


def limited(path: Path, *words: str, file_size: int | None = None, memory: int | None = None) -> Run:
    """Run mou on a registry with limits in bytes; -B, as Python's caches are files, too."""

    def hold_back() -> None:
        import resource  # not on Windows

        for which, limit in ((resource.RLIMIT_FSIZE, file_size), (resource.RLIMIT_AS, memory)):
            if limit is not None:
                resource.setrlimit(which, (limit, limit))

    command = [sys.executable, "-B", "-m", "mou_cli", "--registry", str(path), *words]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "MOU_TODAY": "2026-11-21", "MOU_USER": "desk"}
    done = subprocess.run(
        command, capture_output=True, text=True, preexec_fn=hold_back, cwd=path.parent, env=environ, timeout=60
    )
    return Run(done.returncode, done.stdout, done.stderr)
