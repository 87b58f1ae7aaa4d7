"""Prove that the model of power cuts loses what may be lost, and nothing else."""

import random

import pytest

from tests.faults.backup.disk import Operation
from tests.faults.backup.power import after_cut

OLD = {"kept": b"old"}
DATA = bytes(range(256)) * 8
CREATED = Operation("create", "place", "data/.new")
WRITTEN = Operation("write", "place", "data/.new", data=DATA)
SYNCED = Operation("sync", "place", "data/.new")
RENAMED = Operation("rename", "place", "data/.new", other="data/new")
NAMED = Operation("sync", "place", "data")
JOURNALLED = pytest.mark.parametrize("journalled", [True, False])


def states(*operations: Operation, journalled: bool) -> set[tuple[tuple[str, bytes], ...]]:
    """Return every state that turns up in many cuts."""
    cuts = [after_cut(OLD, operations, random.Random(seed), journalled=journalled) for seed in range(300)]
    return {tuple(sorted(cut.items())) for cut in cuts}


@JOURNALLED
def test_what_was_synchronised_in_both_ways_is_always_there(journalled: bool) -> None:
    assert states(CREATED, WRITTEN, SYNCED, RENAMED, NAMED, journalled=journalled) == {
        (("data/new", DATA), ("kept", b"old"))
    }


@JOURNALLED
def test_a_name_that_was_not_synchronised_may_be_there_or_not_and_its_file_is_whole(journalled: bool) -> None:
    found = states(CREATED, WRITTEN, SYNCED, RENAMED, journalled=journalled)

    assert (("data/new", DATA), ("kept", b"old")) in found
    assert any("data/new" not in dict(state) for state in found)
    assert all(dict(state).get("data/new", DATA) == DATA for state in found)


@JOURNALLED
def test_data_that_was_not_synchronised_may_be_missing_or_torn(journalled: bool) -> None:
    found = {dict(state).get("data/new") for state in states(CREATED, WRITTEN, RENAMED, NAMED, journalled=journalled)}

    assert b"" in found
    assert DATA in found
    assert any(data and data != DATA for data in found)


def test_a_journal_keeps_changes_of_names_in_their_order_and_fat_does_not() -> None:
    first, second = Operation("unlink", "place", "kept"), Operation("create", "place", "data/later")

    def later_alone(journalled: bool) -> bool:
        return (("data/later", b""), ("kept", b"old")) in states(first, second, journalled=journalled)

    assert not later_alone(journalled=True)
    assert later_alone(journalled=False)


def test_a_folder_that_is_renamed_takes_its_files_along() -> None:
    moved = Operation("rename", "out", "kept", other="there")
    named = Operation("sync", "out", "")

    files = after_cut({"kept/notes.db": b"1"}, [moved, named], random.Random(1), journalled=True)

    assert files == {"there/notes.db": b"1"}
