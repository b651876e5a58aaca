"""The process: streams in UTF-8, no garbage collection, the root command, and a quick way out."""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run `mou` with the arguments of this process."""
    # A run is short and its data has no cycles: collecting garbage would only cost time.
    gc.disable()
    code = 0
    try:
        _ready_streams()
        if "_MOU_COMPLETE" in os.environ:
            from mou_cli.desk.completion_shells import ready

            ready(os.environ)
        from mou_cli.app import app

        app(prog_name="mou")
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        code = 130
    _leave(code)


def _ready_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed (`mou list >&-`): its number must not go to a file that is opened later.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            # Whatever the locale says, a registry is UTF-8 and so is what is piped; bytes that are not become half
            # surrogates, which every check refuses.
            stream.reconfigure(encoding="utf-8", errors="surrogateescape" if name == "stdin" else "backslashreplace")


def _leave(code: int) -> NoReturn:
    """Leave without taking the interpreter apart, which would cost as much as two `python -c pass`."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            continue  # whoever read it has gone
        except (OSError, ValueError) as error:
            if stream is sys.stdout and not code:  # else why it failed has been said
                reason = getattr(error, "strerror", None) or str(error)
                os.write(2, f"mou: {reason.lower()}\n".encode())
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
