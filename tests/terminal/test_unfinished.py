"""A form that makes no sense yet, killed in a real terminal a second after the last key: every word is there again."""

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
    time.sleep(1)
    os.kill(term.pid, signal.SIGKILL)
    term.wait_for_exit()
    term = launched(terminal, desk)
    unlock(term)
    term.wait("Unfinished: a new place (3, n)".replace(" ", "\u00a0").replace(":\u00a0", ": "))
    term.keys("3", "n")
    shown = term.wait("Your unfinished words are here again.")
    assert all(words in shown for words in (KURDISH, "35,30", "Clove bri"))
    assert "Zqvxwojolepa" not in shown
