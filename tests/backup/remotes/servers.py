"""Start the real servers that the tests speak to: rclone and OpenSSH, on ports of this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

USER = "saffron"
PASSWORD = "kemiri-and-galangal"
SECRET = "lemongrass-and-turmeric"


def rclone(*, that_serves_s3: bool = False) -> str:
    """Return the path of rclone; Debian 12's own cannot serve S3, the one among the test packages can."""
    packaged = Path(sys.executable).with_name("rclone")
    if packaged.exists():
        return str(packaged)
    found = None if that_serves_s3 else shutil.which("rclone")
    if found is None:
        pytest.skip("rclone is not installed" + (" in a version that serves S3" if that_serves_s3 else ""))
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, environment: dict[str, str] | None = None) -> Iterator[None]:
    """Run a server until the block ends; it must listen within ten seconds."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended at once"
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not listen")


@contextmanager
def rclone_serving(kind: str, folder: Path, *options: str) -> Iterator[int]:
    """Let rclone serve a folder, as `restic`, `webdav`, `s3` or `sftp`, and yield its port."""
    port = free_port()
    if kind == "s3":
        options = (f"--auth-key={USER},{SECRET}", "--force-path-style", *options)
    else:
        options = (f"--user={USER}", f"--pass={PASSWORD}", *options)
    if kind in ("s3", "webdav"):
        options = (*options, "--dir-cache-time=100ms")  # tests write behind the server's back
    program = rclone(that_serves_s3=kind == "s3")
    command = [program, "serve", kind, f"--addr=127.0.0.1:{port}", "--config=", *options, str(folder)]
    with running(command, port):
        yield port


@contextmanager
def sshd_serving(folder: Path) -> Iterator[tuple[int, str, str]]:
    """Run OpenSSH's server with keys made in `folder`; yield its port, a private key, and the lines of known_hosts."""
    server = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if server is None or shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH's server is not installed")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / name], check=True)
    (folder / "authorized").write_text((folder / "user.pub").read_text())
    (folder / "authorized").chmod(0o600)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    port = free_port()
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "MaxStartups": "100",
        "Subsystem": "sftp internal-sftp",
    }
    (folder / "config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    with running([server, "-D", "-f", str(folder / "config")], port):
        public = (folder / "host.pub").read_text().strip()
        yield port, (folder / "user").read_text(), f"[127.0.0.1]:{port} {public}\n"
