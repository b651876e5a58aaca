"""An attached file that a change brings in from another copy of the registry."""

from mou_cli.errors import Damaged, Finding, NotFound
from mou_cli.registry.attachments import PRESENT
from mou_cli.registry.protocol import AttachedFiles, Bringing
from mou_cli.registry.source import Source


def is_brought(files: AttachedFiles, delivery: Bringing, source: Source, digest: str, otherwise: str) -> bool:
    """Take the bytes of a hash from `source` where they are not there; False where they are neither here nor there.

    Raises Damaged where those of the source are not what was attached; `otherwise` says what else one can do.
    """
    if files.standing(digest) == PRESENT:
        return True
    try:
        delivery.take(source.chunks(digest))
    except NotFound:
        return False
    except Finding as fault:
        raise Damaged(fault.message, f"nothing was changed; {otherwise}") from fault
    return True
