"""Build the names of settlements in Arabic script of `fieldnotes/redaction/unknown/native_words.py`.

Run by a person whenever the gazetteer was built anew: `python -m tests.redaction.build_settlements`. All of it stands
in the gazetteer as well, but there it has to be looked for among the names of the whole world, which takes longer than
to read a long interview.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from fieldnotes.gazetteer import store

DATA = Path(__file__).resolve().parents[2] / "fieldnotes" / "redaction" / "data" / "settlements"
_KEY = re.compile(rb" ([\xd8-\xdb][\x80-\xff]{3,})(?= )")


def in_gazetteer() -> Iterator[tuple[str, int, str]]:
    """Yield each name of a settlement in Arabic script with the step of its population and its country."""
    keys, numbers = store.keys(), store.numbers()
    line = reached = 0
    for found in _KEY.finditer(keys):
        line, reached = line + keys.count(b"\n", reached, found.start()), found.start()
        if line >= len(numbers.units):
            return
        yield found[1].decode(), numbers.populations[line], store.unit(numbers.units[line]).code[:2]


def main() -> None:
    """Write the data: names, steps of two digits in base 16, and countries, each in a line, in one order."""
    names, steps, countries = zip(*in_gazetteer(), strict=True)
    lines = (" ".join(names), bytes(steps).hex(), " ".join(countries))
    DATA.write_bytes(zlib.compress("\n".join(lines).encode(), 9))


if __name__ == "__main__":
    main()
