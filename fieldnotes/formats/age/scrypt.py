"""Encrypt to and decrypt with a passphrase (c2sp.org/age, "The scrypt recipient type"; RFC 7914).

The derivation takes 128 bytes x 8 x 2**work_factor of memory (17: 128 MiB, 18: 256 MiB, 20: 1 GiB) and
releases the interpreter's lock, so that a screen stays alive while a thread derives. The standard library
does it, because `cryptography` holds the lock in every release before 50.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from typing import ClassVar

from fieldnotes.errors import Damaged, Unreachable, UsageError
from fieldnotes.formats.age.header import Stanza, decode64, encode64, malformed
from fieldnotes.formats.age.key import Company
from fieldnotes.formats.age.primitives import WRAPPED_SIZE, unwrap_file_key, wrap_file_key

TYPE = "scrypt"
WORK_FACTOR = 17
WORK_FACTOR_CEILING = 20

_SALT_SIZE = 16
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_DECIMAL = re.compile(r"[1-9][0-9]*")


class PassphraseRecipient:
    """Hold a passphrase to encrypt with; it is always the only recipient of its file."""

    __slots__ = ("_passphrase", "_work_factor")

    company: ClassVar[Company] = Company.PASSPHRASE

    def __init__(self, passphrase: str, work_factor: int = WORK_FACTOR) -> None:
        """Take the passphrase as typed and the base-two logarithm of the work (1 to the ceiling).

        Raises UsageError for an empty passphrase; whether another is strong enough, the caller judges.
        """
        if not 1 <= work_factor <= WORK_FACTOR_CEILING:
            raise ValueError("the work factor is outside what this room can read again")
        if not passphrase:
            raise UsageError("the passphrase is empty")
        self._passphrase = _bytes_of(passphrase)
        self._work_factor = work_factor

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap `file_key` under a fresh salt; takes as long as the work factor says."""
        salt = os.urandom(_SALT_SIZE)
        wrap_key = _derive(self._passphrase, salt, self._work_factor)
        return Stanza((TYPE, encode64(salt), str(self._work_factor)), wrap_file_key(wrap_key, file_key))

    def __repr__(self) -> str:
        return "<PassphraseRecipient>"


class PassphraseIdentity:
    """Hold a passphrase to decrypt with, and the highest work factor (at most 20) it is worth."""

    __slots__ = ("_ceiling", "_passphrase")

    def __init__(self, passphrase: str, ceiling: int = WORK_FACTOR_CEILING) -> None:
        self._passphrase = _bytes_of(passphrase)
        self._ceiling = min(ceiling, WORK_FACTOR_CEILING)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None (see `key.Identity`).

        Raises Damaged for a bad scrypt stanza, one that is not alone, and, before any work is done, a
        work factor over the ceiling; Unreachable where the memory for the derivation is not to be had.
        """
        if not any(stanza.type == TYPE for stanza in stanzas):
            return None
        if len(stanzas) != 1:
            raise malformed("a passphrase stands beside other recipients")
        arguments, body = stanzas[0].arguments, stanzas[0].body
        if len(arguments) != 3 or len(body) != WRAPPED_SIZE or not _DECIMAL.fullmatch(arguments[2]):
            raise malformed("a scrypt stanza has the wrong shape")
        salt = decode64(arguments[1], _SALT_SIZE)
        wrap_key = _derive(self._passphrase, salt, self._bounded(arguments[2]))
        return unwrap_file_key(wrap_key, body)

    def __repr__(self) -> str:
        return "<PassphraseIdentity>"

    def _bounded(self, decimal: str) -> int:
        # The length first: Python refuses to read a number of thousands of digits.
        if len(decimal) > 2 or int(decimal) > self._ceiling:
            raise Damaged(
                "this age file asks for more work to try a passphrase than is safe to do",
                "it was written with unusual settings, or made to exhaust this machine",
            )
        return int(decimal)


def _bytes_of(passphrase: str) -> bytes:
    """Return the bytes that a terminal delivered, which is what other tools derive from."""
    try:
        return passphrase.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise UsageError("the passphrase holds a character that cannot be typed") from None


def _derive(passphrase: bytes, salt: bytes, work_factor: int) -> bytes:
    n, r = 1 << work_factor, 8
    # The derivation needs n + 3 blocks; the limit only keeps OpenSSL from its default of 32 MiB.
    limit = 128 * r * (n + 64)
    try:
        return hashlib.scrypt(passphrase, salt=_SALT_LABEL + salt, n=n, r=r, p=1, maxmem=limit, dklen=32)
    except (MemoryError, ValueError):
        # All else that ValueError could mean was checked before: only memory is left to be wanting.
        raise Unreachable(
            "there is too little free memory to try the passphrase", "close other programs and try again"
        ) from None
