"""Give each test a fresh place of every kind, on real servers that are started once."""

import secrets
from collections.abc import Iterator

import pytest

from fieldnotes.backup.credentials import Credentials
from fieldnotes.formats.restic.storage import Storage
from tests.backup.remotes.places import FAR, Maker, Place


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once; how long the product waits is proved by itself."""
    monkeypatch.setattr("fieldnotes.backup.steady.FIRST_DELAY", 0.02)


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    root = tmp_path_factory.mktemp("directory")

    return lambda name: Place("directory", str(root / name), Credentials(), root / name)


@pytest.fixture(scope="session")
def rest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    with FAR["rest"](tmp_path_factory.mktemp("rest")) as make:
        yield make


@pytest.fixture(scope="session")
def append_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    with FAR["append_only"](tmp_path_factory.mktemp("append_only")) as make:
        yield make


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    with FAR["s3"](tmp_path_factory.mktemp("s3")) as make:
        yield make


@pytest.fixture(scope="session")
def sftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    pytest.importorskip("asyncssh", reason="the extra sftp is not installed")
    with FAR["sftp"](tmp_path_factory.mktemp("sftp")) as make:
        yield make


@pytest.fixture(scope="session")
def webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    with FAR["webdav"](tmp_path_factory.mktemp("webdav")) as make:
        yield make


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
