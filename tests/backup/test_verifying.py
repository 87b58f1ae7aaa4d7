"""Prove that verifying reads every byte, and says in plain words which snapshots can no longer be restored in full."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from fieldnotes.backup.contents import files_of
from fieldnotes.backup.saving import Progress
from fieldnotes.backup.trust import Oddity, State, Statement
from fieldnotes.backup.verifying import Verified, verify
from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.restic.identifiers import BlobKind, FileKind, identifier_of, pack_name
from fieldnotes.formats.restic.index import write_indexes
from fieldnotes.formats.restic.locks import Lock
from fieldnotes.formats.restic.packs import PackWriter
from fieldnotes.formats.restic.problems import ProblemKind
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.snapshots import Snapshot
from fieldnotes.formats.restic.storage import Denied, Storage, Stored
from fieldnotes.formats.restic.trees import Node, read_tree, write_tree
from tests.backup.conftest import days
from tests.backup.histories import DAY, NOON, VAULT, History, Listing, Place, other_vault_at, restore, sign
from tests.formats.restic.places import PASSWORD

SEALED = re.compile(r"[0-9a-f]{16}")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Return three days of a vault; tests take copies."""
    return days(tmp_path_factory.mktemp("three"), 3)


@pytest.fixture
def history(three: History, tmp_path: Path, nobody_else: None) -> History:
    return three.copy(tmp_path)


def run(history: History, storage: Callable[[Storage], Storage] | None = None, **other: State | None) -> Verified:
    """Verify, and see that every sentence is one for a person."""
    with history.opened() as repository:
        if storage is not None:
            repository = Repository.open(storage(repository.storage), PASSWORD)
        done = verify(repository, other.get("state", history.state()), history.shelf, Progress())
    for sentence in [each.sentence for each in done.problems] + [each.sentence for each in done.harmed]:
        assert sentence
        assert not SEALED.search(sentence)
    return done


def restorable(history: History) -> set[str]:
    """Return which snapshots really can be restored, by restoring them."""
    whole = set()
    for snapshot in history.names("snapshots"):
        target = history.root / secrets.token_hex(8)
        with history.opened() as repository, suppress(Damaged, Unreachable):
            tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, snapshot)).tree
            restore(repository, tree, target, Progress())
            whole.add(snapshot)
            shutil.rmtree(target)
    return whole


def spoil(history: History, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """Change a file of the repository behind its back, or take it away."""
    path = history.repository / name
    path.chmod(0o600)
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change(path.read_bytes()))


def flipped(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 4]) + data[41:]


def kinds(done: Verified) -> set[ProblemKind]:
    return {each.kind for each in done.problems}


# ------------------------------------------------------------------------------------- a sound one


def test_a_sound_repository_is_read_to_the_last_byte_and_nothing_is_wrong(history: History) -> None:
    steps: list[tuple[int, int]] = []
    progress = Progress(tell=lambda now: steps.append((now.done, now.total)))
    with history.opened() as repository:
        done = verify(repository, history.state(), history.shelf, progress)
    sizes = sum(path.stat().st_size for path in history.repository.rglob("*") if path.is_file())
    config = (history.repository / "config").stat().st_size
    assert done.is_sound
    assert done == Verified((), (), (), (), 0, 0, done.bytes_read, 3, len(history.names("data")))
    assert sizes - config <= done.bytes_read <= sizes + 2000  # its own lock comes and goes
    assert steps[-1][0] == steps[-1][1] == done.bytes_read
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)


def test_a_machine_without_the_vault_verifies_too(history: History) -> None:
    history.shelf.clear()
    assert run(history, state=None).is_sound
    spoil(history, pack_name(_pack_of(history, BlobKind.TREE)), None)
    assert {each.is_own for each in run(history, state=None).harmed} == {True}


def test_packs_that_no_index_names_are_told_with_their_bytes_and_are_no_damage(history: History) -> None:
    data = b"a pack that a cut run left" * 40
    name = hashlib.sha256(data).hexdigest()
    path = history.repository / pack_name(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    done = run(history)
    assert done.is_sound
    assert (done.leftovers, done.leftover_bytes) == (1, len(data))


# ------------------------------------------------------------------------------------- damage


def _pack_of(history: History, kind: BlobKind) -> str:
    """Return a pack that only the newest snapshot needs."""
    with history.opened() as repository:
        tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, history.last or "")).tree
        index = repository.load_index()
        if kind is BlobKind.TREE:
            return index.places(kind, tree)[0].pack
        changed = files_of(repository, index, tree, {})["notes.db"].content[1]  # page 3, which every day changes
        return index.places(kind, changed)[0].pack


