"""What the tests are spared, thousands of times over, that shows nothing in them."""

import os
from functools import cache
from unittest.mock import patch

import typer.main

import mou_cli.app

really_fsync = os.fsync
_fstat = os.fstat  # a test may make the other fail


def spare() -> None:
    """Build each command once for all runs in this process, and wait for no disk.

    Whether what was synced suffices when the power is lost is for tests/faults/crashing.py to tell, which looks at a
    process that syncs as `mou` does; so does any that is started.
    """
    patch("mou_cli.app.load", cache(mou_cli.app.load)).start()
    patch("typer.testing._get_command", cache(typer.main.get_command)).start()
    patch("os.fsync", fsync_without_waiting).start()


def fsync_without_waiting(descriptor: int) -> None:
    """Do no more than to refuse what is no open file."""
    _fstat(descriptor)
