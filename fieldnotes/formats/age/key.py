"""Say what every kind of key owes the envelope: a recipient wraps a file key, an identity unwraps it."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import ClassVar, Protocol

from fieldnotes.formats.age.header import Stanza


class Company(Enum):
    """Name the recipients that may share a file; recipients of two companies never do.

    A file that a quantum computer opens through one recipient gains nothing from the other, and a
    passphrase counts as a proof of who wrote the file only while nothing else opens it.
    """

    CLASSIC = auto()
    POST_QUANTUM = auto()
    PASSPHRASE = auto()


class Recipient(Protocol):
    """Be what a file can be encrypted to; holds nothing secret unless it is a passphrase."""

    company: ClassVar[Company]

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap `file_key` (16 bytes) with fresh randomness, so that two files cannot be linked."""
        ...


class Identity(Protocol):
    """Be what opens files; never shows its secret unless asked by name (`reveal`)."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key (16 bytes), or None where no stanza is for this identity.

        Passes over stanzas of other types. Raises Damaged for one of its own type that breaks the
        specification, before any key touches it.
        """
        ...
