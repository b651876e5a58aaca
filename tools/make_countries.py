"""Make states.tsv and state_names.tsv in mou_cli/vocabulary, the names of all states in all languages, from CLDR.

    python tools/make_countries.py
    python tools/make_countries.py --alternates package/main

The names come from the CLDR data that Babel ships. Babel leaves out CLDR's alternates (Turkey beside Türkiye, Ivory
Coast beside Côte d'Ivoire); they lie in cldr_alternates.json, which the second form makes anew from the unpacked npm
package cldr-localenames-full. Names that no release of CLDR has are written by hand in state_aliases.json.

A key that two states share is the one's that CLDR so names in English, else the one's that more languages so name;
where that is a draw, or where state_aliases.json calls the key ambiguous, it is nobody's.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from mou_cli.vocabulary.matching import key

HERE = Path(__file__).parent
VOCABULARY = HERE.parent / "mou_cli" / "vocabulary"
ALTERNATES = HERE / "cldr_alternates.json"
BY_HAND = HERE / "state_aliases.json"
# In CLDR though not in ISO 3166-1 (exceptional reservations and CLDR's own), and the organisations.
NOT_STATES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Alpha-3 codes that ISO has withdrawn, or that were never its own.
NOT_ALPHA_3 = {"BUR", "FXX", "ROM", "TMP", "YMD", "ZAR"}

Names = dict[str, dict[str, set[str]]]  # code -> name -> languages


def main() -> None:
    options = argparse.ArgumentParser(description="Make the table of states' names from CLDR.")
    options.add_argument("--alternates", type=Path, help="the folder `main` of the npm package cldr-localenames-full")
    options.add_argument("--show-conflicts", action="store_true", help="print the keys that more than one state claims")
    given = options.parse_args()
    if given.alternates:
        write_alternates(given.alternates)
    by_hand = json.loads(BY_HAND.read_text("utf-8"))
    english = english_names(by_hand["english"])
    names = collect(by_hand["aliases"], english)
    keys = settle(names, by_hand, given.show_conflicts)
    write_table("states.tsv", state_lines(english))
    write_table("state_names.tsv", [*name_lines(keys), *ambiguous_lines(by_hand["ambiguous"])])
    print(f"{len(english)} states, {sum(map(len, keys.values()))} names")


def write_table(name: str, lines: Iterable[str]) -> None:
    (VOCABULARY / name).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def write_alternates(folder: Path) -> None:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("*/territories.json")):
        locale = path.parent.name
        display = json.loads(path.read_text("utf-8"))["main"][locale]["localeDisplayNames"]["territories"]
        for code, name in display.items():
            if "-alt-" in code and is_state(code[:2]):
                found[code[:2]][name].add(language(locale))
    told = {code: {name: sorted(found[code][name]) for name in sorted(found[code])} for code in sorted(found)}
    ALTERNATES.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", "utf-8", newline="\n")


def collect(by_hand: dict[str, list[str]], english: dict[str, str]) -> Names:
    names: Names = defaultdict(lambda: defaultdict(set))
    for code, name in english.items():
        names[code][name].add("en")
    for locale, code, name in babel_names():
        names[code][name].add(language(locale))
    for code, alternates in json.loads(ALTERNATES.read_text("utf-8")).items():
        for name, languages in alternates.items():
            names[code][name].update(languages)
    for code, name in alpha_3(english).items():
        names[code][name].add("iso")
    for code, aliases in by_hand.items():
        for name in aliases:
            names[code][name].add("by hand")
    return names


def babel_names() -> Iterator[tuple[str, str, str]]:
    for locale in locale_identifiers():
        try:
            territories = Locale.parse(locale).territories
        except UnknownLocaleError:
            continue
        for code, name in territories.items():
            if is_state(code) and name != code:
                yield locale, code, name


def settle(names: Names, by_hand: dict[str, dict[str, list[str]]], show: bool) -> dict[str, list[str]]:
    """Return the keys that are each state's alone."""
    claims: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code in names:
        for name, languages in names[code].items():
            claims[key(name)][code] |= languages
    for name in by_hand["ambiguous"]:
        claims.pop(key(name), None)
    keys: dict[str, list[str]] = {code: [] for code in sorted(names)}
    for name, by_code in sorted(claims.items()):
        owner = owner_of(by_code)
        if owner and name:
            keys[owner].append(name)
        if show and len(by_code) > 1:
            print(name, owner or "-", {code: sorted(languages) for code, languages in by_code.items()})
    return keys


def owner_of(by_code: dict[str, set[str]]) -> str:
    for authority in ("by hand", "en"):
        chosen = [code for code, languages in by_code.items() if authority in languages]
        if chosen:
            (owner,) = chosen
            return owner
    counts = Counter({code: len(languages) for code, languages in by_code.items()}).most_common(2)
    return "" if len(counts) == 2 and counts[0][1] == counts[1][1] else counts[0][0]


def english_names(shorter: dict[str, str]) -> dict[str, str]:
    territories = Locale("en").territories.items()
    return {code: plain(name) for code, name in territories if is_state(code)} | shorter


def alpha_3(english: dict[str, str]) -> dict[str, str]:
    aliases = sorted(get_global("territory_aliases").items())
    return {codes[0]: alias for alias, codes in aliases if is_alpha_3(alias, codes) and codes[0] in english}


def state_lines(english: dict[str, str]) -> Iterator[str]:
    three = alpha_3(english)
    for code in sorted(english):
        yield "\t".join([code, three[code], english[code]])


def name_lines(keys: dict[str, list[str]]) -> Iterator[str]:
    for code, found in keys.items():
        yield "\t".join([code, *found])


def plain(name: str) -> str:
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


def ambiguous_lines(ambiguous: dict[str, list[str]]) -> Iterator[str]:
    told = {key(name): " ".join(codes) for name, codes in ambiguous.items()}
    for name in sorted(told):
        yield f"{told[name]}\t{name}"


def is_state(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NOT_STATES


def is_alpha_3(alias: str, codes: Sequence[str]) -> bool:
    return len(alias) == 3 and alias.isalpha() and alias not in NOT_ALPHA_3 and len(codes) == 1


def language(locale: str) -> str:
    return locale.replace("-", "_").split("_")[0]


if __name__ == "__main__":
    main()
