"""Keep files beside the notes: recordings, photographs, scans and papers, each an age file of its own.

An attachment is a record of kind "attachment" in notes.db and a file in attachments/ab/…. The file is a
parcel (see `formats.age.parcel`): content and name, padded; `age -d … | tar -x` takes it out without us. A
sealed one is encrypted to the compartment, so neither content, name, type nor exact size can be read without
the identity key; any other to the vault's own identity. Files are named by a keyed hash of the record's id,
not of their content: whoever holds the vault's key, but not the identity key, cannot test whether a known
file is here.

Anybody who knows the recipient can make an age file. So the record holds a MAC over the beginning of the
file, which contains the age header; the keys of all that follows hang on it. Damage and exchange are told,
nothing else is shown.

The file is complete and on the medium before its record is written: a kill in between leaves a file that no
record names, never a record without its file.
"""

import hmac
import io
import json
import os
import re
import secrets
import stat
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable, UsageError
from fieldnotes.formats.age import parcel
from fieldnotes.formats.age.bytereader import blocks_of
from fieldnotes.formats.age.envelope import decrypt_blocks, encrypt_blocks
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.atomic import PARTIAL_SUFFIX, reaching, replacing, synchronise
from fieldnotes.vault import tombstones
from fieldnotes.vault.derive import Purpose
from fieldnotes.vault.freshness import frame
from fieldnotes.vault.history import ID_BYTES, Head
from fieldnotes.vault.layout import Layout, make_folder
from fieldnotes.vault.mediatypes import LOOKED_AT, is_sealed_by_default, media_type
from fieldnotes.vault.unlocked import Vault

KIND = "attachment"
_FILE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}\.age")
_BOUND = 128 * 1024
"""Bytes of a file that its MAC covers: the age header, the payload's nonce, and the first chunk at least."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Hold what can be told of an attachment; `interview` is an entity, sizes are in bytes.

    Of a sealed one, name, media type and size are None until the identities are open. `fault` says what is
    wrong with its file ("missing", "damaged"), None if nothing is.
    """

    entity: bytes
    interview: bytes | None
    sealed: bool
    stored_size: int
    name: str | None = field(default=None, repr=False)
    media_type: str | None = None
    size: int | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class _Record:
    """Hold the body of an attachment's record; what is sealed stands in the file only."""

    interview: bytes | None
    sealed: bool
    file: str
    stored_size: int
    mac: bytes
    name: str | None = field(repr=False)
    media_type: str | None
    size: int | None


class _Missing(Damaged):
    """Report a record whose file is not there."""


def add(vault: Vault, source: Path, *, interview: bytes | None = None, sealed: bool | None = None) -> Attachment:
    """Put a copy of the file `source` into the vault, sealed or not; None decides by its kind (`mediatypes`).

    Raises:
        UsageError: it is not a file.
        Unreachable: it cannot be read or changes meanwhile, the disk is full, or the vault is only read.
    """
    if not vault.writable:
        raise Unreachable("the vault is open for reading only", "open it for writing first")
    entity = secrets.token_bytes(ID_BYTES)
    with reaching():
        _sweep(vault)
        record, attachment = _store(vault, entity, source, interview, sealed)
    try:
        with vault.transaction() as writing:
            writing.put(KIND, entity, _body(record), owner=interview)
    except BaseException:
        with suppress(FieldnotesError, OSError):
            if vault.head(entity) is None:
                (vault.layout.attachments / record.file).unlink()
        raise
    return attachment


def listed(vault: Vault) -> Iterator[Attachment]:
    """Yield every attachment in the order added; a file that is missing or damaged is told, not skipped.

    Name, type and size of a sealed one are read out of its file, if the identities are open.
    """
    for head in vault.heads(KIND):
        record = _record(head)
        facts, fault = (record.name, record.media_type, record.size), None
        try:
            with reaching(), _opened(vault, head.entity, record) as kept:
                if record.sealed and vault.identities_open:
                    facts = _facts(kept, vault.compartment_identity)
        except _Missing:
            fault = "missing"
        except Damaged:
            fault = "damaged"
        yield Attachment(head.entity, record.interview, record.sealed, record.stored_size, *facts, fault)


def files(layout: Layout) -> list[Path]:
    """Return the files of all attachments, by their names; what else lies in their folder is none of ours."""
    found = (path for path in layout.attachments.glob("??/*") if _FILE.fullmatch(f"{path.parent.name}/{path.name}"))
    return sorted(path for path in found if path.is_file())


def forget_buried(vault: Vault) -> None:
    """Delete the files of attachments that were buried; none of their names is known but by the tombstone.

    Raises Unreachable where one cannot be deleted; then it is at the next opening for writing.
    """
    with vault.connection() as connection:
        names = [_file_name(vault, entity) for entity, kind, _ in tombstones.buried(connection) if kind == KIND]
    with reaching():
        for name in names:
            path = vault.layout.attachments / name
            if path.exists():
                path.unlink()
                synchronise(path.parent)


def take_out(vault: Vault, entity: bytes, target: Path) -> None:
    """Write an attachment's content to exactly `target` (mode 0600), once all of it is verified.

    Raises:
        UsageError: there is no such attachment, or something is at `target`.
        Locked: it is sealed and the identities are not open.
        Damaged: its file is missing, changed or exchanged.
        Unreachable: `target` cannot be written; nothing is left of it.
    """
    head = vault.head(entity)
    if head is None or head.kind != KIND:
        raise UsageError("there is no such attachment", "list them: fieldnotes attach list")
    record = _record(head)
    identity: Identity = vault.compartment_identity if record.sealed else vault.identity
    with reaching(), _opened(vault, entity, record) as kept, _reserved(target), replacing(target) as clear:
        parcel.unpack(decrypt_blocks(blocks_of(kept), [identity]), clear)


