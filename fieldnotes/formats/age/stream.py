"""Seal and open the payload of an age file: 64 KiB chunks, the last one marked (c2sp.org/age, "Payload").

A chunk is authentic before it leaves here, but only after the last one is it known that nothing was cut
off: whoever keeps chunks earlier must be able to take them back.
"""

import os
from collections.abc import Iterator
from itertools import count

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from fieldnotes.errors import Damaged
from fieldnotes.formats.age.bytereader import ByteReader
from fieldnotes.formats.age.primitives import derive

CHUNK_SIZE = 64 * 1024
TAG_SIZE = 16
NONCE_SIZE = 16


def seal(plaintext: ByteReader, file_key: bytes) -> Iterator[bytes]:
    """Yield the payload: a fresh nonce, then the sealed chunks, at least one."""
    nonce = os.urandom(NONCE_SIZE)
    yield nonce
    cipher = _cipher(file_key, nonce)
    for counter in count():
        chunk = plaintext.up_to(CHUNK_SIZE)
        last = plaintext.at_end()
        yield cipher.encrypt(_chunk_nonce(counter, last), chunk, None)
        if last:
            return


def unseal(payload: ByteReader, file_key: bytes) -> Iterator[bytes]:
    """Yield the chunks of the plaintext, each verified; raises Damaged at the first that is not right."""
    # After a nonce that is cut short there is no chunk, which the first turn of the loop refuses.
    cipher = _cipher(file_key, bytes(payload.up_to(NONCE_SIZE)))
    for counter in count():
        sealed = payload.up_to(CHUNK_SIZE + TAG_SIZE)
        last = payload.at_end()
        try:
            chunk = cipher.decrypt(_chunk_nonce(counter, last), sealed, None)
        except InvalidTag:
            raise _damaged() from None
        if counter and not chunk:
            raise _damaged()
        yield chunk
        if last:
            return


def _damaged() -> Damaged:
    return Damaged("the content of this age file is damaged, cut short or changed", "use a backup of it")


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derive(file_key, nonce, b"payload"))


def _chunk_nonce(counter: int, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
