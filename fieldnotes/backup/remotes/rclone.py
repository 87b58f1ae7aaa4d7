"""Keep a repository wherever rclone reaches: WebDAV, Nextcloud and some seventy clouds.

rclone is a program of its own, started by us as `rclone serve restic` on a port of this machine that only whoever
knows a fresh random password may use (a socket in the file system needs a newer rclone than Debian 12 has). No secret
is an argument: they go through its environment. It ends when we do, however we end.
"""

import contextlib
import os
import queue
import re
import secrets
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.failures import Cancelled, Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remotes.rest import Rest
from fieldnotes.backup.remotes.web import Endpoint, Web
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.identifiers import CONFIG
from fieldnotes.formats.restic.storage import Absent, Denied, Short, Stored

_START = 30.0  # seconds until rclone listens; some places are asked first
_END = 5.0  # seconds for rclone to end when asked to
_NOTICED = 1.5  # seconds until a stop has gone through rclone to the place
_PATIENCE = 3600.0  # seconds: rclone takes a body fast and passes it on slowly; it knows itself when its line is dead
_LISTENS = re.compile(r"Serving restic REST API on \[?http://127\.0\.0\.1:(\d+)/")
_OPTIONS = ("--addr=127.0.0.1:0", "--ask-password=false", "--timeout=60s", "--contimeout=20s")
_LEASH = '"$@" </dev/null & exec 2>/dev/null; read -r _; kill $!; wait'
"""Ends rclone when our end of the shell's input closes: at `close`, and when this process is killed or replaced."""


def served(address: Address, credentials: Credentials, meter: Meter) -> "Rclone":
    """Return what an `rclone:` address names; rclone is started at the first verb.

    Raises Unreachable where it is missing, UsageError for settings that cannot be.
    """
    program = shutil.which("rclone")
    if program is None:
        raise Unreachable("rclone is not installed", "install it, on Debian with apt install rclone")
    settings = _settings(address.path.partition(":")[0], credentials, program)

    def launch() -> Service:
        user, password = secrets.token_hex(8), secrets.token_hex(32)
        environment = {**os.environ, **settings, "RCLONE_USER": user, "RCLONE_PASS": password}
        child = Child([program, "serve", "restic", *_OPTIONS, "--", address.path], environment)
        try:
            endpoint = Endpoint("127.0.0.1", child.port(meter), encrypted=False)
        except BaseException:
            child.end()
            raise
        return Service(child, Rest(Web(endpoint, meter, _PATIENCE), "/", user, password))

    return Rclone(launch, meter)


