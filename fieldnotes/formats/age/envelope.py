"""Encrypt to recipients and decrypt with identities, whole age files in memory or as streams."""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from fieldnotes.errors import Locked, UsageError
from fieldnotes.formats.age import armor, scrypt, stream
from fieldnotes.formats.age.bytereader import ByteReader, Sink, Source, blocks_of
from fieldnotes.formats.age.header import VERSION_PREFIX, Header, malformed, read_header
from fieldnotes.formats.age.key import Company, Identity, Recipient
from fieldnotes.formats.age.primitives import FILE_KEY_SIZE


def encrypt(data: bytes, recipients: Sequence[Recipient], *, armored: bool = False) -> bytes:
    """Return `data` as an age file that each of `recipients` opens; see `encrypt_blocks`."""
    return _joined(encrypt_blocks([data], recipients, armored=armored))


def decrypt(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Return what the age file `data` holds, all of it verified; see `decrypt_blocks`."""
    return _joined(decrypt_blocks([data], identities))


def encrypt_stream(source: Source, sink: Sink, recipients: Sequence[Recipient], *, armored: bool = False) -> None:
    """Encrypt all of `source` into `sink`; see `encrypt_blocks`. Lets the OSError of either through."""
    for block in encrypt_blocks(blocks_of(source), recipients, armored=armored):
        sink.write(block)


def decrypt_stream(source: Source, sink: Sink, identities: Sequence[Identity]) -> None:
    """Decrypt the age file in `source` into `sink`; see `decrypt_blocks`. Lets their OSError through.

    After an error `sink` holds a verified beginning of the content, which the caller must discard.
    """
    for block in decrypt_blocks(blocks_of(source), identities):
        sink.write(block)


def encrypt_blocks(
    blocks: Iterable[bytes], recipients: Sequence[Recipient], *, armored: bool = False
) -> Iterator[bytes]:
    """Return the blocks of an age file, binary or in text armour; the header is made at once.

    Raises UsageError without recipients, for recipients that may not share a file (`key.Company`), and
    for one that is not safe to encrypt to.
    """
    _check_company(recipients)
    file_key = os.urandom(FILE_KEY_SIZE)
    header = Header.sealed(file_key, tuple(recipient.wrap(file_key) for recipient in recipients))
    sealed = chain((header.encode(),), stream.seal(ByteReader(blocks), file_key))
    return armor.encode(sealed) if armored else sealed


def decrypt_blocks(blocks: Iterable[bytes], identities: Sequence[Identity]) -> Iterator[bytes]:
    """Return the blocks of what an age file holds, binary or in text armour; the header is read at once.

    Raises Damaged for what is not an age file, malformed or changed; Locked where none of `identities`
    opens it, be it a wrong passphrase or another key. While the blocks are taken, Damaged may still come:
    what was taken is authentic, but only the end proves that nothing is missing.
    """
    reader = ByteReader(blocks)
    if armor.is_armored(reader):
        reader = ByteReader(armor.decode(reader))
    header = read_header(reader)
    file_key = _file_key(header, identities)
    header.verify(file_key)
    return stream.unseal(reader, file_key)


def is_age(data: bytes) -> bool:
    """Say whether `data`, the first 2 KiB of a file or more, begins like an age file of any version."""
    return data.startswith(VERSION_PREFIX) or armor.is_armored(ByteReader([data]))


def _joined(blocks: Iterable[bytes]) -> bytes:
    # A buffer that grows takes half the time and memory of a list of blocks that is joined at the end.
    whole = io.BytesIO()
    whole.writelines(blocks)
    return whole.getvalue()


def _check_company(recipients: Sequence[Recipient]) -> None:
    if not recipients:
        raise UsageError("there is no recipient to encrypt to")
    companies = {recipient.company for recipient in recipients}
    if Company.PASSPHRASE in companies and len(recipients) > 1:
        raise UsageError("a passphrase must be the only recipient of its age file")
    if len(companies) > 1:
        raise UsageError("post-quantum recipients and others do not share an age file", "make one file for each kind")


def _file_key(header: Header, identities: Sequence[Identity]) -> bytes:
    by_passphrase = any(stanza.type == scrypt.TYPE for stanza in header.stanzas)
    if by_passphrase and len(header.stanzas) > 1:
        raise malformed("a passphrase stands beside other recipients")
    for identity in identities:
        file_key = identity.unwrap(header.stanzas)
        if file_key is not None:
            return file_key
    if by_passphrase:
        raise Locked("this age file opens with a passphrase, and it is not the one given")
    raise Locked("this age file opens with a key, and it is not one of those given")
