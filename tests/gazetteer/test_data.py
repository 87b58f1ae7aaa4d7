"""The data of the gazetteer are what was built, small, whole, and loaded by nobody who does not ask."""

import re
import struct
import subprocess
import sys
import tracemalloc
from hashlib import blake2b
from pathlib import Path

from fieldnotes.gazetteer import places, store
from fieldnotes.redaction.place_names import known_as
from tests.architecture.source import ROOT

DATA = ROOT / "fieldnotes" / "gazetteer" / "data"
_FORBIDDEN = re.compile(r"[\[\]`*_\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]")
MOST_ON_DISK = 6_000_000
MOST_IN_MEMORY = 30_000_000
# Countries where it is used most must not lose their places when the data are built anew.
AT_LEAST = {"Iraq": 160, "Syria": 300, "Ukraine": 5_000, "Afghanistan": 300, "Yemen": 300, "Myanmar": 500}


def test_the_data_are_what_their_header_says() -> None:
    data = (DATA / "places").read_bytes()
    start = len(store.MAGIC)
    assert data[:start] == store.MAGIC
    assert data[start : start + 32] == blake2b(data[start + 32 :], digest_size=32).digest()
    count, *lengths = struct.unpack_from("<5I", data, start + 32)
    assert store.HEADER + sum(lengths) == len(data)
    assert count == len(store.numbers().units) == len(store.numbers().populations)


def test_the_data_are_small_and_their_licence_lies_beside_them() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= MOST_ON_DISK
    assert "Creative Commons Attribution 4.0" in (DATA / "LICENCE.txt").read_text("utf-8")


def test_every_line_of_names_has_a_place_and_every_unit_lies_in_a_country() -> None:
    count, lines = len(store.numbers().units), store.keys().count(b"\n")
    units = range(lines - count)
    assert max(store.numbers().units) < len(units)
    for line in units:
        unit = store.unit(line)
        above = store.unit(unit.within)
        assert unit.name
        assert above.code == unit.code if unit.level == 0 else above.level < unit.level, line
        assert above.code[:2] == unit.code[:2]
    assert store.name(0)
    assert store.name(count - 1)


def test_no_name_closes_a_bracket_or_drives_a_terminal() -> None:
    count = len(store.numbers().units)
    names = {store.name(line) for line in range(count)}
    names |= {store.unit(line).name for line in range(store.keys().count(b"\n") - count)}
    assert [name for name in names if not name or name != name.strip() or _FORBIDDEN.search(name)] == []


def test_countries_have_as_many_settlements_as_they_should() -> None:
    numbers = store.numbers()
    for country, least in AT_LEAST.items():
        (place,) = [one for one in known_as(country) if one.settlement < 0 and one.name == country]
        inside = store.within(place.code, country)
        assert sum(unit in inside for unit in numbers.units) >= least, country


def test_memory_stays_small_however_it_is_asked() -> None:
    for part in (store.numbers, store.keys, known_as):
        part.cache_clear()
    tracemalloc.start()
    known_as("Taza Khurmatu")
    places.spelled_alike("tuzkhurmato")
    places.nearest(35.3, 44.33)
    assert places.is_one_of_several(places.named(["kirkuk"])[0][0], "Iraq")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert store.keys()
    assert peak <= MOST_IN_MEMORY


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import fieldnotes.redaction.pipeline, fieldnotes.workflows.places, fieldnotes.gazetteer.places\n"
        "from fieldnotes.gazetteer import store\n"
        "print(sum(part.cache_info().currsize for part in (store.numbers, store.keys, store._file, store._units)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_the_builder_names_no_address() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        assert "http" + "s://" not in path.read_text("utf-8"), path.name
