"""A terminal that reads nothing more, as over a line that is stalled, keeps nothing open."""

import os
import signal
import time
from pathlib import Path

from tests.terminal.desk import Desk, written_in
from tests.terminal.pty import Driver


def test_a_terminal_that_reads_nothing_more_does_not_keep_it_from_locking(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    with Driver(desk.command, env=desk.surroundings) as driver:
        written_in(driver)
        driver.settle(0.3)
        for _ in range(300):  # more than the terminal holds: from here on every write would wait
            driver.send(b"\x1b[A\x1b[B")
            time.sleep(0.01)
        os.kill(driver.process.pid, signal.SIGTSTP)

        assert has_closed(driver.process.pid, desk.vault)
        driver.process.kill()


def has_closed(pid: int, vault: Path, timeout: float = 8) -> bool:
    """Wait until a process, which lives on, has no file of a vault open any more."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if not any(str(vault) in str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir()):
            return True
        time.sleep(0.2)
    return False


def test_keys_that_came_before_a_signal_are_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    words = "every word that was typed before it " * 12
    with Driver(desk.command, env=desk.surroundings) as driver:
        written_in(driver)
        driver.send(words.encode())
        time.sleep(0.1)  # read, and waiting for their turn
        os.kill(driver.process.pid, signal.SIGTERM)
        driver.process.wait(20)

    assert any(words.strip() in text for text in desk.texts())
