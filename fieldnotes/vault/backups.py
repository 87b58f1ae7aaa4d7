"""Hand a vault over to be backed up, and keep files of its repositories beside the search index.

A backup may take hours on a slow line, so what changes meanwhile is copied first: notes.db while nobody writes, and
the key slots. Attachments are never changed once they are written, and are read where they lie. Nothing of the names'
private half is handed over: keys/identities.*.age have copies of their own. Everything else can be made anew, or is no
part of a vault: what an editor or a synchronising folder left among its files stays behind.
"""

import hmac
import shutil
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.atomic import reaching
from fieldnotes.vault import attachments, freshness
from fieldnotes.vault.connection import Connection
from fieldnotes.vault.derive import Purpose
from fieldnotes.vault.keyslots import Family, list_slots
from fieldnotes.vault.layout import STILL, make_folder
from fieldnotes.vault.pages import lively_pages
from fieldnotes.vault.unlocked import Vault

_LATEST = "SELECT entity, generation FROM revisions ORDER BY row DESC LIMIT ?"
_SHELVED = "SELECT name, body FROM shelf WHERE repository = ?"
_SHELVE = "INSERT OR REPLACE INTO shelf (repository, name, body) VALUES (?, ?, ?)"
_UNSHELVE = "DELETE FROM shelf WHERE repository = ? AND name = ?"
_UNSHELVE_ALL = "DELETE FROM shelf WHERE repository = ?"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class StillVault:
    """Hold one state of a vault: how many transactions there were, and the digest over all of them (32 bytes).

    `files` says where the bytes of each file lie, by its name inside the vault ("attachments/ab/…"); `lively` are the
    pages of notes.db that the next save may change, counting from 1.
    """

    generation: int
    digest: bytes
    files: Mapping[str, Path]
    lively: frozenset[int]


@contextmanager
def standing_still(vault: Vault) -> Iterator[StillVault]:
    """Yield a state of the vault that stays as it is while others go on writing.

    Raises Unreachable where the vault is only read, another process reads it just now, or there is no room for a copy.
    """
    layout = vault.layout
    still = layout.scratch(STILL)
    try:
        with vault.at_rest() as connection, reaching():
            state = freshness.load(connection)
            make_folder(still)
            make_folder(still / "keys")
            lively = lively_pages(connection, vault.notes_file(), vault.database_key)
            _copy(vault.notes_file(), still / "notes.db")
            slots = [layout.keys / slot.file for slot in list_slots(layout, Family.VAULT)]
            for file in (*filter(_is_ours, slots), layout.database_key, layout.recipient):
                shutil.copyfile(file, still / "keys" / file.name)
            kept = {layout.name(path): path for path in attachments.files(layout) if _is_ours(path)}
        copies = {path.relative_to(still).as_posix(): path for path in sorted(still.rglob("*.*"))}
        yield StillVault(state.generation, digest_of(state), {**copies, **kept}, lively)
    finally:
        shutil.rmtree(still, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    """Tell whether a file of the vault lies there itself: no link that leads elsewhere, no pipe."""
    return path.is_file() and not path.is_symlink()


def digest_of(state: freshness.Freshness) -> bytes:
    """Return the digest over everything a vault holds: the sum of its two sums, 32 bytes (see `freshness`)."""
    return ((state.current + state.history) % freshness.MODULUS).to_bytes(32, "big")


def state_of(vault: Vault) -> tuple[int, bytes]:
    """Return generation and digest of an open vault."""
    with vault.connection() as connection:
        state = freshness.load(connection)
    return state.generation, digest_of(state)


def changed_since(vault: Vault, generation: int, most: int) -> int:
    """Return how many records have changed since a generation, looking at the last `most` revisions."""
    with vault.connection() as connection:
        rows = connection.rows(_LATEST, (most,))
    return len({entity for entity, written in rows if written > generation})


def sign(vault: Vault, message: bytes) -> bytes:
    """Return the MAC of a statement about this vault, 32 bytes, under a key that only this vault gives."""
    return hmac.digest(vault.subkey(Purpose.SNAPSHOT), message, "sha256")


def _copy(source: BinaryIO, target: Path) -> None:
    """Copy an open file without closing it."""
    source.seek(0)
    with target.open("xb") as copy:
        target.chmod(0o600)
        while block := source.read(_BLOCK):
            copy.write(block)


def clear_shelf(vault: Vault, repository: bytes) -> None:
    """Take everything off the shelf of a repository for good: the key that opens it lies there too.

    Raises Unreachable or Damaged where that cannot be done.
    """
    with vault.side_database() as database:
        if database is not None:
            database.run(_UNSHELVE_ALL, (repository,))
            database.checkpoint()  # its log holds it as well


class Shelf(MutableMapping[str, bytes]):
    """Keep what is known of a repository's files beside the search index; any of it may be gone tomorrow.

    So a shelf that cannot be read is empty, and what cannot be put on it stays on it only as long as this object.
    """

    def __init__(self, vault: Vault, repository: bytes, *, strict: bool = False) -> None:
        """Take what is on the shelf of a repository, by its entity.

        With `strict`, what cannot be taken off for good raises Unreachable or Damaged: who deletes files there must not
        expect them there the next time.
        """
        self._vault, self._repository, self._strict = vault, repository, strict
        self._held: dict[str, bytes] = {}
        with suppress(Damaged, Unreachable), vault.side_database() as database:
            rows = database.rows(_SHELVED, (repository,)) if database is not None else []
            self._held = {str(name): bytes(body) for name, body in rows}

    def __getitem__(self, name: str) -> bytes:
        return self._held[name]

    def __setitem__(self, name: str, body: bytes) -> None:
        self._held[name] = body
        with suppress(Damaged, Unreachable), self._writable() as database:
            database.run(_SHELVE, (self._repository, name, body))

    def __delitem__(self, name: str) -> None:
        try:
            with self._writable() as database:
                database.run(_UNSHELVE, (self._repository, name))
        except (Damaged, Unreachable):
            if self._strict:
                raise
        del self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._held))

    def __len__(self) -> int:
        return len(self._held)

    @contextmanager
    def _writable(self) -> Iterator[Connection]:
        with self._vault.side_database() as database:
            if database is None or not database.writable:
                raise Unreachable("the search index is not written here", "close the vault, and open it again")
            yield database
