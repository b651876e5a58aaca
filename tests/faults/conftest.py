"""What the fault campaign needs of the machine: without strace it is skipped, on the machine that decides it fails."""

import os
import sys

import pytest

from tests.faults.tracing import why_not


@pytest.fixture(scope="session")
def strace() -> None:
    """A strace that may trace here."""
    reason = why_not()
    if reason and sys.platform.startswith("linux") and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
