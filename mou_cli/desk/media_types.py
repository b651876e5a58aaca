"""What kind of file an attachment is, by the end of its name; and which kinds are handed to a viewer."""

import re

from mou_cli.errors import Usage

UNKNOWN = "application/octet-stream"
_FORM = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}", re.ASCII)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# A viewer is chosen by the end of a name. These are only looked at by it; no program, script, page or macro is among
# them, so that a register from elsewhere cannot have anything run.
VIEWED = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    f"{_OPEN}.text": ".odt",
    f"{_OPEN}.spreadsheet": ".ods",
    f"{_OPEN}.presentation": ".odp",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/vnd.djvu": ".djvu",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
}
_ENDINGS = {ending: kind for kind, ending in VIEWED.items()} | {".jpeg": "image/jpeg", ".tiff": "image/tiff"}


def media_type_of(name: str) -> str:
    """Return the media type that a file's name tells (RFC 6838), UNKNOWN where it tells none."""
    from mimetypes import guess_type
    from os.path import splitext

    known = _ENDINGS.get(splitext(name)[1].lower())
    if known:
        return known
    kind, packing = guess_type(f"file{splitext(name)[1]}")
    return kind if kind and not packing else UNKNOWN


def read_media_type(text: str) -> str:
    """Return a media type as a person typed it; raises Usage for what is none."""
    kind = text.strip().lower()
    if not _FORM.fullmatch(kind):
        raise Usage(f"{text[:60]!r} is no media type", "such as application/pdf")
    return kind
