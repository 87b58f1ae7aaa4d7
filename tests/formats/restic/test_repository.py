"""Prove that repositories are made once, opened with any of their keys, and say plainly why not."""

import json

import pytest

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, file_name, identifier_of, pack_name
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.keys import MasterKey, new_key_file
from fieldnotes.formats.restic.packs import PackWriter
from fieldnotes.formats.restic.repository import KEYS_TRIED, Repository
from fieldnotes.formats.restic.storage import Absent
from tests.formats.restic.places import FILES, PASSWORD, QUICK, Memory, created, restored, save


def keys_of(place: Memory) -> list[str]:
    """Return the names of all key files."""
    return [name for name in place.objects if name.startswith("keys/")]


def test_what_was_saved_is_read_again() -> None:
    place = Memory()
    snapshot = save(created(place), FILES)

    assert restored(Repository.open(place, PASSWORD), snapshot) == FILES


def test_a_new_repository_is_a_key_and_a_sealed_configuration() -> None:
    place = Memory()
    repository = created(place)
    config = json.loads(repository.key.unseal(place.objects["config"]))

    assert list(place.objects) == [*keys_of(place), "config"]  # the key first: a configuration without it is lost
    assert (config["version"], config["id"]) == (2, repository.id)
    assert repository.id != created(Memory()).id


def test_a_repository_is_not_made_over_another() -> None:
    place = Memory()
    created(place)

    with pytest.raises(UsageError):
        created(place)


def test_a_making_that_was_cut_short_is_finished_with_the_same_key() -> None:
    place = Memory()
    repository = created(place)
    place.delete("config")

    assert created(place).key_id == repository.key_id
    assert len(keys_of(place)) == 1


def test_a_place_with_keys_of_another_password_is_left_alone() -> None:
    place = Memory()
    Repository.create(place, "another word", QUICK)
    place.delete("config")
    before = dict(place.objects)

    with pytest.raises(UsageError):
        created(place)
    assert place.objects == before


def test_a_key_of_a_making_that_was_cut_short_does_not_stand_in_the_way() -> None:
    # As after a listing that did not show the first key yet.
    for _ in range(4):
        place = Memory()
        repository = created(place)
        data = new_key_file(MasterKey.random(), PASSWORD, QUICK)
        place.put(file_name(FileKind.KEY, identifier_of(data)), data)

        assert Repository.open(place, PASSWORD).id == repository.id


def test_a_place_without_repository_is_told_from_a_wrong_password() -> None:
    place = Memory()
    with pytest.raises(Absent):
        Repository.open(place, PASSWORD)
    created(place)
    with pytest.raises(Locked):
        Repository.open(place, "another word")


def test_each_of_several_keys_opens_until_it_is_taken_away() -> None:
    place = Memory()
    repository = created(place)
    second = repository.add_key("another word", QUICK)

    assert Repository.open(place, "another word").key_id == second
    with pytest.raises(UsageError):
        repository.remove_key(repository.key_id)
    repository.remove_key(second)
    with pytest.raises(Locked):
        Repository.open(place, "another word")


def test_not_more_keys_are_tried_than_restic_tries() -> None:
    place = Memory()
    repository = created(place)
    for number in range(KEYS_TRIED + 5):
        repository.add_key(f"word {number}", QUICK)
    place.fetched.clear()

    with pytest.raises(Locked):
        Repository.open(place, "another word")
    assert len([name for name in place.fetched if name.startswith("keys/")]) == KEYS_TRIED


def test_a_damaged_key_is_told_unless_another_opens() -> None:
    place = Memory()
    repository = created(place)
    second = repository.add_key("another word", QUICK)
    place.objects[f"keys/{second}"] += b" "

    assert Repository.open(place, PASSWORD).id == repository.id
    with pytest.raises(Damaged):
        Repository.open(place, "another word")


def test_a_format_of_the_future_is_refused_by_name() -> None:
    place = Memory()
    repository = created(place)
    config = json.loads(repository.key.unseal(place.objects["config"])) | {"version": 3}
    place.put("config", repository.key.seal(json.dumps(config).encode()))

    with pytest.raises(Damaged, match="format") as caught:
        Repository.open(place, PASSWORD)
    assert "newer" in caught.value.hint


def test_nothing_is_compressed_in_format_1() -> None:
    place = Memory()
    repository = created(place)
    config = json.loads(repository.key.unseal(place.objects["config"])) | {"version": 1}
    place.put("config", repository.key.seal(json.dumps(config).encode()))
    old = Repository.open(place, PASSWORD)

    assert repository.seal_blob(BlobKind.TREE, bytes(1000)).plain_size == 1000
    assert old.seal_blob(BlobKind.TREE, bytes(1000)).plain_size == 0
    name = old.write_file(FileKind.INDEX, {"packs": []})
    assert old.key.unseal(place.objects[f"index/{name}"]) == b'{"packs":[]}'


def test_what_compression_does_not_make_smaller_is_left_as_it_is() -> None:
    repository = created(Memory())
    data = MasterKey.random().seal(bytes(500))

    assert repository.seal_blob(BlobKind.DATA, data).plain_size == 0
    assert repository.seal_blob(BlobKind.DATA, bytes(500), compressed=False).plain_size == 0


def test_a_blob_that_is_broken_in_one_pack_is_read_from_another() -> None:
    place = Memory()
    repository, index = created(place), Index()
    blob = repository.seal_blob(BlobKind.DATA, b"a few words")
    names = []
    for _ in range(3):
        writer = PackWriter(repository.key, BlobKind.DATA)
        writer.add(blob)
        pack, data = writer.finish()
        index.add(pack)
        names.append(pack_name(pack.id))
        place.put(names[-1], data)

    place.objects[names[0]] = bytes(65536)
    place.delete(names[1])
    assert repository.read_blob(index, BlobKind.DATA, blob.id) == b"a few words"
    place.delete(names[2])
    with pytest.raises(Damaged):
        repository.read_blob(index, BlobKind.DATA, blob.id)
    with pytest.raises(Damaged):
        repository.read_blob(index, BlobKind.TREE, blob.id)


def test_names_that_are_no_identifiers_are_passed_over() -> None:
    place = Memory()
    repository = created(place)
    for name in ("index/.tmp", f"index/{'A' * 64}", f"index/sub/{'1' * 64}", "index/README", "snapshots/x"):
        place.put(name, b"stray")

    assert list(repository.files(FileKind.INDEX)) == []
    assert list(repository.files(FileKind.SNAPSHOT)) == []
    assert len(repository.load_index()) == 0


@pytest.mark.parametrize("identifier", ["", "../config", "ab", "A" * 64, "0" * 63 + "/"])
def test_no_slip_of_ours_leaves_its_folder(identifier: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        created(Memory()).read_file(FileKind.SNAPSHOT, identifier)
