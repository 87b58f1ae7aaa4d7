"""Let SQLite's own calls be counted and go wrong as well, where the library lets its system calls be replaced.

Specification: sqlite3_vfs.xSetSystemCall (sqlite.org, "OS Interface Object"), which the unix VFS has.
"""

import ctypes
import errno
import os
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_size_t, c_ssize_t, c_void_p, cast
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3 as library  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.faults.backup.disk import Disk, Operation

_Write = CFUNCTYPE(c_ssize_t, c_int, c_void_p, c_size_t, c_int64, use_errno=True)
_Truncate = CFUNCTYPE(c_int, c_int, c_int64, use_errno=True)
_Unlink = CFUNCTYPE(c_int, c_char_p, use_errno=True)
_Replace = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_Get = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_kept: list[Any] = []  # what C calls must not be collected


class _Vfs(Structure):
    _fields_ = (
        *((name, c_int) for name in ("version", "file_size", "longest_path")),
        *((name, c_void_p) for name in ("next", "name", "data", "open", "delete", "access", "full_path")),
        *((name, c_void_p) for name in ("dl_open", "dl_error", "dl_sym", "dl_close", "randomness", "sleep")),
        *((name, c_void_p) for name in ("current_time", "last_error", "current_time_64")),
        ("set_system_call", _Replace),
        ("get_system_call", _Get),
    )


def install(disk: Disk) -> bool:
    """Wrap SQLite's writing calls of this process; False where this build of it does not let us."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        find = ctypes.CDLL(library.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return False
    find.restype, find.argtypes = POINTER(_Vfs), [c_char_p]
    vfs = find(None)
    calls = {
        b"pwrite64": (_Write, _writing), b"pwrite": (_Write, _writing),
        b"ftruncate": (_Truncate, _truncating), b"unlink": (_Unlink, _unlinking),
    }  # fmt: skip
    for name, (kind, wrapping) in calls.items():
        address = vfs.contents.get_system_call(cast(vfs, c_void_p), name)
        if address:
            ours = kind(wrapping(disk, kind(address)))
            _kept.append(ours)
            vfs.contents.set_system_call(cast(vfs, c_void_p), name, cast(ours, c_void_p))
    return True


def _place(disk: Disk, descriptor: int) -> tuple[str, str] | None:
    try:
        return disk.place(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:
        return None


def _writing(disk: Disk, real: Any) -> Any:
    def write(descriptor: int, data: int, count: int, offset: int) -> int:
        place = _place(disk, descriptor)
        if place is not None:
            step = Operation("write", *place, offset=offset, data=bytes(count))
            try:
                disk.step(step, lambda whole: real(descriptor, data, whole, offset))
            except OSError as error:
                ctypes.set_errno(error.errno or errno.EIO)
                return -1
        return int(real(descriptor, data, count, offset))

    return write


def _truncating(disk: Disk, real: Any) -> Any:
    def truncate(descriptor: int, length: int) -> int:
        place = _place(disk, descriptor)
        if place is not None:
            try:
                disk.step(Operation("truncate", *place, offset=length))
            except OSError as error:
                ctypes.set_errno(error.errno or errno.EIO)
                return -1
        return int(real(descriptor, length))

    return truncate


def _unlinking(disk: Disk, real: Any) -> Any:
    def unlink(path: bytes) -> int:
        place = disk.place(os.fsdecode(path))
        if place is not None:
            try:
                disk.step(Operation("unlink", *place))
            except OSError as error:
                ctypes.set_errno(error.errno or errno.EIO)
                return -1
        return int(real(path))

    return unlink
