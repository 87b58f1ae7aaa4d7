"""The short way to the screens: look whether they are asked for and can be shown, and start a clean process.

Loaded before anything else, so it imports next to nothing.
"""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

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


def is_path(word: str) -> bool:
    """Tell a path from a command: it holds a separator or ends in ".vault"; any other word is a command."""
    return os.sep in word or word.endswith(".vault") or word in (".", "..")


def show_screens(arguments: Sequence[str]) -> None:
    """Show the screens for `fieldnotes` and `fieldnotes PATH`; return where something else is asked for.

    Returns as well where they cannot be shown: the long way then says why.
    """
    if len(arguments) > 1 or (arguments and not is_path(arguments[0])):
        return
    try:
        become_screens(vault=arguments[0] if arguments else os.environ.get("FIELDNOTES_VAULT", ""))
    except UsageError:
        return


def become_screens(vault: str = "", **start: str) -> NoReturn:
    """Replace this process by one that shows the screens on *vault*; "" lets them ask for it.

    Raises:
        UsageError: this is no terminal, or one that cannot show screens.
    """
    _refuse_without_terminal()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120  quick
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _BOOT, root, "--screens"]
    asked = {"vault": os.path.abspath(vault) if vault else "", **start}  # noqa: PTH100  as above
    given = [f"{name}={value}" for name, value in asked.items() if value]
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
