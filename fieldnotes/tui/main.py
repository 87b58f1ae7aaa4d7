"""Start the screens, and replace the process to lock: memory that held a key is gone, not merely freed."""

import os
import shutil
import sys

from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.curtain import Curtain
from fieldnotes.tui.start import SCREENS, Outcome, Start


def start(arguments: list[str], curtain: Curtain) -> int:
    """Run the screens until they end; a lock replaces this process by a fresh one, behind the same curtain."""
    sys.setswitchinterval(0.0001)  # keys are answered while a page is being made
    asked = Start.read(arguments)
    app = FieldnotesApp(asked, curtain)
    app.run()
    curtain.watch()
    outcome = app.return_value if app.return_value is not None else app.return_code
    if outcome == Outcome.LOCKED:
        _begin_anew([*app.next_start.write(), *curtain.handed_over()])
    if asked.temporary and asked.demo is not None:
        shutil.rmtree(asked.demo, ignore_errors=True)
    for line in app.last_words:
        sys.stderr.write(f"fieldnotes: {line}\n")
    return int(outcome or 0)


def _begin_anew(again: list[str]) -> None:
    """Replace this process by one that knows nothing but where the vault is."""
    command = sys.orig_argv[: sys.orig_argv.index(SCREENS) + 1]
    os.execve(sys.executable, [*command, *again], dict(os.environ))  # noqa: S606  ourselves again
