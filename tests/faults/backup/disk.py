"""Count every operation on the disks of a run, and let one of them go wrong: killed, torn, refused or full.

Python's own calls are wrapped (`os`, `open`), so no compiler and no tracer is needed; those of SQLite in
`sqlite_calls`, the verbs of the place in `verbs`. To be used in a process that ends after it: nothing is put back.
"""

import builtins
import errno
import io
import os
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

SECTOR = 512
KILLED = 137


class Fate(StrEnum):
    """Say what happens at the chosen operation."""

    KILL = "kill"  # before it
    TORN = "torn write"  # half of its sectors, then killed
    ERROR = "EIO"  # it is refused, once
    FULL = "ENOSPC"  # from here on nothing can be created or written
    GONE = "gone"  # the place: from here on no verb is answered
    UNHEARD = "unheard"  # the place: done, but the answer is lost, once


class Operation(NamedTuple):
    """Hold one operation; `disk` is the name of a root, paths are below it, `data` None where it was not kept."""

    kind: str  # create, write, truncate, sync, rename, unlink, mkdir, rmdir, or verb
    disk: str
    path: str
    other: str = ""
    offset: int = 0
    data: bytes | None = None


@dataclass(frozen=True)
class Plan:
    """Say which operation, counted from 1, meets which fate; 0 for none."""

    number: int = 0
    fate: Fate = Fate.KILL


class Disk:
    """Count operations below some folders, and keep those on `kept` disks, with all bytes, in a log."""

    def __init__(self, roots: dict[str, Path], plan: Plan, log: Path, kept: frozenset[str] = frozenset()) -> None:
        self._roots = [(os.fspath(path), name) for name, path in roots.items()]
        self._plan, self._kept = plan, kept
        self._count = 0
        self._full = False
        self._turn = threading.RLock()
        self._paths: dict[int, str] = {}
        self._write, self._exit = os.write, os._exit
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    @property
    def plan(self) -> Plan:
        """What goes wrong, and when."""
        return self._plan

    def place(self, path: Any, dir_fd: int | None = None) -> tuple[str, str] | None:
        """Return the name of the disk that a path or descriptor is on, and the path below its root."""
        path = self._paths.get(path, "") if isinstance(path, int) else self._whole(path, dir_fd)
        for root, name in self._roots:
            if path == root or path.startswith(root + os.sep):
                return name, path[len(root) + 1 :]
        return None

    def opened(self, descriptor: int, path: Any, dir_fd: int | None = None) -> None:
        """Remember where a descriptor leads."""
        self._paths[descriptor] = self._whole(path, dir_fd)

    def _whole(self, path: Any, dir_fd: int | None) -> str:
        return os.fspath(Path(self._paths.get(dir_fd or -1, ""), os.fspath(path)).absolute())

    def step(self, operation: Operation, tear: Callable[[int], object] | None = None) -> bool:
        """Count an operation that is about to happen and tell whether it is the chosen one.

        `tear` does only so many bytes of it. Raises OSError, or ends the process, as is planned.
        """
        with self._turn:
            self._count += 1
            chosen = self._count == self._plan.number
            if chosen:
                self._meet(operation, tear)
            makes = operation.kind in ("create", "write", "mkdir", "truncate")
            if self._full and makes:
                raise OSError(errno.ENOSPC, "no room, as was planned")
            self._note(operation)
            return chosen

    def _meet(self, operation: Operation, tear: Callable[[int], object] | None) -> None:
        fate = self._plan.fate
        if fate is Fate.TORN and tear is not None and operation.data is not None:
            whole = len(operation.data) // 2 // SECTOR * SECTOR
            self._note(operation._replace(data=operation.data[:whole]))
            tear(whole)
        if fate in (Fate.KILL, Fate.TORN):
            self._exit(KILLED)
        if fate is Fate.ERROR and operation.kind != "verb":
            raise OSError(errno.EIO, "refused, as was planned")
        self._full = self._full or (fate is Fate.FULL and operation.kind != "verb")

    def _note(self, operation: Operation) -> None:
        if operation.disk not in self._kept:
            operation = operation._replace(data=None)
        self._write(self._log, pickle.dumps(tuple(operation)))


