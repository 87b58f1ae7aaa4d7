"""Prove what is kept of a place of backups, what is taken anew, and that nothing is left of one that is forgotten."""

from pathlib import Path

import pytest

from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remotes.directory import Directory
from fieldnotes.errors import Locked, UsageError
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.vault import backups as vault_backups
from fieldnotes.vault import memory
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import backups, repositories
from fieldnotes.workflows.repositories import Known

OLD, NEW = {"user": "saffron", "password": "an-old-secret"}, {"user": "saffron", "password": "a-new-secret"}


def added(vault: Vault, folder: Path, credentials: dict[str, str], password: str | None = None) -> Known:
    return repositories.add(vault, str(folder / "store"), dict(credentials), password, None)


def said_ever(vault: Vault, one: Known) -> bytes:
    """Return all that the vault holds of what the record of a repository says and ever said."""
    return b"".join(revision.body for revision in vault.revisions(one.entity))


def test_what_is_given_anew_takes_the_place_of_what_was_given_before(vault: Vault, tmp_path: Path) -> None:
    first = added(vault, tmp_path, OLD)
    repositories.change(vault, first, proved=True, limit=5000)
    second = repositories.add(vault, str(tmp_path / "store"), dict(NEW), None, 9000)

    (one,) = repositories.known(vault)
    assert one == second
    assert repositories.change(vault, one, limit=None, proved=True).repository.proved
    assert (one.entity, one.repository.password) == (first.entity, first.repository.password)
    assert (one.repository.credentials, one.repository.limit, one.repository.proved) == (NEW, 9000, False)
    with pytest.raises(UsageError, match="there already"):
        added(vault, tmp_path, {})


def test_a_password_given_anew_counts_once_it_opens_the_repository(vault: Vault, tmp_path: Path) -> None:
    first = repositories.change(vault, added(vault, tmp_path, {}), proved=True)
    with pytest.raises(Locked):
        added(vault, tmp_path, {}, "of another repository")
    assert repositories.known(vault) == [first]

    opened = Repository.open(Directory(tmp_path / "store", Meter()), first.repository.password)
    opened.add_key("Quite Another")
    second = added(vault, tmp_path, {}, "Quite Another")
    assert (second.repository.password, second.repository.proved) == ("Quite Another", False)


def test_a_making_that_was_cut_short_goes_on_with_other_credentials(vault: Vault, tmp_path: Path) -> None:
    first = added(vault, tmp_path, OLD)
    (tmp_path / "store" / "config").unlink()
    second = added(vault, tmp_path, NEW)

    assert (tmp_path / "store" / "config").exists()
    assert (second.repository.password, second.repository.credentials) == (first.repository.password, NEW)


def test_credentials_that_were_changed_are_not_in_the_vault_any_more(vault: Vault, tmp_path: Path) -> None:
    one = added(vault, tmp_path, OLD)
    assert b"an-old-secret" in said_ever(vault, one)
    one = repositories.change(vault, one, credentials=NEW)

    assert b"an-old-secret" not in said_ever(vault, one)
    assert b"a-new-secret" in said_ever(vault, one)


def test_nothing_is_left_in_the_vault_of_a_repository_that_it_left(vault: Vault, tmp_path: Path) -> None:
    one = added(vault, tmp_path, OLD)
    backups.run(vault, one, Meter())
    assert len(vault_backups.Shelf(vault, one.entity)) > 0
    repositories.remove(vault, one)

    assert said_ever(vault, one) == b""
    assert (vault.layout.root / "index.db-wal").stat().st_size == 0, "the key on the shelf is in its log no more"
    assert dict(vault_backups.Shelf(vault, one.entity)) == {}
    assert memory.remembered(vault, one.entity) == {}
    assert repositories.known(vault) == []


def test_the_limit_of_a_repository_holds_for_every_line_to_it_but_not_over_one_given_now(
    vault: Vault, tmp_path: Path
) -> None:
    one = repositories.change(vault, added(vault, tmp_path, {}), limit=70_000_000)
    lines = [Meter(), Meter(), Meter(90_000_000)]
    backups.run(vault, one, lines[0])
    with backups.opened(vault, one, lines[1], anew=True), repositories.connected(one, lines[2]):
        pass
    assert [line.limit for line in lines] == [70_000_000, 70_000_000, 90_000_000]


@pytest.mark.parametrize("password", ["Open Sesame-Quickly", "one-two", "A-b-c-d-e-f-g-h-i-j-k-l", " led by a space"])
def test_of_a_password_that_has_no_words_all_is_typed_back_letter_by_letter(
    vault: Vault, tmp_path: Path, password: str
) -> None:
    Repository.create(laid_out(tmp_path / "store"), password)
    one = added(vault, tmp_path, {}, password)

    assert repositories.asked_words(one) == (1,)
    for wrong in (password.upper(), f"{password} ", password.replace(" ", "")):
        if wrong != password:
            with pytest.raises(UsageError, match="not the words"):
                repositories.prove(vault, one, [wrong])
    assert repositories.prove(vault, one, [password]).repository.proved


def laid_out(folder: Path) -> Directory:
    place = Directory(folder, Meter())
    place.lay_out()
    return place


def test_drawn_words_are_typed_back_in_any_case(vault: Vault, tmp_path: Path) -> None:
    one = added(vault, tmp_path, {})
    words = one.repository.password.split("-")
    assert repositories.prove(vault, one, [words[1].upper(), f" {words[5]}", words[10]]).repository.proved
