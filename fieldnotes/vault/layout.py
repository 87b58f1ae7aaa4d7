"""Name every file of a vault, say what is wrong where one is missing, and hold the text of RECOVERY.txt.

Folders are made 0700 and files 0600, whatever the umask. Errors name files by their place inside the vault,
never the path of the vault itself, which may say more than it should.
"""

import errno
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.errors import Damaged, Unreachable
from fieldnotes.formats.atomic import PARTIAL_SUFFIX, reaching

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_LARGEST_SMALL_FILE = 256 * 1024

STILL = "still"
"""Names folders with copies of what a backup that is under way sends."""
DRILL = "drill"
"""Names folders in which a backup is restored to prove it."""

_RECOVERY = """\
HOW TO OPEN THIS VAULT WITHOUT FIELDNOTES

Everything here is in public formats: age v1 (age-encryption.org) and SQLCipher 4 (zetetic.net/sqlcipher).
You need age, and a SQLCipher of version 4 or later: the `sqlcipher` of some systems is older and says
"file is not a database". Work on a copy of this folder, and on a machine you trust.

This text is the same in every vault and is not encrypted, so anybody can have changed it. If it differs
from the sheet you printed or wrote down, trust the paper. Nothing in it is secret.

1. The key of the notes
   With the passphrase of the vault (age asks for it):
       age -d -i keys/vault.1.age keys/vault.db.age
   or with the NOTES recovery key, AGE-SECRET-KEY-1..., typed into a file notes.txt:
       age -d -i notes.txt -o vault.txt keys/vault.2.age
       age -d -i vault.txt keys/vault.db.age
   Either prints 64 letters and digits. Further files keys/vault.3.age and so on are further passphrases
   or keys; each of them opens by itself, like the first or the second.

2. The notes
       sqlcipher notes.db
       PRAGMA key = "x'the 64 letters and digits'";
       SELECT kind, body FROM revisions WHERE row IN (SELECT revision FROM heads WHERE removed = 0);
   With sqlite3mc (SQLite3 Multiple Ciphers) put before it: PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4;
   The table revisions holds every earlier state as well. An empty body is a removal.

3. The identities (who the people are) need a key of their own, and age 1.3 or later
       SELECT writefile(hex(id) || '.age', blob) FROM seals;
   writes one file for each. Then, with the passphrase of the identities:
       age -d -i keys/identities.1.age FILE.age
   or with the NAMES recovery key, AGE-SECRET-KEY-PQ-1..., typed into a file names.txt:
       age -d -i names.txt -o identities.txt keys/identities.2.age
       age -d -i identities.txt FILE.age
   All records of one entity together say what is known; a later one adds to the earlier ones.
   keys/identities.1.age and keys/identities.2.age may be kept away from this folder on purpose.

4. Attachments are age files as well
       age -d -i vault.txt attachments/ab/NAME | tar -xf -
   (vault.txt: age -d -o vault.txt keys/vault.1.age). The sealed ones open with identities.txt instead.

Stock tools do not check whether a record was forged, withdrawn, or put back from an older copy; Fieldnotes
does. Afterwards delete notes.txt, vault.txt, names.txt and identities.txt: whoever finds them needs no
passphrase.
"""
RECOVERY_TEXT = _RECOVERY.encode()

