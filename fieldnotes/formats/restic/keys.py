"""Seal and open with a repository's master key, and keep it in key files (restic's design document, "Keys").

A sealed thing is a nonce of 16 bytes, what AES-256-CTR makes of it, and a MAC of 16 bytes (Poly1305-AES).

A key file lies in the open at the remote, and whoever stores it may try passwords on it: give it a random one of 128
bits or more, never one that a person thought of. For the same reason ours tell no host, no user and no time.
"""

import hashlib
import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.poly1305 import Poly1305

from fieldnotes.errors import Damaged, Unreachable, UsageError
from fieldnotes.formats.restic.documents import DAMAGED_HINT, Document, write_binary, write_json

NONCE_SIZE = 16
MAC_SIZE = 16
OVERHEAD = NONCE_SIZE + MAC_SIZE
KEY_FILE_MOST = 64 * 1024

_SALT_SIZE = 64
_MEMORY_MOST = 1 << 30  # bytes for one derivation
_WORK_MOST = 8 << 30  # bytes passed over in one derivation, about fifteen seconds of an ordinary machine


class Derivation(NamedTuple):
    """Hold the parameters of scrypt: 128 * n * r bytes of memory, passed over p times."""

    n: int
    r: int
    p: int


# 16 MiB, half of the least that restic itself chooses. The password is random, so that more work would guard nothing,
# and a slow machine waits for it each time.
DERIVATION = Derivation(1 << 14, 8, 1)


class NotOurs(Damaged):
    """Report what this key did not seal, or what was changed since."""


class MasterKey:
    """Hold the three parts of a key: 32 bytes for AES-256, 16 for the MAC's AES-128 and 16 for Poly1305."""

    __slots__ = ("_encrypt", "_k", "_r")

    def __init__(self, material: bytes) -> None:
        if len(material) != 64:
            raise ValueError("a key is made of 64 bytes")
        self._encrypt, self._k, self._r = material[:32], material[32:48], material[48:]

    @classmethod
    def random(cls) -> "MasterKey":
        """Make a fresh key."""
        return cls(secrets.token_bytes(64))

    @classmethod
    def parse(cls, data: bytes) -> "MasterKey":
        """Read a key as a key file seals it; raises Damaged."""
        document = Document.parse(data, "the master key of this repository")
        mac = document.document("mac")
        return cls(document.binary("encrypt", 32) + mac.binary("k", 16) + mac.binary("r", 16))

    def encode(self) -> bytes:
        """Write the key as a key file seals it."""
        mac = {"k": write_binary(self._k), "r": write_binary(self._r)}
        return write_json({"mac": mac, "encrypt": write_binary(self._encrypt)})

    def seal(self, data: bytes) -> bytes:
        """Return `data` sealed under a fresh nonce, 32 bytes longer."""
        nonce = secrets.token_bytes(NONCE_SIZE)
        hidden = Cipher(algorithms.AES(self._encrypt), modes.CTR(nonce)).encryptor().update(data)
        mac = self._mac(nonce)
        mac.update(hidden)
        return b"".join((nonce, hidden, mac.finalize()))

    def unseal(self, sealed: bytes | memoryview) -> bytes:
        """Return what was sealed; raises NotOurs unless this key sealed it, and exactly so."""
        if len(sealed) < OVERHEAD:
            raise _not_ours()
        nonce, hidden = bytes(sealed[:NONCE_SIZE]), memoryview(sealed)[NONCE_SIZE:-MAC_SIZE]
        mac = self._mac(nonce)
        mac.update(hidden)
        try:
            mac.verify(bytes(sealed[-MAC_SIZE:]))
        except InvalidSignature:
            raise _not_ours() from None
        return Cipher(algorithms.AES(self._encrypt), modes.CTR(nonce)).decryptor().update(hidden)

    def __repr__(self) -> str:
        return "<MasterKey>"

    def _mac(self, nonce: bytes) -> Poly1305:
        # Poly1305-AES asks for one block of AES as a pad; one block alone is what this mode is harmless for.
        pad = Cipher(algorithms.AES(self._k), modes.ECB()).encryptor().update(nonce)  # noqa: S305
        return Poly1305(self._r + pad)


def new_key_file(master: MasterKey, password: str, derivation: Derivation = DERIVATION) -> bytes:
    """Write `master` under a password; the file says nothing of who made it, where and when."""
    salt = secrets.token_bytes(_SALT_SIZE)
    sealed = _derive(password, salt, derivation).seal(master.encode())
    return write_json({
        "created": "1970-01-01T00:00:00Z",
        "username": "",
        "hostname": "",
        "kdf": "scrypt",
        "N": derivation.n,
        "r": derivation.r,
        "p": derivation.p,
        "salt": write_binary(salt),
        "data": write_binary(sealed),
    })  # fmt: skip


def open_key_file(data: bytes, password: str) -> MasterKey | None:
    """Return the master key, or None where the password is another; raises Damaged for what is no key file."""
    derivation, salt, sealed = check_key_file(data)
    try:
        opened = _derive(password, salt, derivation).unseal(sealed)
    except NotOurs:
        return None
    return MasterKey.parse(opened)


def check_key_file(data: bytes) -> tuple[Derivation, bytes, bytes]:
    """Return parameters, salt and sealed key; raises Damaged for what is no key file or asks for too much work."""
    what = "a key file of this repository"
    document = Document.parse(data, what)
    if document.text("kdf") != "scrypt":
        raise Damaged(f"{what} is of a kind that is not known here", "a newer release may read it")
    derivation = Derivation(
        document.number("N", _MEMORY_MOST), document.number("r", _MEMORY_MOST), document.number("p", _WORK_MOST)
    )
    if not _is_bearable(derivation):
        raise Damaged(
            f"{what} asks for more work to try a password than is safe to do",
            "it was written with unusual settings, or made to exhaust this machine",
        )
    return derivation, document.binary("salt"), document.binary("data")


def _is_bearable(derivation: Derivation) -> bool:
    """Tell whether the parameters are valid (RFC 7914, section 2) and a derivation within the bounds."""
    n, r, p = derivation
    memory = 128 * n * r
    valid = n > 1 and n & (n - 1) == 0 and r >= 1 and p >= 1
    # The first step of scrypt is PBKDF2 into 128 * r * p bytes, which are memory as well.
    return valid and memory <= _MEMORY_MOST and memory * p <= _WORK_MOST and 128 * r * p <= _MEMORY_MOST // 64


def _derive(password: str, salt: bytes, derivation: Derivation) -> MasterKey:
    n, r, p = derivation
    if not password:
        raise UsageError("the repository password is empty")
    if not _is_bearable(derivation):
        raise ValueError("these parameters are outside what this module can read again")
    # OpenSSL counts 128 * r * (n + 2 + p) bytes; the limit only keeps it from its default of 32 MiB.
    limit = 128 * r * (n + p + 64)
    try:
        material = hashlib.scrypt(_bytes_of(password), salt=salt, n=n, r=r, p=p, maxmem=limit, dklen=64)
    except (MemoryError, ValueError):
        # All else that ValueError could mean was checked before: only memory is left to be wanting.
        raise Unreachable(
            "there is too little free memory to try the repository password", "close other programs and try again"
        ) from None
    return MasterKey(material)


def _bytes_of(password: str) -> bytes:
    try:
        return password.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise UsageError("the repository password holds a character that cannot be typed") from None


def _not_ours() -> NotOurs:
    return NotOurs("something in this repository was changed, or is sealed with another key", DAMAGED_HINT)
