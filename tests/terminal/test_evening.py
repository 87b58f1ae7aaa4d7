"""One evening with it, in a real terminal of 80 × 24, by keyboard alone, on an empty vault and without a manual."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.term import Terminal, needs_tmux

pytestmark = needs_tmux
Begin = Callable[..., Terminal]

NAME, OTHER_NAME = "Dilshad Saffron Kemiri", "Cumin Galangal"
SORANI = "من هیچم نەبینی، بەڵام هەموو شتێکم بیست."
_PROPOSED = re.compile(r"^ +([a-z]+(?:-[a-z]+){5,}) *$", re.MULTILINE)


def command_of(vault: Path) -> list[str]:
    """Return the command that a person types."""
    return [sys.executable, "-m", "fieldnotes", str(vault)]


def proposed(term: Terminal) -> str:
    """Return the passphrase that the screen proposes."""
    found = _PROPOSED.search(term.until(lambda screen: _PROPOSED.search(screen) is not None, "nothing proposed"))
    assert found is not None
    return found.group(1)


def copied(term: Terminal) -> str:
    """Return the last eight characters of the recovery key on the screen, as read from paper."""
    shown = term.until(lambda screen: "AGE-SECRET-KEY-" in screen, "no recovery key")
    lines = [line.strip() for line in shown.splitlines()]
    first = next(number for number, line in enumerate(lines) if line.startswith("AGE-SECRET-KEY-"))
    groups = "".join(line for line in lines[first : first + 4] if re.fullmatch(r"[A-Z0-9 -]+", line))
    return groups.replace(" ", "")[-8:]


def begin_vault(term: Terminal) -> tuple[str, str]:
    """Go through the first run with both sheets proved; return the two passphrases."""
    term.wait("step 1 of 5")
    passphrase = proposed(term)
    term.type(passphrase)
    term.keys("Enter")
    term.wait("step 2 of 5")
    names = proposed(term)
    assert names != passphrase
    term.type(names)
    term.keys("Enter")
    for step, sheet in ((3, "First sheet"), (4, "Second sheet")):
        term.wait(sheet, timeout=30)
        assert f"step {step} of 5" in term.screen()
        term.type(copied(term))
        term.keys("Enter")
    return passphrase, names


def add_source(term: Terminal, pseudonym: str, described: str, name: str) -> None:
    """Fill in the form of a source, which is open, and keep it."""
    term.wait("new source")
    term.type(pseudonym)
    term.keys("Tab", "Tab")
    term.type(described)
    term.keys("Tab", "Tab")
    term.type(name)
    term.keys("C-s")


def make_notes(term: Terminal) -> tuple[str, str]:
    """Make the vault, two sources, a place and the head of an interview; return the passphrases."""
    secrets = begin_vault(term)
    if "reads right" in term.until(lambda s: "reads right" in s or "Your vault is ready" in s, "no next step"):
        term.keys("1")
    term.wait("Your vault is ready")
    term.keys("Enter")
    add_source(term, "Kak D", "the head of a powerful agency", NAME)
    term.wait("shares an initial with the real name")
    term.keys("Home")
    term.keys("C-k")
    term.type("Kak Rosa")
    term.keys("C-s")
    term.wait("new interview")
    term.keys("Escape")
    term.wait("Interviews (0)")
    term.keys("2", "n")
    add_source(term, "Mam Zero", "a baker", OTHER_NAME)
    term.wait("Sources (2)")
    term.keys("3", "n")
    term.wait("new place")
    term.type("Taza Saffron")
    term.keys(*["Tab"] * 4)
    for rung in ("", "Taza Saffron", "Kerkuk district", "Kerkuk province", "", "Iraq"):
        term.type(rung)
        term.keys("Tab")
    term.keys("C-s")
    term.wait("Places (1)")
    return secrets


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Name a vault that is not there yet."""
    return tmp_path / "evening.vault"


