"""Prove with real processes and threads: one writes, others read, and a kill loses nothing acknowledged."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Unreachable
from fieldnotes.vault.process import ask_to_lock
from fieldnotes.vault.unlocked import open_vault
from tests.vault.sample import IDENTITY_PASSPHRASE, PASSAGE, PASSPHRASE, Sample

REPOSITORY = Path(__file__).resolve().parents[2]
COUNTER = b"\xff" * 16
FULL = os.environ.get("FIELDNOTES_FULL") == "1"


def child(what: str, path: Path, number: int = 0) -> "subprocess.Popen[bytes]":
    """Start a process of `tests.vault.writer`."""
    command = [sys.executable, "-m", "tests.vault.writer", what, str(path), str(number)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=REPOSITORY, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe)


def finish(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """Let a child end and return its exit code and what it printed; it prints nothing on stderr."""
    out, errors = process.communicate(timeout=60)
    assert errors == b""
    return process.returncode, out.decode()


def test_a_second_writer_is_told_and_readers_are_let_in(sample: Sample) -> None:
    first = child("hold", sample.path)
    assert first.stdout is not None
    assert first.stdout.readline() == b"open\n"

    second = finish(child("hold", sample.path))
    reader = finish(child("read", sample.path))
    first_ended = finish(first)
    third = child("hold", sample.path)
    assert third.stdout is not None
    assert third.stdout.readline() == b"open\n"

    assert second == (6, "6 another process is writing to this vault\n")
    assert reader == (0, "5\n")
    assert first_ended[0] == 0
    assert finish(third)[0] == 0


def test_a_second_writer_in_the_same_process_is_told(sample: Sample) -> None:
    with sample.open(write=True):
        with pytest.raises(Unreachable, match="another process is writing"):
            sample.open(write=True)
        with sample.open() as reader:
            assert len(list(reader.heads())) == 5
    with sample.open(write=True):
        pass


def test_the_lock_goes_with_a_failed_opening(sample: Sample) -> None:
    with pytest.raises(FieldnotesError):
        sample.open(write=True, secret="wrong")
    with sample.open(write=True):
        pass


def test_a_reader_sees_what_the_writer_saves_and_cannot_write(sample: Sample) -> None:
    with sample.open(write=True) as writer, sample.open() as reader:
        with writer.transaction() as tx:
            new = tx.put("note", None, b"cardamom")
            tx.put_draft("note", new.entity, b"pending")
            assert reader.head(new.entity) is None

        assert reader.head(new.entity) == new
        assert len(reader.drafts()) == 2
        assert reader.generation == writer.generation
        assert len(reader.search("cardamom", limit=5)) == 1
        with pytest.raises(Unreachable, match="reading only"), reader.transaction():
            pass


def test_a_reader_keeps_opening_while_another_process_writes(sample: Sample) -> None:
    writer = child("write", sample.path)
    assert writer.stdout is not None
    seen = []
    for _ in range(8):
        acknowledged = int(writer.stdout.readline())
        with sample.open() as reader:
            reader.verify_history()
            head = reader.head(COUNTER)
            assert head is not None
            seen.append((acknowledged, int(head.body)))
    writer.kill()
    writer.communicate()

    assert all(acknowledged <= read for acknowledged, read in seen)


def test_threads_work_in_one_vault_at_once(sample: Sample) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(15):
                with vault.transaction() as tx:
                    before = vault.head(entity)
                    count = int(before.body) if before else 0
                    tx.put("counter", entity, b"%d" % (count + 1))
                    tx.put("note", None, b"%d %d" % (number, turn))
                list(vault.heads(PASSAGE))
                vault.search("words", limit=3)
                vault.verify_history()
        except BaseException as error:  # noqa: BLE001 - told by the assertion below
            failures.append(error)

    entity = bytes(16)
    with sample.open(write=True) as vault:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        head = vault.head(entity)

        assert failures == []
        assert head is not None
        assert head.body == b"60"
        assert len(list(vault.heads("note"))) == 60


def test_closing_breaks_off_what_other_threads_read(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        for _ in range(6):
            with vault.transaction() as tx:
                for number in range(400):
                    tx.put("note", number.to_bytes(16, "big"), b"x" * 3000)
        started, ended = threading.Event(), []

        def verify() -> None:
            started.set()
            try:
                while True:
                    vault.verify_history()
            except FieldnotesError as error:
                ended.append(error)

        thread = threading.Thread(target=verify)
        thread.start()
        started.wait()
        time.sleep(0.02)
        began = time.perf_counter()
        vault.close()
        thread.join(5)

    assert not thread.is_alive()
    assert time.perf_counter() - began < 3
    assert ended
    assert not isinstance(ended[0], Damaged)
    with sample.open() as again:
        again.verify_history()


def check_survivor(sample: Sample, acknowledged: int) -> int:
    """Open what a kill left and return the number of the last note in it, all of it verified."""
    with sample.open(write=True) as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        vault.verify_history()
        counter = vault.head(COUNTER)
        last = int(counter.body) if counter else 0
        assert acknowledged <= last <= acknowledged + 1
        notes = {int.from_bytes(head.entity, "big"): head.body for head in vault.heads("note")}
        assert notes == {n: b"number %d " % n * (n % 97 + 1) for n in range(1, last + 1)}
        assert [d.body for d in vault.drafts() if d.entity == COUNTER] == ([b"draft %d" % last] if last else [])
        sealed = [vault.unseal(seal) for seal in vault.seals("identity", COUNTER)]
        assert sealed == [b'{"number":%d}' % n for n in range(7, last + 1, 7)]
        if last:
            assert vault.search(f'"number {last}"', limit=2)
    return last


def test_a_kill_at_any_moment_loses_no_acknowledged_save(sample: Sample) -> None:
    """Each run goes on where the killed one stopped, so that crashes pile up on one vault."""
    chance = random.Random(FULL)
    last = 0
    for _ in range(300 if FULL else 15):
        process = child("write", sample.path, last + 1)
        assert process.stdout is not None
        acknowledged = last
        for _ in range(chance.randint(0, 40)):
            acknowledged = int(process.stdout.readline())
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        rest, errors = process.communicate()
        acknowledged = int((rest.decode().split() or [str(acknowledged)])[-1])
        assert errors == b""
        last = check_survivor(sample, acknowledged)
    assert last > 20


@pytest.mark.parametrize("size", [62_000, 70_000, 100_000, 150_000, 400_000])
def test_a_file_that_may_not_grow_is_told_and_loses_nothing(sample: Sample, size: int) -> None:
    code, printed = finish(child("limited", sample.path, size))

    *acknowledged, told = printed.splitlines()
    assert code == 6
    assert told.startswith("6 ")
    check_survivor(sample, int(acknowledged[-1]) if acknowledged else 0)


def test_a_kill_while_a_vault_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    chance, took, outcomes = random.Random(2), 0.0, []
    for number in range(80 if FULL else 12):
        path = tmp_path / f"{number}.vault"
        process = child("create", path)
        assert process.stdout is not None
        process.stdout.readline()
        began = time.perf_counter()
        if number == 0:
            process.stdout.readline()
            took = time.perf_counter() - began
        time.sleep(chance.random() * took)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        outcomes.append(path.exists())
        if path.exists():
            with open_vault(path, PASSPHRASE, write=True) as vault:
                vault.open_identities(IDENTITY_PASSPHRASE)
                assert list(vault.heads()) == []
    left = {entry.name for entry in tmp_path.iterdir() if entry.suffix != ".vault"}

    assert outcomes[0]
    assert not all(outcomes)
    assert all(name.startswith(".") and name.endswith(".partial") for name in left)


def test_a_process_that_does_not_lock_is_asked_in_vain_and_no_request_is_left(sample: Sample) -> None:
    assert ask_to_lock(sample.layout, patience=0)  # nobody writes
    first = child("hold", sample.path)
    assert first.stdout is not None
    assert first.stdout.readline() == b"open\n"

    assert not ask_to_lock(sample.layout, patience=0.3)
    assert not sample.layout.lock_request.exists()

    first.kill()
    first.communicate()
    assert ask_to_lock(sample.layout, patience=0)


def test_an_open_vault_sees_that_it_is_asked_to_lock_and_a_new_one_sees_no_old_request(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        asking = threading.Thread(target=ask_to_lock, args=(sample.layout, 5))
        asking.start()
        while not vault.layout.lock_request.exists():
            time.sleep(0.01)
    asking.join()

    sample.layout.lock_request.touch()
    with sample.open(write=True) as vault:
        assert not vault.layout.lock_request.exists()
