"""Make fresh places of every kind, on real servers."""

import getpass
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remote import connect
from fieldnotes.formats.restic.storage import Storage
from tests.backup.remotes.servers import PASSWORD, SECRET, USER, rclone_serving, sshd_serving


@dataclass(frozen=True)
class Place:
    """Hold where a repository may be kept, how to get in, and the folder behind the server."""

    kind: str
    address: str
    credentials: Credentials
    folder: Path

    def connect(self, meter: Meter | None = None, *, new: bool = True) -> AbstractContextManager[Storage]:
        """Reach it, with room for a repository unless it is not `new`."""
        return connect(parse(self.address), self.credentials, meter, new=new)

    def with_wrong_credentials(self) -> "Place":
        """Return the same place for somebody who does not know the password or key."""
        wrong = "not-the-password"
        return replace(self, credentials=replace(self.credentials, password=wrong, private_key=""))


Maker = Callable[[str], Place]
"""Make a place by a name nobody took."""


@contextmanager
def _rest(root: Path) -> Iterator[Maker]:
    with rclone_serving("restic", root) as port:
        yield lambda name: _rest_place("rest", port, root, name)


@contextmanager
def _append_only(root: Path) -> Iterator[Maker]:
    with rclone_serving("restic", root, "--append-only") as port:
        yield lambda name: _rest_place("append-only", port, root, name)


def _rest_place(kind: str, port: int, root: Path, name: str) -> Place:
    address = f"rest:http://{USER}@127.0.0.1:{port}/{name}/"
    return Place(kind, address, Credentials(password=PASSWORD), root / name)


@contextmanager
def _s3(root: Path) -> Iterator[Maker]:
    (root / "bucket").mkdir()
    with rclone_serving("s3", root) as port:
        keys = Credentials(user=USER, password=SECRET)
        yield lambda name: Place("s3", f"s3:http://127.0.0.1:{port}/bucket/{name}", keys, root / "bucket" / name)


@contextmanager
def _sftp(root: Path) -> Iterator[Maker]:
    keys, served = root / "keys", root / "served"
    keys.mkdir()
    served.mkdir()
    with sshd_serving(keys) as (port, key, known):
        ours = Credentials(private_key=key, known_hosts=known)
        user = getpass.getuser()
        yield lambda name: Place("sftp", f"sftp://{user}@127.0.0.1:{port}/{served / name}", ours, served / name)


@contextmanager
def _webdav(root: Path) -> Iterator[Maker]:
    with rclone_serving("webdav", root) as port:
        settings = {"type": "webdav", "vendor": "other", "url": f"http://127.0.0.1:{port}", "user": USER}
        ours = Credentials(password=PASSWORD, settings=settings)
        yield lambda name: Place("webdav", f"rclone:field:{name}", ours, root / name)


FAR: Mapping[str, Callable[[Path], AbstractContextManager[Maker]]] = {
    "rest": _rest,
    "append_only": _append_only,
    "s3": _s3,
    "sftp": _sftp,
    "webdav": _webdav,
}
"""Run a server that keeps everything in an empty folder, and yield what makes places on it."""
