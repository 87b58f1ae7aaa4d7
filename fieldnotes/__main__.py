"""The street door: make the process quiet and private, then hand over to the command line or the screens."""

import os
import sys


def main() -> int:
    """Run one command and return its exit code (design, section 10)."""
    _close_the_shutters()
    if sys.argv[1:2] == ["--screens"] and sys.flags.isolated:  # how `cli.door` starts a clean process
        return _show_screens()
    from fieldnotes.cli.door import show_screens

    show_screens(sys.argv[1:])
    from fieldnotes.cli.main import run

    return run(sys.argv[1:])


def _show_screens() -> int:
    """Run the screens, behind a curtain until they are there."""
    from fieldnotes.tui.curtain import Curtain

    with Curtain(sys.argv[2:]) as curtain:
        import gc
        import threading

        threading.excepthook = lambda _: None
        gc.disable()  # until the first screen is painted: nothing is garbage yet, and the search for it takes time
        from fieldnotes.tui.main import start

        return start(sys.argv[2:], curtain)


def _close_the_shutters() -> None:
    """Let nothing personal leave by a side door: files of ours are private, no core is written, no trace printed."""
    os.umask(0o077)
    sys.excepthook = _say_where
    sys.unraisablehook = lambda _: None
    try:
        import ctypes
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            pr_set_dumpable = 4
            ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)
    except (ImportError, OSError, ValueError):
        return  # not on this system: nothing is promised there


def _say_where(kind: type[BaseException], _error: BaseException, _trace: object) -> None:
    sys.stderr.write(f"fieldnotes: error: a fault of ours ({kind.__name__})\n")


if __name__ == "__main__":
    sys.exit(main())
