"""Prove what backing up keeps, tells and brings back, on real vaults and a real folder."""

from pathlib import Path

import pytest

from fieldnotes.backup.credentials import NONE
from fieldnotes.errors import Damaged, UsageError
from fieldnotes.vault import memory, tombstones
from fieldnotes.vault.unlocked import Vault, open_vault
from fieldnotes.workflows import backups, repositories
from fieldnotes.workflows.backups import Meter
from fieldnotes.workflows.repositories import Known
from tests.vault.sample import PASSAGE, PASSPHRASE, Sample, make_sample


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("made") / "once.vault")


@pytest.fixture
def sample(made_once: Sample, tmp_path: Path) -> Sample:
    return made_once.copy(tmp_path / "a.vault")


def begun(vault: Vault, folder: Path) -> Known:
    return repositories.add(vault, str(folder / "store"), {}, None, None)


def brought_back(one: Known, target: Path, snapshot: str | None = None) -> backups.Restored:
    return backups.restore(one.repository.address, NONE, one.repository.password, target, snapshot, PASSPHRASE)


def test_what_was_withdrawn_stays_so_when_an_older_backup_is_restored(sample: Sample, tmp_path: Path) -> None:
    with sample.open(write=True) as vault:
        one = begun(vault, tmp_path)
        first = backups.run(vault, one, Meter())
        with vault.transaction() as tx:
            tx.bury(sample.passages[0], PASSAGE)
        backups.run(vault, one, Meter())

    newest, older = brought_back(one, tmp_path / "newest"), brought_back(one, tmp_path / "older", first.snapshot[:8])
    open_vault(tmp_path / "older", PASSPHRASE, write=True).close()

    assert (newest.withdrawals, older.withdrawals) == ("none", "pending")
    with open_vault(tmp_path / "older", PASSPHRASE, write=False) as vault, vault.connection() as connection:
        assert [row[0] for row in tombstones.buried(connection)] == [sample.passages[0]]
        assert vault.head(sample.passages[0]) is None
        assert vault.head(sample.passages[1]) is not None


def test_how_a_repository_stands_is_said_without_asking_it(sample: Sample, tmp_path: Path) -> None:
    with sample.open(write=True) as vault:
        one = begun(vault, tmp_path)
        before = backups.standings(vault)[0]
        backups.run(vault, one, Meter())
        (tmp_path / "store").rename(tmp_path / "taken away")
        with vault.transaction() as tx:
            tx.put(PASSAGE, sample.passages[2], b"changed since", owner=sample.interview, position=b"\2")
            tx.put(PASSAGE, sample.passages[2], b"and again", owner=sample.interview, position=b"\2")
        after = backups.standings(vault)[0]

    assert (before.last, before.at_risk, before.proved, before.is_recoverable) == (None, None, None, False)
    assert after.last is not None
    assert after.at_risk == 1


def test_a_second_repository_knows_nothing_of_the_first(sample: Sample, tmp_path: Path) -> None:
    with sample.open(write=True) as vault:
        one = begun(vault, tmp_path)
        (tmp_path / "elsewhere").mkdir()
        other = repositories.add(vault, str(tmp_path / "elsewhere" / "store"), {}, None, None)
        first = backups.run(vault, one, Meter())
        second = backups.run(vault, other, Meter())

        assert one.repository.password != other.repository.password
        assert second.bytes_sent > first.bytes_total // 2
        assert first.oddities == second.oddities == ()
        with pytest.raises(UsageError, match="which repository"):
            repositories.named(vault, None)


def test_a_run_that_was_cut_off_is_not_odd_afterwards(sample: Sample, tmp_path: Path) -> None:
    """The snapshot stands and the vault never heard of it: it is its own all the same, whatever was written since."""
    with sample.open(write=True) as vault:
        one = begun(vault, tmp_path)
        backups.run(vault, one, Meter())
        with memory.amending(vault, one.entity) as known:
            del known["run"]
        with vault.transaction() as tx:
            tx.put(PASSAGE, None, b"written since", owner=sample.interview, position=b"\7")

        assert backups.run(vault, one, Meter()).oddities == ()


def test_a_drill_tells_a_backup_of_which_a_file_was_exchanged(sample: Sample, tmp_path: Path) -> None:
    with sample.open(write=True) as vault:
        one = begun(vault, tmp_path)
        backups.run(vault, one, Meter())
        backups.drill(vault, one, PASSPHRASE, Meter(), lambda _: None)
        pack = max(
            (tmp_path / "store" / "data").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0
        )
        pack.chmod(0o600)
        pack.write_bytes(bytes(byte ^ 1 for byte in pack.read_bytes()))  # one byte may lie in the filling

        with pytest.raises(Damaged):
            backups.drill(vault, one, PASSPHRASE, Meter(), lambda _: None)
        assert not list(vault.path.glob(".drill*"))


def test_what_was_drawn_from_a_repository_that_could_not_be_made_is_forgotten(sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "keys").mkdir()
    (tmp_path / "store" / "keys" / ("0" * 64)).write_bytes(b"of another repository")
    with sample.open(write=True) as vault:
        with pytest.raises((Damaged, UsageError)):
            begun(vault, tmp_path)
        assert repositories.known(vault) == []
