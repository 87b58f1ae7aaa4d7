"""Write a file so that it is there whole or not at all, and turn the system's refusals into ours."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from fieldnotes.errors import Unreachable

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
    _synchronise(target.parent)


def _synchronise(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
