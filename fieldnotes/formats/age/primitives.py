"""Derive keys and wrap the file key, the steps that several kinds of age keys share (c2sp.org/age)."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE_KEY_SIZE = 16
WRAPPED_SIZE = FILE_KEY_SIZE + 16

# A fixed nonce is safe here only because every wrap key is used for a single file key.
_NONCE = bytes(12)


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA-256; an empty `salt` is the same as none (RFC 5869)."""
    return HKDF(SHA256(), 32, salt, info).derive(secret)


def wrap_file_key(wrap_key: bytes, file_key: bytes) -> bytes:
    """Return the 16 bytes of `file_key` sealed to 32."""
    return ChaCha20Poly1305(wrap_key).encrypt(_NONCE, file_key, None)


def unwrap_file_key(wrap_key: bytes, body: bytes) -> bytes | None:
    """Return the file key, or None where `wrap_key` is not the one that sealed it.

    The caller has checked that `body` is `WRAPPED_SIZE` long, against partitioning oracles.
    """
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_NONCE, body, None)
    except InvalidTag:
        return None
