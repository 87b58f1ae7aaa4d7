"""One evening with the app, in a real terminal: everything secret is typed, shown or decrypted once."""

import time

from tests.terminal.desk import (
    CODE,
    NAME,
    PSEUDONYM,
    TYPED,
    Begin,
    Desk,
    open_identities,
    open_interview,
    unlocked,
)
from tests.terminal.term import Terminal


def through_an_evening(terminal: Begin, desk: Desk) -> Terminal:
    """Unlock, open the identities, read a card, write in an interview; both are on the screen or were."""
    term = unlocked(terminal, desk)
    term.wait(CODE)
    open_identities(term)
    term.keys("2")
    term.wait("described as")
    term.wait(PSEUDONYM)
    term.keys("Enter")
    term.wait(NAME)
    term.keys("Escape")
    term.wait("Sources (")
    term.keys("1")
    term.wait("words")
    open_interview(term)
    term.type(f" and {TYPED}")
    term.wait("Checked")
    time.sleep(1)
    return term
