"""Derive the vault's subordinate keys from the database key, by HKDF-SHA256 (RFC 5869).

`notes.db` is opened by a raw 32-byte key. Everything else that the vault keeps secret hangs on that key by a
label, so that no key serves two purposes and whoever recovers the database key with stock tools can recompute
the others.
"""

import hashlib
import hmac
from enum import Enum

KEY_BYTES = 32
_SALT = b"fieldnotes vault v1"


class Purpose(Enum):
    """Name what a derived key is for; the value is the HKDF label and never changes."""

    INDEX = b"index.db"
    FRESHNESS = b"freshness digest"
    SEAL = b"seal"
    ATTACHMENT_NAME = b"attachment name"
    PAGE_DIGEST = b"page digest"
    SNAPSHOT = b"backup snapshot"


def subkey(key: bytes, purpose: Purpose) -> bytes:
    """Return the 32-byte key that `key` (the raw database key, 32 bytes) gives for one purpose."""
    if len(key) != KEY_BYTES:
        raise ValueError("a database key has 32 bytes")
    return hkdf_sha256(key, _SALT, purpose.value, KEY_BYTES)


def hkdf_sha256(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Extract and expand `material` to `length` bytes, at most 8,160 (RFC 5869, sections 2.2 and 2.3)."""
    pseudorandom = hmac.digest(salt or bytes(hashlib.sha256().digest_size), material, "sha256")
    block, output, counter = b"", b"", 0
    while len(output) < length:
        counter += 1
        block = hmac.digest(pseudorandom, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]
