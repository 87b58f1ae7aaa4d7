"""Start the screens, and replace the process to lock: memory that held a key is gone, not merely freed."""

import os
import shutil
import sys

from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.start import SCREENS, Outcome, Start


def start(arguments: list[str]) -> int:
    """Run the screens until they end; a lock replaces this process by a fresh one."""
    sys.setswitchinterval(0.001)  # keys are answered while a page is being made
    asked = Start.read(arguments)
    app = FieldnotesApp(asked)
    app.run()
    outcome = app.return_value if app.return_value is not None else app.return_code
    _leave_no_words_behind()
    if outcome == Outcome.LOCKED:
        _begin_anew(app.next_start)
    if asked.temporary and asked.demo is not None:
        shutil.rmtree(asked.demo, ignore_errors=True)
    for line in app.last_words:
        sys.stderr.write(f"fieldnotes: {line}\n")
    return int(outcome or 0)


def _begin_anew(again: Start) -> None:
    """Replace this process by one that knows nothing but where the vault is."""
    command = sys.orig_argv[: sys.orig_argv.index(SCREENS) + 1]
    os.execve(sys.executable, [*command, *again.write()], dict(os.environ))  # noqa: S606  ourselves again


def _leave_no_words_behind() -> None:
    """Clear what a terminal without a second screen (GNU screen, `smcup` off) would go on showing.

    Line by line: some terminals move a screen that is cleared at once into the scrollback.
    """
    if not os.environ.get("STY") or not sys.stdout.isatty():
        return
    lines = shutil.get_terminal_size().lines
    blank = "".join(f"\x1b[{line};1H\x1b[2K" for line in range(1, lines + 1))
    sys.stdout.write(f"{blank}\x1b[3J\x1b[H")
    sys.stdout.flush()
