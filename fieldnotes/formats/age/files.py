"""Encrypt and decrypt from file to file; a failure leaves no file, and no beginning of one, behind.

All functions here replace the target in one step, mode 0600: whoever must not overwrite looks first. All
raise what `envelope` raises, and Unreachable for a disk that is full, read-only or not there.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from fieldnotes.formats.age import envelope, parcel
from fieldnotes.formats.age.bytereader import blocks_of
from fieldnotes.formats.age.key import Identity, Recipient
from fieldnotes.formats.atomic import reaching, replacing


def encrypt_file(source: Path, target: Path, recipients: Sequence[Recipient]) -> None:
    """Write the age file of `source` to `target`; its size gives the size of `source` away."""
    with reaching(), source.open("rb") as clear, replacing(target) as sealed:
        envelope.encrypt_stream(clear, sealed, recipients)


def decrypt_file(source: Path, target: Path, identities: Sequence[Identity]) -> None:
    """Write what the age file `source` holds to `target`, once all of it is verified."""
    with reaching(), source.open("rb") as sealed, replacing(target) as clear:
        envelope.decrypt_stream(sealed, clear, identities)


def encrypt_parcel(source: Path, target: Path, recipients: Sequence[Recipient], name: str) -> None:
    """Write `source`, called `name` and padded (`parcel`), as an age file to `target`."""
    with reaching(), source.open("rb") as clear, replacing(target) as sealed:
        size = os.fstat(clear.fileno()).st_size
        packed = parcel.pack(blocks_of(clear), size, name)
        for block in envelope.encrypt_blocks(packed, recipients):
            sealed.write(block)


def decrypt_parcel(source: Path, target: Path, identities: Sequence[Identity]) -> str:
    """Write the file in the parcel `source` to `target`, once all is verified; returns its own name."""
    with reaching(), source.open("rb") as sealed, replacing(target) as clear:
        return parcel.unpack(envelope.decrypt_blocks(blocks_of(sealed), identities), clear)
