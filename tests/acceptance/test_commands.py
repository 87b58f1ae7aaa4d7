"""Making a vault, opening it, its keys and its lock: exit codes and answers of design section 10."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fieldnotes.cli.grammar import with_vault_named
from tests.acceptance.desk import NAMES, NOTES, SURROUNDINGS, Desk, private, start
from tests.acceptance.judge import leaks

COMMANDS = "demo init load dump list show search attach export key lock".split()
LAYOUT = {
    "RECOVERY.txt",
    "attachments",
    "keys/identities.1.age",
    "keys/identities.2.age",
    "keys/identities.pub",
    "keys/vault.1.age",
    "keys/vault.2.age",
    "keys/vault.db.age",
    "notes.db",
}


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# ------------------------------------------------------------------------------------------------------ init


def test_init_answers_with_the_vault_and_two_recovery_keys(desk: Desk) -> None:
    """The first opens the notes, the second, of the post-quantum kind, the names."""
    assert sorted(desk.keys) == ["names", "notes"]
    assert re.fullmatch(r"AGE-SECRET-KEY-1[0-9A-Z]+", desk.keys["notes"])
    assert re.fullmatch(r"AGE-SECRET-KEY-PQ-1[0-9A-Z]+", desk.keys["names"])


def test_a_new_vault_has_the_documented_files_and_keeps_them_private(desk: Desk) -> None:
    """Nothing else but the index; folders 0700, files 0600; the notes begin with no known header."""
    found = {
        str(path.relative_to(desk.vault))
        for path in desk.vault.rglob("*")
        if "/" not in str(path.relative_to(desk.vault)) or path.is_file()
    } - {"keys"}
    assert found.issuperset(LAYOUT)
    assert {name for name in found - LAYOUT if not re.match(r"index\.db|notes\.db-", name)} == set()
    for path in (desk.vault, *desk.vault.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
    assert not (desk.vault / "notes.db").read_bytes().startswith(b"SQLite")
    assert (desk.vault / "keys/identities.pub").read_text().startswith("age1pq")


def test_neither_keys_nor_words_nor_names_stand_in_clear_in_the_vault(desk: Desk) -> None:
    """What init printed once is nowhere, and no file holds a word of an interview or a card."""
    for name, content in files(desk.vault).items():
        for secret in (*desk.keys.values(), NOTES, NAMES, "Betonil", "Tarvandil", "great market", "baker"):
            assert secret.encode() not in content, name


def test_the_recovery_keys_are_printed_once_for_people_too(tmp_path: Path) -> None:
    """Without --json, on standard output."""
    desk = Desk(tmp_path / "desk")
    outcome = desk.run("init", names=True)
    assert outcome.code == 0
    assert len(re.findall("AGE-SECRET-KEY-1", outcome.out)) == 1
    assert len(re.findall("AGE-SECRET-KEY-PQ-1", outcome.out)) == 1
    assert "AGE-SECRET-KEY" not in outcome.err


def test_init_never_touches_what_is_there(desk: Desk) -> None:
    """Exit 2, and every byte as before."""
    before = files(desk.vault)
    assert desk.run("init", names=True, passphrase=True).code == 2
    assert files(desk.vault) == before


@pytest.mark.parametrize(
    ("notes", "names"),
    [
        ("password1", NAMES),
        (NOTES, "kirsche7"),
        (NOTES, NOTES),
        (NOTES, NOTES.upper()),
        (NOTES, NOTES + "1"),
        ("", NAMES),
        (NOTES, "  " + NOTES + " "),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NAMES),
    ],
)
def test_init_refuses_weak_equal_and_nearly_equal_passphrases(tmp_path: Path, notes: str, names: str) -> None:
    """Exit 2 (an empty one is none: 4), nothing is made, and the passphrase is not repeated."""
    desk = Desk(tmp_path / "desk")
    private(desk.notes, notes)
    private(desk.names, names)
    outcome = desk.run("init", names=True)
    assert outcome.code in ({2} if notes else {2, 4}), outcome
    assert not desk.vault.exists()
    assert not notes or notes not in outcome.said


def test_init_without_a_terminal_and_without_files_says_what_is_missing(tmp_path: Path) -> None:
    """It cannot ask; nothing is made."""
    desk = Desk(tmp_path / "desk")
    assert desk.run("init", unlocked=False).code in {2, 4}
    assert not desk.vault.exists()


# ---------------------------------------------------------------------------------------------------- usage


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["list"],
        ["list", "everything"],
        ["export", "INT-001"],
        ["show"],
        ["--passphrase", "x", "lock"],
        ["load"],
        ["dump", "--plain", "--to", "age1x"],
    ],
)
def test_a_command_line_that_is_not_understood_is_wrong_usage(desk: Desk, arguments: list[str]) -> None:
    """Exit 2 with a hint, before any passphrase is read."""
    outcome = desk.run(*arguments, unlocked=False)
    assert (outcome.code, outcome.out) == (2, "")


def test_every_command_explains_itself(tmp_path: Path) -> None:
    """`--help` needs no vault and exits 0; the commands of this version are all there."""
    general = start(["--help"], tmp_path)
    assert general.code == 0
    assert [name for name in COMMANDS if name not in general.out] == []


@pytest.mark.parametrize(
    "make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("no vault")]
)
def test_a_path_that_holds_no_vault_is_told(tmp_path: Path, make: object) -> None:
    """Missing is 6; a folder or file that is no vault is usage, damage or missing, never a fault of ours."""
    desk = Desk(tmp_path / "desk")
    assert callable(make)
    make(desk.vault)
    outcome = desk.run("list", "interviews")
    assert outcome.code == 6 if not desk.vault.exists() else outcome.code in {2, 5, 6}, outcome


# ------------------------------------------------------------------------------------------------ passphrases


@pytest.mark.parametrize("words", [NAMES, "wrong-words-that-open-nothing-here", "", NOTES.upper()])
def test_a_wrong_passphrase_is_simply_wrong(desk: Desk, tmp_path: Path, words: str) -> None:
    """Exit 4, also for the passphrase of the other lock; nothing on standard output."""
    given = private(tmp_path / "given", words)
    outcome = start(["--vault", desk.vault, "--passphrase-file", given, "list", "interviews"], tmp_path)
    assert (outcome.code, outcome.out) == (4, "")
    assert not words or words not in outcome.err


def test_no_passphrase_is_locked(desk: Desk) -> None:
    """Without a terminal nobody can be asked."""
    outcome = desk.run("--json", "list", "interviews", unlocked=False)
    assert outcome.code == 4
    assert "INT-001" not in outcome.said


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_passphrase_file_that_others_may_read_is_refused(desk: Desk, tmp_path: Path, mode: int) -> None:
    """Although the passphrase in it is right."""
    given = private(tmp_path / "given", NOTES)
    given.chmod(mode)
    outcome = start(["--vault", desk.vault, "--passphrase-file", given, "list", "interviews"], tmp_path)
    assert outcome.code in {2, 4}
    assert outcome.out == ""


def test_a_passphrase_file_inside_the_vault_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Also through a link from outside."""
    copy = desk.copy(tmp_path / "copy")
    inside = private(copy.vault / "passphrase", NOTES)
    link = tmp_path / "link"
    link.symlink_to(inside)
    for given in (inside, link):
        outcome = start(["--vault", copy.vault, "--passphrase-file", given, "list", "interviews"], tmp_path)
        assert outcome.code in {2, 4}, outcome
        assert outcome.out == ""


