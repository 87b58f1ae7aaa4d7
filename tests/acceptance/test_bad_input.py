"""Damaged vaults and a failing machine: the right exit code, one sentence and a hint, and nothing is lost."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.desk import SURROUNDINGS, Desk, Outcome
from tests.acceptance.office import office
from tests.acceptance.trouble import CANARY, NEW, contents, told

FULL = os.environ.get("FIELDNOTES_FULL") == "1"


def vault_files(desk: Desk) -> list[Path]:
    """Return the files whose damage must be told: those that a passphrase opens, and the notes."""
    return [desk.vault / name for name in ("keys/vault.1.age", "keys/vault.db.age", "notes.db")]


@pytest.mark.parametrize("damage", ["emptied", "truncated", "removed", "text"])
def test_a_damaged_file_is_told(desk: Desk, tmp_path: Path, damage: str) -> None:
    """Exit 5 (4 where a slot may as well be absent, 6 where a file is missing); never an empty vault instead."""
    for path in vault_files(desk):
        copy = desk.copy(tmp_path / f"{damage}-{path.name}")
        victim = copy.vault / path.relative_to(desk.vault)
        content = victim.read_bytes()
        if damage == "removed":
            victim.unlink()
        else:
            victim.write_bytes(
                {"emptied": b"", "truncated": content[: len(content) * 2 // 3], "text": b"hello " * 400}[damage]
            )
        outcome = copy.run("dump", "--plain", "--without-identities", passphrase=True)
        told(outcome, 4, 5, *((6,) if damage == "removed" else ()))
        if path.name == "notes.db":
            assert outcome.code in {5, 6}


def test_flipped_bits_are_told_or_have_no_effect(desk: Desk, tmp_path: Path) -> None:
    """Anywhere in notes, slots and public key: the data come out as they were, or exit 4 or 5."""
    chance, right = random.Random(2031), contents(desk)
    copy = desk.copy(tmp_path / "copy")
    victims = [copy.vault / path.relative_to(desk.vault) for path in vault_files(desk)]
    victims += [copy.vault / "keys/identities.pub"]
    for _ in range(1000 if FULL else 12):
        victim = chance.choice(victims)
        content = bytearray(victim.read_bytes())
        position = chance.randrange(len(content))
        whole = bytes(content)
        content[position] ^= 1 << chance.randrange(8)
        victim.write_bytes(content)
        by_slot = victim.name == "vault.1.age"
        outcome = copy.run("dump", "--plain", "--without-identities", passphrase=by_slot)
        assert outcome.code in {4, 5} or (outcome.code, outcome.out) == (0, right), (victim.name, position, outcome)
        victim.write_bytes(whole)
    assert contents(copy) == right


def test_a_hostile_work_factor_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    """A slot that would take hours and all memory."""
    copy = desk.copy(tmp_path / "copy")
    slot = copy.vault / "keys/vault.1.age"
    for factor in (b"21", b"30", b"64", b"999999999999", b"-1", b"018"):
        hostile = re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>" + factor, (desk.vault / "keys/vault.1.age").read_bytes())
        slot.write_bytes(hostile)
        begun = time.monotonic()
        told(copy.run("list", "interviews", passphrase=True), 4, 5)
        assert time.monotonic() - begun < 20


def test_a_swapped_public_key_is_told_and_nothing_is_sealed_to_it(desk: Desk, tmp_path: Path) -> None:
    """Exit 5 for whatever would seal; removed or cut short as well."""
    stranger = Desk(tmp_path / "stranger")
    stranger.init()
    foreign = (stranger.vault / "keys/identities.pub").read_bytes()
    for number, words in enumerate((foreign, foreign[:40], b"")):
        copy = desk.copy(tmp_path / f"copy-{number}")
        (copy.vault / "keys/identities.pub").write_bytes(words)
        card = {"handle": "newly", "pseudonym": "Oakum", "identity": {"name": "Osmir Tellurak"}}
        assert copy.load({"fieldnotes_bundle": 1, "sources": [card]}).code == 5
        shutil.copy(desk.vault / "keys/identities.pub", copy.vault / "keys/identities.pub")
        assert "newly" not in contents(copy)


def test_a_rolled_back_database_is_told(desk: Desk, tmp_path: Path) -> None:
    """The index remembers that there was more; both rolled back together nobody can know."""
    copy = desk.copy(tmp_path / "copy")
    copy.run("lock")
    old = (copy.vault / "notes.db").read_bytes()
    assert copy.load(NEW).code == 0
    assert copy.run("search", "market").code == 0
    copy.run("lock")
    (copy.vault / "notes.db").write_bytes(old)
    told(copy.run("list", "interviews"), 5)


# ------------------------------------------------------------------------------------------------ the machine beneath


def in_own_space(*commands: str) -> list[str]:
    """Return the start of a command that runs in a mount space of its own after `commands`, or skip."""
    probe = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    if not shutil.which("unshare") or subprocess.run([*probe, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a mount space of their own")
    return [*probe, " && ".join(commands) + ' && exec "$@"', "sh"]


def test_a_read_only_medium_is_read_and_not_written(desk: Desk, tmp_path: Path) -> None:
    """Reading works, also where there is no index; writing is 6."""
    copy = desk.copy(tmp_path / "copy")
    copy.run("lock")
    frozen = in_own_space(
        f"mount --bind '{copy.folder}' '{copy.folder}'",
        f"mount -o remount,ro,bind '{copy.folder}'",
        f"cd '{copy.folder}'",
    )
    assert copy.run("--json", "list", "sources", before=frozen).code == 0
    assert "Do not print this." in copy.run("show", "INT-001:5", before=frozen).out
    told(copy.run("load", "-", stdin=json.dumps(NEW), before=frozen), 6)
    told(copy.run("export", "INT-001", "--out", copy.folder / "page.md", names=True, before=frozen), 6)


def test_a_page_for_a_read_only_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    """Exit 6, and nothing half-written stays."""
    copy = desk.copy(tmp_path / "copy")
    copy.keep_everything()
    out = tmp_path / "frozen"
    out.mkdir()
    frozen = in_own_space(f"mount --bind '{out}' '{out}'", f"mount -o remount,ro,bind '{out}'")
    told(copy.run("export", "INT-001", "--out", out / "page.md", names=True, before=frozen), 6)
    assert list(out.iterdir()) == []


def test_a_full_disk_is_told_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    """The vault lies on a medium of one and a half megabytes and gets a bundle of four."""
    copy = desk.copy(tmp_path / "copy")
    before = contents(copy)
    copy.run("lock")
    small = tmp_path / "small"
    small.mkdir()
    interview = office()["interviews"][1] | {"code": "INT-003"}
    interview["passages"] = [{"speaker": None, "text": f"{CANARY} {number} " + "ab " * 3000} for number in range(450)]
    words = json.dumps({"fieldnotes_bundle": 1, "interviews": [interview]})
    shell = in_own_space(f"mount -t tmpfs -o size=1500k full '{small}'", f"cp -a '{copy.vault}' '{small}/v'")
    script = f'"$@"; code=$?; rm -rf "{tmp_path}/after"; cp -a "{small}/v" "{tmp_path}/after"; exit $code'
    shell = [*shell, "sh", "-c", script, "sh"]
    options = ["--vault", f"{small}/v", "--passphrase-file", str(copy.papers["notes"]), "load", "-"]
    done = subprocess.run(
        [*shell, sys.executable, "-m", "fieldnotes", *options],
        input=words.encode(),
        capture_output=True,
        check=False,
        cwd=copy.folder,
        env=SURROUNDINGS | {"HOME": str(copy.folder)},
        timeout=120,
    )
    told(Outcome(done.returncode, done.stdout.decode(), done.stderr.decode()), 6)
    after = Desk(tmp_path / "looked", desk.secrets)
    shutil.copytree(tmp_path / "after", after.vault)
    assert contents(after) == before


def test_standard_output_that_is_full_or_closed_is_no_fault_of_ours(desk: Desk) -> None:
    """One line, no traceback; /dev/full takes nothing and a closed pipe nobody reads."""
    command = [
        sys.executable,
        "-m",
        "fieldnotes",
        "--vault",
        str(desk.vault),
        "--passphrase-file",
        str(desk.papers["notes"]),
        "show",
        "INT-001",
    ]
    for tail in ("> /dev/full", "| true", ">&-"):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {tail}', "sh", *command], capture_output=True, check=False, env=SURROUNDINGS, timeout=60
        )
        assert b"Traceback" not in done.stderr, done.stderr
        assert b"Exception ignored" not in done.stderr, done.stderr
        assert done.returncode in {0, 6}, (tail, done)


def test_a_load_killed_at_any_moment_is_whole_or_absent(desk: Desk, tmp_path: Path) -> None:
    """After kill -9 the vault opens, and the bundle is in it entirely or not at all."""
    interview = office()["interviews"][1] | {"code": "INT-003"}
    interview["passages"] = [{"speaker": None, "text": f"words {number} " * 40} for number in range(4000)]
    words = json.dumps({"fieldnotes_bundle": 1, "interviews": [interview]}).encode()
    chance = random.Random(7)
    for attempt in range(40 if FULL else 3):
        copy = desk.copy(tmp_path / f"copy-{attempt}")
        command = [
            sys.executable,
            "-m",
            "fieldnotes",
            "--vault",
            str(copy.vault),
            "--passphrase-file",
            str(copy.papers["notes"]),
            "load",
            "-",
        ]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=SURROUNDINGS
        ) as process:
            assert process.stdin
            process.stdin.write(words)
            process.stdin.close()
            time.sleep(chance.uniform(0.25, 1.1))
            process.send_signal(signal.SIGKILL)
        listed = {one["code"]: one["words"] for one in copy.run("--json", "list", "interviews").json}
        assert listed.get("INT-003") in {None, 4000 * 80}
        assert copy.load(NEW).code == 0


def test_an_init_killed_at_any_moment_leaves_a_vault_or_none(tmp_path: Path) -> None:
    """What stands at the path afterwards opens."""
    for attempt, seconds in enumerate((0.4, 1.2, 2.0)):
        desk = Desk(tmp_path / f"desk-{attempt}")
        options = [
            "--vault",
            str(desk.vault),
            "--passphrase-file",
            str(desk.notes),
            "--identity-passphrase-file",
            str(desk.names),
        ]
        with subprocess.Popen(
            [sys.executable, "-m", "fieldnotes", *options, "init"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=SURROUNDINGS,
        ) as process:
            time.sleep(seconds)
            process.kill()
        assert not desk.vault.exists() or desk.run("list", "sources").code == 0
