"""What can go wrong, each kind with its exit code; one place turns them into two lines on stderr."""

from typing import ClassVar


class MouError(Exception):
    """A fault that a person can understand: what is wrong, what to do, and the exit code that scripts see."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Failed(MouError):
    """The machine refused: no space, no right to write, a program that could not be started."""


class Usage(MouError):
    """The command line or a value on it cannot be understood."""

    exit_code = 2


class Finding(MouError):
    """A check found something."""

    exit_code = 3


class NotFound(MouError):
    """No such agreement, file or registry."""

    exit_code = 4


class Ambiguous(MouError):
    """A reference or a name fits more than one thing."""

    exit_code = 5


class Conflict(MouError):
    """Somebody else changed it, holds the lock, or it is there already."""

    exit_code = 6


class Damaged(MouError):
    """The registry cannot be read as one; it is left as it is."""

    exit_code = 7


class Interrupted(MouError):
    """The person stopped it."""

    exit_code = 130
