"""Run a command under strace and read what it wrote, and where, system call by system call.

Everything that can bring bytes or names to a disk, a pipe, a network or another process is traced, with all of its
bytes; so a file that is unlinked at once, or never reaches the disk, is seen as well.
"""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WRITING = "write pwrite64 writev pwritev pwritev2 sendto sendmsg sendmmsg".split()
NAMING = (
    "?open openat ?openat2 ?creat rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat mkdir"
    " mkdirat mknod mknodat truncate ftruncate execve execveat setxattr lsetxattr fsetxattr"
).split()
# What would carry bytes past the trace; nobody may use it.
UNSEEN = (
    "memfd_create copy_file_range sendfile splice tee vmsplice io_uring_setup process_vm_writev socket mq_open shmget"
).split()
# Traced only so that a command can be killed there.
SYNCING = ["fsync", "fdatasync"]
_LONGEST = 32 << 20
"""Bytes of one write that the trace can show; a longer one is told as a finding."""
_CALL = re.compile(rb"^\d+ +(\w+)\((.*)$", re.DOTALL)
_STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_DESCRIPTOR = re.compile(rb"^\d+<((?:\\x[0-9a-f]{2})*)>")
_SHARED = re.compile(rb"PROT_WRITE[|\w]*, MAP_SHARED[|\w]*, \d+<((?:\\x[0-9a-f]{2})*)>")
_OPENED_TO_WRITE = re.compile(rb"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")
_FAILED = re.compile(rb"= -1 E[A-Z]+")


def why_not() -> str:
    """Return why nothing can be traced here, or nothing."""
    if not shutil.which("strace"):
        return "strace is not installed"
    done = subprocess.run(["strace", "-f", "--seccomp-bpf", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "this system forbids one process to trace another"


@dataclass
class Trace:
    """Hold what one command did: what it wrote to which destination, in order, and the names it made."""

    calls: int = 0
    writing: int = 0
    written: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    named: list[tuple[str, str]] = field(default_factory=list)
    argued: list[bytes] = field(default_factory=list)
    mapped: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    truncated: int = 0

    def destinations(self) -> Iterator[tuple[str, bytes]]:
        """Yield every destination with all that was written to it, one write after the other."""
        for destination, pieces in self.written.items():
            yield destination, b"".join(pieces)


@dataclass(frozen=True)
class Traced:
    """Hold a finished traced command; `pipes` maps its standard output and error to the names in the trace."""

    code: int
    out: bytes
    err: bytes
    trace: Trace
    pipes: Mapping[str, str]


def run(
    command: Sequence[str],
    *,
    folder: Path,
    surroundings: Mapping[str, str],
    stdin: bytes = b"",
    kill: str = "",
    log: Path,
) -> Traced:
    """Run a command in `folder` under strace; `kill` ("fsync:when=2") kills it there, as `kill -9` would."""
    calls = ",".join([*WRITING, *NAMING, *(f"?{name}" for name in UNSEEN), *SYNCING, "mmap"])
    tracer = ["strace", "-f", "-y", "-xx", "-s", str(_LONGEST), "-o", str(log)]
    tracer += ["-e", f"trace={calls}", "-e", "signal=none"]
    # The filter in the kernel makes tracing fast, but strace 6.1 injects nothing beside it.
    tracer += ["-e", "inject={}:signal=SIGKILL:{}".format(*kill.split(":", 1))] if kill else ["--seccomp-bpf"]
    with subprocess.Popen(
        [*tracer, *command],
        cwd=folder,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        pipes = {_pipe(process.stdout): "stdout", _pipe(process.stderr): "stderr"}
        out, err = process.communicate(stdin, timeout=600)
    trace = read(log)
    log.unlink()
    return Traced(process.returncode, out, err, trace, pipes)


def _pipe(stream: object) -> str:
    return f"pipe:[{os.fstat(stream.fileno()).st_ino}]"  # type: ignore[attr-defined]


def read(log: Path) -> Trace:
    """Read the log of one traced command."""
    trace = Trace()
    with log.open("rb") as lines:
        for line in lines:
            call = _CALL.match(line)
            if call:
                _take(trace, call[1].decode(), call[2])
    return trace


def _take(trace: Trace, name: str, arguments: bytes) -> None:
    if name == "mmap":
        shared = _SHARED.search(arguments)
        trace.mapped += [_bytes(shared[1]).decode("utf-8", "replace")] if shared else []
        return
    if name in SYNCING:
        return
    trace.calls += 1
    if name in UNSEEN:
        trace.unseen.append(name)
        return
    strings = [(_bytes(found[1]), bool(found[2])) for found in _STRING.finditer(arguments)]
    trace.truncated += sum(cut for _, cut in strings)
    descriptor = _DESCRIPTOR.match(arguments)
    if name in WRITING:
        trace.writing += 1
        destination = _bytes(descriptor[1]).decode("utf-8", "replace") if descriptor else "an unknown descriptor"
        trace.written[destination] += [data for data, _ in strings]
    elif name in ("execve", "execveat"):
        trace.argued.append(b"\0".join(data for data, _ in strings))
    elif "open" not in name or _OPENED_TO_WRITE.search(arguments):
        trace.writing += 1
        if not _FAILED.search(arguments):
            trace.named += [(name, data.decode("utf-8", "replace")) for data, _ in strings]


def _bytes(escaped: bytes) -> bytes:
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode("ascii"))