def test_a_missing_passphrase_file_is_told(desk: Desk, tmp_path: Path) -> None:
    """It cannot be reached."""
    outcome = start(["--vault", desk.vault, "--passphrase-file", tmp_path / "none", "list", "interviews"], tmp_path)
    assert outcome.code in {2, 4, 6}
    assert outcome.out == ""


def test_the_environment_stands_in_for_the_options_but_never_for_the_passphrase(desk: Desk, tmp_path: Path) -> None:
    """Files by name, yes; the words themselves, no."""
    vault = {"FIELDNOTES_VAULT": str(desk.vault)}
    by_file = SURROUNDINGS | vault | {"FIELDNOTES_PASSPHRASE_FILE": str(desk.notes)}
    by_value = SURROUNDINGS | vault | {"FIELDNOTES_PASSPHRASE": NOTES}
    assert start(["list", "interviews"], tmp_path, surroundings=by_file).code == 0
    assert start(["list", "interviews"], tmp_path, surroundings=by_value).code == 4


def test_a_passphrase_may_come_through_a_descriptor(desk: Desk, tmp_path: Path) -> None:
    """A pipe of the calling process."""
    reading, writing = os.pipe()
    os.write(writing, NOTES.encode() + b"\n")
    os.close(writing)
    command = [
        sys.executable,
        "-m",
        "fieldnotes",
        "--vault",
        str(desk.vault),
        "--passphrase-fd",
        str(reading),
        "list",
        "sources",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=SURROUNDINGS, pass_fds=[reading], capture_output=True, check=False, timeout=60
    )
    os.close(reading)
    assert done.returncode == 0, done.stderr


def test_the_recovery_key_opens_the_notes_and_the_other_does_not(desk: Desk, tmp_path: Path) -> None:
    """Given in the place of the passphrase."""
    for key, code in (("notes", 0), ("names", 4)):
        given = private(tmp_path / key, desk.keys[key])
        outcome = start(["--vault", desk.vault, "--passphrase-file", given, "list", "interviews"], tmp_path)
        assert outcome.code == code, outcome


# ------------------------------------------------------------------------------------------------ export's door


def test_without_the_identities_open_nothing_is_exported(desk: Desk) -> None:
    """Exit 4, nothing written, and no text on standard output."""
    page = desk.folder / "locked.md"
    for options in ([], ["--json"]):
        outcome = desk.run(*options, "export", "--all", "--out", page)
        assert outcome.code == 4
        assert "market" not in outcome.said
        assert not page.exists()


