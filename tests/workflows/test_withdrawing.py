"""Prove that who withdraws is hidden at once, and that after a confirmed withdrawal no word of theirs is left."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.consent import Scope
from fieldnotes.domain.decision import Verdict
from fieldnotes.domain.interview import DraftPassage, Passage
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Locked, UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import (
    attaching,
    consenting,
    dumping,
    finding,
    loading,
    notebook,
    publications,
    reading,
    vaults,
    withdrawing,
    writing,
)
from fieldnotes.workflows.finding import Filters
from tests.vault.test_purge import frames, pages
from tests.workflows.conftest import Made
from tests.workflows.review_desk import decide, listed

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [
        {
            "handle": "zedoary",
            "pseudonym": "Kak Galangal",
            "describe_as": "the turmericist of the ninth valley",
            "identity": {"name": "Sumakar Betonil", "phones": ["+964 799 555 0142"], "notes": "cubebnotes"},
        },
        {"handle": "mace", "pseudonym": "Neighbour Elm", "identity": {"name": "Vanadis Kemirion"}},
        {"handle": "fixer-1", "pseudonym": "Pinecone", "role": "fixer"},
    ],
    "interviews": [
        {
            "code": "INT-ALONE",
            "started": "2025-05-04T18:07:00+03:00",
            "terms": {"label": "background"},
            "participants": [{"source": "zedoary", "as": "interviewee"}, {"source": "fixer-1", "as": "fixer"}],
            "passages": [
                {"speaker": "interviewer", "text": "Did you see the saltquestion lorry?"},
                {"speaker": "zedoary", "text": "I saw asafoetida men, call +964 799 555 0199.", "codes": ["nigella"]},
                {"speaker": None, "text": "He wore a sorrelnote coat."},
            ],
        },
        {
            "code": "INT-BOTH",
            "started": "2025-05-05T09:00:00+03:00",
            "terms": {"label": "background"},
            "participants": [{"source": "zedoary", "as": "interviewee"}, {"source": "mace", "as": "interviewee"}],
            "passages": [
                {"speaker": "interviewer", "text": "And the market?"},
                {"speaker": "mace", "text": "It was calm, as @zedoary said. Sumakar Betonil was there."},
                {"speaker": "interviewer", "text": "And you?"},
                {"speaker": "zedoary", "text": "The silphium was sold.", "paraphrase": "Laserpicium was sold."},
            ],
        },
    ],
    "consents": [
        {"source": "zedoary", "given": "2025-05-04T18:00:00+03:00", "mode": "oral-witnessed", "witness": "costmary"}
    ],
}
CANARIES = (
    "zedoary", "Galangal", "turmericist", "Sumakar Betonil", "cubebnotes", "saltquestion", "asafoetida", "555 0199",
    "nigella", "sorrelnote", "silphium", "Laserpicium", "costmary", "annatto", "amchoor", "INT-ALONE",
)  # fmt: skip


@pytest.fixture
def notes(vault: Vault, made: Made, tmp_path: Path) -> Vault:
    """Return a vault in which one source left traces of every kind; the identities are open."""
    loading.load(vault, parse_bundle(json.dumps(BUNDLE).encode()), update=False)
    vault.open_identities(made.names)
    for item in listed(vault):
        decide(vault, item, Verdict.ALWAYS if item.kind == "phone" else Verdict.KEEP)
    publications.export(vault, publications.Request(None, tmp_path / "page.md", NOW))
    both = notebook.interviews(vault)["INT-BOTH"].entity
    writing.insert(vault, both, 5, Passage(speaker="zedoary", text=RawText("I take annatto back.")))
    writing.remove(vault, both, 5)
    draft = DraftPassage(position="ff", passage=Passage(speaker="zedoary", text=RawText("amchoor")))
    with vault.transaction() as tx:
        tx.put_draft(rows.PASSAGE, b"d" * 16, draft.to_owner_json(), owner=both)
    (tmp_path / "recording.m4a").write_bytes(b"recorded")
    attaching.add(vault, tmp_path / "recording.m4a", code="INT-ALONE", sealed=False)
    vault.catch_up_index()
    return vault


def left(vault: Vault) -> list[str]:
    """Return the canaries that a holder of the keys still finds in any page of any database, used or free."""
    files = ((vault.layout.notes, vault.database_key), (vault.layout.index, subkey(vault.database_key, Purpose.INDEX)))
    found = []
    for path, key in files:
        data = [*(pages(path, key) if path.exists() else ()), *frames(path.with_name(path.name + "-wal"), key)]
        for word in CANARIES:
            needle = word.lower() if path.name == "index.db" else word
            if any(needle.encode() in page for page in data):
                found.append(word)
    return found


def test_the_look_sees_every_canary_before(notes: Vault) -> None:
    assert notes.checkpoint()
    sealed_only = {"Sumakar Betonil", "cubebnotes"}
    assert set(left(notes)) >= set(CANARIES) - sealed_only


def test_after_a_confirmed_withdrawal_no_word_is_left_in_any_page_seal_or_file(notes: Vault, fresh: Made) -> None:
    files = list(notes.layout.attachments.rglob("*.age"))
    assert len(files) == 1

    account = withdrawing.erase(notes, "zedoary", " Kak Galangal ")

    assert account.erased
    assert account.counts["passages"] >= 5
    assert (account.counts["interviews"], account.counts["attachments"], account.counts["drafts"]) == (1, 1, 1)
    assert account.counts["decisions"] >= 2
    assert [(one.number, one.interviews) for one in account.published] == [(1, ("INT-ALONE", "INT-BOTH"))]
    assert account.still_named == 0
    assert left(notes) == []
    assert not files[0].exists()
    for seal in notes.seals():
        assert not any(word in notes.unseal(seal).decode() for word in CANARIES)
    dumped = dumping.dump(notes, identities=True, ids=True).decode()
    assert [word for word in CANARIES if word in dumped] == []
    for word in ("asafoetida", "silphium", "zedoary"):
        assert finding.search(notes, word, Filters(), 10) == []
    assert "[withdrawn] said. [withdrawn] was there." in dumped
    assert list(reading.list_publications(notes)[0].releases[0].sources) == ["mace"]
    notes.close()
    with vaults.opened(fresh.path, fresh.notes) as again:
        again.verify_history()
        assert left(again) == []


def test_a_name_that_another_card_has_stays_and_is_told_of(notes: Vault) -> None:
    sources = [{**BUNDLE["sources"][1], "identity": {"aliases": ["Sumakar Betonil"]}}]
    loading.load(
        notes, parse_bundle(json.dumps({**BUNDLE, "sources": sources, "interviews": []}).encode()), update=True
    )
    assert withdrawing.erase(notes, "zedoary", "Kak Galangal").still_named == 1
    assert "Sumakar Betonil was there" in dumping.dump(notes, identities=False, ids=False).decode()


def test_nothing_is_erased_for_another_pseudonym_a_locked_key_or_nobody(notes: Vault) -> None:
    before = dumping.dump(notes, identities=True, ids=True)
    with pytest.raises(UsageError, match="not the pseudonym"):
        withdrawing.erase(notes, "zedoary", "Neighbour Elm")
    with pytest.raises(UsageError, match="no such source"):
        withdrawing.erase(notes, "nobody", "Kak Galangal")
    assert dumping.dump(notes, identities=True, ids=True) == before
    notes.close_identities()
    with pytest.raises(Locked):
        withdrawing.erase(notes, "zedoary", "Kak Galangal")


def test_what_others_said_stays_and_the_page_is_still_published(notes: Vault, tmp_path: Path) -> None:
    withdrawing.erase(notes, "zedoary", "Kak Galangal")
    for item in listed(notes):
        if not item.decided:
            decide(notes, item, Verdict.KEEP)
    page = publications.export(notes, publications.Request(None, tmp_path / "after.md", NOW)).page
    assert "It was calm" in page
    assert [word for word in CANARIES if word in page] == []


@pytest.mark.parametrize("broken", ["unlink", "run", "checkpoint"])
def test_a_withdrawal_that_is_broken_off_can_be_done_again_or_was_done(
    notes: Vault, fresh: Made, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Stop before the index goes, in the middle of the transaction, and after it before the log is emptied."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if broken == "unlink":
            patched.setattr("fieldnotes.vault.unlocked.unlink", stop)
        elif broken == "run":
            patched.setattr("fieldnotes.vault.transaction.tombstones.bury", stop)
        else:
            patched.setattr(Vault, "checkpoint", stop)
        with pytest.raises(KeyboardInterrupt):
            withdrawing.erase(notes, "zedoary", "Kak Galangal")
    notes.close()
    with vaults.opened(fresh.path, fresh.notes, write=True) as again:
        again.open_identities(fresh.names)
        again.verify_history()
        if broken != "checkpoint":
            withdrawing.erase(again, "zedoary", "Kak Galangal")
        assert again.checkpoint()
        assert left(again) == []
        assert not list(again.layout.attachments.rglob("*.age"))


def exported(vault: Vault, path: Path) -> str:
    for item in listed(vault):
        if not item.decided:
            decide(vault, item, Verdict.KEEP)
    return publications.export(vault, publications.Request(None, path, NOW)).page


def test_who_withdraws_is_hidden_from_every_page_at_once_without_the_identities(
    notes: Vault, made: Made, tmp_path: Path
) -> None:
    with notes.transaction() as tx:
        tx.drop_draft(b"d" * 16)
    before = exported(notes, tmp_path / "before.md")
    assert all(word in before for word in ("asafoetida", "silphium", "saltquestion"))

    notes.close_identities()
    account = withdrawing.hide(notes, "zedoary", datetime.now(UTC), None, None)

    assert (account.erased, account.still_named) == (False, None)
    notes.open_identities(made.names)
    assert account.counts["passages"] >= 5
    after = exported(notes, tmp_path / "after.md")
    for word in ("asafoetida", "silphium", "saltquestion", "sorrelnote", "And you?", "turmericist", "…"):
        assert word not in after
    assert "It was calm, as [Kak Galangal] said" in after
    assert "Sumakar" not in after
    withdrawing.hide(notes, "zedoary", datetime.now(UTC), None, None)
    assert len(consenting.events_of(notes, "zedoary")) == 2


def test_a_scope_that_was_withdrawn_forbids_that_use_alone(notes: Vault, tmp_path: Path) -> None:
    with notes.transaction() as tx:
        tx.drop_draft(b"d" * 16)
    withdrawing.hide(notes, "zedoary", datetime.now(UTC), Scope.QUOTE, "INT-BOTH")
    page = exported(notes, tmp_path / "after.md")
    assert "asafoetida" in page
    assert "silphium" not in page
    assert "Laserpicium was sold." in page
    withdrawing.hide(notes, "zedoary", datetime.now(UTC), Scope.PARAPHRASE, None)
    assert "Laserpicium" not in exported(notes, tmp_path / "again.md")


def test_an_older_backup_that_is_restored_brings_neither_words_nor_files_back(
    notes: Vault, fresh: Made, tmp_path: Path
) -> None:
    assert notes.checkpoint()
    shutil.copytree(fresh.path, tmp_path / "older.vault")
    withdrawing.erase(notes, "zedoary", "Kak Galangal")
    notes.close()
    shutil.copyfile(notes.layout.notes, tmp_path / "older.vault" / notes.layout.later.name)

    with vaults.opened(tmp_path / "older.vault", fresh.notes, write=True) as older:
        older.verify_history()
        assert "zedoary" not in notebook.sources(older)
        # What lives on is as it was: publications, mentions, names and parts taken (see the docs).
        assert set(left(older)) <= {"Sumakar Betonil", "zedoary", "INT-ALONE"}
        assert not list(older.layout.attachments.rglob("*.age"))
