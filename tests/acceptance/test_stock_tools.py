"""Independent tools open what the vault holds, and find no name there that was only entered on a card."""

import subprocess
from pathlib import Path

import pytest

from tests.acceptance.desk import NOTES, Desk, private
from tests.acceptance.judge import leaks


def decrypted_pages(desk: Desk, folder: Path) -> bytes:
    """Return every page of `notes.db` in clear, opened by another SQLCipher with the key that age gives."""
    pyrage = pytest.importorskip("pyrage", reason="another implementation of age is not installed")
    apsw = pytest.importorskip("apsw", reason="another implementation of SQLCipher is not installed")
    keys = desk.vault / "keys"
    identity = pyrage.x25519.Identity.from_str(desk.keys["notes"])
    secret = pyrage.decrypt((keys / "vault.2.age").read_bytes(), [identity]).decode().strip()
    assert pyrage.passphrase.decrypt((keys / "vault.1.age").read_bytes(), NOTES).decode().strip() == secret
    opener = pyrage.x25519.Identity.from_str(secret)
    raw = pyrage.decrypt((keys / "vault.db.age").read_bytes(), [opener]).decode().strip()
    assert len(bytes.fromhex(raw)) == 32
    folder.mkdir()
    clear = folder / "clear.db"
    clear.write_bytes((desk.vault / "notes.db").read_bytes())
    connection = apsw.Connection(str(clear))
    for statement in ("cipher='sqlcipher'", "legacy=4", f"key='raw:{raw}'"):
        connection.execute(f"PRAGMA {statement}")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA rekey=''")
    connection.close()
    return clear.read_bytes()


def test_no_decrypted_page_holds_what_was_entered_only_on_a_card(desk: Desk, tmp_path: Path) -> None:
    """The words of the interviews are there; no name, number or address is, in any encoding that the judge reads."""
    copy = desk.copy(tmp_path / "copy")
    assert copy.run("lock").code == 0
    pages = decrypted_pages(copy, tmp_path / "clear")
    assert b"In the great market" in pages
    assert leaks(pages.decode("utf-8", "replace"), desk.secrets) == []


def test_stock_age_opens_the_slot_of_the_recovery_key(desk: Desk, tmp_path: Path) -> None:
    """As `RECOVERY.txt` says; skipped where age is not installed."""
    key = private(tmp_path / "key", desk.keys["notes"] + "\n")
    command = ["age", "--decrypt", "--identity", str(key), str(desk.vault / "keys/vault.2.age")]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except FileNotFoundError:
        pytest.skip("age is not installed")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"AGE-SECRET-KEY-1")