@pytest.mark.parametrize("kind", list(BlobKind))
@pytest.mark.parametrize("change", [flipped, None, lambda data: data[:100], lambda data: b"", lambda data: data[:-1]])
def test_each_damaged_pack_is_told_with_the_snapshots_that_it_harms_and_no_others(
    history: History, kind: BlobKind, change: Callable[[bytes], bytes] | None
) -> None:
    spoil(history, pack_name(_pack_of(history, kind)), change)
    done = run(history)
    assert not done.is_sound
    assert ProblemKind.PACK in kinds(done)
    assert {each.snapshot for each in done.harmed} == history.names("snapshots") - restorable(history)
    assert {each.snapshot for each in done.harmed} <= {history.last}
    assert all(each.is_own for each in done.harmed)


def test_every_file_of_a_repository_missing_or_flipped_is_told_and_what_is_not_told_restores(
    history: History, tmp_path: Path
) -> None:
    files = sorted(path for path in history.repository.rglob("*") if path.is_file())
    for number, path in enumerate(files):
        for change in (None, flipped):
            name = path.relative_to(history.repository).as_posix()
            if name.startswith(("keys/", "config")):
                continue  # without them nothing is opened
            copy = history.copy(tmp_path / f"{number}.{change is None}")
            spoil(copy, name, change)
            done = run(copy)
            whole = restorable(copy)
            told = {each.snapshot for each in done.harmed}
            assert copy.names("snapshots") - told - whole <= ({path.name} if change else set()), name
            assert not told & whole, name
            gone = bool(done.gone) or Oddity.BACKWARDS in done.oddities
            assert not done.is_sound or (name.startswith("snapshots/") and change is None and gone), name


def test_damaged_notes_and_damaged_attachments_are_told_apart(history: History) -> None:
    with history.opened() as repository:
        index = repository.load_index()
        tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, history.last or "")).tree
        files = files_of(repository, index, tree, {})
        piece = index.places(BlobKind.DATA, files["notes.db"].content[-1])[0]
        (attachment,) = [node for name, node in files.items() if name.startswith("attachments/")]
        paper = index.places(BlobKind.DATA, attachment.content[0])[0]

    def hit(at: int) -> Callable[[bytes], bytes]:
        return lambda data: data[: at + 20] + bytes([data[at + 20] ^ 1]) + data[at + 21 :]

    spoil(history, pack_name(paper.pack), hit(paper.entry.offset))
    assert {each.sentence for each in run(history).harmed} == {"damaged: 1 attachment"}
    spoil(history, pack_name(piece.pack), hit(piece.entry.offset))
    assert "damaged: the notes themselves, 1 attachment" in {each.sentence for each in run(history).harmed}


def test_a_damaged_snapshot_that_is_known_here_is_told_with_its_date(history: History) -> None:
    history.save(NOON + DAY)  # learns of the one before
    known = sorted(name for name in history.shelf if name.startswith("snapshots/"))
    spoil(history, known[0], flipped)
    done = run(history)
    assert kinds(done) == {ProblemKind.SNAPSHOT}
    assert [(each.snapshot, each.sentence, each.is_own) for each in done.harmed] == [
        (known[0].removeprefix("snapshots/"), "it cannot be read", True)
    ]
    assert done.harmed[0].time <= NOON
    spoil(history, known[0], None)
    done = run(history)
    assert done.is_sound
    assert len(done.gone) == 1


def test_a_damaged_index_harms_everything_until_it_is_made_anew(history: History) -> None:
    spoil(history, f"index/{min(history.names('index'))}", flipped)
    done = run(history)
    assert ProblemKind.INDEX in kinds(done)
    assert {each.snapshot for each in done.harmed} == history.names("snapshots")
    assert all("restic rebuild-index" in each.sentence for each in done.harmed)
    spoil(history, f"index/{min(history.names('index'))}", None)
    assert history.restic("rebuild-index", "--read-all-packs").returncode == 0
    assert run(history).is_sound


def test_the_snapshots_of_others_are_told_too_and_hold_what_they_like(history: History, tmp_path: Path) -> None:
    (tmp_path / "deep" / "a" / "b" / "c" / "d").mkdir(parents=True)
    (tmp_path / "deep" / "a" / "b" / "c" / "d" / "letter").write_bytes(bytes(range(256)) * 30)
    before = history.names("data")
    assert history.restic("backup", str(tmp_path / "deep")).returncode == 0
    theirs = history.names("data") - before
    assert run(history).is_sound
    other = other_vault_at(history)
    other.save(NOON)
    done = run(history)
    assert done.is_sound
    assert done.oddities == (Oddity.MIXED,)
    for pack in theirs:
        with history.opened() as repository:
            held = {each.id: each.entries[0].kind for each in repository.load_index().by_pack()}
        if held[pack] is BlobKind.DATA:
            spoil(history, pack_name(pack), flipped)
    assert [(each.is_own, each.sentence) for each in run(history).harmed] == [
        (False, "1 piece of its files cannot be read")
    ]
    for pack in history.names("data") - before:
        spoil(history, pack_name(pack), None)
    harmed = run(history).harmed
    assert [(each.is_own, each.sentence) for each in harmed] == [(False, "its list of files cannot be read")] * 2


