"""Gather the invented identities of all tables."""

from functools import cache

from tests.adversary import (
    identities_africa,
    identities_asia,
    identities_near_east,
    identities_slavic_caucasus,
    identities_values,
    identities_west,
)
from tests.adversary.model import Identity

TABLES = (
    identities_near_east,
    identities_slavic_caucasus,
    identities_africa,
    identities_asia,
    identities_west,
    identities_values,
)


@cache
def everybody() -> tuple[Identity, ...]:
    """Return every identity of every table, in the order of the tables."""
    return tuple(
        parsed(row, region) for table in TABLES for region, block in table.ROWS.items() for row in rows_of(block)
    )


@cache
def regions() -> tuple[str, ...]:
    """Return the regions in the order of the tables."""
    return tuple(dict.fromkeys(identity.region for identity in everybody()))


def rows_of(block: str) -> list[str]:
    """Return the rows of a table; a line that starts with a blank goes on with the row before."""
    rows: list[str] = []
    for line in block.strip().splitlines():
        if line.startswith(" "):
            rows[-1] += " " + line.strip()
        else:
            rows.append(line.strip())
    return rows


def parsed(row: str, region: str) -> Identity:
    """Return the identity of a row: id | kind | language | replacement | told; told | held; held | facts."""
    cells = [cell.strip() for cell in row.split("|")]
    told, held, facts = (*cells[4:], "", "")[:3]
    notes = dict(note.split("=", 1) for note in facts.split())
    words = frozenset(word.casefold() for word in notes.pop("words", "").split(",") if word)
    return Identity(
        cells[0], cells[1], region, cells[2], cells[3], listed(told), listed(held), words=words, facts=notes
    )


def listed(cell: str) -> tuple[str, ...]:
    """Return the forms of a cell."""
    return tuple(form.strip() for form in cell.split(";") if form.strip())
