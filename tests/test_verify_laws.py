"""Laws of verification: whatever is made otherwise is found, another layout is not, and what is adopted is known."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mou_cli.agreement.history.verifying import judge
from mou_cli.errors import Damaged
from mou_cli.registry.adopting import adopt
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.held import HeldFile
from tests.factories import DOING
from tests.registry_layouts import LAYOUTS
from tests.tampering import STEPS, make, read, register, tampered

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
laws = settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
# A history begins with a hash for each agreement, or for each group of them where there are more than so many.
FEW = st.sampled_from([0, 100])


def problems(path: Path) -> list[str]:
    return [problem.sentence for problem in judge(HeldFile(DocumentFile(path).view())).problems]


def found(path: Path, document: Any) -> list[str]:
    """What is found wrong with a document in the place of a register."""
    path.write_text(json.dumps(document), "utf-8")
    try:
        return problems(path)
    except Damaged as error:
        return [error.message]


@laws
@given(STEPS, FEW)
def test_a_register_fits_its_history_in_every_layout(steps: list[Any], few: int) -> None:
    with register(steps, few=few) as path:
        document = read(path)
        assert problems(path) == []
        for write in LAYOUTS.values():
            path.write_bytes(write(document))
            assert problems(path) == []
        if few:  # where many rows share a hash, their members keep their order
            path.write_text(json.dumps(document, sort_keys=True), "utf-8")
            assert problems(path) == []


@laws
@given(STEPS, FEW, st.data())
def test_whatever_is_made_otherwise_is_found(steps: list[Any], few: int, data: st.DataObject) -> None:
    with register(steps, few=few) as path:
        document = read(path)
        assume(document.get("history"))
        for _ in range(10):
            what, other = data.draw(tampered(document))
            assert found(path, other), what


@laws
@given(STEPS, FEW, STEPS, st.data())
def test_what_was_adopted_is_known_and_what_comes_after_is_found(
    steps: list[Any], few: int, more: list[Any], data: st.DataObject
) -> None:
    with register(steps, few=few) as path:
        document = read(path)
        assume(document.get("history"))
        what, other = data.draw(tampered(document))
        found(path, other)
        try:
            adopt(path, DOING._replace(op="adopt"))
        except Damaged:
            return
        assert problems(path) == [], what
        make(path, more[:2])
        assert problems(path) == [], what
        again, last = data.draw(tampered(read(path)))
        assert found(path, last), (what, again)


@laws
@given(STEPS, FEW, st.data())
def test_entries_that_are_gone_from_the_end_are_missed(steps: list[Any], few: int, data: st.DataObject) -> None:
    with register(steps, few=few) as path:
        document = read(path)
        seqs = list(document.get("history", {}))
        assume(seqs)
        for seq in seqs[-data.draw(st.integers(1, len(seqs))) :]:
            del document["history"][seq]
        assert found(path, document)
