"""What all tests share: a clean environment, and a desk."""

import os
from pathlib import Path

import pytest

from tests.desk import OURS, Desk


def pytest_configure() -> None:
    for name in OURS:
        os.environ.pop(name, None)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder to work in."""
    return Desk(tmp_path)
