"""A form that makes no sense yet, killed in a real terminal after the last key was kept: every word is there again."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.terminal.desk import Desk, launched, unlock, unlocked
from tests.terminal.term import Terminal, needs_tmux

pytestmark = needs_tmux
Begin = Callable[..., Terminal]

KURDISH = "دوو ڕووبار"
AUTOSAVED = 2
"""Seconds after a key by which it is kept (0.6), and then as long again for a machine that runs two tests at once."""


def test_a_place_that_is_none_yet_is_there_again_after_a_kill(terminal: Begin, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    term = unlocked(terminal, desk)
    term.keys("3", "n")
    term.wait("new place")
    term.type(KURDISH)
    term.keys("Tab", "Tab", "Tab")
    term.type("35,30")
    term.keys("Tab")
    term.type("Clove bri")
    term.wait("Clove bri")
    time.sleep(AUTOSAVED)
    os.kill(term.pid, signal.SIGKILL)
    term.wait_for_exit()
    term = launched(terminal, desk)
    unlock(term)
    term.wait("Unfinished: a new place (3, n)".replace(" ", "\u00a0").replace(":\u00a0", ": "))
    term.keys("3", "n")
    term.wait("Your unfinished words are here again.")
    words = (KURDISH, "35,30", "Clove bri")
    shown = term.until(lambda screen: all(word in screen for word in words), "not all words are there again")
    assert "Zqvxwojolepa" not in shown
