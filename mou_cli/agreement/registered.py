"""An agreement or an occasion as it stands in a registry: its number and its line, decoded when somebody asks."""

from collections.abc import Mapping
from typing import Any, Self

import msgspec

from mou_cli.agreement.model import Agreement, Occasion

_AGREEMENT = msgspec.json.Decoder(Agreement)
_OCCASION = msgspec.json.Decoder(Occasion)
_FIELDS = msgspec.json.Decoder(dict[str, Any])
_ENCODE = msgspec.json.Encoder().encode


class _Stored:
    """A number, a line of JSON, and the raw mapping in it."""

    __slots__ = ("_fields", "_line", "number")

    def __init__(self, number: int, line: bytes) -> None:
        self.number = number
        self._line: bytes | None = line
        self._fields: dict[str, Any] | None = None

    @classmethod
    def of(cls, number: int, fields: Mapping[str, Any]) -> Self:
        """Make one from raw fields, as they will be stored under `number`."""
        made = cls(number, b"")
        made._line, made._fields = None, dict(fields)
        return made

    @property
    def line(self) -> bytes:
        """The JSON, as mou writes it where it was made from fields."""
        if self._line is None:
            self._line = _ENCODE(self._fields)
        return self._line

    @property
    def fields(self) -> dict[str, Any]:
        """The raw fields, those among them that this mou does not know; copy before changing."""
        if self._fields is None:
            self._fields = _FIELDS.decode(self.line)
        return self._fields


class Registered(_Stored):
    """An agreement with its number in the registry.

    `agreement` is the typed view that everything computes with; `fields` is the raw mapping as stored. Both raise
    msgspec.DecodeError where the line is damaged.
    """

    __slots__ = ("_agreement",)

    def __init__(self, number: int, line: bytes) -> None:
        super().__init__(number, line)
        self._agreement: Agreement | None = None

    @property
    def agreement(self) -> Agreement:
        """The typed agreement."""
        if self._agreement is None:
            self._agreement = _AGREEMENT.decode(self.line)
        return self._agreement


class RegisteredOccasion(_Stored):
    """An occasion with its number in the registry."""

    __slots__ = ("_occasion",)

    def __init__(self, number: int, line: bytes) -> None:
        super().__init__(number, line)
        self._occasion: Occasion | None = None

    @property
    def occasion(self) -> Occasion:
        """The typed occasion."""
        if self._occasion is None:
            self._occasion = _OCCASION.decode(self.line)
        return self._occasion
