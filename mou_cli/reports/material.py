"""What a report is made from: the agreements asked for, what the registry knows around them, and the wishes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.reports.document import Footing
from mou_cli.vocabulary.sectors import Sectors


class Wishes(NamedTuple):
    """What a report can be told.

    `horizon` is the last day that is looked at ahead and `within` its period in words, `years` the age from which an
    agreement is stale, `own` the code of our side (empty: the first party), `parties` and `sectors` the codes that the
    brief is about, `title` what the report is called instead of its usual title.
    """

    horizon: date
    within: str
    years: int = 5
    own: str = ""
    parties: Sequence[str] = ()
    sectors: Sequence[str] = ()
    title: str = ""


class Material(NamedTuple):
    """What a report is made from.

    `occasions` are those that the query takes in; `converted` says, by folded reference, what an agreement was
    converted into (title and reference), and `changed` by uid the day (ISO) on which its record was last changed.
    """

    agreements: Sequence[Registered]
    occasions: Sequence[RegisteredOccasion]
    moment: Moment
    sectors: Sectors
    wishes: Wishes
    footing: Footing
    converted: Mapping[str, Sequence[tuple[str, str]]] = {}
    changed: Mapping[str, str] = {}
