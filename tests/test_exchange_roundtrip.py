"""What is exported is imported again, field for field, in every format that is both written and read."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings

from mou_cli.agreement.context import Context
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.formats import FORMATS, reader, writer
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, fields
from tests.strategies import agreements

BOTH_WAYS = [each.name for each in FORMATS.values() if each.reads and each.writes]
CONTEXT = Context(MOMENT, Sectors())


def _there_and_back(name: str, *given_fields: dict[str, Any]) -> list[dict[str, Any]]:
    file = BytesIO()
    writer(name)((Registered.of(number, each) for number, each in enumerate(given_fields, 1)), file, MOMENT, None)
    rows = list(reader(name)(BytesIO(file.getvalue()), {}, CONTEXT))
    assert [row.problems for row in rows] == [()] * len(given_fields)
    return [row.fields for row in rows]


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=25, deadline=None)
@given(one=agreements(), other=agreements())
def test_every_field_survives(name: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert _there_and_back(name, one, other) == [one, other]


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_formula_stays_a_title(name: str) -> None:
    given_fields = fields(title="=HYPERLINK(1)", notes="'=quoted", tags=["-a", "+b"])

    assert _there_and_back(name, given_fields) == [given_fields]


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_nothing_gives_nothing(name: str) -> None:
    assert _there_and_back(name) == []
