"""Write a file or a folder so that it is there whole or not at all, and turn the system's refusals into ours."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fieldnotes.errors import Unreachable, UsageError

PARTIAL_SUFFIX = ".partial"
"""How the name of a file that was not finished ends; only a killed process leaves one behind."""

_REFUSALS = {
    errno.ENOSPC: ("the disk is full", "free some space and try again"),
    errno.EDQUOT: ("the disk is full", "free some space and try again"),
    errno.EFBIG: ("the file is larger than the disk or a limit allows", "write it to another disk"),
    errno.EROFS: ("the disk is read-only", "write to another one"),
    errno.EACCES: ("the file or its folder may not be read or written", "check who owns it"),
    errno.EPERM: ("the file or its folder may not be read or written", "check who owns it"),
    errno.ENOENT: ("the file or its folder is not there", "check the path"),
    errno.ENOTDIR: ("the file or its folder is not there", "check the path"),
    errno.EISDIR: ("a folder stands where a file is asked for", "check the path"),
}


@contextmanager
def reaching() -> Iterator[None]:
    """Turn an OSError of the block into Unreachable; names no path, for a path may name a person."""
    try:
        yield
    except OSError as error:
        otherwise = ("the disk does not answer as it should", "check that it is still connected")
        sentence, hint = _REFUSALS.get(error.errno or 0, otherwise)
        raise Unreachable(sentence, hint) from None


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield an empty file, mode 0600, that takes the place of `target` when the block ends well.

    Until then `target` is as it was, and after any failure nothing is left: the new file lies beside it,
    is synchronised, renamed, and the folder synchronised. Lets OSError through (see `reaching`).
    """
    partial = target.with_name(f".{secrets.token_hex(8)}{PARTIAL_SUFFIX}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        partial.replace(target)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    synchronise(target.parent)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Yield an empty folder, mode 0700, that becomes `target` when the block ends well, and is gone when it does not.

    What the block writes into it, it writes through itself (see `synchronise`). A kill leaves a folder beside `target`
    whose name begins with a dot and ends in `.partial`.

    Raises UsageError where something is at `target`, Unreachable where the folder cannot be made.
    """
    partial = target.absolute().parent / f".{secrets.token_hex(8)}{PARTIAL_SUFFIX}"
    _refuse_taken(target)
    try:
        with reaching():
            partial.mkdir(mode=0o700)
        yield partial
        with reaching():
            synchronise(partial)
            _refuse_taken(target)
            partial.rename(target)
            synchronise(partial.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise UsageError("there is something at this path already", "choose a path that does not exist")


def synchronise(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the medium; lets OSError through."""
    is_folder = path.is_dir()
    if os.name == "nt" and is_folder:  # Windows opens no folder and needs no such thing
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if not (is_folder and error.errno == errno.EINVAL):  # some shares cannot do this for folders, and say so
            raise
    finally:
        os.close(descriptor)
