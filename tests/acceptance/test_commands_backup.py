"""A vault is backed up, proved, lost and brought back, by our commands and by stock tools with the sheet alone."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.desk import NOTES, Desk, Outcome, private, start
from tests.acceptance.judge import leaks


@pytest.fixture(scope="module")
def kept(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk whose vault was backed up to the folder `store`, with an attachment; to be copied."""
    own = desk.copy(tmp_path_factory.mktemp("kept") / "desk")
    (own.folder / "tape.wav").write_bytes(b"RIFF" + bytes(70_000))
    assert own.run("attach", "add", "tape.wav", "--interview", "INT-001").code == 0
    assert own.run("backup", "init", own.folder / "store").code == 0
    assert own.run("backup", "run").code == 0
    return own


@pytest.fixture
def own(kept: Desk, tmp_path: Path) -> Desk:
    """Return a copy of it, whose repository lies at an address of its own."""
    copy = kept.copy(tmp_path / "desk")
    shutil.copytree(kept.folder / "store", copy.folder / "store")
    assert copy.run("backup", "leave").code == 0
    password = private(copy.folder / "repository-password", sheet(kept)["password"])
    taken_up = copy.run("backup", "init", copy.folder / "store", "--repository-password-file", password)
    assert taken_up.code == 0, taken_up
    return copy


def sheet(desk: Desk) -> dict[str, str]:
    return dict(desk.run("--json", "backup", "sheet").json)


def password_file(desk: Desk) -> Path:
    return private(desk.folder / "repository-password", sheet(desk)["password"] + "\n")


def dumped(desk: Desk, vault: Path) -> str:
    """Return everything in a vault but the cards, as the owner's bundle."""
    outcome = start(
        ["--vault", vault, "--passphrase-file", desk.notes, "dump", "--plain", "--without-identities"], desk.folder
    )
    assert outcome.code == 0, outcome
    return outcome.out


def test_what_a_run_says_is_as_the_contract_has_it(own: Desk) -> None:
    outcome = own.run("--json", "backup", "run")
    said = outcome.json

    assert outcome.code == 0, outcome
    assert {"snapshot", "bytes_sent", "bytes_total", "seconds"} <= said.keys()
    assert re.fullmatch("[0-9a-f]{64}", said["snapshot"])
    assert 0 < said["bytes_sent"] < 60_000
    assert said["bytes_total"] > 100_000
    assert len(said["words"].split()) == 6
    assert said["warnings"] == []


def test_a_second_backup_sends_what_changed_and_no_more(own: Desk) -> None:
    first = own.run("--json", "backup", "run").json
    again = own.run("--json", "backup", "run").json

    assert again["bytes_sent"] < 40_000 < first["bytes_total"]


def test_the_sheet_brings_the_vault_back_on_a_machine_that_has_nothing_else(own: Desk, tmp_path: Path) -> None:
    back = tmp_path / "back.vault"
    outcome = start(
        ["--json", "backup", "restore", own.folder / "store", back, "--repository-password-file", password_file(own)],
        tmp_path,
    )

    assert outcome.code == 0, outcome
    assert not outcome.json["verified"]
    assert dumped(own, back) == dumped(own, own.vault)
    assert not list(back.glob("keys/identities.*.age"))
    assert (back / "RECOVERY.txt").read_bytes() == (own.vault / "RECOVERY.txt").read_bytes()
    assert outcome.json["words"] == own.run("--json", "backup", "list", own.folder / "store").json[0]["words"]


def test_with_the_passphrase_what_comes_back_is_proved_before_it_counts(own: Desk, tmp_path: Path) -> None:
    def restored(opener: Path, target: str) -> Outcome:
        named: list[str | Path] = ["backup", "restore", own.folder / "store", tmp_path / target]
        openers: list[str | Path] = ["--json", "--passphrase-file", opener]
        return start([*openers, *named, "--repository-password-file", password_file(own)], tmp_path)

    right, wrong = restored(own.notes, "back"), restored(own.names, "other")

    assert right.json["verified"]
    assert wrong.code == 4
    assert [path.name for path in tmp_path.iterdir() if path.name != "desk"] == ["back"]


def test_a_drill_counts_what_came_back_and_leaves_nothing(own: Desk) -> None:
    outcome = own.run("--json", "backup", "drill")

    assert outcome.code == 0, outcome
    assert {name: outcome.json[name] for name in ("interviews", "passages", "sources", "attachments")} == {
        "interviews": 2,
        "passages": 6,
        "sources": 3,
        "attachments": 1,
    }
    assert not list(own.vault.glob(".*"))
    (standing,) = own.run("--json", "backup", "list").json
    assert standing["last_proved_restore"] == outcome.json["proved"]


