"""Bring a vault back out of a repository: whole and verified, or not at all."""

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from fieldnotes.backup.contents import files_of, no_vault, refuse_other_than_vault
from fieldnotes.backup.saving import Progress
from fieldnotes.backup.session import Shelf
from fieldnotes.errors import Damaged, UsageError
from fieldnotes.formats.atomic import reaching, synchronise
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.packs import Pack
from fieldnotes.formats.restic.reading import fetch_part, in_parts
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.trees import Node

_AT_ONCE = 8
_BATCH = 2 << 20  # bytes
_MARKS = ("notes.db", "keys/vault.db.age")


class _Spot(NamedTuple):
    """Say where a piece belongs: in which file, from which byte on."""

    file: str
    offset: int
    piece: str


def restore_into(
    repository: Repository, index: Index, tree: str, folder: Path, shelf: Shelf, progress: Progress
) -> int:
    """Write the vault of a snapshot into an empty folder; return how many files it has.

    Raises:
        Damaged: the snapshot holds no vault, or a piece of it cannot be read.
        Unreachable: the repository cannot be reached, or the disk is full.
    """
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


def refuse_inside(target: Path) -> None:
    """Raise UsageError for a target inside a vault: it would be mixed with what belongs there."""
    if any(all(os.path.lexists(folder / name) for name in _MARKS) for folder in target.resolve().parents):
        raise UsageError("the path to restore to lies inside a vault", "choose one elsewhere")


def write_files(
    repository: Repository, index: Index, files: Mapping[str, Node], folder: Path, progress: Progress
) -> None:
    """Write every file into an empty folder, durably; each piece is fetched once, several at a time, and verified."""
    progress.total = sum(node.size for node in files.values())
    spots = _spots(index, files)
    with reaching():
        writing = _Writing(files, spots, folder, progress)

        def bring(part: Pack) -> None:
            for pieces in _batches(fetch_part(repository, index, part)):
                _refuse_other_lengths(index, pieces)
                writing.put(pieces)

        with ThreadPoolExecutor(_AT_ONCE, "restoring") as pool:
            _wait_for([pool.submit(bring, part) for part in in_parts(index, BlobKind.DATA, spots)])
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
            spots.setdefault(piece, []).append(_Spot(name, offset, piece))
            offset += length
        if offset != node.size:
            raise Damaged("a file in this snapshot is not as long as it says", "restore another snapshot")
    return spots


def _refuse_other_lengths(index: Index, pieces: Mapping[str, bytes]) -> None:
    """Raise Damaged for a piece that is not as long as `_spots` was told: what follows it would stand elsewhere.

    One that is found at another place than the index names first is the right piece, and may have another length.
    """
    if any(len(data) != index.size(BlobKind.DATA, piece) for piece, data in pieces.items()):
        raise Damaged("the index of this repository lies about a piece of a file", "run backup verify")


def _wait_for(tasks: list[Future[None]]) -> None:
    """Wait until all is done; what fails first is raised, and what was not begun by then is not begun any more."""
    try:
        for task in as_completed(tasks):
            task.result()
    finally:
        for task in tasks:
            task.cancel()


class _Writing:
    """Write pieces of files where they belong. Used by several threads: the disk is waited for while others work."""

    def __init__(
        self, files: Mapping[str, Node], spots: Mapping[str, list[_Spot]], folder: Path, progress: Progress
    ) -> None:
        """Make the files, of zeros; lets OSError through."""
        self._spots, self._folder, self._progress = spots, folder, progress
        self._left = {name: node.size for name, node in files.items()}
        self._counting = Lock()
        for name, size in self._left.items():
            _make(folder / name, size)
            if not size:
                synchronise(folder / name)

    def put(self, pieces: Mapping[str, bytes]) -> None:
        """Write pieces wherever they belong, and wait for the disk with the files that this completes."""
        spots = sorted(spot for piece in pieces for spot in self._spots[piece])
        for name, inside in groupby(spots, lambda spot: spot.file):
            written = 0
            with (self._folder / name).open("r+b") as file:
                for spot in inside:
                    file.seek(spot.offset)
                    written += file.write(pieces[spot.piece])
            with self._counting:
                self._left[name] -= written
                is_whole = not self._left[name]
            if is_whole:
                synchronise(self._folder / name)
            self._progress.add(written)


def _batches(pieces: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    """Gather pieces to be written at once: to open a file for each of them takes longer than to write it."""
    batch, size = dict[str, bytes](), 0
    for piece, data in pieces:
        batch[piece] = data
        size += len(data)
        if size >= _BATCH:
            yield batch
            batch, size = {}, 0
    yield batch


def _make(path: Path, size: int) -> None:
    """Make a file of zeros that only its owner can read, and the folders around it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.truncate(descriptor, size)
    finally:
        os.close(descriptor)
