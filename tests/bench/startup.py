"""Measure what happens before there is a vault: the whole process of `--help`, and the derivation of a key.

Every repetition alternates with what it is compared with, so that whatever slows the machine slows both.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.scrypt import PassphraseIdentity, PassphraseRecipient
from fieldnotes.vault.keyring import LOG_N
from tests.bench.figure import Figure, milliseconds, percentile

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("textual", "pydantic", "sqlcipher3", "cryptography")
_SECRET = "copper-lantern-orbit-velvet-anchor-thistle-maple"


def measure_help(*, quick: bool) -> Figure:
    """Compare `fieldnotes --help` with an interpreter that does nothing, start by start."""
    ours, bare = (["-m", "fieldnotes", "--help"], ["-c", "pass"])
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(15 if quick else 60):
        for arguments, taken in zip((ours, bare), times, strict=True):
            taken.append(milliseconds(lambda arguments=arguments: _python(*arguments)))  # type: ignore[misc]
    help_ms, bare_ms = (percentile(taken, 50) for taken in times)
    loaded = _python("-X", "importtime", *ours).stderr
    slow = [name for name in SLOW if f" {name}\n" in loaded]
    return Figure(
        "help",
        "`fieldnotes --help`, whole process",
        "≤ 60 ms, or ≤ 8 × `python -c pass`",
        f"{help_ms:.0f} ms = {help_ms / bare_ms:.1f} × {bare_ms:.0f} ms (medians of {len(times[0])})",
        (help_ms <= 60 or help_ms <= 8 * bare_ms) and not slow,
        (f"p95 {percentile(times[0], 95):.0f} ms; loads {', '.join(slow) or 'none'} of {', '.join(SLOW)}",),
    )


def _python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    surroundings = {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )


def measure_derivation(*, quick: bool) -> Figure:
    """Open a slot in processes of their own: peak of memory, time, and what another thread gets meanwhile."""
    runs = [_derived(LOG_N) for _ in range(3 if quick else 9)]
    memory, seconds, progress = (percentile([run[k] for run in runs], 50) for k in ("mebibytes", "seconds", "progress"))
    worst = max(run["seconds"] for run in runs)
    return Figure(
        "derivation",
        "passphrase derivation: memory, time, interpreter lock",
        "128–256 MiB, ≤ 0.6 s, lock released",
        f"2^{LOG_N}: {memory:.0f} MiB, {seconds:.2f} s (worst {worst:.2f})",
        # A megabyte more or less is the allocator's; a lock that was held would leave others under a hundredth.
        127 <= memory < 258 and seconds <= 0.6 and progress > 0.2,
        (
            f"another thread meanwhile got {progress:.0%} of what it does alone",
            f"medians of {len(runs)} processes; both locks cost the same",
        ),
    )


def _derived(log_n: int) -> dict[str, float]:
    done = _python("-m", "tests.bench.startup", str(log_n))
    found: dict[str, float] = json.loads(done.stdout)
    return found


def derive(log_n: int) -> dict[str, float]:
    """Open a slot twice, alone and while another thread counts; MiB of new peak, seconds, share of its speed."""
    slot = encrypt(b"AGE-SECRET-KEY-1", [PassphraseRecipient(_SECRET, 10)])
    decrypt(slot, [PassphraseIdentity(_SECRET)])  # everything is loaded now, at little memory
    sealed = subprocess.run(
        [sys.executable, "-m", "tests.bench.startup", "seal", str(log_n)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    before = _peak_kib()
    taken = milliseconds(lambda: decrypt(sealed, [PassphraseIdentity(_SECRET)]))
    peak = _peak_kib() - before
    with _Counter() as counter:
        alone = counter.speed(lambda: time.sleep(0.2))
        beside = counter.speed(lambda: decrypt(sealed, [PassphraseIdentity(_SECRET)]))
    return {"mebibytes": peak / 1024, "seconds": taken / 1e3, "progress": beside / alone}


class _Counter:
    """Count on a thread of its own, as fast as the interpreter lets it."""

    def __init__(self) -> None:
        self._count, self._going = 0, True
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while self._going:
            self._count += 1

    def speed(self, run: Callable[[], object]) -> float:
        """Return counts a second while `run` runs."""
        count, start = self._count, time.perf_counter()
        run()
        return (self._count - count) / (time.perf_counter() - start)

    def __enter__(self) -> "_Counter":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._going = False
        self._thread.join()


def _peak_kib() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise OSError("this system does not tell the peak of memory")


if __name__ == "__main__":
    if sys.argv[1] == "seal":
        sys.stdout.buffer.write(encrypt(b"AGE-SECRET-KEY-1", [PassphraseRecipient(_SECRET, int(sys.argv[2]))]))
    else:
        sys.stdout.write(json.dumps(derive(int(sys.argv[1]))))