def install(disk: Disk) -> None:
    """Wrap the calls of this process."""
    _wrap_descriptors(disk)
    _wrap_names(disk)
    opening: Any = _Opening(disk, io.open)
    io.open = builtins.open = opening


def operations(log: Path) -> list[Operation]:
    """Return what a log holds."""
    found = []
    with log.open("rb") as file:
        while file.peek(1):
            found.append(Operation(*pickle.load(file)))  # noqa: S301 - our own process wrote it
    return found


def _wrap_descriptors(disk: Disk) -> None:
    """Wrap what works on descriptors."""
    real_open, real_write, real_sync, real_truncate = os.open, os.write, os.fsync, os.truncate

    def opening(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        place = disk.place(path, dir_fd)
        if place and flags & os.O_CREAT:
            disk.step(Operation("create", *place))
        descriptor = real_open(path, flags, mode, dir_fd=dir_fd)
        disk.opened(descriptor, path, dir_fd)
        return descriptor

    def writing(descriptor: int, data: Any) -> int:
        if place := disk.place(descriptor):
            offset = os.lseek(descriptor, 0, os.SEEK_CUR)
            step = Operation("write", *place, offset=offset, data=bytes(data))
            disk.step(step, lambda whole: real_write(descriptor, bytes(data)[:whole]))
        return real_write(descriptor, data)

    def truncating(path: Any, length: int) -> None:
        if place := disk.place(path):
            disk.step(Operation("truncate", *place, offset=length))
        real_truncate(path, length)

    functions: Any = os
    functions.open, functions.write, functions.truncate = opening, writing, truncating
    functions.fsync = _counted(disk, "sync", real_sync)
    if hasattr(os, "sendfile"):
        functions.sendfile = _counted(disk, "write", os.sendfile)


def _wrap_names(disk: Disk) -> None:
    """Wrap what works on names."""
    functions: Any = os
    functions.mkdir, functions.rmdir = _counted(disk, "mkdir", os.mkdir), _counted(disk, "rmdir", os.rmdir)
    functions.unlink = functions.remove = _counted(disk, "unlink", os.unlink)
    functions.rename, functions.replace = _renaming(disk, os.rename), _renaming(disk, os.replace)


def _counted(disk: Disk, kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a call whose first argument says what it is about."""

    def call(path: Any, *rest: Any, **named: Any) -> Any:
        if place := disk.place(path, named.get("dir_fd")):
            disk.step(Operation(kind, *place))
        return real(path, *rest, **named)

    return call


def _renaming(disk: Disk, real: Callable[..., None]) -> Callable[..., None]:
    def rename(source: Any, target: Any) -> None:
        place, goal = disk.place(source), disk.place(target)
        if place and goal:
            disk.step(Operation("rename", *place, other=goal[1]))
        real(source, target)

    return rename


class _Opening:
    """Be `open`, and give files that count what is written to them."""

    def __init__(self, disk: Disk, real: Callable[..., Any]) -> None:
        self._disk, self._real = disk, real

    def __call__(self, file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        """Open a file."""
        place = self._disk.place(file)
        if place is None or "b" not in mode or not set(mode) & set("wxa+"):
            return self._real(file, mode, *rest, **named)
        raw = _Counted(self._disk, place, file, mode.replace("b", ""))
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)


class _Counted(io.FileIO):
    def __init__(self, disk: Disk, place: tuple[str, str], file: Any, mode: str) -> None:
        if "w" in mode or "x" in mode:
            disk.step(Operation("create", *place))
        super().__init__(file, mode)
        self._disk, self._place = disk, place
        if not isinstance(file, int):
            disk.opened(self.fileno(), file)

    def write(self, data: Any) -> int:
        whole = bytes(data)
        step = Operation("write", *self._place, offset=self.tell(), data=whole)
        self._disk.step(step, lambda length: super(_Counted, self).write(whole[:length]))
        return super().write(data)