class Child:
    """Be a running rclone."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        leashed = command if os.name == "nt" else ["/bin/sh", "-c", _LEASH, "sh", *command]
        self._process = subprocess.Popen(  # noqa: S603 - no word of it is a shell's: they are its "$@"
            leashed,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C is for us; rclone must live until we have tidied up
        )
        self._ports: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, args=(self._process.stderr,), daemon=True)
        self._listener.start()

    def port(self, meter: Meter) -> int:
        """Return the port on which rclone listens, as soon as it says so."""
        until = time.monotonic() + _START
        while time.monotonic() < until:
            meter.check()
            with contextlib.suppress(queue.Empty):
                port = self._ports.get(timeout=0.2)
                if port is None:
                    break
                return port
        raise Interrupted("rclone does not start with this remote", "try rclone lsd with it, and see what it says")

    def ended(self) -> bool:
        """Tell whether rclone is gone."""
        return not self._listener.is_alive()

    def end(self) -> None:
        """End rclone, and wait until it is gone."""
        assert self._process.stdin is not None  # noqa: S101 - a pipe was asked for
        self._process.stdin.close()
        if os.name == "nt":
            self._process.terminate()
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            if os.name != "nt":
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.wait()
        self._listener.join(_END)

    def _listen(self, log: IO[str]) -> None:
        """Look for the port in what rclone says, and let the rest go: it names hosts and paths."""
        with log:
            for line in log:
                found = _LISTENS.search(line)
                if found is not None:
                    self._ports.put(int(found[1]))
        self._ports.put(None)


class Service(NamedTuple):
    """Hold a running rclone and the way to speak to it."""

    child: Child
    rest: Rest

    def end(self) -> None:
        """Hang up, and end it."""
        self.rest.close()
        self.child.end()


class Rclone:
    """Be the Storage behind an rclone, which is started by the first verb, and again after it ended by itself."""

    def __init__(self, launch: Callable[[], Service], meter: Meter) -> None:
        self._launch = launch
        self._meter = meter
        self._launching = threading.Lock()
        self._service: Service | None = None

    def put(self, name: str, data: bytes) -> None:
        """Send an object."""
        try:
            with self._interpreted(name):
                self._running().rest.put(name, data)
        except Cancelled:
            self._take_away(name, len(data))
            raise

    def get(self, name: str) -> bytes:
        """Return an object."""
        with self._interpreted(name):
            return self._running().rest.get(name)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        with self._interpreted(name, offset + length):
            return self._running().rest.get_range(name, offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield a listing."""
        with self._interpreted(folder):
            yield from self._running().rest.list(folder)

    def delete(self, name: str) -> None:
        """Take an object away."""
        with self._interpreted(name):
            self._running().rest.delete(name)

    def lay_out(self) -> None:
        """Let rclone make the folders of a new repository."""
        self._running().rest.lay_out()

    def close(self) -> None:
        """End rclone."""
        service, self._service = self._service, None
        if service is not None:
            service.end()

    def _running(self) -> Service:
        with self._launching:
            if self._service is not None and self._service.child.ended():
                self.close()
            self._service = self._service or self._launch()
            return self._service

    def _take_away(self, name: str, size: int) -> None:
        """Delete half of a file: rclone means to, and forgets it when its client is gone.

        Only what has another size than what was sent is half of it; `config` may be another repository's.
        """
        time.sleep(_NOTICED)
        with contextlib.suppress(Unreachable, Cancelled), self._meter.last_words():
            if name != CONFIG and self._running().rest.size(name) != size:
                self._running().rest.delete(name)

    @contextlib.contextmanager
    def _interpreted(self, name: str, needed: int = 0) -> Iterator[None]:
        """Let Absent pass only if the folder can be listed and does not list the object, and Denied never.

        An object that is listed with fewer than `needed` bytes is Short.

        rclone answers 404 or 403, by its version, to whatever goes wrong on its own line.
        """
        try:
            yield
        except Denied:
            raise Interrupted("rclone cannot do this at the place", "try it with rclone itself, and see why") from None
        except Absent:
            folder = "keys" if name == CONFIG else name.partition("/")[0]
            sizes = [stored.size for stored in self._running().rest.list(folder) if stored.name == name]
            if sizes and sizes[0] < needed:
                raise Short("a file of the repository is shorter than it should be", "run backup verify") from None
            if sizes:
                raise Interrupted("rclone cannot fetch a file that it lists", "try again later") from None
            raise


def _settings(remote: str, credentials: Credentials, program: str) -> dict[str, str]:
    """Return what tells rclone about the remote, as its environment; nothing where its own configuration does."""
    if not credentials.settings:
        return {}
    if re.fullmatch("[A-Za-z0-9_]+", remote) is None:
        raise UsageError("this name of a remote cannot be used with settings", "take letters and digits alone")
    settings = dict(credentials.settings)
    if credentials.password:
        settings["pass"] = _obscured(credentials.password, program)
    return {f"RCLONE_CONFIG_{remote}_{key}".upper(): value for key, value in settings.items()}


def _obscured(password: str, program: str) -> str:
    """Return a password as rclone's configuration has it."""
    done = subprocess.run(  # noqa: S603 - its own program; the password goes through its input
        [program, "obscure", "-"], input=password, capture_output=True, text=True, check=False, timeout=_START
    )
    if done.returncode:
        raise Unreachable("rclone does not take the password", "try rclone obscure, and see what it says")
    return done.stdout.strip()
