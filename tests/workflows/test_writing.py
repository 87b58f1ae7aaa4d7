"""Passages keep their identity, terms and order while the text around them changes, and every change is undone."""

import json
from collections.abc import Callable

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.terms import Label, Terms
from fieldnotes.domain.text import RawText
from fieldnotes.errors import UsageError
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, writing

OFF = {"label": "off-record"}


@pytest.fixture
def interview(vault: Vault) -> bytes:
    """Load an interview of three passages and return its entity."""
    passages = [
        {"speaker": "interviewer", "text": "What happened?"},
        {"speaker": "saffron", "text": "First this. Then that.", "terms": OFF, "codes": ["fire"]},
        {"speaker": "saffron", "text": "And more."},
    ]
    bundle = {
        "fieldnotes_bundle": 1,
        "sources": [{"handle": "saffron", "pseudonym": "Kak B"}],
        "interviews": [{"code": "INT-1", "started": "2026-03-21T18:00:00+03:00", "passages": passages}],
    }
    loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
    return notebook.interviews(vault)["INT-1"].entity


def texts(vault: Vault, interview: bytes) -> list[str]:
    return [one.passage.text.reveal() for one in notebook.passages(vault, interview)]


def state(vault: Vault, interview: bytes) -> list[tuple[bytes, bytes, Passage]]:
    return [(one.entity, one.position, one.passage) for one in notebook.passages(vault, interview)]


def said(text: str) -> Passage:
    return Passage(speaker="saffron", text=RawText(text))


def test_a_split_leaves_the_id_with_the_first_half_and_the_terms_with_both(vault: Vault, interview: bytes) -> None:
    before = state(vault, interview)
    writing.split(vault, interview, 2, len("First this."))
    after = notebook.passages(vault, interview)
    assert texts(vault, interview) == ["What happened?", "First this.", "Then that.", "And more."]
    assert after[1].entity == before[1][0]
    assert after[2].entity not in {entity for entity, _, _ in before}
    assert [one.passage.terms for one in after[1:3]] == [Terms(label=Label.OFF_RECORD)] * 2


def test_a_join_keeps_the_first_id_and_what_both_allowed(vault: Vault, interview: bytes) -> None:
    before = state(vault, interview)
    writing.join(vault, interview, 2)
    (_, joined) = notebook.passages(vault, interview)
    assert joined.entity == before[1][0]
    assert joined.passage.text.reveal() == "First this. Then that.\nAnd more."
    assert joined.passage.terms == Terms(label=Label.OFF_RECORD)
    assert joined.passage.codes == ("fire",)


def test_two_people_are_never_joined(vault: Vault, interview: bytes) -> None:
    with pytest.raises(UsageError, match="two people"):
        writing.join(vault, interview, 1)


def test_every_change_is_undone_and_done_again(vault: Vault, interview: bytes) -> None:
    changes: list[Callable[[], writing.Undo]] = [
        lambda: writing.insert(vault, interview, 1, said("new first")),
        lambda: writing.insert(vault, interview, 3, said("new between")),
        lambda: writing.insert(vault, interview, 4, said("new last")),
        lambda: writing.edit(vault, interview, 2, said("edited")),
        lambda: writing.remove(vault, interview, 2),
        lambda: writing.split(vault, interview, 2, 5),
        lambda: writing.join(vault, interview, 2),
    ]
    for change in changes:
        before = state(vault, interview)
        done = change()
        after = state(vault, interview)
        assert after != before
        redo = writing.undo(vault, done)
        assert state(vault, interview) == before
        writing.undo(vault, redo)
        assert state(vault, interview) == after
        writing.undo(vault, done)
    vault.verify_history()


def test_insertions_stand_where_they_were_put(vault: Vault, interview: bytes) -> None:
    for number, text in ((1, "a"), (3, "b"), (6, "c")):
        writing.insert(vault, interview, number, said(text))
    assert texts(vault, interview) == ["a", "What happened?", "b", "First this. Then that.", "And more.", "c"]


@pytest.mark.parametrize("at", [0, 22, 99])
def test_nothing_is_split_off_at_an_end(vault: Vault, interview: bytes, at: int) -> None:
    with pytest.raises(UsageError):
        writing.split(vault, interview, 2, at)