def test_an_evening_from_the_empty_vault_to_the_page(terminal: Begin, vault: Path, tmp_path: Path) -> None:
    term = terminal(command_of(vault), env={"HOME": str(tmp_path)})
    passphrase, names = make_notes(term)
    begin_interview(term)
    type_interview(term)
    watch_the_page(term)
    find_it_again(term)
    lock_and_unlock(term, passphrase)
    page = export(term, names, tmp_path / "int-001.md")
    for hidden in ("Dilshad", "Saffron", "Kemiri", "Cumin", "Taza", "knife", "@", "Mam Zero said"):
        assert hidden not in page
    assert "Kak Rosa" in page
    assert SORANI in page
    kill_in_the_middle(term)
    find_the_words_again(terminal(command_of(vault), env={"HOME": str(tmp_path)}), passphrase)


def begin_interview(term: Terminal) -> None:
    """Begin an interview at the place, with both sources, on background."""
    term.keys("1", "n")
    term.wait("new interview")
    term.keys("Tab", "Tab")
    term.type("taza-saffron")
    term.keys("Tab")
    term.type("kak-rosa as interviewee")
    term.keys("Enter")
    term.type("mam-zero as interviewee")
    term.keys("Tab", "Tab", "Tab", "Down", "Down", "Down", "Space")
    term.keys("C-s")
    term.wait("F2 begins a turn")


def type_interview(term: Terminal) -> None:
    """Type three speakers, words off the record, a mention, a place by name, and a passage in Sorani."""
    term.type("What did you hear that night in Taza?")
    term.keys("F2")
    term.type("Three lorries. Ask Dilshad, they said; that is me, Dilshad Kemiri.")
    term.keys("F2")
    term.type("And you, @mam")
    term.wait("source: Mam Zero")
    term.keys("Enter")
    term.type("?")
    term.keys("F2", "F2")
    term.type("He had a knife.")
    term.keys("F3")
    term.wait("off the record: nothing of this reaches the page")
    term.keys("F2", "F2")
    term.type(SORANI)
    term.wait("saved")


def watch_the_page(term: Terminal) -> None:
    """See the page beside: covered while nobody can know the names."""
    shown = term.wait("Names not checked")
    assert "F1 Help" in shown or "f1 Help" in shown


def find_it_again(term: Terminal) -> None:
    """Leave, search for a word, and jump to it."""
    term.keys("Escape")
    term.wait("Interviews (1)")
    term.keys("C-f")
    term.type("lorries")
    term.wait("INT-001:2")
    term.keys("Down", "Enter")
    term.wait("INT-001:2 Kak Rosa")


def lock_and_unlock(term: Terminal, passphrase: str) -> None:
    """Lock: nothing is to be seen any more; unlock: all is there."""
    term.keys("C-l")
    locked = term.wait("Unlock evening.vault")
    assert not any(word in locked for word in ("Dilshad", "lorries", "Kak Rosa"))
    term.type(passphrase)
    term.keys("Enter")
    term.wait("Interviews (1)")


def export(term: Terminal, names: str, page: Path) -> str:
    """Write the page; the identities have to be opened for it."""
    term.keys("e")
    term.wait("Open the identities")
    term.type(names)
    term.keys("Enter")
    term.wait("[3 Review ✗ 1]")
    term.keys("F10")
    term.wait("Refused: nothing was written")
    decide(term)
    term.keys("F10")
    term.wait("Written:")
    term.keys("Escape")
    term.wait("Interviews (1)")
    return page.read_text(encoding="utf-8")


def decide(term: Terminal) -> None:
    """Read the passage in Sorani and sign it; what is asked about its words is answered with it."""
    assert "undecided" in term.screen()
    term.keys("C-r")
    term.wait("as readers see it")
    term.wait("⟧")  # the end of the passage is in sight
    term.keys("k")
    term.wait("nothing left to decide")
    term.keys("Escape")
    term.wait("Write the page to")


def kill_in_the_middle(term: Terminal) -> None:
    """Kill the app while words are typed."""
    term.keys("Enter")
    term.wait("INT-001:")
    term.keys("C-End")
    term.type(" And then it was quiet.")
    term.until(lambda screen: re.search(r"saved \d", screen) is not None, "nothing was saved")
    os.kill(term.pid, signal.SIGKILL)
    term.wait_for_exit()


def find_the_words_again(term: Terminal, passphrase: str) -> None:
    """Unlock after the kill: what was typed is offered, and there."""
    term.wait("Unlock evening.vault")
    term.type(passphrase)
    term.keys("Enter")
    term.wait("Your unfinished words are here")
    term.type("o")
    term.wait("And then it was quiet.")
