"""The cases that this project shares with others, exactly; only where they lie beside the checkout."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

CASES = Path(__file__).parents[2] / "shared" / "data" / "terms.json"


def checks() -> Iterator[Any]:
    """Each check of each case: the agreement's fields, the moment, and what is computed of it."""
    for case in msgspec.json.decode(CASES.read_bytes()) if CASES.is_file() else ():
        for check in case["checks"]:
            known_at = date.fromisoformat(check["known_at"]) if "known_at" in check else None
            moment = Moment(date.fromisoformat(check["today"]), known_at)
            yield pytest.param(case["agreement"], moment, check["expect"], id=f"{case['id']} {check['today']}")


@pytest.mark.skipif(not CASES.is_file(), reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize(("fields", "moment", "expected"), list(checks()))
def test_a_shared_case_comes_out_exactly(fields: dict[str, Any], moment: Moment, expected: dict[str, Any]) -> None:
    computed = msgspec.to_builtins(compute(msgspec.convert(fields, Agreement), moment))
    assert {name: computed[name] for name in expected} == expected
