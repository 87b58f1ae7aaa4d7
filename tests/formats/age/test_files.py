"""Prove that a file is there whole or not at all, whatever fails, and that refusals are ours."""

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.errors import Damaged, FieldnotesError, Locked, Unreachable
from fieldnotes.formats.age.bytereader import BLOCK_SIZE
from fieldnotes.formats.age.envelope import encrypt
from fieldnotes.formats.age.files import decrypt_file, decrypt_parcel, encrypt_file, encrypt_parcel
from fieldnotes.formats.age.stream import CHUNK_SIZE
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.formats.atomic import PARTIAL_SUFFIX, reaching, replacing

REPOSITORY = Path(__file__).resolve().parents[3]
WORDS = b"what was said at the market. " * 10_000


@pytest.fixture
def sealed(tmp_path: Path, key: X25519Identity) -> Path:
    """Return an age file of WORDS, several chunks long, alone in its folder."""
    clear = tmp_path / "clear"
    clear.write_bytes(WORDS)
    target = tmp_path / "alone" / "sealed.age"
    target.parent.mkdir()
    encrypt_file(clear, target, [key.recipient()])
    return target


def run_python(program: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run `program` in a process of its own, whose limits may be lowered."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_comes_back_as_it_was(sealed: Path, key: X25519Identity) -> None:
    decrypt_file(sealed, sealed.with_name("clear"), [key])

    assert sealed.with_name("clear").read_bytes() == WORDS
    assert sorted(path.name for path in sealed.parent.iterdir()) == ["clear", "sealed.age"]


def test_only_the_owner_may_read_what_was_written(sealed: Path, key: X25519Identity) -> None:
    was = os.umask(0)
    try:
        decrypt_file(sealed, sealed.with_name("clear"), [key])
    finally:
        os.umask(was)

    modes = [stat.S_IMODE(path.stat().st_mode) for path in sealed.parent.iterdir()]
    assert modes == [0o600, 0o600]


@given(damage=st.integers(0), cut=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_leaves_nothing_behind(
    tmp_path_factory: pytest.TempPathFactory, key: X25519Identity, damage: int, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    clear, sealed = folder / "clear", folder / "sealed.age"
    clear.write_bytes(WORDS)
    encrypt_file(clear, sealed, [key.recipient()])
    data = bytearray(sealed.read_bytes())
    data[damage % len(data)] ^= 4
    sealed.write_bytes(sealed.read_bytes()[: damage % len(data)] if cut else data)

    with pytest.raises((Damaged, Locked)):
        decrypt_file(sealed, folder / "opened", [key])

    assert sorted(path.name for path in folder.iterdir()) == ["clear", "sealed.age"]


def test_a_failure_leaves_the_earlier_file_as_it_was(sealed: Path, key: X25519Identity) -> None:
    target = sealed.with_name("clear")
    target.write_bytes(b"an earlier word")
    sealed.write_bytes(sealed.read_bytes()[:-1])

    with pytest.raises(Damaged):
        decrypt_file(sealed, target, [key])

    assert target.read_bytes() == b"an earlier word"
    assert len(list(sealed.parent.iterdir())) == 2


def test_a_wrong_key_leaves_nothing_behind(sealed: Path) -> None:
    with pytest.raises(Locked):
        decrypt_file(sealed, sealed.with_name("clear"), [X25519Identity.generate()])

    assert list(sealed.parent.iterdir()) == [sealed]


def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupted() -> None:
        with replacing(tmp_path / "target") as file:
            file.write(bytes(CHUNK_SIZE))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_leaves_nothing_under_the_name_asked_for(tmp_path: Path, key: X25519Identity) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from fieldnotes.formats.age.files import decrypt_file\n"
        "from fieldnotes.formats.age.parse import parse_identity\n"
        "decrypt_file(Path('/dev/stdin'), Path(sys.argv[1]), [parse_identity(sys.argv[2])])\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "clear"), key.reveal()]
    sealed = encrypt(bytes(2 * BLOCK_SIZE), [key.recipient()])
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.write(sealed[: BLOCK_SIZE + CHUNK_SIZE])
        child.stdin.flush()
        deadline = time.monotonic() + 20
        while not any(path.stat().st_size for path in tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        child.kill()

    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".")
    assert left.name.endswith(PARTIAL_SUFFIX)
    assert left.stat().st_size > 0


def test_the_file_then_its_name_then_its_folder_reach_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        assert os.fstat(descriptor).st_size > 0
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    with replacing(tmp_path / "target") as file:
        file.write(b"words")

    assert steps == ["file", "name", "folder"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "clear").write_bytes(WORDS)
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from fieldnotes.errors import Unreachable\n"
        "from fieldnotes.formats.age.files import encrypt_file\n"
        "from fieldnotes.formats.age.x25519 import X25519Identity\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "folder = Path(sys.argv[1])\n"
        "try:\n"
        "    encrypt_file(folder / 'clear', folder / 'sealed', [X25519Identity.generate().recipient()])\n"
        "except Unreachable as error:\n"
        "    print(error, error.exit_code)\n"
    )

    run = run_python(program, tmp_path)

    assert run.stdout == "the file is larger than the disk or a limit allows 6\n", run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["clear"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_device_without_space_is_called_a_full_disk() -> None:
    with pytest.raises(Unreachable, match="the disk is full"), reaching():
        Path("/dev/full").write_bytes(b"words")


def test_a_folder_that_may_not_be_written_is_unreachable() -> None:
    program = (
        "import os\n"
        "from pathlib import Path\n"
        "from fieldnotes.errors import Unreachable\n"
        "from fieldnotes.formats.age.files import encrypt_file\n"
        "from fieldnotes.formats.age.x25519 import X25519Identity\n"
        "recipient = X25519Identity.generate().recipient()\n"
        "recipient.wrap(bytes(16))\n"
        "if os.geteuid() == 0:\n"
        "    os.setuid(65534)\n"
        "try:\n"
        "    encrypt_file(Path('/dev/null'), Path('/refused.age'), [recipient])\n"
        "except Unreachable as error:\n"
        "    print(error)\n"
    )

    run = run_python(program)

    assert run.stdout == "the file or its folder may not be read or written\n", run.stderr


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "may not be"),
        (errno.EPERM, "may not be"),
        (errno.EIO, "does not answer"),
        (errno.ENODEV, "does not answer"),
    ],
)
def test_a_refusal_of_the_system_is_said_without_a_path(number: int, sentence: str) -> None:
    with pytest.raises(Unreachable, match=sentence) as caught, reaching():
        raise OSError(number, os.strerror(number), "/home/saffron/interview")

    assert "saffron" not in f"{caught.value!r} {caught.value.hint}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_what_is_not_there_is_unreachable_and_nothing_is_made(tmp_path: Path, key: X25519Identity) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"words")
    calls: list[Callable[[], object]] = [
        lambda: encrypt_file(tmp_path / "nowhere", tmp_path / "target", [key.recipient()]),
        lambda: decrypt_file(tmp_path / "nowhere", tmp_path / "target", [key]),
        lambda: encrypt_parcel(tmp_path / "nowhere", tmp_path / "target", [key.recipient()], "a"),
        lambda: decrypt_parcel(tmp_path / "nowhere", tmp_path / "target", [key]),
        lambda: encrypt_file(tmp_path, tmp_path / "target", [key.recipient()]),
        lambda: encrypt_file(there, tmp_path / "no" / "folder", [key.recipient()]),
        lambda: encrypt_file(there, there / "target", [key.recipient()]),
    ]

    for call in calls:
        with pytest.raises(Unreachable):
            call()
    assert list(tmp_path.iterdir()) == [there]


def test_a_file_may_be_replaced_by_its_own_encryption(tmp_path: Path, key: X25519Identity) -> None:
    file = tmp_path / "file"
    file.write_bytes(WORDS)

    encrypt_file(file, file, [key.recipient()])
    assert file.read_bytes() != WORDS
    decrypt_file(file, file, [key])

    assert file.read_bytes() == WORDS


def test_a_refused_encryption_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "clear").write_bytes(WORDS)

    with pytest.raises(FieldnotesError):
        encrypt_file(tmp_path / "clear", tmp_path / "sealed", [])

    assert [path.name for path in tmp_path.iterdir()] == ["clear"]
