"""Say what is wrong with a repository, one thing at a time."""

from enum import StrEnum
from typing import NamedTuple


class ProblemKind(StrEnum):
    """Say what a problem is about."""

    BLOB = "blob"
    CONFIG = "config"
    INDEX = "index"
    KEY = "key"
    LEFTOVER = "leftover"
    LOCK = "lock"
    PACK = "pack"
    SNAPSHOT = "snapshot"
    TREE = "tree"


class Problem(NamedTuple):
    """Name one thing that is wrong: an object by its identifier, and in plain words what about it."""

    kind: ProblemKind
    name: str
    what: str

    @property
    def is_harmless(self) -> bool:
        """Tell whether every snapshot can be restored all the same, as after a backup that was cut short."""
        return self.kind in (ProblemKind.LEFTOVER, ProblemKind.LOCK)
