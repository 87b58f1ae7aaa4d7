"""Measure the screens from outside: the real app on a bare pseudo-terminal, from a key pressed to the last byte.

Everything counts that a person waits for: interpreter, framework, vault. The slots of most vaults are cheap here, for
what it costs to derive a key is a figure of its own.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.keyring import LOG_N
from fieldnotes.workflows import loading, vaults
from tests.bench.corpus import Corpus
from tests.bench.figure import Figure, percentile
from tests.bench.vault import BigVault
from tests.terminal import pty
from tests.terminal.pty import Driver
from tests.terminal.term import ROOT
from tests.workflows.review_desk import keep_everything

_NOTES = "copper-lantern-orbit-velvet-anchor-thistle-maple"
_NAMES = "granite-willow-saddle-pepper-novel-harbor-cactus"
_WORDS, _PASSAGES = 30_000, 600
_PAGE_DOWN, _END = b"\x1b[6~", b"\x1b[F"
_FAULTY = str(ROOT / "tests" / "terminal" / "faulty.py")


@contextmanager
def app(vault: Path, *, watched: bool = False, rows: int = 30) -> Iterator[Driver]:
    """Open the app on a vault, on a terminal of 100 columns; *watched* notes when its event loop turns late."""
    isolated = [sys.executable, "-I", "-B", "-X", "utf8", _FAULTY, str(ROOT), "lag", str(vault)]
    command = isolated if watched else [sys.executable, "-m", "fieldnotes", str(vault)]
    with Driver(command, columns=100, rows=rows) as driver:
        yield driver


def answered(driver: Driver) -> float:
    """Type the first letter as soon as the screen is seen; return the seconds from the start until it is shown.

    The frame comes before the framework; only this tells when the screen itself is there.
    """
    driver.send(_NOTES[:1].encode())
    return driver.wait("•")


def unlock(driver: Driver) -> float:
    """Give the rest of the passphrase; return the seconds until the interviews are there."""
    if "•".encode() not in driver.written:
        answered(driver)
    driver.send(_NOTES[1:].encode())
    driver.settle(0.2, 2)
    begin = time.perf_counter()
    driver.send(b"\r")
    driver.wait("Interviews (")
    taken = time.perf_counter() - begin
    driver.settle(0.3, 3)
    return taken


@contextmanager
def made(bundle: dict[str, Any], log_n: int = 1, *, decided: bool = False) -> Iterator[Path]:
    """Make a vault of a bundle in a temporary folder; *decided*: all that may identify somebody unknown is kept."""
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        path = Path(folder, "one.vault")
        keys = create_vault(path, _NOTES, _NAMES, log_n=log_n)
        with vaults.opened(path, keys.notes, write=True) as vault:
            loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
            if decided:
                vault.open_identities(_NAMES)
                keep_everything(vault)
        yield path


def long_interview() -> dict[str, Any]:
    """Return a bundle with one interview of 30,000 words in 600 passages, and the people who are known."""
    corpus = Corpus(15)
    bundle: dict[str, Any] = corpus.bundle
    words = [word for one in bundle["interviews"] for each in one["passages"] for word in each["text"].split()]
    step = _WORDS // _PASSAGES
    texts = [" ".join(words[at : at + step]) for at in range(0, _WORDS, step)]
    head = {**bundle["interviews"][0], "code": "LONG-1"}
    speakers = ("interviewer", head["participants"][0]["source"])
    head["passages"] = [{"speaker": speakers[n % 2], "text": text} for n, text in enumerate(texts)]
    return {**bundle, "interviews": [head]}


def measure_home(big: BigVault, *, quick: bool) -> Figure:
    """Start the app, see its first screen, be answered, unlock, and see the interviews."""
    compile_dir(str(ROOT / "fieldnotes"), quiet=2)  # as where it is installed: the screens write no file themselves
    paints: list[float] = []
    answers: list[float] = []
    homes: list[float] = []
    memory = 0
    for _ in range(4 if quick else 15):
        with app(big.path) as driver:
            paints.append(driver.wait("Lock \x1b") * 1e3)  # the last words of the frame
            answers.append(answered(driver) * 1e3)
            homes.append(unlock(driver) * 1e3)
            memory = max(memory, driver.memory())
    paint, answer, home = (percentile(times, 50) for times in (paints, answers, homes))
    peak = memory / (1 << 20)
    return Figure(
        "home",
        f"first paint of the unlock screen; usable home, {big.interviews:,} interviews; peak memory",
        "≤ 300 ms; ≤ 500 ms; ≤ 250 MB",
        f"{paint:.0f} ms; {home:.0f} ms; {peak:.0f} MiB",
        paint <= 300 and home <= 500 and peak <= 250,
        (
            f"a key pressed at the first paint is answered after {answer:.0f} ms, at worst {max(answers):.0f}",
            f"medians of {len(paints)} processes; worst {max(paints):.0f} and {max(homes):.0f} ms",
            "the first from the start of the process, the second from Enter, with a slot that needs no derivation",
            f"what deriving adds to the memory for a moment: {(1 << LOG_N) // 1024} MiB, another figure",
        ),
    )


def measure_typing(*, quick: bool) -> Figure:
    """Type at the end of a long interview, with the live page beside it, at the pace of a person."""
    chance = random.Random(3)
    repaints = []
    with made(long_interview()) as path, app(path) as driver:
        driver.wait("Unlock")
        unlock(driver)
        driver.send(b"\r")
        driver.wait("LONG-1:")
        driver.settle(1, 20)
        for letter in chance.choices("abcdefghijklmnop ", k=60 if quick else 400):
            repaints.append(driver.key(letter.encode(), quiet=0.02))
            time.sleep(chance.uniform(0, 0.2))
        memory = driver.memory() / (1 << 20)
    first = percentile([one.first * 1e3 for one in repaints], 95)
    median, high = pty.percentile(repaints, 0.5), pty.percentile(repaints, 0.95)
    return Figure(
        "typing",
        "key press to last repaint byte in a 30,000-word interview, live page on",
        "≤ 20 ms p95",
        f"{median:.1f} ms median, {high:.1f} ms p95",
        high <= 20,
        (
            f"to the first byte: {first:.1f} ms p95; {len(repaints)} keys, 0.02 to 0.22 s apart",
            "what the page, the clock and saving repaint within 0.02 s behind a key counts as its repaint",
            f"peak memory {memory:.0f} MiB",
        ),
    )


def measure_rows(*, quick: bool) -> Figure:
    """Open a vault of very many interviews, come back to their list, and turn its pages."""
    count = 5_000 if quick else 100_000
    head = {"started": "2021-05-01T10:00:00+03:00", "terms": {"label": "on-record"}, "participants": [], "passages": []}
    bundle = {"fieldnotes_bundle": 1, "interviews": [{**head, "code": f"INT-{n:06}"} for n in range(count)]}
    with made(bundle) as path, app(path) as driver:
        driver.wait("Unlock")
        opening = unlock(driver)
        starts = []
        for _ in range(5):
            driver.key(b"2", quiet=0.3)
            starts.append(driver.key(b"1", quiet=0.3).last * 1e3)
        driver.settle(0.5, 3)
        pages = driver.keys(_PAGE_DOWN, 20 if quick else 100)
        end = driver.key(b"G", quiet=0.2).last * 1e3
    start, down = percentile(starts, 50), pty.percentile(pages, 0.95)
    return Figure(
        "rows",
        f"{count:,} interviews in a list: start; page down",
        "≤ 500 ms; ≤ 20 ms",
        f"{start:.0f} ms; {down:.1f} ms p95",
        start <= 500 and down <= 20,
        (
            f"unlocking such a vault, checks included: {opening:.1f} s; to its last row: {end:.0f} ms",
            f"page down: {pty.percentile(pages, 0.5):.1f} ms median of {len(pages)}",
        ),
    )


def measure_frozen(*, quick: bool) -> Figure:
    """Watch the event loop while a key is derived, words are saved, a page is exported and the index is made."""
    worst: dict[str, float] = {}
    with made(long_interview(), LOG_N, decided=True) as path, app(path, watched=True) as driver:
        lag = path.with_name("lag")
        driver.wait("Unlock")
        answered(driver)
        driver.settle(0.3, 2)
        for name, keys, mark in _steps(path):
            begin = time.time()
            driver.send(keys)
            if mark:
                driver.wait(mark, 120)
            driver.settle(1.5, 6)
            late = [line.split() for line in lag.read_text(encoding="ascii").splitlines()]
            worst[name] = max((float(ms) for moment, ms in late if float(moment) >= begin), default=0)
        written = path.with_name("page.md").exists()
    most = max(worst.values())
    return Figure(
        "frozen",
        "screen frozen while deriving, saving, exporting, indexing",
        "never more than 50 ms",
        f"{most:.0f} ms at most",
        most <= 50,
        (*(f"{name}: {ms:.0f} ms" for name, ms in worst.items()), "" if written else "no page was written: look why"),
    )


def _steps(path: Path) -> Sequence[tuple[str, bytes, str]]:
    """Return what is done with a long interview: its name, the keys, and the words that say it is done."""
    out = path.with_name("page.md")
    clear = b"\x01\x0b"  # to the beginning of the field, and all behind it away
    return (
        ("deriving, opening", _NOTES[1:].encode() + b"\r", "Interviews ("),
        ("opening a long interview", b"\r", "LONG-1:"),
        ("typing and saving", b" and so it went on until the evening", "saved "),
        ("pasting 2,000 words", b"\x1b[200~" + b"one two three four " * 500 + b"\x1b[201~", ""),
        ("deriving, identities", b"\x1b[18~" + _NAMES.encode(), ""),
        ("identities open, page made anew", b"\r", "IDENTITIES OPEN"),
        ("leaving: drafts become revisions", b"\x1b", "Interviews ("),
        ("searching, indexing", b"\x06the old", ""),
        ("back", b"\x1b", ""),
        ("exporting, refused", b"e" + clear + str(out).encode() + b"\r", "Refused: nothing"),  # words were added
        ("listing what is undecided", b"\x12", "still open"),
        ("deciding", b"kk", "nothing left to decide"),
        ("back to the export", b"\x1b", ""),
        ("exporting", b"\x1b[21~", "Written:"),
    )
