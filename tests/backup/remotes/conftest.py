"""Give each test a fresh place of every kind, on real servers that are started once."""

import getpass
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remote import connect
from fieldnotes.formats.restic.storage import Storage
from tests.backup.remotes.servers import PASSWORD, SECRET, USER, rclone_serving, sshd_serving


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once; how long the product waits is proved by itself."""
    monkeypatch.setattr("fieldnotes.backup.steady.FIRST_DELAY", 0.02)


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


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    root = tmp_path_factory.mktemp("directory")

    return lambda name: Place("directory", str(root / name), Credentials(), root / name)


@pytest.fixture(scope="session")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    root = tmp_path_factory.mktemp("rest")
    with rclone_serving("restic", root) as port:
        yield lambda name: _rest("rest", port, root, name)


@pytest.fixture(scope="session")
def append_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    root = tmp_path_factory.mktemp("append-only")
    with rclone_serving("restic", root, "--append-only") as port:
        yield lambda name: _rest("append-only", port, root, name)


def _rest(kind: str, port: int, root: Path, name: str) -> Place:
    address = f"rest:http://{USER}@127.0.0.1:{port}/{name}/"
    return Place(kind, address, Credentials(password=PASSWORD), root / name)


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    root = tmp_path_factory.mktemp("s3")
    (root / "bucket").mkdir()
    with rclone_serving("s3", root) as port:
        keys = Credentials(user=USER, password=SECRET)
        yield lambda name: Place("s3", f"s3:http://127.0.0.1:{port}/bucket/{name}", keys, root / "bucket" / name)


@pytest.fixture(scope="session")
def sftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    pytest.importorskip("asyncssh", reason="the extra sftp is not installed")
    root = tmp_path_factory.mktemp("sftp")
    with sshd_serving(tmp_path_factory.mktemp("sshd")) as (port, key, known):
        ours = Credentials(private_key=key, known_hosts=known)
        user = getpass.getuser()
        yield lambda name: Place("sftp", f"sftp://{user}@127.0.0.1:{port}/{root / name}", ours, root / name)


@pytest.fixture(scope="session")
def webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    root = tmp_path_factory.mktemp("webdav")
    with rclone_serving("webdav", root) as port:
        settings = {"type": "webdav", "vendor": "other", "url": f"http://127.0.0.1:{port}", "user": USER}
        ours = Credentials(password=PASSWORD, settings=settings)
        yield lambda name: Place("webdav", f"rclone:field:{name}", ours, root / name)


KINDS = ("directory", "rest", "append_only", "s3", "sftp", "webdav")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest) -> Place:
    """Return a fresh place of one kind after the other."""
    make: Maker = request.getfixturevalue(request.param)
    return make(secrets.token_hex(4))


@pytest.fixture
def storage(place: Place) -> Iterator[Storage]:
    """Return a place that is connected, with its `config` written."""
    with place.connect() as storage:
        storage.put("config", b"the first file of all")
        yield storage
