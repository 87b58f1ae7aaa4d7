"""Reach the place that an address names: one socket for folders, restic's server, S3, SFTP and rclone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import NONE, Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.steady import Steady
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Storage


class Remote(Storage, Protocol):
    """Be a Storage that holds something open; every file in `remotes` has one."""

    def lay_out(self) -> None:
        """Make room for a new repository, where the place asks for that; harmless where one stands."""

    def close(self) -> None:
        """Give back connections and processes."""


@contextmanager
def connect(
    address: Address, credentials: Credentials = NONE, meter: Meter | None = None, *, new: bool = False
) -> Iterator[Storage]:
    """Yield the place at an address, tried again where a line breaks; closed at the end.

    Where it is `new`, room for a repository is made first; else a folder that is not there is Unreachable.

    Raises Unreachable and its kinds (`formats.restic.storage`), UsageError for credentials that cannot be, Cancelled
    when the meter says so. Nothing is sent before the first verb, except by sftp and rclone.
    """
    meter = meter or Meter()
    remote = _remote(address, credentials, meter)
    try:
        steady = Steady(remote, meter)
        if new:
            steady.attempt(remote.lay_out)
        yield steady
    finally:
        remote.close()


def _remote(address: Address, credentials: Credentials, meter: Meter) -> Remote:
    """Make the remote; its module is loaded only now, for some bring libraries that take their time."""
    match address.kind:
        case "local":
            from fieldnotes.backup.remotes.directory import Directory

            return Directory(Path(address.path), meter)
        case "rest":
            from fieldnotes.backup.remotes.rest import at

            return at(address, credentials, meter)
        case "s3":
            from fieldnotes.backup.remotes.s3 import bucket_at

            return bucket_at(address, credentials, meter)
        case "sftp":
            try:
                from fieldnotes.backup.remotes.sftp import logged_in
            except ImportError:
                raise Unreachable(
                    "sftp: needs a package that is not installed", "pipx install 'fieldnotes[sftp]'"
                ) from None
            return logged_in(address, credentials, meter)
        case "rclone":
            from fieldnotes.backup.remotes.rclone import served

            return served(address, credentials, meter)
