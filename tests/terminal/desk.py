"""A vault full of canaries, and the app opened on it in a real terminal: what the proofs of hardening share.

Every word that belongs to somebody begins alike, so that one look tells whether anything was left on a screen, in
the scrollback or in memory.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.vault import opening
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.layout import Layout
from fieldnotes.workflows import drafting, loading, vaults
from tests.terminal.image import disguised
from tests.terminal.pty import Driver
from tests.terminal.term import Terminal

PASSPHRASE = "zqvxwojonte-tandem-violet-harbor-sunset-maple"
IDENTITY_PASSPHRASE = "zqvxwojipse-copper-lantern-orchid-pickle-walnut"
NAME, ALIAS, SORANI, PHONE = "Zqvxwojatumi Zqvxwojakeno", "Zqvxwojaroli", "ژڤپگابەرد", "+999 199 5550 123"
PSEUDONYM, PLACE, TEXT, TYPED = "Zqvxwojupseu", "Zqvxwojolepa", "zqvxwojebumi", "zqvxwojityped"
BEGINNINGS = ("zqvxwoj", "ژڤپگ", "+999 199 5550")
CODE = "CAN-1"
SECRETS = {
    "passphrase": [PASSPHRASE],
    "identity passphrase": [IDENTITY_PASSPHRASE],
    "name": [NAME, ALIAS, SORANI, PHONE],
    "pseudonym": [PSEUDONYM],
    "text": [TEXT, TYPED, "zqvxwojidano"],
    "place": [PLACE],
}


def seen(text: str) -> list[str]:
    """Return which beginnings of canaries stand in a text, in any letter case."""
    return [beginning for beginning in BEGINNINGS if beginning in text.casefold()]


def bundle(further: int = 0) -> dict[str, Any]:
    """Return people, a place and an interview of canaries, and so many more interviews of one passage."""
    card = {"name": NAME, "aliases": [ALIAS, SORANI], "phones": [PHONE]}
    source = {"handle": "kak-z", "pseudonym": PSEUDONYM, "describe_as": "a zqvxwojuniform", "identity": card}
    place = {"handle": "the-gate", "name": PLACE, "ladder": {"country": "Zqvxwojoland"}, "publish_from": "country"}
    passages = [
        {"speaker": "interviewer", "text": "Where was that?"},
        {"speaker": "kak-z", "text": f"At {TEXT}, with {SORANI}. [/] [inaudible] Call {PHONE}."},
        {"speaker": "kak-z", "text": "zqvxwojidano stays behind.", "terms": {"label": "off-record"}},
    ]
    head: dict[str, Any] = {"started": "2021-05-01T10:00:00+03:00", "location": "the-gate"}
    head |= {"terms": {"label": "on-record"}, "participants": [{"source": "kak-z", "as": "interviewee"}]}
    interviews = [{**head, "code": CODE, "passages": passages}]
    interviews += [{**head, "code": f"MORE-{n:04}", "passages": passages[:1]} for n in range(further)]
    return {"fieldnotes_bundle": 1, "sources": [source], "locations": [place], "interviews": interviews}


@dataclass
class Desk:
    """Hold a folder with a vault, an empty home, and the words to look for; the slots are cheap to open."""

    folder: Path
    further: int = 0
    home: Path = field(init=False)
    vault: Path = field(init=False)
    notes: str = field(init=False)
    secrets: dict[str, frozenset[bytes]] = field(init=False)
    beginnings: frozenset[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.home, self.vault = self.folder / "home", self.folder / "kept.vault"
        self.home.mkdir()
        self.notes = create_vault(self.vault, PASSPHRASE, IDENTITY_PASSPHRASE, log_n=1).notes
        with vaults.opened(self.vault, self.notes, write=True) as opened:
            loading.load(opened, parse_bundle(json.dumps(bundle(self.further)).encode()), update=False)
        keys = opening.unlock(Layout(self.vault), self.notes)
        raw = {"database key": keys.database, "index key": subkey(keys.database, Purpose.INDEX)}
        self.secrets = {kind: disguised(words) for kind, words in SECRETS.items()}
        self.secrets |= {kind: frozenset({key[:16], key[16:], key.hex().encode()}) for kind, key in raw.items()}
        self.beginnings = disguised(BEGINNINGS) | disguised([one.capitalize() for one in BEGINNINGS])
        self.beginnings |= frozenset(form for kind in raw for form in self.secrets[kind])

    @property
    def command(self) -> list[str]:
        """Return the command that opens the app on the vault."""
        return [sys.executable, "-m", "fieldnotes", str(self.vault)]

    @property
    def surroundings(self) -> dict[str, str]:
        """Return the environment of the app: a home of its own, where nothing may appear."""
        return {"HOME": str(self.home), "TMPDIR": str(self.home)}

    def texts(self) -> list[str]:
        """Return the passages of the interview as the app would show them: drafts count."""
        with vaults.opened(self.vault, self.notes) as opened:
            return [row.passage.text.reveal() for row in drafting.open_sheet(opened, CODE).rows]

    def strays(self) -> list[str]:
        """Return the files that appeared where none may be: in the home, and beside the vault."""
        around = [path for path in self.folder.iterdir() if path not in (self.home, self.vault)]
        return sorted(str(path.relative_to(self.folder)) for path in (*around, *self.home.rglob("*")))


Begin = Callable[..., Terminal]


def launched(terminal: Begin, desk: Desk, command: Sequence[str] = (), **options: Any) -> Terminal:
    """Open the app in a terminal, and wait for the unlock screen."""
    env = {**desk.surroundings, **options.pop("env", {})}
    term = terminal(list(command) or desk.command, env=env, **options)
    term.wait("Unlock kept.vault")
    return term


def launched_without_second_screen(terminal: Begin, desk: Desk, command: Sequence[str], **options: Any) -> Terminal:
    """Open the app where a full-screen app overwrites what is there (GNU screen; an option of tmux)."""
    env = {**desk.surroundings, **options.pop("env", {})}
    term = terminal(["sh", "-c", 'echo go; read line; exec "$@"', "sh", *command], env=env, **options)
    term.wait("go")
    term._tmux("set-option", "-g", "alternate-screen", "off")
    term.keys("Enter")
    term.wait("Unlock kept.vault")
    return term


def written_in(driver: Driver) -> None:
    """Unlock the vault of a desk on a bare terminal, and open the interview."""
    driver.wait("Unlock")
    driver.settle()
    driver.send(PASSPHRASE.encode() + b"\r")
    driver.wait(CODE)
    driver.settle()
    driver.send(b"\r")
    driver.wait(TEXT)
    driver.settle()


def pull_the_plug(driver: Driver) -> None:
    """Take the terminal away under the program, as a cable that is pulled."""
    os.close(driver._ours)
    driver._ours = -1


def unlocked(terminal: Begin, desk: Desk, command: Sequence[str] = (), **options: Any) -> Terminal:
    """Open the app and unlock the vault."""
    term = launched(terminal, desk, command, **options)
    unlock(term)
    return term


def locked(term: Terminal) -> str:
    """Wait until the process that a lock begins answers keys: its first frame is shown before, by the old one even."""
    term.wait("Unlock kept.vault")
    term.type("x")
    term.wait("•")
    term.keys("BSpace")
    return term.wait("•", gone=True)


def unlock(term: Terminal) -> None:
    """Type the passphrase, and answer what is asked once."""
    term.type(PASSPHRASE)
    term.keys("Enter")
    screen = term.until(lambda shown: "Interviews (" in shown or "which line reads right" in shown, "no home")
    if "which line reads right" in screen:
        term.keys("1", "Escape")
        term.wait("Interviews (")


def writing(terminal: Begin, desk: Desk, command: Sequence[str] = (), **options: Any) -> Terminal:
    """Open the interview, and type a canary at its end; returns before it is kept."""
    term = unlocked(terminal, desk, command, **options)
    open_interview(term)
    term.type(f" and {TYPED}")
    term.wait(TYPED)
    return term


def open_interview(term: Terminal) -> None:
    """Open what the cursor is on; a list that is just being read again takes no Enter."""
    for _ in range(5):
        term.wait(f"› {CODE}")
        term.keys("Enter")
        end = time.monotonic() + 3
        while time.monotonic() < end:
            if TEXT in term.screen():
                return
            time.sleep(0.02)
    term.wait(TEXT, timeout=1)


def open_identities(term: Terminal) -> None:
    """Give the identity passphrase."""
    term.keys("F7")
    term.wait("Open the identities")
    term.type(IDENTITY_PASSPHRASE)
    term.keys("Enter")
    term.wait("IDENTITIES OPEN")


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
