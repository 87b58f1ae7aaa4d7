"""Prove that every state is kept, that what is current is found, and that the sums follow."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.vault import freshness, history, verification
from fieldnotes.vault.connection import Connection, open_database
from fieldnotes.vault.freshness import Digester, Ledger
from fieldnotes.vault.history import Columns
from fieldnotes.vault.migrations import NOTES, migrate
from fieldnotes.vault.seals import Notary
from fieldnotes.vault.unlocked import Vault
from tests.vault.sample import PASSAGE, Sample

DIGESTER = Digester(bytes(32))
NOTARY = Notary(bytes(32), bytes(16))


@pytest.fixture
def vault(sample: Sample) -> Iterator[Vault]:
    """Return the sample open for writing."""
    with sample.open(write=True) as vault:
        yield vault


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Connection]:
    """Return a database of notes without a vault around it."""
    with open_database(tmp_path / "bare.db", bytes(32), write=True, create=True) as notes:
        migrate(notes, NOTES)
        with notes.transaction():
            freshness.begin(notes, DIGESTER, {"vault": bytes(16)})
        yield notes


def test_an_edit_is_a_new_revision_with_the_old_one_as_its_parent(vault: Vault, sample: Sample) -> None:
    states = vault.revisions(sample.passages[0])

    assert [state.body for state in states] == [b"the first words", b"the first words, corrected"]
    assert states[0].parents == ()
    assert states[1].parents == (states[0].id,)
    assert states[0].generation < states[1].generation
    assert vault.head(sample.passages[0]).revision == states[1].id  # type: ignore[union-attr]


def test_an_entity_without_an_id_gets_sixteen_random_bytes(vault: Vault) -> None:
    with vault.transaction() as tx:
        made = {tx.put("note", None, b"x").entity for _ in range(20)}

    assert len(made) == 20
    assert {len(entity) for entity in made} == {16}


def test_a_removal_keeps_the_history_and_leaves_the_lists(vault: Vault, sample: Sample) -> None:
    entity = sample.passages[1]
    with vault.transaction() as tx:
        tx.remove(entity)

    assert vault.head(entity) is None
    assert entity not in {head.entity for head in vault.heads(PASSAGE)}
    assert [state.body for state in vault.revisions(entity)] == [b"the second words", b""]


def test_an_undo_is_the_older_body_again(vault: Vault, sample: Sample) -> None:
    entity = sample.passages[1]
    with vault.transaction() as tx:
        tx.remove(entity)
    older = vault.revisions(entity)[0]
    with vault.transaction() as tx:
        tx.put(PASSAGE, entity, older.body, owner=sample.interview, position=bytes([1]))

    head = vault.head(entity)
    assert head is not None
    assert head.body == b"the second words"
    assert [state.body for state in vault.revisions(entity)] == [b"the second words", b"", b"the second words"]


def test_what_is_not_there_cannot_be_removed(vault: Vault, sample: Sample) -> None:
    for entity in (os.urandom(16), sample.passages[1]):
        with vault.transaction() as tx:
            if entity == sample.passages[1]:
                tx.remove(entity)
            with pytest.raises(UsageError):
                tx.remove(entity)


def test_heads_are_found_by_kind_owner_and_name(vault: Vault, sample: Sample) -> None:
    assert [head.name for head in vault.heads("interview")] == ["INT-001"]
    assert [head.entity for head in vault.heads(PASSAGE, owner=sample.interview)] == list(sample.passages)
    assert [head.entity for head in vault.heads(owner=sample.interview)] == list(sample.passages)
    assert [head.entity for head in vault.heads("source", name="kemiri")] == [sample.card]
    assert [head.entity for head in vault.heads(name="kemiri")] == [sample.card]
    assert list(vault.heads("source", name="somebody-else")) == []
    assert list(vault.heads("source", owner=sample.interview)) == []
    assert len(list(vault.heads())) == 5


def test_passages_come_by_their_sort_key_and_ties_by_id(vault: Vault) -> None:
    owner = os.urandom(16)
    keys = [b"\x80", b"\x40", b"\x40\x80", b"\x40", b"", b"\xff"]
    with vault.transaction() as tx:
        made = [tx.put(PASSAGE, None, b"x", owner=owner, position=key) for key in keys]

    listed = [head.entity for head in vault.heads(PASSAGE, owner=owner)]
    expected = sorted(made, key=lambda head: (head.position, head.entity))
    assert listed == [head.entity for head in expected]


def test_a_head_keeps_its_row_while_it_is_edited(vault: Vault, sample: Sample) -> None:
    before = vault.head(sample.passages[0])
    with vault.transaction() as tx:
        after = tx.put(PASSAGE, sample.passages[0], b"other words", owner=sample.interview, name="moved", words=7)

    assert before is not None
    assert after.row == before.row
    assert vault.head(sample.passages[0]) == after


def test_iterating_is_not_disturbed_by_writing(vault: Vault, sample: Sample) -> None:
    seen = 0
    for head in vault.heads():
        seen += 1
        with vault.transaction() as tx:
            tx.put(head.kind, head.entity, head.body + b"!", owner=head.owner, name=head.name)
            tx.put("note", None, b"another one")
    assert seen == 5


def test_a_repr_shows_no_words_and_no_name(vault: Vault) -> None:
    told = repr([list(vault.heads()), vault.drafts(), list(vault.seals()), vault.revisions(b"")])
    told += repr(vault.revisions(next(vault.heads()).entity))

    for secret in ("words", "INT-001", "kemiri", "Saffron"):
        assert secret not in told.replace("words=", "")


def test_a_kind_or_entity_that_is_none_is_a_fault(vault: Vault) -> None:
    for kind, entity, body in (("", None, b"x"), ("Kak D", None, b"x"), ('a"', None, b"x"), ("a", b"x", b"x")):
        with pytest.raises(ValueError, match=r"kind|entity"), vault.transaction() as tx:
            tx.put(kind, entity, body)
    with pytest.raises(ValueError, match="empty"), vault.transaction() as tx:
        tx.put("note", None, b"")
    with pytest.raises(UsageError) as caught, vault.transaction() as tx:
        tx.put("note", None, b"x", name="half \ud800 a letter")
    assert "letter" not in str(caught.value)


def test_a_transaction_that_is_over_writes_nothing_more(vault: Vault, sample: Sample) -> None:
    with vault.transaction() as tx:
        tx.put("note", None, b"in time")
    for late in (
        lambda: tx.put("note", None, b"late"),
        lambda: tx.remove(sample.card),
        lambda: tx.seal("identity", sample.card, b"{}"),
        lambda: tx.put_draft("note", sample.card, b"late"),
        lambda: tx.drop_draft(sample.card),
    ):
        with pytest.raises(FieldnotesError, match="over"):
            late()
    assert [head.body for head in vault.heads("note")] == [b"in time"]


def test_histories_that_met_have_several_heads_until_somebody_settles_them(notes: Connection) -> None:
    entity, here = bytes(16), bytes(16)
    with notes.transaction():
        ledger = Ledger(notes, DIGESTER, here)
        first = history.put(ledger, PASSAGE, entity, b"both began here", Columns())
        ledger.settle()
    with notes.transaction():
        ledger = Ledger(notes, DIGESTER, here)
        history.put(ledger, PASSAGE, entity, b"one went on", Columns(), [first.revision])
        history.put(ledger, PASSAGE, entity, b"the other went on", Columns(), [first.revision])
        ledger.settle()

    bodies = [head.body for head in history.heads_of(notes, entity)]
    assert bodies == [b"the other went on", b"one went on"]
    assert len(list(history.heads(notes))) == 2
    verification.verify_current(notes, DIGESTER, NOTARY)

    with notes.transaction():
        ledger = Ledger(notes, DIGESTER, here)
        history.put(ledger, PASSAGE, entity, b"settled", Columns())
        ledger.settle()

    assert [head.body for head in history.heads_of(notes, entity)] == [b"settled"]
    states = history.revisions(notes, entity)
    assert [state.body for state in states] == [
        b"both began here",
        b"one went on",
        b"the other went on",
        b"settled",
    ]
    assert set(states[-1].parents) == {states[1].id, states[2].id}
    verification.verify_current(notes, DIGESTER, NOTARY)
    assert verification.verify_history(notes, DIGESTER, lambda: False)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "fork", "remove", "fail"]),
        st.integers(0, 4),
        st.binary(min_size=1, max_size=40),
        st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_sums_follow_every_history(notes: Connection, steps: list[tuple[str, int, bytes, str | None]]) -> None:
    """Against a model: entities to the lists of their bodies; the database is left as it grows."""
    entities = [os.urandom(16) for _ in range(5)]
    model: dict[bytes, list[bytes]] = {entity: [] for entity in entities}
    for what, which, body, name in steps:
        entity = entities[which]
        try:
            with notes.transaction():
                ledger = Ledger(notes, DIGESTER, bytes(16))
                if what == "remove":
                    history.remove(ledger, entity)
                else:
                    forked: list[bytes] | None = [] if what == "fork" else None
                    history.put(ledger, PASSAGE, entity, body, Columns(name=name, position=body[:2]), forked)
                ledger.settle()
                if what == "fail":
                    raise KeyError
            model[entity].append(b"" if what == "remove" else body)
        except (KeyError, UsageError):
            pass

    for entity, bodies in model.items():
        assert [state.body for state in history.revisions(notes, entity)] == bodies
    verification.verify_current(notes, DIGESTER, NOTARY)
    assert verification.verify_history(notes, DIGESTER, lambda: False)
    verification.check_structure(notes)
