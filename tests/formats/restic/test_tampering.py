"""Prove that whoever stores a repository cannot change it unseen: always told, never wrong data, never a crash.

The fast slice takes a sample of bits and lengths; FIELDNOTES_FULL=1 takes all of them.
"""

import os
import random
from collections.abc import Iterator

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Locked, Unreachable
from fieldnotes.formats.restic.checking import check
from fieldnotes.formats.restic.identifiers import identifier_of
from fieldnotes.formats.restic.problems import Problem
from fieldnotes.formats.restic.repository import Repository
from tests.formats.restic.places import PASSWORD, Memory, created, restored, save

SMALL = {"notes.db": bytes(range(70)), "keys/vault.1.age": b"age", "keys/empty": b""}
SAMPLE = None if "FIELDNOTES_FULL" in os.environ else 40
ELSEWHERE = "5" * 64


def made() -> tuple[Memory, str]:
    """Return a place with a small repository, without padding, and its snapshot."""
    place = Memory()
    return place, save(created(place), SMALL, chunk=40, bucket=1)


PLACE, SNAPSHOT = made()
OTHER, _ = made()
KINDS = ("config", "data", "index", "keys", "snapshots")


def sample(count: int) -> Iterator[int]:
    """Yield the numbers below `count`, or a sample of them that is the same each time."""
    yield from range(count) if SAMPLE is None else sorted(random.Random(5).sample(range(count), min(SAMPLE, count)))


def told(objects: dict[str, bytes]) -> str:
    """Return how a changed repository answers; asserts that it never gives wrong data."""
    try:
        repository = Repository.open(Memory(objects), PASSWORD)
    except (Damaged, Locked, Unreachable) as error:
        return type(error).__name__
    problems = list(check(repository))
    try:
        found = restored(repository, SNAPSHOT)
    except (Damaged, Unreachable):
        # That a snapshot is gone nobody can see; see below.
        assert f"snapshots/{SNAPSHOT}" not in objects or any(not problem.is_harmless for problem in problems)
    else:
        assert found == SMALL
    return ", ".join(sorted({problem.kind for problem in problems}))


def objects_of(kind: str) -> list[str]:
    """Return the names of all objects of a kind."""
    return [name for name in PLACE.objects if name.partition("/")[0] == kind]


def test_the_repository_is_sound_before_it_is_changed() -> None:
    assert told(PLACE.objects) == ""
    assert {name.partition("/")[0] for name in PLACE.objects} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_flipped_bit_is_told(kind: str) -> None:
    for name in objects_of(kind):
        for bit in sample(len(PLACE.objects[name]) * 8):
            data = bytearray(PLACE.objects[name])
            data[bit // 8] ^= 1 << bit % 8
            assert told(PLACE.objects | {name: bytes(data)}), (name, bit)


@pytest.mark.parametrize("kind", KINDS)
def test_every_truncation_is_told(kind: str) -> None:
    for name in objects_of(kind):
        for length in sample(len(PLACE.objects[name])):
            assert told(PLACE.objects | {name: PLACE.objects[name][:length]}), (name, length)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [b"\0", b"\n", b"{}", b"\x02" * 40])
def test_bytes_added_at_the_end_are_told(kind: str, more: bytes) -> None:
    for name in objects_of(kind):
        assert told(PLACE.objects | {name: PLACE.objects[name] + more}), name


def test_any_two_objects_exchanged_are_told() -> None:
    names = list(PLACE.objects)
    for first in names:
        for second in names[: names.index(first)]:
            swapped = {first: PLACE.objects[second], second: PLACE.objects[first]}
            assert told(PLACE.objects | swapped), (first, second)


@pytest.mark.parametrize("kind", ["config", "data", "index", "keys"])
def test_every_dropped_object_is_told(kind: str) -> None:
    for name in objects_of(kind):
        assert told({each: data for each, data in PLACE.objects.items() if each != name}), name


