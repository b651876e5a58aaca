"""Another program's edit: rewrite a register with one letter of one note changed, as an editor or a script would.

`python bench/edit_elsewhere.py PATH`
"""

import sys
from pathlib import Path


def edit(path: Path) -> None:
    """Swap the case of the first letter of the last note in the file at `path`, and write the whole file again."""
    content = bytearray(path.read_bytes())
    start = content.rindex(b'"notes":"') + len(b'"notes":"')
    content[start : start + 1] = content[start : start + 1].swapcase()
    path.write_bytes(content)


if __name__ == "__main__":
    edit(Path(sys.argv[1]))
