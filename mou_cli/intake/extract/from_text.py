"""Plain text and Markdown."""

import codecs

from mou_cli.errors import Usage

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes, name: str) -> str:
    """Return the text in `data`: UTF-8, or UTF-16 with its mark; raises Usage for anything else."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = f"if it is a text in another encoding: iconv -f cp1251 -t utf-8 {name if name != '-' else 'FILE'}"
        raise Usage(f"{name} is not a text in UTF-8 (byte {error.start + 1})", hint) from error
    if "\0" in text:
        raise Usage(f"{name} is not a text: it holds NUL characters", "take a text, HTML, PDF or DOCX")
    return text
