"""Keep a repository in a folder: on this disk, on a stick, on a share that is mounted.

Files are whole or not there: written beside their place, synchronised, renamed, and the folder synchronised. What a
killed process left behind does not end in an id, so neither we nor restic list it, and a later run sweeps it.
Names are hexadecimal digits alone, which FAT, exFAT and NTFS hold as well.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import FOLDERS, LARGEST, SHARDS, in_folder
from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import PARTIAL_SUFFIX, replacing, synchronise
from fieldnotes.formats.restic.identifiers import is_identifier
from fieldnotes.formats.restic.storage import Absent, Denied, Full, Short, Stored, Unplaced

_READ = 1024 * 1024  # bytes between two looks at the meter; no disk is so slow that it takes long
_STALE = 24 * 3600.0  # seconds; nobody writes one file for a day

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EROFS, errno.EACCES, errno.EPERM}
_MISSING = {errno.ENOENT, errno.ENOTDIR}


class Directory:
    """Be the Storage of the folder `root`, which must be there unless it is laid out now."""

    def __init__(self, root: Path, meter: Meter) -> None:
        self._root = root
        self._meter = meter
        self._identity: tuple[int, int] | None = None
        self._swept = False

    def put(self, name: str, data: bytes) -> None:
        """Write an object; raises Full, Denied, Unreachable, Cancelled."""
        with _answers():
            self._look_at_root()
            self._sweep()
            target = self._root / name
            try:
                self._write(target, data)
            except FileNotFoundError:  # a folder that a hand or a stranger's program left out
                self._look_at_root()
                target.parent.mkdir(parents=True, exist_ok=True)
                for folder in (target.parent.parent, self._root):  # data/ab is a name in data
                    synchronise(folder)
                self._write(target, data)

    def get(self, name: str) -> bytes:
        """Return an object; raises Absent where the folder is there and the file is not."""
        with self._opened(name) as (descriptor, size):
            return self._read(descriptor, size)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object; raises Short where it is shorter than that."""
        with self._opened(name) as (descriptor, size):
            if offset + length > size:
                raise Short("a file of the repository is shorter than it should be", "run backup verify")
            os.lseek(descriptor, offset, os.SEEK_SET)
            return self._read(descriptor, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield the files whose name is an id; a folder that is not there is empty, if the repository's is there."""
        with _answers():
            self._look_at_root()
            parents = SHARDS if folder == "data" else (folder,)
            for parent in parents:
                with suppress(FileNotFoundError), os.scandir(self._root / parent) as entries:
                    for entry in entries:
                        self._meter.check()
                        # One that goes meanwhile, as locks do, must not end the listing of those behind it.
                        with suppress(FileNotFoundError):
                            if is_identifier(entry.name) and entry.is_file(follow_symlinks=False):
                                size = entry.stat().st_size
                                yield Stored(in_folder(folder, entry.name), size)
            self._look_at_root()

    def delete(self, name: str) -> None:
        """Unlink an object, durably."""
        with _answers():
            self._look_at_root()
            try:
                (self._root / name).unlink()
            except FileNotFoundError:
                return
            synchronise((self._root / name).parent)

    def lay_out(self) -> None:
        """Make the folders of a new repository, all of them now: what is written later needs no new folder."""
        with _answers():
            if not self._root.exists():
                if not self._root.parent.is_dir():
                    _gone()
                self._root.mkdir(mode=0o700)
                synchronise(self._root.parent)
            for folder in (*FOLDERS, *SHARDS):
                (self._root / folder).mkdir(mode=0o700, exist_ok=True)
            synchronise(self._root / "data")
            synchronise(self._root)

    def close(self) -> None:
        """Do nothing: no file stays open."""

    # ------------------------------------------------------------------------------------------------ the folder

    def _look_at_root(self) -> None:
        """Raise Unreachable unless the folder is there and still the same: a stick may have been pulled out.

        Its mount point would then be an empty folder of the disk below, and writing there would be no backup.
        """
        try:
            found = self._root.stat()
        except OSError:
            _gone()
        if not stat.S_ISDIR(found.st_mode):
            _gone()
        identity = found.st_dev, found.st_ino
        if self._identity not in (None, identity):
            _gone()
        self._identity = identity

    def _sweep(self) -> None:
        """Unlink, once, what killed processes left. The clock is that of the folder: ours may be anywhere."""
        if self._swept:
            return
        self._swept = True
        now = self._now_there()
        for folder in ("", *FOLDERS, *SHARDS):
            with suppress(OSError), os.scandir(self._root / folder) as entries:
                for entry in entries:
                    ours = entry.name.startswith(".") and entry.name.endswith(PARTIAL_SUFFIX)
                    if ours and now - entry.stat(follow_symlinks=False).st_mtime > _STALE:
                        Path(entry.path).unlink()

    def _now_there(self) -> float:
        """Return the time in seconds that the folder's own file system writes on a new file."""
        probe = self._root / f".{secrets.token_hex(8)}{PARTIAL_SUFFIX}"
        descriptor = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            return os.fstat(descriptor).st_mtime
        finally:
            os.close(descriptor)
            probe.unlink()

    # ------------------------------------------------------------------------------------------------- its files

    def _write(self, target: Path, data: bytes) -> None:
        with replacing(target) as file:
            for block in self._meter.blocks(data):
                file.write(block)

    @contextmanager
    def _opened(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield the descriptor of an object and its size in bytes; nothing but a plain file is read."""
        with _answers():
            flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
            try:
                descriptor = os.open(self._root / name, flags)
            except OSError as error:
                self._look_at_root()
                if error.errno in _MISSING:
                    raise Absent("the repository has no such file") from None
                raise
            try:
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                    raise Unreachable("a file of the repository is none, or too large", "run backup verify")
                yield descriptor, found.st_size
            finally:
                os.close(descriptor)

    def _read(self, descriptor: int, length: int) -> bytes:
        parts, left = [], length
        while left:
            part = os.read(descriptor, min(_READ, left))
            if not part:
                raise Unreachable("a file of the repository became shorter while it was read", "run it again")
            parts.append(part)
            left -= len(part)
            self._meter.arrived(len(part))
        return parts[0] if len(parts) == 1 else b"".join(parts)


def _gone() -> NoReturn:
    raise Unplaced("the repository's folder is not there", "connect its disk, and check the path") from None


@contextmanager
def _answers() -> Iterator[None]:
    """Turn what the system says into our errors, which name no path: a path may name a person."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Full("the repository's disk is full", "free some space there, or take another one") from None
        if error.errno in _DENIED:
            raise Denied("the repository's folder may not be written or read", "check who owns it") from None
        raise Unreachable("the repository's disk does not answer as it should", "check that it is connected") from None
