"""List given names by language, common enough that they single nobody out (`data/given_names` says which are not)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fieldnotes.redaction.naming.tables import rows


@dataclass(frozen=True, slots=True)
class GivenName:
    """Hold a name; `said_to` is "m", "f" or "any" for whom it is given to."""

    name: str
    said_to: str


@dataclass(frozen=True, slots=True)
class Language:
    """Hold what a language is called in English, and its given names."""

    code: str
    called: str
    names: tuple[GivenName, ...]


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages of which names are known, by their code."""
    return {
        code: Language(code, called, tuple(_names(m, "m") + _names(f, "f") + _names(either, "any")))
        for code, called, m, f, either in rows("given_names")
    }


def _names(cell: str, said_to: str) -> list[GivenName]:
    return [GivenName(name, said_to) for name in cell.split()]
