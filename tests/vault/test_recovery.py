"""Prove that a vault opens without Fieldnotes, with the commands that RECOVERY.txt prints.

Stock `age` opens the notes by passphrase and by the first recovery key, an independent SQLCipher (sqlite3mc)
reads the database. For the identities the text asks for age 1.3, which knows post-quantum keys; in its place
stands the npm package `age-encryption` by age's author, and where that is not installed only our own reader.
"""

import base64
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from fieldnotes.formats.age.envelope import decrypt
from fieldnotes.formats.age.parse import parse_identity
from fieldnotes.formats.age.scrypt import PassphraseIdentity
from fieldnotes.vault.layout import RECOVERY_TEXT
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSPHRASE, Sample

REPOSITORY = Path(__file__).resolve().parents[2]
PEER = REPOSITORY / "tests" / "formats" / "age" / "hybrid_peer.mjs"
TEXT = RECOVERY_TEXT.decode("ascii")
# Standard input becomes a terminal's keyboard: stock age asks for passphrases on a terminal only.
ON_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
CARD = b'{"name":"Saffron Kemiri"}'


@pytest.fixture(scope="session")
def age() -> str:
    """Return the path of stock age."""
    path = shutil.which("age")
    if path is None:
        pytest.skip("stock age is not installed")
    return path


@pytest.fixture
def work(sample: Sample, tmp_path: Path) -> Path:
    """Return a copy of the vault to work in, as the text advises, without the index that no backup has."""
    copy = sample.copy(tmp_path / "copy").path
    (copy / "index.db").unlink()
    return copy


def command(beginning: str) -> list[str]:
    """Return the command of RECOVERY.txt that begins so; it stands there once."""
    lines = [line.strip() for line in TEXT.splitlines() if line.strip().startswith(beginning)]
    assert len(lines) == 1, beginning
    return shlex.split(lines[0])


def run(arguments: list[str], folder: Path, typed: str | None = None) -> bytes:
    """Run a command in the vault's folder, typing a passphrase where it asks; return what it prints."""
    if typed is not None:
        arguments = [sys.executable, "-c", ON_A_TERMINAL, *arguments]
    keys = None if typed is None else f"{typed}\n".encode()
    done = subprocess.run(arguments, cwd=folder, input=keys, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def sqlite3mc(path: Path, digits: str) -> "apsw.Connection":
    """Open a database as RECOVERY.txt says for sqlite3mc."""
    connection = apsw.Connection(str(path))
    for statement in ("PRAGMA cipher = 'sqlcipher';", "PRAGMA legacy = 4;"):
        assert statement in TEXT
        connection.execute(statement)
    key = next(line.strip() for line in TEXT.splitlines() if line.strip().startswith("PRAGMA key"))
    connection.execute(key.replace("the 64 letters and digits", digits))
    return connection


@pytest.fixture(params=["passphrase", "first recovery key"])
def digits(request: pytest.FixtureRequest, age: str, work: Path, sample: Sample) -> Iterator[str]:
    """Return the database key as stock age gives it, by the passphrase or by the first recovery key."""
    assert age
    if request.param == "passphrase":
        asked = command("age -d -i keys/vault.1.age")
        out = run(asked, work, PASSPHRASE).decode()
        yield "".join(out.split())[-64:]
    else:
        (work / "notes.txt").write_text(f"{sample.recovery.notes}\n")
        run(command("age -d -i notes.txt"), work)
        yield run(command("age -d -i vault.txt keys"), work).decode()


def test_the_notes_open_with_stock_tools(digits: str, work: Path, sample: Sample) -> None:
    query = next(line.strip() for line in TEXT.splitlines() if line.strip().startswith("SELECT kind, body"))

    notes = sqlite3mc(work / "notes.db", digits)
    found = {bytes(body) for kind, body in notes.execute(query) if kind == "passage"}
    older = {bytes(body) for (body,) in notes.execute("SELECT body FROM revisions")}
    checked = list(notes.execute("PRAGMA integrity_check"))
    notes.close()

    assert digits == sample.keys().database.hex()
    assert found == {b"the first words, corrected", b"the second words", b"the third words"}
    assert b"the first words" in older
    assert checked == [("ok",)]


def test_what_another_implementation_writes_we_read(sample: Sample) -> None:
    keys = sample.keys()
    notes = sqlite3mc(sample.layout.notes, keys.database.hex())
    notes.execute("CREATE TABLE theirs (a)")
    notes.execute("DROP TABLE theirs")
    notes.close()

    with sample.open() as vault:
        assert len(list(vault.heads())) == 5


def sealed_card(work: Path, digits: str) -> bytes:
    """Return the sealed card as the SELECT of RECOVERY.txt would write it."""
    notes = sqlite3mc(work / "notes.db", digits)
    assert "SELECT writefile(hex(id) || '.age', blob) FROM seals;" in TEXT
    (blob,) = next(notes.execute("SELECT blob FROM seals"))
    notes.close()
    return bytes(blob)


def content_of(clear: bytes) -> bytes:
    """Return what was sealed, out of the JSON document that a stock tool prints."""
    return json.dumps(json.loads(clear)["content"], separators=(",", ":")).encode()


def test_an_identity_opens_with_another_implementation_of_post_quantum_age(work: Path, sample: Sample) -> None:
    folder = Path(os.environ.get("FIELDNOTES_NODE_MODULES") or REPOSITORY / ".venv" / "node_modules")
    if shutil.which("node") is None or not (folder / "age-encryption").is_dir():
        pytest.skip("node or the npm package age-encryption is not installed")

    def peer(identity: str, sealed: bytes) -> bytes:
        question = {"do": "decrypt", "identity": identity, "data": base64.b64encode(sealed).decode()}
        done = subprocess.run(
            ["node", str(PEER), str(folder)],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=60,
            check=True,
        )
        return base64.b64decode(json.loads(done.stdout)["data"])

    private = peer(sample.recovery.names or "", (work / "keys/identities.2.age").read_bytes()).decode()
    clear = peer(private.strip(), sealed_card(work, sample.keys().database.hex()))

    assert content_of(clear) == CARD


def test_an_identity_opens_step_by_step_with_our_own_age(work: Path, sample: Sample) -> None:
    """The same steps without the vault room; it proves the files, not another implementation."""
    names = parse_identity(sample.recovery.names or "")
    by_key = decrypt((work / "keys/identities.2.age").read_bytes(), [names])
    lock = PassphraseIdentity(IDENTITY_PASSPHRASE)
    by_passphrase = decrypt((work / "keys/identities.1.age").read_bytes(), [lock])
    clear = decrypt(sealed_card(work, sample.keys().database.hex()), [parse_identity(by_key.decode())])

    assert by_key == by_passphrase
    assert content_of(clear) == CARD


def test_the_private_half_opens_with_stock_age_and_the_identity_passphrase(age: str, work: Path) -> None:
    out = run([age, "-d", "keys/identities.1.age"], work, IDENTITY_PASSPHRASE).decode()

    assert "AGE-SECRET-KEY-PQ-1" in out
