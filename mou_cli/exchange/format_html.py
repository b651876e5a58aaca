"""A register page: one HTML file that opens from disk and needs no network, to search, filter, read and print."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from mou_cli import __version__
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.page.frame import frame
from mou_cli.exchange.page.inert import inert
from mou_cli.exchange.page.names import Used
from mou_cli.exchange.page.rows import horizon_of, occasion_row, row_and_details
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors

_ENCODE = msgspec.json.Encoder().encode


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write a page of `agreements` as they stand on `moment.today` to `out`.

    `around` is what the registry knows beside them; without it there are the shipped sectors and no occasions. The
    page has its own columns: raises Usage where some are named.
    """
    if columns is not None:
        raise Usage("a page has its own columns", "leave --columns out")
    around = around or Surroundings(Sectors())
    title = f"Agreements of {party_name(around.own)}" if around.own else "Register of agreements"
    before, between, after = frame(title)
    used = Used()
    out.write(before)
    for line in _lines(agreements, moment, used):
        out.write(inert(line) + b"\n")
    out.write(between)
    out.write(inert(_ENCODE(_around(title, moment, around, used))))
    out.write(after)


def _lines(agreements: Iterable[Registered], moment: Moment, used: Used) -> Iterator[bytes]:
    # Two lines each, so that the page can list them all without reading what only a card needs.
    horizon = horizon_of(moment.today)
    for registered in agreements:
        used.take(registered.agreement)
        row, details = row_and_details(registered, moment, horizon)
        yield _ENCODE(row)
        yield _ENCODE(details)


def _around(title: str, moment: Moment, around: Surroundings, used: Used) -> dict[str, object]:
    horizon = horizon_of(moment.today)
    # With a part of the agreements go the occasions at which they were signed.
    met = [each for each in around.occasions if around.whole or each.occasion.ref in used.occasions]
    for occasion in met:
        used.take_occasion(occasion.occasion)
    return {
        "title": title,
        "today": moment.today.isoformat(),
        "knownAt": moment.known_at.isoformat() if moment.known_at else "",
        "asked": around.asked,
        "head": around.head,
        "version": __version__,
        "fields": Agreement.__struct_fields__,
        "occasions": [occasion_row(each, moment, horizon) for each in met],
        **used.names(around.sectors),
    }
