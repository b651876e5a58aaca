"""What a file is and how large, for people."""

_UNITS = ("B", "KB", "MB", "GB", "TB")
_OFFICE, _OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
# Media types that nobody reads; of the others each says what it is.
_KINDS = {
    f"{_OFFICE}wordprocessingml.document": "Word document",
    f"{_OFFICE}spreadsheetml.sheet": "Excel workbook",
    f"{_OFFICE}presentationml.presentation": "PowerPoint slides",
    f"{_OPEN}text": "text document",
    f"{_OPEN}spreadsheet": "spreadsheet",
    f"{_OPEN}presentation": "slides",
    "application/msword": "Word document",
    "application/vnd.ms-excel": "Excel workbook",
    "application/vnd.ms-powerpoint": "PowerPoint slides",
    "application/octet-stream": "",
}


def kind_words(media_type: str) -> str:
    """Return what a media type means; empty where it means nothing."""
    return _KINDS.get(media_type, media_type)


def size_words(size: int) -> str:
    """Return a number of bytes to three digits, in units of a thousand; empty for 0."""
    value = float(size)
    for unit in _UNITS:
        if value < 999.5 or unit == _UNITS[-1]:
            return f"{value:.3g} {unit}" if size else ""
        value /= 1000
    return ""
