"""Stories: whole sessions at a desk, each a text in tests/stories with what is typed and what is printed.

`MOU_TELL_STORIES=1 python -m pytest tests/test_stories.py` writes what is printed now into them.
"""

import os
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.story_shell import told

STORIES = sorted((Path(__file__).parent / "stories").glob("*.txt"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_goes_as_it_is_told(path: Path, desk: Desk) -> None:
    story = path.read_text("utf-8")
    if "# with the shipped register\n" in story:
        desk.shipped()
    now = told(story, desk)
    if os.environ.get("MOU_TELL_STORIES"):
        path.write_text(now, "utf-8")
    assert now == story


def test_what_differs_is_noticed(desk: Desk) -> None:
    assert told("$ mou schema nothing\nwrong\n", desk) != "$ mou schema nothing\nwrong\n"
