"""The process: streams in UTF-8, no garbage collection, then the root command."""

import gc
import sys


def main() -> None:
    """Run `mou` with the arguments of this process."""
    # A run is short and its data has no cycles: collecting garbage would only cost time.
    gc.disable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Whatever the locale says, a registry is UTF-8 and so is what is piped; bad bytes on a terminal's input
            # become half surrogates, which every check refuses.
            stream.reconfigure(
                encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "backslashreplace"
            )
    from mou_cli.app import app

    app(prog_name="mou")


if __name__ == "__main__":
    main()
