"""After a lock nothing that was secret lies in the memory of the process any more: it is another process image."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.desk import Desk, locked
from tests.terminal.image import found, readable
from tests.terminal.locking import through_an_evening
from tests.terminal.term import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is looked into as Linux shows it")


def test_after_a_lock_no_secret_is_in_memory(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    term = through_an_evening(terminal, desk)
    if not readable(term.pid):
        pytest.skip("this user may not look into the memory of another process")
    before = found(term.pid, desk.secrets, desk.beginnings)
    term.keys("C-l")
    locked(term)
    after = found(term.pid, desk.secrets, desk.beginnings)

    searched = after.pop("bytes")
    assert searched > 20_000_000
    assert not after
    assert {"passphrase", "identity passphrase", "name", "text", "database key"} <= before.keys(), "a blind search"
