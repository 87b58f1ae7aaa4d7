"""Write sheet A: what it takes to fetch the backup with stock tools, for paper. Sheet B holds the recovery keys.

Kept apart, neither opens the vault: A without B is a repository of sealed files, B without A opens nothing at hand.
"""

import shlex
from collections.abc import Sequence
from itertools import zip_longest

from fieldnotes.backup.address import Address
from fieldnotes.domain import wordlist

_WORDS = 12
_ASKED = (2, 6, 11)


def new_password() -> str:
    """Return a password for a repository: twelve words, 132 bits, because whoever stores it can try passwords on it."""
    return wordlist.drawn(_WORDS)


def asked_words(password: str) -> dict[int, str]:
    """Return the words of a password that prove that it is on paper, by their number, counting from one.

    A password that was not made here has no words; then all of it is the first.
    """
    words = password.split("-")
    return {number: words[number - 1] for number in _ASKED} if len(words) == _WORDS else {1: password}


def commands(address: Address, reading: Sequence[str]) -> list[str]:
    """Return the commands that bring the vault back with restic 0.14 or later, age, and SQLCipher 4 or later.

    `reading` is what is said to SQLCipher to read the notes.
    """
    return [
        f"restic -r {shlex.quote(str(address))} restore latest --target vault",
        "age -d -o vault.txt vault/keys/vault.1.age",
        "age -d -i vault.txt vault/keys/vault.db.age",
        "sqlcipher vault/notes.db",
        *reading,
    ]


_SHEET = """\
SHEET A: WHERE THE BACKUP IS AND WHAT OPENS IT

Keep this apart from sheet B (the recovery keys). It says nothing of who made it, and opens no vault by itself.

Address of the repository:
    {address}

Its password, {count} words with hyphens between them:
{password}

To bring the vault back with Fieldnotes, on a machine that has nothing else:
    fieldnotes backup restore {quoted} vault
With stock tools: restic 0.14 or later, age 1.1 (1.3 for the names), SQLCipher 4 or later:
{commands}
The second command asks for the passphrase of the vault. With the NOTES key of sheet B instead, typed into notes.txt:
    age -d -i notes.txt -o vault.txt vault/keys/vault.2.age
The third one prints the 64 letters and digits. Afterwards delete notes.txt and vault.txt: they open the vault.
"""


def printable(address: str, password: str, said: Sequence[str]) -> str:
    """Return the sheet as text, at most 80 characters wide where the address allows it."""
    words = password.split("-")
    numbered = [f"{number:2}. {word}" for number, word in enumerate(words, start=1)]
    third = -(-len(words) // 3)
    columns = zip_longest(*(numbered[start : start + third] for start in range(0, len(words), third)), fillvalue="")
    rows = ["    " + "".join(cell.ljust(22) for cell in row).rstrip() for row in columns]
    lines = [f"    {password}", "", *rows] if len(words) > 1 else [f"    {password}"]
    return _SHEET.format(
        address=address,
        count=len(words),
        password="\n".join(lines),
        quoted=shlex.quote(address),
        commands="\n".join(f"    {command}" for command in said),
    )


def qr_code(text: str, *, on_paper: bool) -> str:
    """Return a text as a QR code (ISO/IEC 18004) of half blocks with its quiet zone.

    What is printed is dark on paper, and light on most terminals: there it is turned round.
    """
    import segno  # late: most commands draw none

    code = segno.make_qr(text, error="m")
    rows = [[bool(module) == on_paper for module in row] for row in code.matrix_iter(border=4)]
    if len(rows) % 2:
        rows.append([not on_paper] * len(rows[0]))
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(blocks[pair] for pair in zip(*two, strict=True)) for two in pairs)