_SAID = ("PRAGMA key", "SELECT kind")
STOCK_SQL = tuple(line.strip() for line in _RECOVERY.splitlines() if line.strip().startswith(_SAID))
"""What is said to a stock SQLCipher to read the notes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold the folder of a vault and name what is in it."""

    root: Path

    @property
    def recovery(self) -> Path:
        """The constant text for those who have no Fieldnotes; the writer's lock is taken on it."""
        return self.root / "RECOVERY.txt"

    @property
    def keys(self) -> Path:
        """The folder of key slots."""
        return self.root / "keys"

    @property
    def database_key(self) -> Path:
        """The raw key of notes.db, sealed to the vault's identity."""
        return self.keys / "vault.db.age"

    @property
    def recipient(self) -> Path:
        """A copy of the compartment's recipient; the one that counts is in notes.db."""
        return self.keys / "identities.pub"

    @property
    def notes(self) -> Path:
        """The database of the notes."""
        return self.root / "notes.db"

    @property
    def index(self) -> Path:
        """The database of the full-text index; may be missing."""
        return self.root / "index.db"

    @property
    def attachments(self) -> Path:
        """The folder of attachments; may be missing."""
        return self.root / "attachments"

    @property
    def lock_request(self) -> Path:
        """An empty file that asks the process which writes to the vault to lock it; gone once it did."""
        return self.root / "lock-request"

    @property
    def later(self) -> Path:
        """The newest notes.db of a repository, beside a vault that an older backup brought back, until it is heeded."""
        return self.root / ".later.db"

    def scratch(self, purpose: str) -> Path:
        """Return the name of a folder for copies that one run needs (`STILL` or `DRILL`), new each time.

        A run that was given up may still be at its end when the next one begins: neither takes the other's away.
        """
        return self.root / f".{purpose}-{secrets.token_hex(8)}{PARTIAL_SUFFIX}"

    def check(self) -> None:
        """Raise Unreachable where there is no vault, and Damaged for a part that is missing or empty."""
        try:
            entries = {entry.name for entry in os.scandir(self.root)}
        except OSError as error:
            raise _no_vault(error) from None
        if not entries & {"notes.db", "keys"}:
            raise Unreachable("there is no vault at this path", "make one: fieldnotes --vault PATH init")
        for part in (self.notes, self.database_key, self.recipient):
            check_file(part, self.name(part))

    def sweep(self) -> None:
        """Remove what a killed process left half done, and requests to it; only the one writer may."""
        with reaching():
            for purpose in (STILL, DRILL):
                for left in self.root.glob(f".{purpose}-*{PARTIAL_SUFFIX}"):
                    shutil.rmtree(left)
            self.lock_request.unlink(missing_ok=True)
            for slot in self.keys.glob(f".*{PARTIAL_SUFFIX}"):
                slot.unlink(missing_ok=True)

    def name(self, path: Path) -> str:
        """Return the place of a file inside the vault, for messages."""
        return path.relative_to(self.root).as_posix()

    def read(self, path: Path) -> bytes:
        """Return a small file of the vault; raises Damaged where it is missing, empty or far too large."""
        check_file(path, self.name(path))
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST_SMALL_FILE + 1)
        except OSError:
            raise Unreachable(f"{self.name(path)} cannot be read", "check the disk and its rights") from None
        if len(content) > _LARGEST_SMALL_FILE:
            raise Damaged(f"{self.name(path)} is far too large", "put it back from a backup")
        return content


def check_file(path: Path, name: str) -> None:
    """Raise Damaged where the file is missing or empty, Unreachable where nobody can tell."""
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise Damaged(f"{name} is missing", "put it back from a backup") from None
    except OSError:
        raise Unreachable(f"{name} cannot be reached", "check the disk and its rights") from None
    if size == 0:
        raise Damaged(f"{name} is empty", "put it back from a backup; nothing was changed")


def has_unwritten_changes(root: Path) -> bool:
    """Say whether changes lie beside the database of the vault at `root`.

    They do in its write-ahead log, or in a later notes.db that a restore laid there and that is still to be heeded.
    """
    layout = Layout(root)
    layout.check()
    log = layout.notes.with_name(layout.notes.name + "-wal")
    try:
        return layout.later.exists() or log.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError:
        raise Unreachable(f"{layout.name(log)} cannot be reached", "check the disk and its rights") from None


def _no_vault(error: OSError) -> Unreachable:
    if error.errno in (errno.EACCES, errno.EPERM):
        return Unreachable("the vault cannot be read", "check who owns its folder")
    return Unreachable("there is no vault at this path", "make one: fieldnotes --vault PATH init")


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can enter; lets OSError through."""
    path.mkdir(mode=FOLDER_MODE)
