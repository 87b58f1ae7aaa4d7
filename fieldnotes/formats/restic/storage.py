"""Say what a place must do in which a repository is kept: five verbs on named bytes, and what can go wrong.

Names are those of restic's default layout: `config`, `keys/ID`, `locks/ID`, `snapshots/ID`, `index/ID` and
`data/AB/ID`, where ID is 64 hexadecimal digits and AB its first two. Every name but `config` is the SHA-256 of
what it names, so writing one twice does no harm, and nothing here depends on a place that can refuse to overwrite.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from fieldnotes.errors import Unreachable


class Absent(Unreachable):
    """Report that there is nothing of this name."""


class Short(Unreachable):
    """Report that an object ends before the bytes that were asked for."""


class Unplaced(Unreachable):
    """Report that there is no folder of a repository: none was made yet, or its disk is not connected."""


class Denied(Unreachable):
    """Report that the place can be reached and says no: wrong credentials, read-only, or only to be added to."""


class Full(Unreachable):
    """Report that there is no room left."""


class Stored(NamedTuple):
    """Name one object and its size in bytes."""

    name: str
    size: int


class Storage(Protocol):
    """Keep named bytes, for several threads. Every method raises Unreachable, or one of its kinds above."""

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` durably as a whole, or raise and leave nothing, or the same bytes, under `name`."""

    def get(self, name: str) -> bytes:
        """Return all bytes of an object; raises Absent."""

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return exactly `length` bytes from `offset` on; raises Absent, or Short where there are fewer."""

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield every object below `folder` (`keys`, `locks`, `snapshots`, `index`, `data`), in any order."""

    def delete(self, name: str) -> None:
        """Take an object away; one that is not there is no error."""
