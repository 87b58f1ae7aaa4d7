"""Prove what a new vault is, and when none is made."""

import os
from pathlib import Path

import pytest

from fieldnotes.errors import FieldnotesError, Unreachable, UsageError
from fieldnotes.formats.age.bytereader import ByteReader
from fieldnotes.formats.age.header import read_header
from fieldnotes.vault import create
from fieldnotes.vault.connection import open_database
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.keyring import RecoveryKeys
from fieldnotes.vault.unlocked import open_vault
from tests.vault.sample import IDENTITY_PASSPHRASE, LOG_N, PASSPHRASE, Sample


def make(path: Path, *, demo: bool = False) -> RecoveryKeys:
    """Make a vault with as little scrypt as there is."""
    return create_vault(path, PASSPHRASE, IDENTITY_PASSPHRASE, demo=demo, log_n=LOG_N)


def test_deriving_takes_as_much_memory_as_it_should(tmp_path: Path) -> None:
    create_vault(tmp_path / "a.vault", PASSPHRASE, IDENTITY_PASSPHRASE)
    factors = {}
    for name in ("vault.1.age", "identities.1.age"):
        sealed = (tmp_path / "a.vault" / "keys" / name).read_bytes()
        factors[name] = read_header(ByteReader([sealed])).stanzas[0].arguments[2]

    assert factors == {"vault.1.age": "17", "identities.1.age": "17"}  # 128 MiB each


@pytest.mark.parametrize("what", ["a file", "a folder", "an empty folder", "a vault", "a link to nothing"])
def test_nothing_that_exists_is_touched(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.vault"
    if what == "a file":
        path.write_text("x")
    elif what == "a link to nothing":
        path.symlink_to(tmp_path / "nowhere")
    elif what == "a vault":
        make(path)
    else:
        path.mkdir()
        if what == "a folder":
            (path / "x").write_text("x")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(UsageError, match="already"):
        make(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        make(tmp_path / "missing" / "a.vault")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("passphrase", "identity_passphrase"),
    [
        ("weak", IDENTITY_PASSPHRASE),
        (PASSPHRASE, "weak"),
        (PASSPHRASE, PASSPHRASE),
        (PASSPHRASE, PASSPHRASE + "!"),
        ("", ""),
    ],
)
def test_no_vault_is_made_with_a_bad_pair_of_passphrases(
    tmp_path: Path, passphrase: str, identity_passphrase: str
) -> None:
    with pytest.raises(UsageError) as caught:
        create_vault(tmp_path / "a.vault", passphrase, identity_passphrase)

    assert list(tmp_path.iterdir()) == []
    assert "saffron" not in f"{caught.value.sentence} {caught.value.hint}"


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("migrate", "_prove_encryption", "_write_through"):
        with monkeypatch.context() as patched:
            patched.setattr(create, step, fail)
            with pytest.raises(KeyboardInterrupt):
                make(tmp_path / "a.vault")
        assert list(tmp_path.iterdir()) == []


def test_a_library_that_does_not_encrypt_makes_no_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def forgetful(path: Path, key: bytes, *, write: bool, create: bool = False) -> object:
        return open_database(path, bytes(32), write=write, create=create)

    monkeypatch.setattr(create, "open_database", forgetful)
    with pytest.raises(FieldnotesError, match="did not encrypt"):
        make(tmp_path / "a.vault")
    assert list(tmp_path.iterdir()) == []


def test_two_vaults_share_no_key_and_no_id(tmp_path: Path) -> None:
    recovery = [make(tmp_path / name) for name in ("a.vault", "b.vault")]
    samples = [Sample(tmp_path / name, keys) for name, keys in zip(("a.vault", "b.vault"), recovery, strict=True)]
    digests = set()
    for sample in samples:
        with sample.open() as vault:
            digests.add(vault.keyed_digest(b"the same page"))

    assert recovery[0].notes != recovery[1].notes
    assert recovery[0].names != recovery[1].names
    assert len({sample.keys().database for sample in samples}) == 2
    assert len(digests) == 2
    assert all(len(digest) == 64 for digest in digests)


def test_a_demo_vault_says_so(tmp_path: Path) -> None:
    for demo in (True, False):
        make(tmp_path / f"{demo}.vault", demo=demo)
        with open_vault(tmp_path / f"{demo}.vault", PASSPHRASE, write=False) as vault:
            assert vault.is_demo is demo
            assert vault.generation == 0
            assert vault.search("anything", limit=5) == []


def test_a_relative_path_is_meant_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path("a.vault"))
    with open_vault(Path("a.vault"), PASSPHRASE, write=True) as vault:
        os.chdir("/")
        with vault.transaction() as tx:
            tx.put("note", None, b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.vault"]


def test_a_closed_vault_does_nothing_more(tmp_path: Path) -> None:
    make(tmp_path / "a.vault")
    vault = open_vault(tmp_path / "a.vault", PASSPHRASE, write=True)
    vault.close()
    vault.close()

    for use in (lambda: vault.head(bytes(16)), lambda: vault.search("x", limit=1), lambda: vault.generation):
        with pytest.raises(FieldnotesError):
            use()
    with pytest.raises(FieldnotesError), vault.transaction():
        pass