# ---------------------------------------------------------------------------------------- the record


def _body(record: _Record) -> bytes:
    """Write a record as JSON; what is None is left out."""
    facts = {
        "interview": record.interview.hex() if record.interview else None,
        "sealed": record.sealed,
        "file": record.file,
        "stored_size": record.stored_size,
        "mac": record.mac.hex(),
        "name": record.name,
        "media_type": record.media_type,
        "size": record.size,
    }
    return json.dumps({key: value for key, value in facts.items() if value is not None}).encode()


def _record(head: Head) -> _Record:
    try:
        body = json.loads(head.body)
        facts = body.get("name"), body.get("media_type"), body.get("size")
        mac = bytes.fromhex(body["mac"])
        if _FILE.fullmatch(body["file"]):
            return _Record(head.owner, body["sealed"], body["file"], body["stored_size"], mac, *facts)
    except (AttributeError, KeyError, TypeError, ValueError):
        pass
    raise Damaged("the record of an attachment is not valid", "put the vault back from a backup")


def _plain(name: str) -> str:
    """Return a name that can stand in a parcel: valid text without controls or separators of any system."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("_" if category(letter) == "Cc" or letter in "/\\" else letter for letter in text)


# ------------------------------------------------------------------------------------------ the file


def _store(
    vault: Vault, entity: bytes, source: Path, interview: bytes | None, sealed: bool | None
) -> tuple[_Record, Attachment]:
    """Write the file of an attachment; return the record that is still to be written, and what it tells."""
    file = _file_name(vault, entity)
    path = vault.layout.attachments / file
    _make_room(path)
    with _regular(source) as clear:
        name, size = _plain(source.name), os.fstat(clear.fileno()).st_size
        beginning = clear.read(LOOKED_AT)
        clear.seek(0)
        sealed = is_sealed_by_default(name, beginning) if sealed is None else sealed
        recipient: Recipient = vault.recipient if sealed else vault.identity.recipient()
        packed = parcel.pack(blocks_of(clear), size, name)
        stored_size, bound = _write(path, encrypt_blocks(packed, [recipient]))
    facts = name, media_type(name, beginning), size
    mac = _mac(vault, entity, sealed, stored_size, bound)
    record = _Record(interview, sealed, file, stored_size, mac, *((None, None, None) if sealed else facts))
    return record, Attachment(entity, interview, sealed, stored_size, *facts)


def _file_name(vault: Vault, entity: bytes) -> str:
    """Return where the file of an attachment lies: the HMAC-SHA256 of its id, under a key of its own."""
    name = hmac.new(vault.subkey(Purpose.ATTACHMENT_NAME), entity, "sha256").hexdigest()
    return f"{name[:2]}/{name}.age"


def _mac(vault: Vault, entity: bytes, sealed: bool, size: int, bound: bytes) -> bytes:
    """Bind the beginning of a file, and its size, to its record."""
    message = frame(b"attachment", entity, int(sealed), size, bound)
    return hmac.digest(vault.subkey(Purpose.SEAL), message, "sha256")


def _make_room(path: Path) -> None:
    """Make the two folders that a file lies in, durably."""
    for folder in (path.parent.parent, path.parent):
        if not folder.is_dir():
            make_folder(folder)
            synchronise(folder.parent)


def _sweep(vault: Vault) -> None:
    """Remove what a killed `add` left unfinished; only the one writer gets here."""
    for left in vault.layout.attachments.glob(f"*/.*{PARTIAL_SUFFIX}"):
        left.unlink(missing_ok=True)


def _regular(source: Path) -> BinaryIO:
    if not stat.S_ISREG(source.stat().st_mode):
        raise UsageError("what is to be attached is not a file", "pack a folder into an archive first")
    return source.open("rb")


def _write(path: Path, blocks: Iterable[bytes]) -> tuple[int, bytes]:
    """Write a file whole and durably or not at all; return its size and its first bytes, for the MAC."""
    size, bound = 0, b""
    with replacing(path) as file:
        for block in blocks:
            file.write(block)
            size += len(block)
            bound += block[: _BOUND - len(bound)]
    return size, bound


@contextmanager
def _opened(vault: Vault, entity: bytes, record: _Record) -> Iterator[BinaryIO]:
    """Yield the file of a record, once it is known to be the one that was written with it."""
    try:
        kept = (vault.layout.attachments / record.file).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise _Missing("the file of an attachment is missing", "put it back from a backup") from None
    with kept:
        size = os.fstat(kept.fileno()).st_size
        mac = _mac(vault, entity, record.sealed, size, kept.read(_BOUND))
        if not hmac.compare_digest(mac, record.mac):
            raise Damaged("the file of an attachment is damaged or was exchanged", "see a backup")
        kept.seek(0)
        yield kept


@contextmanager
def _reserved(target: Path) -> Iterator[None]:
    """Make `target` as an empty file that the block replaces; take it away again where the block fails."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise UsageError("there is something at the path to write to", "choose one that does not exist") from None
    try:
        yield
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _facts(kept: BinaryIO, identity: Identity) -> tuple[str, str, int]:
    """Read name, media type and size out of the first chunk of a parcel."""
    chunk = next(decrypt_blocks([kept.read(_BOUND)], [identity]))
    try:
        with tarfile.open(fileobj=io.BytesIO(chunk), mode="r:") as archive:
            member = archive.next()
    except tarfile.TarError:
        member = None
    if member is None:
        raise Damaged("what is in an attachment is not a parcel", "see a backup")
    content = chunk[member.offset_data :][: min(member.size, LOOKED_AT)]
    return member.name, media_type(member.name, content), member.size