def test_a_dropped_snapshot_is_not_seen_from_here() -> None:
    # Nothing refers to a snapshot; that each names the one before it is for those who make them to compare.
    left = {name: data for name, data in PLACE.objects.items() if not name.startswith("snapshots/")}

    assert list(check(Repository.open(Memory(left), PASSWORD))) == []


@pytest.mark.parametrize("folder", ["keys", "locks", "index", "snapshots", "data/55"])
def test_every_object_under_another_name_is_told(folder: str) -> None:
    for name in PLACE.objects:
        others = {each: data for each, data in PLACE.objects.items() if each != name}
        assert told(others | {f"{folder}/{ELSEWHERE}": PLACE.objects[name]}), name


@pytest.mark.parametrize("folder", ["keys", "locks", "index", "snapshots"])
def test_every_object_copied_into_another_folder_under_its_right_name_is_told(folder: str) -> None:
    for name, data in PLACE.objects.items():
        copy = f"{folder}/{identifier_of(data)}"
        if copy not in PLACE.objects:
            assert told(PLACE.objects | {copy: data}), name


@pytest.mark.parametrize("kind", ["config", "data", "index", "snapshots"])
def test_every_object_spliced_in_from_another_vault_is_told(kind: str) -> None:
    for name, data in OTHER.objects.items():
        if name.startswith(kind):
            assert told(PLACE.objects | {name: data}), name


def test_a_key_spliced_in_from_another_vault_under_the_same_password_opens_nothing() -> None:
    # No key file is sealed by the master key, so that this cannot be told without a list of one's own keys.
    keys = {name: data for name, data in OTHER.objects.items() if name.startswith("keys/")}
    both = Repository.open(Memory(PLACE.objects | keys), PASSWORD)

    assert both.id == Repository.open(PLACE, PASSWORD).id
    assert restored(both, SNAPSHOT) == SMALL


def test_every_object_exchanged_for_that_of_another_vault_is_told() -> None:
    for kind in KINDS:
        for mine in objects_of(kind):
            for name, data in OTHER.objects.items():
                if name.partition("/")[0] == kind:
                    others = {each: kept for each, kept in PLACE.objects.items() if each != mine}
                    assert told(others | {name: data}), (mine, name)


def test_a_whole_other_repository_under_the_same_password_has_another_name() -> None:
    assert Repository.open(OTHER, PASSWORD).id != Repository.open(PLACE, PASSWORD).id


def test_an_old_index_played_back_is_told_and_reading_finds_the_way() -> None:
    place, first = made()
    repository = Repository.open(place, PASSWORD)
    old = dict(place.objects)
    for name in [name for name in place.objects if name.startswith(("data/", "index/"))]:
        place.delete(name)
    save(repository, SMALL, chunk=40, bucket=1)  # the same blobs in other packs

    assert list(check(repository)) == []
    place.objects |= {name: data for name, data in old.items() if name.startswith("index/")}

    problems: list[Problem] = list(check(repository))
    assert {problem.what for problem in problems} == {"it is missing"}
    assert restored(repository, first) == SMALL


def test_a_snapshot_played_back_after_its_packs_went_is_told() -> None:
    place, first = made()
    repository = Repository.open(place, PASSWORD)
    old = dict(place.objects)
    for name in [name for name in place.objects if name.startswith(("data/", "index/", "snapshots/"))]:
        place.delete(name)
    save(repository, {"other": b"words"}, bucket=1)
    place.objects |= {name: data for name, data in old.items() if name.startswith("snapshots/")}

    assert [problem.kind for problem in check(repository)] == ["tree"]
    with pytest.raises(Damaged):
        restored(repository, first)


def test_errors_name_no_content() -> None:
    for name in objects_of("data"):
        broken = PLACE.objects | {name: b"\0" * len(PLACE.objects[name])}
        with pytest.raises(FieldnotesError) as caught:
            restored(Repository.open(Memory(broken), PASSWORD), SNAPSHOT)
        assert "vault" not in str(caught.value)
        assert caught.value.__cause__ is None