def test_it_counts_as_recoverable_once_words_were_typed_back(own: Desk) -> None:
    words = sheet(own)["password"].split("-")
    wrong = own.run("backup", "prove", stdin=f"{words[0]}\n{words[5]}\n{words[10]}\n")
    before = own.run("--json", "backup", "list").json[0]["recoverable"]
    right = own.run("backup", "prove", stdin=f"{words[1]}\n{words[5]}\n{words[10]}")

    assert (wrong.code, before, right.code) == (2, False, 0)
    assert own.run("--json", "backup", "list").json[0]["recoverable"]


def test_the_repository_shows_a_reader_nothing(own: Desk) -> None:
    own.run("backup", "run")
    store = own.folder / "store"
    names = [path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()]
    for path in (path for path in store.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert str(own.folder).encode() not in content
        assert not leaks(content.decode("latin-1"), own.secrets)
    key = json.loads(next((store / "keys").iterdir()).read_text())

    assert (key["hostname"], key["username"], key["created"]) == ("", "", "1970-01-01T00:00:00Z")
    assert all(re.fullmatch(r"config|(keys|index|snapshots|data/[0-9a-f]{2})/[0-9a-f]{64}", name) for name in names)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "/nowhere/at/all"], 2),
        (["run", "ftp://example.org/x"], 2),
        (["run", "rest:https://user:secret@host.example/"], 2),
        (["init", "/nowhere/at/all"], 6),
        (["run", "--limit", "fast"], 2),
        (["restore", "store", "kept.vault"], 2),
        (["restore", "nowhere", "back"], 6),
        (["restore", "store", "back", "--snapshot", "ffff"], 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(own: Desk, arguments: list[str], code: int) -> None:
    if arguments[0] == "restore":
        arguments = [*arguments, "--repository-password-file", str(password_file(own))]
    outcome = own.run("backup", *arguments)

    assert outcome.code == code, outcome
    assert "secret" not in outcome.said
    assert outcome.err.count("error:") == 1


def test_a_wrong_repository_password_opens_nothing_and_leaves_nothing(own: Desk, tmp_path: Path) -> None:
    wrong = private(tmp_path / "wrong", "not the password\n")
    outcome = start(
        ["backup", "restore", own.folder / "store", tmp_path / "back", "--repository-password-file", wrong], tmp_path
    )

    assert outcome.code == 4
    assert not (tmp_path / "back").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_stick_that_is_not_there_is_no_empty_repository(own: Desk) -> None:
    (own.folder / "store").rename(own.folder / "taken away")
    outcome = own.run("backup", "run")
    assert outcome.code == 6
    (own.folder / "store").mkdir()

    assert own.run("backup", "run").code == 6
    assert list((own.folder / "store").iterdir()) == []


def test_a_repository_put_back_to_an_older_state_is_told_and_backed_up_to(own: Desk) -> None:
    shutil.copytree(own.folder / "store", own.folder / "older")
    assert own.run("backup", "run").code == 0
    shutil.rmtree(own.folder / "store")
    (own.folder / "older").rename(own.folder / "store")
    outcome = own.run("--json", "backup", "run")

    assert outcome.code == 5
    assert "put back to an older state" in outcome.json["warnings"][0]
    assert outcome.json["snapshot"] in {one["snapshot"] for one in own.run("--json", "backup", "list", "store").json}


def test_two_copies_of_a_vault_that_go_on_apart_are_told(own: Desk, tmp_path: Path) -> None:
    twin = own.copy(tmp_path / "twin")
    codes = []
    for desk in (own, twin):
        bundle = {"fieldnotes_bundle": 1, "sources": [{"handle": f"h-{desk.folder.name}", "pseudonym": "Teacup"}]}
        assert desk.load(bundle).code == 0
        codes.append(desk.run("--json", "backup", "run", own.folder / "store").code)

    assert codes == [0, 5]
    assert "two copies of this vault" in " ".join(own.run("backup", "list", own.folder / "store").err.split())


def test_another_vaults_backup_in_the_same_place_is_told(own: Desk, blank: Desk, tmp_path: Path) -> None:
    other = blank.copy(tmp_path / "other")
    assert other.run("--json", "init", unlocked=False).code == 2
    fresh = Desk(tmp_path / "fresh")
    fresh.init()
    password = password_file(own)
    assert fresh.run("backup", "init", own.folder / "store", "--repository-password-file", password).code == 0
    fresh.run("backup", "run")
    outcome = own.run("backup", "run")

    assert outcome.code == 5
    assert "another vault" in outcome.err
    restored = start(
        ["backup", "restore", own.folder / "store", tmp_path / "back", "--repository-password-file", password], tmp_path
    )
    assert restored.code == 2
    assert "several vaults" in restored.err


def test_the_key_of_the_names_gets_a_copy_of_its_own_that_opens(own: Desk, tmp_path: Path) -> None:
    outcome = own.run("--json", "key", "copy", tmp_path / "stick", names=True)

    assert outcome.code == 0, outcome
    assert sorted(path.name for path in (tmp_path / "stick/keys").iterdir()) == ["identities.1.age", "identities.2.age"]
    assert own.run("key", "copy", own.vault / "keys", names=True).code == 2


# ------------------------------------------------------------------------------------------ stock tools


def test_the_commands_of_the_sheet_bring_the_interviews_back_without_us(own: Desk, tmp_path: Path) -> None:
    """restic, then age and SQLCipher by other hands: what the sheet says, word for word where no terminal is asked."""
    pyrage = pytest.importorskip("pyrage", reason="another implementation of age is not installed")
    apsw = pytest.importorskip("apsw", reason="another implementation of SQLCipher is not installed")
    said = sheet(own)
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "RESTIC_PASSWORD": said["password"]}
    if shutil.which("restic") is None:
        pytest.skip("restic is not installed")
    restored = subprocess.run(
        ["sh", "-c", said["commands"][0]], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert restored.returncode == 0, restored.stderr
    keys = tmp_path / "vault/keys"
    secret = pyrage.passphrase.decrypt((keys / "vault.1.age").read_bytes(), NOTES).decode().strip()
    private(tmp_path / "vault.txt", secret + "\n")
    raw = subprocess.run(
        said["commands"][2].split(), cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    if raw.returncode != 0 and shutil.which("age") is None:
        pytest.skip("age is not installed")
    connection = apsw.Connection(str(tmp_path / "vault/notes.db"))
    for statement in ("PRAGMA cipher='sqlcipher'", "PRAGMA legacy=4", f"PRAGMA key=\"x'{raw.stdout.strip()}'\""):
        connection.execute(statement)
    bodies = [body for _, body in connection.execute(said["commands"][-1])]

    assert any(b"In the great market" in body for body in bodies)


def test_stock_restic_finds_nothing_wrong_and_no_key_of_the_names(own: Desk) -> None:
    if shutil.which("restic") is None:
        pytest.skip("restic is not installed")
    own.run("backup", "run")
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(own.folder), "RESTIC_PASSWORD": sheet(own)["password"]}
    restic = ["restic", "--no-cache", "-r", str(own.folder / "store")]
    checked = subprocess.run(
        [*restic, "check", "--read-data"], env=surroundings, capture_output=True, text=True, check=False
    )
    listed = subprocess.run([*restic, "ls", "latest"], env=surroundings, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stderr
    assert "no errors were found" in checked.stdout
    assert "/notes.db" in listed.stdout
    assert "identities.pub" in listed.stdout
    assert not re.search(r"identities\.\d|index\.db", listed.stdout)


def test_every_byte_is_read_and_damage_is_told_with_what_it_harms(own: Desk) -> None:
    sound = own.run("--json", "backup", "verify")
    pack = max(
        (path for path in (own.folder / "store/data").rglob("*") if path.is_file()), key=lambda p: p.stat().st_size
    )
    pack.chmod(0o600)
    pack.write_bytes(bytes(byte ^ 4 for byte in pack.read_bytes()))  # one byte may lie in the filling, which none needs
    damaged = own.run("--json", "backup", "verify")

    assert (sound.code, sound.json["result"], sound.json["problems"]) == (0, "sound", [])
    assert sound.json["bytes_read"] > 100_000
    assert (damaged.code, damaged.json["result"]) == (5, "damaged")
    assert damaged.json["harmed"]
    (standing,) = own.run("--json", "backup", "list").json
    assert (standing["last_verified"] is not None, standing["sound"]) == (True, False)
    assert ", damaged" in own.run("backup", "list").out


def test_old_backups_are_forgotten_from_home_only_and_never_the_proved_one(own: Desk) -> None:
    assert own.run("backup", "drill").code == 0
    proved = own.run("--json", "backup", "list", own.folder / "store").json[0]["snapshot"]
    for _ in range(3):
        assert own.run("backup", "run").code == 0
    rule = ["--keep-daily", "1", "--keep-weekly", "0", "--keep-monthly", "0"]
    ahead = own.run("--json", "backup", "forget", "--dry-run", *rule)
    told = own.run("backup", "forget", "--dry-run", *rule)
    abroad = own.run("backup", "forget", *rule)
    at_home = own.run("--json", "backup", "forget", *rule, names=True)
    left = {one["snapshot"] for one in own.run("--json", "backup", "list", own.folder / "store").json}

    assert abroad.code == 4
    assert at_home.code == 0, at_home
    assert len(at_home.json["removed"]) == 2
    assert (ahead.code, ahead.json["dry_run"], ahead.json["removed"]) == (0, True, at_home.json["removed"])
    assert (told.code, told.out.count("would be removed")) == (0, 3)
    assert proved in left
    assert len(left) == 2
    assert own.run("backup", "verify").code == 0
    assert own.run("backup", "forget", "--repack", "20M", names=True).code == 0
    for wrong in (("--keep-daily", "-1"), ("--repack", "much"), ("--repack", "-5")):
        assert own.run("backup", "forget", *wrong, names=True).code == 2
