"""The findings of the demo, decided by keyboard in a real terminal until nothing is open any more."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldnotes.workflows import reviewing, vaults
from tests.terminal.term import Terminal, needs_tmux
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE
from tests.tui.tour import make_demo

pytestmark = needs_tmux
Begin = Callable[..., Terminal]
_PROGRESS = re.compile(r"(\d+) of (\d+) decided")


def progress(screen: str) -> tuple[int, int]:
    """Return how many findings are decided, of how many; (0, 0) where that is not said."""
    found = _PROGRESS.search(screen)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def begin(term: Terminal) -> None:
    """Unlock the vault, open the review of everything, and then the identities."""
    term.wait("Unlock demo.vault")
    term.type(PASSPHRASE)
    term.keys("Enter")
    asks = "which line reads right"
    if asks in term.until(lambda screen: "Interviews (" in screen or asks in screen, "no home"):
        term.keys("1", "Escape")
    term.wait("› ")
    term.keys("r")
    term.wait("The identities are locked")
    term.keys("F7")
    term.wait("Open the identities")
    term.type(IDENTITY_PASSPHRASE)
    term.keys("Enter")
    term.wait("still open", timeout=60)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_the_demo_is_reviewed_by_keyboard_until_nothing_is_open(
    terminal: Begin, tmp_path: Path, size: tuple[int, int]
) -> None:
    vault = make_demo(tmp_path / "demo.vault", reviewed=False)
    term = terminal([sys.executable, "-m", "fieldnotes", str(vault)], *size, env={"HOME": str(tmp_path)})
    begin(term)
    done, number = progress(term.screen())
    assert done == 0
    assert number > 5
    decisions = 0
    while decisions < number:
        term.keys("rak"[decisions % 3])
        decisions += 1
        term.wait(f"{decisions} of {number} decided")
    term.wait("nothing left to decide")
    term.keys("u")
    term.until(lambda s: progress(s) == (number - 1, number), "nothing was taken back")
    term.keys("k")
    term.wait("nothing left to decide")
    term.keys("Escape")
    term.wait("Interviews (")
    term.keys("C-q")
    assert term.wait_for_exit() == 0
    with vaults.opened(vault, PASSPHRASE) as opened:
        opened.open_identities(IDENTITY_PASSPHRASE)
        items = reviewing.findings(opened, None, datetime.now(UTC))
    assert len(items) == number
    assert all(item.decided for item in items)
