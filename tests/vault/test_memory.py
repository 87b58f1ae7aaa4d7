"""Prove that what is remembered of a repository is no part of the vault's state, and that no thread loses another's."""

from threading import Barrier, Thread

import pytest

from fieldnotes.vault import backups, memory
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import Sample

A, B = b"a" * 16, b"b" * 16


def note(vault: Vault, repository: bytes, **said: object) -> None:
    """Remember something of a repository besides what is remembered."""
    with memory.amending(vault, repository) as kept:
        kept |= said


def test_what_is_remembered_of_a_repository_changes_no_state(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        before = backups.state_of(vault)
        note(vault, A, snapshot="1" * 64, odd=[])
        note(vault, B, snapshot="2" * 64)
        note(vault, A, snapshot="3" * 64)
    with sample.open(write=True) as vault:
        assert backups.state_of(vault) == before
        assert memory.remembered(vault, A) == {"snapshot": "3" * 64, "odd": []}
        memory.forget(vault, A)
        assert memory.remembered(vault, A) == {}
        assert memory.remembered(vault, B) == {"snapshot": "2" * 64}


def test_what_two_threads_note_at_once_is_all_kept(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        together = Barrier(2)

        def noting(what: str) -> None:
            together.wait()
            for number in range(40):
                note(vault, A, **{f"{what}{number}": True})

        threads = [Thread(target=noting, args=(what,)) for what in ("a", "b")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(memory.remembered(vault, A)) == 80


def test_a_change_that_fails_leaves_what_was_remembered(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        note(vault, A, snapshot="1" * 64)
        try:
            with memory.amending(vault, A) as kept:
                kept["snapshot"] = "2" * 64
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
        assert memory.remembered(vault, A) == {"snapshot": "1" * 64}


def test_what_cannot_be_read_any_more_counts_as_nothing_and_is_told_until_it_is_written_anew(sample: Sample) -> None:
    with sample.tampering() as raw:
        raw.execute("INSERT INTO meta VALUES (?, ?)", (f"backup:{A.hex()}", b"{"))
        raw.execute("INSERT INTO meta VALUES (?, ?)", (f"backup:{B.hex()}", b"[1]"))
    with sample.open(write=True) as vault:
        assert (memory.remembered(vault, A), memory.remembered(vault, B)) == ({}, {})
        assert len([warning for warning in vault.warnings if "what was backed up last" in warning]) == 1
        note(vault, A, snapshot="1" * 64)
        memory.forget(vault, B)
    with sample.open() as vault:
        assert memory.remembered(vault, A) == {"snapshot": "1" * 64}
        assert not vault.warnings


@pytest.mark.parametrize(
    "said",
    [
        {"run": 5},
        {"run": {"at": "2026-11-23T12:00:00+00:00", "snapshot": "1"}},
        {"proved": {"snapshot": "1"}},
        {"verified": {"at": "2026-11-23T12:00:00+00:00"}},
        {"verified": {"at": "2026-11-23T12:00:00", "sound": True}},
        {"begun": "zz"},
        {"gone": 7},
        {"gone": [7]},
        {"odd": None},
        {"condemned": {"1": "yesterday"}},
    ],
)
def test_what_has_another_shape_than_was_written_counts_as_nothing(sample: Sample, said: dict[str, object]) -> None:
    with sample.open(write=True) as vault:
        note(vault, A, **said)
        assert memory.remembered(vault, A) == {}
    with sample.open() as vault:
        assert any("what was backed up last" in warning for warning in vault.warnings)