def test_the_notes_passphrase_does_not_open_the_names(desk: Desk, tmp_path: Path) -> None:
    """Each lock knows only its own."""
    copy = desk.copy(tmp_path / "copy")
    private(copy.names, NOTES)
    outcome = copy.run("export", "--all", "--out", tmp_path / "page.md", names=True, passphrase=True)
    assert outcome.code == 4
    assert not (tmp_path / "page.md").exists()


def test_an_existing_page_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    """Exit 2 and the file is as it was; a folder is no page either."""
    page = tmp_path / "page.md"
    page.write_text("mine")
    assert desk.run("export", "INT-001", "--out", page, names=True).code == 2
    assert page.read_text() == "mine"
    assert desk.run("export", "INT-001", "--out", tmp_path, names=True).code in {2, 6}


def test_a_page_in_a_missing_folder_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    """Exit 6."""
    assert desk.run("export", "INT-001", "--out", tmp_path / "none" / "page.md", names=True).code == 6


def test_an_export_answers_in_the_documented_shape(desk: Desk, tmp_path: Path) -> None:
    """And the page is recorded as a publication."""
    copy = desk.copy(tmp_path / "copy")
    page = copy.folder / "page.md"
    copy.keep_everything()
    outcome = copy.run("--json", "export", "INT-001", "--out", page, names=True, passphrase=True)
    assert outcome.code == 0, outcome
    assert sorted(outcome.json) == ["not_checked", "refused", "replaced", "written"]
    assert outcome.json["refused"] == []
    assert outcome.json["not_checked"] == []
    assert Path(outcome.json["written"]).name == "page.md"
    assert leaks(page.read_text(), copy.secrets) == []
    assert len(copy.run("--json", "list", "publications").json) == 1


def test_with_the_identity_key_away_everything_else_works(desk: Desk, tmp_path: Path) -> None:
    """Also adding a card; only export and reading names ask for the key."""
    field = desk.copy(tmp_path / "field")
    for name in ("identities.1.age", "identities.2.age"):
        (field.vault / "keys" / name).rename(tmp_path / name)
    new = {
        "fieldnotes_bundle": 1,
        "sources": [{"handle": "newly", "pseudonym": "Oakum", "identity": {"name": "Osmir Tellurak"}}],
    }
    assert field.load(new).code == 0
    private(field.folder / "note.txt", "words")
    for command in (
        ["list", "sources"],
        ["show", "INT-001"],
        ["show", "newly"],
        ["search", "market"],
        ["attach", "add", "note.txt"],
        ["attach", "list"],
        ["key", "list"],
        ["dump", "--plain", "--without-identities"],
        ["lock"],
    ):
        outcome = field.run(*command)
        assert outcome.code == 0, (command, outcome)
        assert "Tellurak" not in outcome.said
    for command in (["export", "--all", "--out", "page.md"], ["dump", "--plain"]):
        assert field.run(*command, names=True).code == 4, command
    for name in ("identities.1.age", "identities.2.age"):
        shutil.move(tmp_path / name, field.vault / "keys" / name)
    assert "Osmir Tellurak" in field.run("dump", "--plain", names=True).out


# ------------------------------------------------------------------------------------------------------ processes


def test_lock_leaves_nothing_beside_the_vaults_own_files(desk: Desk, tmp_path: Path) -> None:
    """No write-ahead log stays, whoever wrote or read before; it can be said twice."""
    copy = desk.copy(tmp_path / "copy")
    assert copy.load({"fieldnotes_bundle": 1, "sources": [{"handle": "newly", "pseudonym": "Oakum"}]}).code == 0
    assert copy.run("list", "sources").code == 0
    for _ in range(2):
        outcome = copy.run("--json", "lock")
        assert outcome.code == 0, outcome
        assert outcome.json is not None
        assert [path.name for path in copy.vault.glob("*.db-*")] == []


def test_a_second_writer_is_refused_while_readers_come_in(desk: Desk, tmp_path: Path) -> None:
    """The lock is an advisory one on a file of the vault; here the test itself is the first writer."""
    copy = desk.copy(tmp_path / "copy")
    held = [path.open("rb") for path in copy.vault.rglob("*") if path.is_file()]
    for one in held:
        fcntl.flock(one, fcntl.LOCK_EX)
    outcome = copy.load({"fieldnotes_bundle": 1, "sources": [{"handle": "newly", "pseudonym": "Oakum"}]})
    assert outcome.code == 6, outcome
    assert copy.run("--json", "list", "sources").code == 0
    assert copy.run("search", "market", passphrase=True).code == 0
    for one in held:
        one.close()
    assert "newly" not in copy.run("list", "sources").out


def test_a_vault_that_an_option_names_is_opened_as_one_that_stands_alone() -> None:
    """Without a terminal both are refused in the same words; the screens themselves are tested in a terminal."""
    assert with_vault_named(["./kirkuk.vault"]) == ["--vault", "./kirkuk.vault"]
    for line in (["--vault", "./kirkuk.vault"], ["--json", "--vault", "./a"], ["--passphrase-file", "./p"]):
        assert with_vault_named(line) == line
    assert with_vault_named(["--json", "./a"]) == ["--json", "--vault", "./a"]
