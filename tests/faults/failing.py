"""A function of `os` that fails when it is called the n-th time: faults without strace, inside this process."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Fault:
    """The n-th call of one function of `os` fails; `struck` says that it came to that."""

    def __init__(self, name: str, place: int, failure: Callable[[], BaseException]) -> None:
        self.name, self.place, self.failure = name, place, failure
        self.count = 0

    @property
    def struck(self) -> bool:
        return self.count >= self.place

    @contextmanager
    def under_way(self) -> Iterator[None]:
        plain = getattr(os, self.name)

        def failing(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.place:
                if self.name == "close":
                    plain(*arguments)  # the system closes it and then says that something is wrong
                raise self.failure()
            return plain(*arguments, **named)

        setattr(os, self.name, failing)
        try:
            yield
        finally:
            setattr(os, self.name, plain)


def faults(name: str, failure: Callable[[], BaseException], most: int = 60) -> Iterator[Fault]:
    for place in range(1, most):
        fault = Fault(name, place, failure)
        yield fault
        if not fault.struck:
            return
    raise AssertionError(f"os.{name} is called {most} times")
