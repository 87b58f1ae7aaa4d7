"""Measure what stays behind: secrets in memory after a lock, words on the screen after every end, hostile words."""

import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure
from tests.terminal.desk import Desk, locked, open_identities, seen, writing
from tests.terminal.image import found, readable
from tests.terminal.locking import through_an_evening
from tests.terminal.term import ROOT, Terminal

_FAULT = ("-I", "-B", "-X", "utf8", str(ROOT / "tests" / "terminal" / "faulty.py"), str(ROOT), "key")


@contextmanager
def evening() -> Iterator[tuple[Desk, Callable[..., Terminal]]]:
    """Yield a vault of canaries and what opens terminals; all of it is gone afterwards."""
    opened: list[Terminal] = []

    def begin(*arguments: Any, **options: Any) -> Terminal:
        opened.append(Terminal(*arguments, **options))
        return opened[-1]

    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        try:
            yield Desk(Path(folder) / "desk"), begin
        finally:
            for each in opened:
                each.close()


def measure_locked(*, quick: bool) -> Figure:
    """Search the whole process image after a lock, session by session."""
    sessions, searched, before = 2 if quick else 50, 0, Counter[str]()
    after = Counter[str]()
    for _ in range(sessions):
        with evening() as (desk, begin):
            term = through_an_evening(begin, desk)
            if not readable(term.pid):
                return Figure("locked", "secrets in memory after a lock", "0", "not measured: only root can", None)
            before += found(term.pid, desk.secrets, desk.beginnings)
            term.keys("C-l")
            locked(term)
            after += found(term.pid, desk.secrets, desk.beginnings)
    searched, unlocked_size = after.pop("bytes"), before.pop("bytes")
    return Figure(
        "locked",
        f"secrets in memory after a lock (UTF-8, UTF-16, UTF-32), {sessions} sessions",
        "0",
        str(after.total()),
        after.total() == 0,
        (
            f"{searched >> 20:,} MiB searched; before the lock, in {unlocked_size >> 20:,} MiB: "
            + ", ".join(f"{kind} {count:,}" for kind, count in sorted(before.items())),
        ),
    )


def measure_endings(*, quick: bool) -> Figure:
    """End the app in every way, and read the screen, the scrollback and the screen behind it."""
    left: dict[str, int] = {}
    for _ in range(1 if quick else 5):
        for name, end in _ENDINGS.items():
            with evening() as (desk, begin):
                fault = [sys.executable, *_FAULT, str(desk.vault)]
                term = writing(begin, desk, fault if name == "crash" else ())
                open_identities(term)
                end(term)
                if name in ("lock", "TSTP"):
                    locked(term)
                else:
                    term.wait_for_exit()
                left[name] = left.get(name, 0) + len(seen(term.history()))
    return Figure(
        "endings",
        "secrets on screen and in scrollback after quit, lock, crash, TERM, HUP, TSTP",
        "0",
        str(sum(left.values())),
        not sum(left.values()),
        (", ".join(f"{name} {count}" for name, count in left.items()),),
    )


_ENDINGS: dict[str, Callable[[Terminal], None]] = {
    "quit": lambda term: term.keys("C-q"),
    "lock": lambda term: term.keys("C-l"),
    "crash": lambda term: term.keys("F9"),
    "TERM": lambda term: os.kill(term.pid, signal.SIGTERM),
    "HUP": lambda term: os.kill(term.pid, signal.SIGHUP),
    "TSTP": lambda term: os.kill(term.pid, signal.SIGTSTP),
}


def measure_hostile(*, quick: bool) -> Figure:
    """Show hostile words in every widget."""
    from tests.tui.gallery import SINKS
    from tests.tui.hostile import sample, strings
    from tests.tui.test_hostile import shown_in_the_gallery

    texts = sample(100) if quick else strings()
    wrong = shown_in_the_gallery(texts)
    count = sum(map(len, wrong.values()))
    return Figure(
        "hostile",
        f"hostile strings ({len(texts):,}) × {len(SINKS)} places that show data: escapes, actions, characters lost",
        "0",
        str(count),
        count == 0,
        tuple(f"{text}: {faults[0]}" for text, faults in list(wrong.items())[:5]),
    )


def measure_contrast(*, quick: bool) -> Figure:
    """Measure every run of text on every screen."""
    from tests.tui.desk import make_vault
    from tests.tui.test_contrast import measured

    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        faint = measured(make_vault(Path(folder) / "a.vault"))
    count = sum(map(len, faint.values()))
    return Figure(
        "contrast",
        "contrast of the default theme, and as NO_COLOR shows it",
        "≥ 4.5 everywhere",
        f"{count} runs of text below",
        count == 0,
        tuple(f"{name}: {words!r} {contrast}" for name, runs in faint.items() for words, contrast in runs[:2]),
    )
