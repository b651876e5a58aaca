"""The attached files that come with a merge."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from mou_cli.agreement.merging.joining import Edit
from mou_cli.agreement.model import Attachment
from mou_cli.desk.bringing import is_brought
from mou_cli.registry.protocol import Bringing, Registry
from mou_cli.registry.source import Source
from mou_cli.render.console import warn


class _Holding(msgspec.Struct):
    ref: str = ""
    attachments: tuple[Attachment, ...] = ()


_OTHERWISE = "bring that file back there first"

_read = msgspec.json.Decoder(_Holding).decode


@contextmanager
def delivered(registry: Registry, source: Source, edits: Sequence[Edit]) -> Iterator[Bringing]:
    """Bring the files that merged agreements name and the registry lacks; those that neither copy has are named.

    Raises Damaged where the other copy's bytes of one are not what was attached.
    """
    files = registry.files
    with registry.delivery() as delivery:
        looked_at: dict[str, bool] = {}
        for edit in edits:
            for ref, file in _files(edit):
                if file.sha256 not in looked_at:
                    looked_at[file.sha256] = is_brought(files, delivery, source, file.sha256, _OTHERWISE)
                if not looked_at[file.sha256]:
                    warn(f"{ref}: the attached file {file.name!r} is neither here nor with the other copy")
        yield delivery


def _files(edit: Edit) -> Iterator[tuple[str, Attachment]]:
    if edit.after is not None and b'"attachments"' in edit.after:
        found = _read(edit.after)
        yield from ((found.ref, file) for file in found.attachments)
