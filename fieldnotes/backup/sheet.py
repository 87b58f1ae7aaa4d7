"""Write sheet A: what it takes to fetch the backup with stock tools, for paper. Sheet B holds the recovery keys.

Kept apart, neither opens the vault: A without B is a repository of sealed files, B without A opens nothing at hand.
"""

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.domain import wordlist

_ROOM = 72 * "_"
_WORDS = 12
_ASKED = (2, 6, 11)
_DRAWN = re.compile(rf"[a-z]+(?:-[a-z]+){{{_WORDS - 1}}}")
_TYPED = 100  # characters of a credential; nobody types longer ones off a paper
_ON_PAPER = ("user", "password", "token", "region")
_NOT_ON_PAPER = {
    "private_key": "the text of the SSH key",
    "known_hosts": "the line of this host in that file (no secret)",
    "authority": "certificates in PEM (no secret); for restic: --cacert FILE",
}
_OF_S3 = {
    "user": "AWS_ACCESS_KEY_ID",
    "password": "AWS_SECRET_ACCESS_KEY",
    "token": "AWS_SESSION_TOKEN",
    "region": "AWS_DEFAULT_REGION",
}


def new_password() -> str:
    """Return a password for a repository: twelve words, 132 bits, because whoever stores it can try passwords on it."""
    return wordlist.drawn(_WORDS)


def asked_words(password: str) -> dict[int, str]:
    """Return the words of a password that prove that it is on paper, by their number, counting from one.

    A password that is not made as ours are has no words; then all of it is the first.
    """
    words = password.split("-")
    return {number: words[number - 1] for number in _ASKED} if _DRAWN.fullmatch(password) else {1: password}


def are_words(password: str, typed: Sequence[str]) -> bool:
    """Say whether these are the words asked for; in a password that has no words every capital and space counts."""
    if _DRAWN.fullmatch(password):
        typed = [word.strip().casefold() for word in typed]
    return list(typed) == list(asked_words(password).values())


@dataclass(frozen=True, slots=True)
class Opener:
    """Hold what opens the place itself, as it goes on paper.

    `typed` are credentials short enough to be typed, `variables` what they are for restic; `elsewhere` names what else
    the place asks for, which is no matter for paper. `is_given` says whether we are given any of it in a file.
    """

    typed: Mapping[str, str]
    variables: Mapping[str, str]
    elsewhere: tuple[str, ...]
    is_given: bool


def opener(address: Address, credentials: Credentials) -> Opener:
    """Return what opens the place at an address; all empty for one that asks nobody."""
    given = {field.name: getattr(credentials, field.name) for field in fields(Credentials) if field.name != "settings"}
    typed = {name: given[name] for name in _ON_PAPER if _can_be_typed(given[name])}
    elsewhere = [
        f"{name}: {_NOT_ON_PAPER.get(name, 'longer than anybody types')}"
        for name in given
        if given[name] and name not in typed
    ]
    if address.kind == "rclone":
        names = ", ".join(credentials.settings)
        elsewhere.append(f"settings: {names}" if names else "the configuration file of rclone, with this remote in it")
    if address.kind == "sftp" and not credentials.password and not credentials.private_key:
        elsewhere.append("the SSH key that ssh or its agent had on this machine")
    is_given = bool(credentials.settings) or any(given.values())
    return Opener(typed, _variables(address, typed), tuple(elsewhere), is_given)


def _can_be_typed(value: str) -> bool:
    return 0 < len(value) <= _TYPED and value.isprintable()


def _variables(address: Address, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what restic reads from its environment; sftp it leaves to ssh, and rclone to rclone.

    User and password of its own server stand in the address: restic 0.14 knows no variables for them. The address is
    in a variable then, for other users of a machine can read what is in a command.
    """
    if address.kind == "s3":
        return {variable: typed[name] for name, variable in _OF_S3.items() if name in typed}
    if address.kind == "rest" and "password" in typed:
        return {"RESTIC_REPOSITORY": address.with_password(typed.get("user", ""), typed["password"])}
    return {}


def commands(address: Address, opened_by: Opener, reading: Sequence[str]) -> list[str]:
    """Return the commands that bring the vault back with restic 0.14 or later, age, and SQLCipher 4 or later.

    They take the opener's variables from the environment. `reading` is what is said to SQLCipher to read the notes.
    """
    where = "" if "RESTIC_REPOSITORY" in opened_by.variables else f"-r {shlex.quote(str(address))} "
    return [
        f"restic {where}restore latest --target vault",
        "age -d -o vault.txt vault/keys/vault.1.age",
        "age -d -i vault.txt vault/keys/vault.db.age",
        "sqlcipher vault/notes.db",
        *reading,
    ]


_SHEET = """\
SHEET A: WHERE THE BACKUP IS AND WHAT OPENS IT

Keep this apart from sheet B (the recovery keys). It says nothing of who made
it, and opens no vault by itself.

Address of the repository:
    {address}

Its password, {kind}:
{password}
{opener}
The six words of the newest backup and its day, anew after each backup:
    {room}

To bring the vault back with Fieldnotes, on a machine that has nothing else:
    fieldnotes backup restore {quoted} vault{option}
With restic 0.14, age 1.1 (1.3 for the names), SQLCipher 4, or later ones:
{commands}
The second command asks for the passphrase of the vault. With the NOTES key of
sheet B instead, typed into notes.txt:
    age -d -i notes.txt -o vault.txt vault/keys/vault.2.age
The third one prints the 64 letters and digits. Afterwards delete notes.txt and
vault.txt: they open the vault.
"""


def printable(address: Address, password: str, opened_by: Opener, said: Sequence[str]) -> str:
    """Return the sheet as text, at most 80 characters wide where address and credentials allow it."""
    is_drawn = _DRAWN.fullmatch(password) is not None
    return _SHEET.format(
        address=address,
        kind=f"{_WORDS} words with hyphens between them" if is_drawn else "letter by letter, capitals and spaces too",
        password="\n".join([f"    {password}", *(["", *_numbered(password.split("-"))] if is_drawn else [])]),
        opener="".join(f"{line}\n" for line in _opening(opened_by)),
        room=_ROOM,
        quoted=shlex.quote(str(address)),
        option=" --credentials-file FILE" if opened_by.is_given else "",
        commands="\n".join(f"    {command}" for command in said),
    )


def _numbered(words: Sequence[str]) -> list[str]:
    """Return words with their numbers in three columns."""
    numbered = [f"{number:2}. {word}" for number, word in enumerate(words, start=1)]
    third = -(-len(words) // 3)
    columns = zip_longest(*(numbered[start : start + third] for start in range(0, len(words), third)), fillvalue="")
    return ["    " + "".join(cell.ljust(22) for cell in row).rstrip() for row in columns]


def _opening(opened_by: Opener) -> list[str]:
    """Return the lines about what opens the place itself."""
    lines: list[str] = []
    if opened_by.typed:
        lines += ["", "What opens the place itself, as secret as the password. FILE (0600) holds:"]
        lines += [f"    {json.dumps(dict(opened_by.typed), ensure_ascii=False)}"]
    if opened_by.variables:
        lines += ["And for restic, before its command:"]
        lines += [f"    export {name}={shlex.quote(value)}" for name, value in opened_by.variables.items()]
    if opened_by.elsewhere:
        lines += ["", "The place also asks for what is not for paper. Write down where it is kept:"]
        lines += [f"    {what}\n    {_ROOM}" for what in opened_by.elsewhere]
    return lines


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
