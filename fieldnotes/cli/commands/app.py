"""The door to the screens: look whether there is a terminal, then start a clean process for them."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from fieldnotes.cli.settings import Settings
from fieldnotes.errors import UsageError

# What the screens may know of the surroundings; all else could make a library write, connect or run something.
_KEPT = (
    "COLORTERM", "HOME", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "PATH",
    "STY", "SYSTEMROOT", "TERM", "TERM_PROGRAM", "TMUX", "TZ", "USERPROFILE", "VTE_VERSION", "WT_SESSION",
    "XDG_RUNTIME_DIR",
)  # fmt: skip
# The new process is isolated and finds the package where this one found it.
_BOOT = "import sys; sys.path.insert(0, sys.argv.pop(1)); from fieldnotes.__main__ import main; sys.exit(main())"
_ELSE = "every command works without the screens: fieldnotes --help"


def app(settings: Settings, options: argparse.Namespace) -> int:
    """Open the screens on the vault of this run; without one they ask for it."""
    vault = settings.named_vault
    become_screens(vault=str(vault.absolute()) if vault is not None else "")


def become_screens(**start: str) -> NoReturn:
    """Replace this process by one that shows the screens.

    Raises:
        UsageError: this is no terminal, or one that cannot show screens.
    """
    _refuse_without_terminal()
    root = str(Path(__file__).resolve().parents[3])
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, root, "--screens"]
    given = [f"{name}={value}" for name, value in start.items() if value]
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.execve(command[0], [*command, *given], surroundings)  # noqa: S606  ourselves again, with a list


def _refuse_without_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screens need a terminal, and this is none", _ELSE)
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise UsageError("this terminal cannot show screens", _ELSE)
    size = os.get_terminal_size()
    if size.columns < 60 or size.lines < 16:
        raise UsageError("this window is too small for the screens", "widen it to 60 columns and 16 lines")
