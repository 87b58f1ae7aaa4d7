"""Bring a vault back out of a repository: whole and verified, or not at all."""

import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.backup.contents import files_of, no_vault
from fieldnotes.backup.saving import Progress
from fieldnotes.backup.session import Shelf
from fieldnotes.errors import Damaged, UsageError
from fieldnotes.formats.atomic import appearing, reaching, synchronise
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.trees import Node

_AT_ONCE = 4
_OF_A_VAULT = re.compile(
    r"notes\.db|keys/(?:vault\.[0-9a-z]{1,8}\.age|identities\.pub)|attachments/[0-9a-f]{2}/[0-9a-f]{64}\.age"
)
_NEEDED = frozenset({"notes.db", "keys/vault.db.age", "keys/identities.pub"})
_MARKS = ("notes.db", "keys/vault.db.age")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Say where a piece belongs: in which file, from which byte on."""

    file: str
    offset: int


def restore(repository: Repository, index: Index, tree: str, target: Path, shelf: Shelf, progress: Progress) -> int:
    """Write the vault of a snapshot to `target`, which must not exist; return how many files it has.

    Raises:
        UsageError: something is at `target`.
        Damaged: the snapshot holds no vault, or a piece of it cannot be read; nothing is left behind.
        Unreachable: the repository cannot be reached, or the disk is full.
    """
    with appearing(target) as partial:
        return restore_into(repository, index, tree, partial, shelf, progress)


def restore_into(
    repository: Repository, index: Index, tree: str, folder: Path, shelf: Shelf, progress: Progress
) -> int:
    """Write the vault of a snapshot into an empty folder; return how many files it has."""
    files = files_of(repository, index, tree, shelf)
    refuse_other_than_vault(files)
    write_files(repository, index, files, folder, progress)
    return len(files)


def restore_one(repository: Repository, index: Index, tree: str, name: str, target: Path, shelf: Shelf) -> None:
    """Write one file of a snapshot to `target`, where nothing is; raises Damaged where it is not in it."""
    node = files_of(repository, index, tree, shelf).get(name)
    if node is None:
        raise no_vault()
    write_files(repository, index, {target.name: node}, target.parent, Progress())


def refuse_other_than_vault(files: Mapping[str, Node]) -> None:
    """Raise Damaged for what is not the content of a vault, so that nothing else is ever written to a disk."""
    if _NEEDED - files.keys() or not all(_OF_A_VAULT.fullmatch(name) for name in files):
        raise Damaged(
            "this snapshot holds something else than a vault", "choose another one, or restore it with restic"
        )


def refuse_inside(target: Path) -> None:
    """Raise UsageError for a target inside a vault: it would be mixed with what belongs there."""
    if any(all(os.path.lexists(folder / name) for name in _MARKS) for folder in target.resolve().parents):
        raise UsageError("the path to restore to lies inside a vault", "choose one elsewhere")


def write_files(
    repository: Repository, index: Index, files: Mapping[str, Node], folder: Path, progress: Progress
) -> None:
    """Write every file into an empty folder; each piece is fetched once, several at a time, and verified."""
    progress.total = sum(node.size for node in files.values())
    spots = _spots(index, files)
    with reaching():
        for name, node in files.items():
            _make(folder / name, node.size)
        with ThreadPoolExecutor(_AT_ONCE, "restoring") as pool:
            shares = [share for share in _shares(index, spots) if share]
            for _ in pool.map(lambda share: _fill(repository, index, share, spots, folder, progress), shares):
                pass
            for _ in pool.map(lambda name: synchronise(folder / name), files):
                pass
        inside = {parent for name in files for parent in Path(name).parents}  # attachments/ab is a name in attachments
        for inner in sorted(inside, reverse=True):
            synchronise(folder / inner)


def _spots(index: Index, files: Mapping[str, Node]) -> dict[str, list[_Spot]]:
    """Return every place where each piece belongs; raises Damaged where a file is not as long as its pieces."""
    spots: dict[str, list[_Spot]] = {}
    for name, node in files.items():
        offset = 0
        for piece in node.content:
            length = index.size(BlobKind.DATA, piece)
            if length is None:
                raise Damaged("a piece of a file is not in this repository", "restore another snapshot")
            spots.setdefault(piece, []).append(_Spot(name, offset))
            offset += length
        if offset != node.size:
            raise Damaged("a file in this snapshot is not as long as it says", "restore another snapshot")
    return spots


def _shares(index: Index, pieces: Iterable[str]) -> list[list[str]]:
    """Divide pieces among the threads, those of one pack to the same one."""
    packs: dict[str, list[str]] = {}
    for piece in pieces:
        packs.setdefault(index.places(BlobKind.DATA, piece)[0].pack, []).append(piece)
    shares: list[list[str]] = [[] for _ in range(_AT_ONCE)]
    for inside in packs.values():
        min(shares, key=len).extend(inside)
    return shares


def _fill(
    repository: Repository,
    index: Index,
    share: list[str],
    spots: Mapping[str, list[_Spot]],
    folder: Path,
    progress: Progress,
) -> None:
    for piece, data in fetch_blobs(repository, index, BlobKind.DATA, share):
        for spot in spots[piece]:
            with (folder / spot.file).open("r+b") as file:
                file.seek(spot.offset)
                file.write(data)
            progress.add(len(data))


def _make(path: Path, size: int) -> None:
    """Make a file of zeros that only its owner can read, and the folders around it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.truncate(descriptor, size)
    finally:
        os.close(descriptor)
