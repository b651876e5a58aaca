"""What free words are looked for in."""

import msgspec
from hypothesis import given

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.free_text import Worded, folded_words
from mou_cli.registry.layout import encode
from tests.factories import agreement
from tests.strategies import agreements


def test_every_field_stands_on_a_line_of_its_own_folded() -> None:
    given = agreement(
        title="Договор о РЕЛЬСАХ",
        titles={"kk": "Теміржол"},
        ref="MOU-2026-0001",
        former_refs=["Old/7"],
        parties=[{"code": "KZ", "agency": "КТЖ", "signatory": {"name": "É. B.", "title": "Minister"}}],
        occasion="OCC-1",
        place="Astana",
        tags=["Rolling Stock"],
        notes="Two\nlines",
    )
    assert folded_words(given).split("\n") == [
        *("договор о рельсах", "теміржол", "mou-2026-0001", "old/7", "kz", "", "ктж", "e. b.", "minister"),
        *("occ-1", "astana", "rolling stock", "two", "lines"),
    ]


@given(agreements())
def test_what_is_read_for_its_words_alone_has_the_same_words(fields: dict[str, object]) -> None:
    line = encode(fields)
    whole, worded = msgspec.json.decode(line, type=Agreement), msgspec.json.decode(line, type=Worded)
    assert folded_words(worded) == folded_words(whole)
