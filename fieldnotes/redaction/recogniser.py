"""Give recognisers their socket: what they are handed and what they hand back.

A recogniser knows one way in which a text gives somebody away. The plugs are in `recognisers/`; a new one
is written there and listed in the pipeline. What it checks leaves the list of what was not checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from fieldnotes.redaction.canon import Canon


class Kind(IntEnum):
    """Name what was found; where two kinds lie on the same words, the lower number wins."""

    MENTION = 1
    NAME = 2
    EMAIL = 3
    PHONE = 4
    ACCOUNT = 5
    NUMBER = 6
    POST = 7
    ORGANISATION = 8
    COORDINATES = 9
    LINK = 10
    HIDDEN = 11
    DATE = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """Mark words that may give somebody away.

    Attributes:
        start, end: character offsets in the raw text.
        kind: what was found.
        owners: whom it may give away, as positions in the gate's list of subjects; never empty, but for a
            mention of nobody.
        letters: how many letters and digits of a key were matched; of two overlapping findings, more win.
        weak: also an ordinary word; it counts only beside another finding of the same owner.
        near: why it is not sure, "sounds like a name"; alone it is not replaced, and a person has to decide.
    """

    start: int
    end: int
    kind: Kind
    owners: frozenset[int]
    letters: int = 0
    weak: bool = False
    near: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Suspicion:
    """Mark words that may be personal data of somebody whom the vault does not know.

    Attributes:
        start, end: character offsets in the raw text.
        kind: person, place, org, phone, email, url, handle, coord, date, age, kinship, id, passport, plate,
            account, device, ip or script.
        reason: why it is suspected, in words that never quote it.
        risk: high, medium or low.
        term: the folded words, by which findings are grouped: one decision serves all alike.
    """

    start: int
    end: int
    kind: str
    reason: str
    risk: str
    term: str


class Recogniser(Protocol):
    """Find one class of what gives people away; pure, deterministic and linear in the length of the text."""

    covers: frozenset[str]
    """The classes of `pipeline.CLASSES` that this recogniser checks, known or unknown."""

    def find(self, canon: Canon) -> Iterable[Finding]:
        """Yield what is found in any view of the text; findings may overlap."""
        ...


class Suspecter(Protocol):
    """Suspect one class of unknown personal data; pure, deterministic and linear in the length of the text."""

    covers: frozenset[str]
    """The classes of `pipeline.CLASSES` that it checks."""

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield what may be personal data in any view of the text; suspicions may overlap."""
        ...