def crafted(history: History, *nodes: Node, is_own: bool) -> str:
    """Add a snapshot of the vault's files with others beside or in place of them."""
    with history.opened() as repository:
        tree = Snapshot.read(repository.read_file(FileKind.SNAPSHOT, history.last or "")).tree
        index = repository.load_index()
        old = {node.name: node for node in read_tree(repository.read_blob(index, BlobKind.TREE, tree))}
        changed = write_tree((old | {node.name: node for node in nodes}).values())
        writer = PackWriter(repository.key, BlobKind.TREE, bucket=1)
        writer.add(repository.seal_blob(BlobKind.TREE, changed))
        pack, data = writer.finish()
        repository.storage.put(pack_name(pack.id), data)
        for document in write_indexes([pack]):
            repository.write_file(FileKind.INDEX, document)
        root = identifier_of(changed)
        history.generation += 1
        state = history.state()
        tag = Statement(state.vault, state.generation, state.digest, history.last).tag(root, sign)
        snapshot = Snapshot(NOON + DAY, root, ("/vault",), (tag,) if is_own else ())
        made = repository.write_file(FileKind.SNAPSHOT, snapshot.write())
        history.last = made if is_own else history.last
        return made


def test_a_file_that_is_longer_than_its_pieces_or_has_unknown_ones_is_told(history: History) -> None:
    made = crafted(history, Node.file("notes.db", 5, ()), is_own=True)
    assert [(each.snapshot, each.sentence) for each in run(history).harmed] == [(made, "damaged: the notes themselves")]
    crafted(history, Node.file("notes.db", 5, ["ab" * 32]), is_own=False)
    sentences = {each.sentence for each in run(history).harmed}
    assert sentences == {"damaged: the notes themselves", "1 piece of its files cannot be read"}
    assert kinds(run(history)) == {ProblemKind.TREE, ProblemKind.BLOB}


def test_a_snapshot_in_the_vaults_name_that_holds_no_vault_is_told(history: History) -> None:
    crafted(history, Node.file("letter.txt", 0, ()), is_own=True)
    done = run(history)
    assert [each.sentence for each in done.harmed] == ["it holds something else than a vault"]
    assert not done.is_sound


def test_a_repository_that_went_backwards_or_was_emptied_is_told(history: History) -> None:
    (history.repository / "snapshots" / (history.last or "")).unlink()
    assert run(history).oddities == (Oddity.BACKWARDS,)
    for name in history.names("snapshots"):
        (history.repository / "snapshots" / name).unlink()
    assert run(history).oddities == (Oddity.EMPTIED,)
    assert run(history).snapshots == 0


def test_a_statement_under_another_key_is_no_snapshot_of_the_vault(history: History) -> None:
    state = replace(history.state(), sign=lambda message: sign(message + b"?"), last=None)
    done = run(history, state=state)
    assert done.oddities == (Oddity.FORGED,)
    assert state.vault == VAULT


# ------------------------------------------------------------------------------------- the place


def test_a_place_that_cannot_be_written_is_verified_all_the_same(history: History) -> None:
    class ReadOnly(Place):
        def put(self, name: str, data: bytes) -> None:
            raise Denied("the stick is write-protected")

    assert run(history, ReadOnly).is_sound
    spoil(history, pack_name(_pack_of(history, BlobKind.DATA)), flipped)
    assert not run(history, ReadOnly).is_sound


def test_nobody_deletes_while_it_is_verified_and_others_add(history: History) -> None:
    tried: list[str] = []

    class Watched(Place):
        def get(self, name: str) -> bytes:
            if name.startswith("data/") and not tried:
                with history.opened() as other, pytest.raises(Unreachable, match="in use"):
                    tried.append(name)
                    Lock.take(other, exclusive=True)
            return super().get(name)

    assert run(history, Watched).is_sound
    assert tried
    with history.opened() as repository:
        with Lock.take(repository, exclusive=True), pytest.raises(Unreachable, match="in use"):
            run(history)
        with Lock.take(repository, exclusive=False):
            assert run(history).is_sound
    assert not history.names("locks")


def test_what_is_listed_and_not_there_is_told_and_never_a_crash(history: History) -> None:
    ghost = "ab" * 32

    class Stale(Listing):
        def __init__(self, storage: Storage) -> None:
            names = [f"snapshots/{ghost}", f"index/{ghost}", f"data/ab/{ghost}", f"locks/{ghost}"]
            super().__init__(storage, ghosts=tuple(Stored(name, 300) for name in names))

        def list(self, folder: str) -> Iterator[Stored]:
            return iter(list(super().list(folder)))

    done = run(history, Stale)
    assert kinds(done) == {ProblemKind.SNAPSHOT, ProblemKind.INDEX}
    assert done.harmed == ()


def test_a_line_that_breaks_is_no_damage(history: History) -> None:
    class Broken(Place):
        def get(self, name: str) -> bytes:
            if name.startswith("data/"):
                raise Unreachable("the line was cut")
            return super().get(name)

    with pytest.raises(Unreachable, match="cut"):
        run(history, Broken)
