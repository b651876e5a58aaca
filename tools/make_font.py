"""Make the Arabic-script font of the register page, mou_cli/exchange/page/naskh.woff2, from Noto Naskh Arabic.

    pip install fonttools brotli
    apt-get install fonts-noto-core
    python -m tools.make_font [NotoNaskhArabic-Regular.ttf]

It keeps the letters of Arabic, Urdu, Persian, Pashto, Uyghur and Kazakh in Arabic script with their joining forms, and
the names in which the font says whose it is and under which licence (SIL Open Font License 1.1, page/OFL.txt).
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf")
FONT = Path(__file__).parents[1] / "mou_cli" / "exchange" / "page" / "naskh.woff2"
# Arabic, Arabic Supplement, the joiners and the marks of direction, the ligatures of Allah and of the blessing.
LETTERS = [*range(0x600, 0x700), *range(0x750, 0x780), *range(0x200C, 0x2010), 0xFDF2, 0xFDFA, 0xFDFD]
NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]


def main() -> None:
    options = argparse.ArgumentParser(description="Make the Arabic-script font of the register page.")
    options.add_argument("source", nargs="?", type=Path, default=SOURCE, help="Noto Naskh Arabic as TrueType")
    print(f"{make(options.parse_args().source, FONT):,} bytes")


def make(source: Path, target: Path) -> int:
    """Write the subset of the font at `source` to `target` as WOFF2 and return its size in bytes."""
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["*"], hinting=False, name_IDs=NAMES, notdef_outline=True))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


if __name__ == "__main__":
    main()
