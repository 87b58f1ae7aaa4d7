"""Start the app with a fault of ours built in: what is printed then is what a real fault would print.

    python -I tests/terminal/faulty.py ROOT FAULT VAULT

The fault strikes at F9 in an interview, behind everything that Textual could catch: with canaries among the local
variables, in the arguments and in the words of the exception. `lag` breaks nothing: it notes, in a file beside the
vault, for how long the event loop did not turn.
"""

import asyncio
import sys
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

WORDS = "zqvxwojyfault Zqvxwojatumi +999 199 5550 123"


class Telling(Exception):
    """Carry words, and show itself through rich, which goes another way than other exceptions."""

    def __rich__(self) -> str:
        return WORDS


def strike(*_: object, **__: object) -> NoReturn:
    """Fail with words of others in every place that a trace could show."""
    held, card = WORDS, {"name": WORDS}
    raise ValueError(f"{held} {card}") from RuntimeError(held)


def strike_richly(*_: object, **__: object) -> NoReturn:
    """Fail with an exception that draws itself."""
    raise Telling(WORDS)


def strike_aside(screen: Any) -> None:
    """Fail in a worker, in a task that nobody awaits, in a thread, and in a finaliser; and say so."""

    class Falling:
        def __del__(self) -> None:
            strike()

    async def lost() -> None:
        strike()

    asyncio.get_running_loop().create_task(lost())
    asyncio.get_running_loop().call_soon(strike)
    thread = threading.Thread(target=strike)
    thread.start()
    thread.join()
    Falling()
    screen.say("struck aside")


def render_badly(screen: Any) -> None:
    """Fail while the screen is painted."""
    screen.query_one("Margin").render_line = strike
    screen.query_one("Margin").refresh()


def strike_in_the_vault(screen: Any) -> None:
    """Fail on the vault's thread."""
    screen.carry(screen.app.desk.do(strike))


def go_mad(screen: Any) -> None:
    """Fail when the words are to be kept at the end."""
    screen.put_away = strike
    screen.app.action_lock()


FAULTS = {
    "key": strike,
    "rich": strike_richly,
    "aside": strike_aside,
    "paint": render_badly,
    "vault": strike_in_the_vault,
    "lock": go_mad,
}


def watch_for_lag(report: Path) -> None:
    """Note, a line for each time that the event loop turned late: the moment, and by how many milliseconds."""
    from fieldnotes.tui.app import FieldnotesApp

    mounted = FieldnotesApp.on_mount

    async def turn() -> None:
        with report.open("w", encoding="ascii", buffering=1) as file:
            while True:
                before = time.perf_counter()
                await asyncio.sleep(0.002)
                late = (time.perf_counter() - before - 0.002) * 1e3
                if late > 5:
                    file.write(f"{time.time():.3f} {late:.1f}\n")

    async def mount(app: Any) -> None:
        app.watch = asyncio.get_running_loop().create_task(turn())
        await mounted(app)

    FieldnotesApp.on_mount = mount  # type: ignore[method-assign,assignment]


def main() -> int:
    """Build the fault in, and go through the street door."""
    root, fault, vault = sys.argv[1:4]
    sys.path.insert(0, root)
    from fieldnotes.__main__ import main as through_the_door
    from fieldnotes.tui.screens.interview import InterviewScreen

    if fault == "lag":
        watch_for_lag(Path(vault).with_name("lag"))
    else:
        InterviewScreen.action_passage = FAULTS[fault]  # type: ignore[method-assign,assignment]
    sys.argv[1:] = ["--screens", f"vault={vault}"]
    return through_the_door()


if __name__ == "__main__":
    sys.exit(main())
