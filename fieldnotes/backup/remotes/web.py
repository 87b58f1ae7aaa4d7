"""Ask a web server, over connections that are kept and shared by several threads: HTTP/1.1 (RFC 9110, RFC 9112).

On Python's own `http.client`: what we need beyond it, a limit, a pause and a stop within one body and a sense for lines
that are slow but alive, the larger clients do not have. Certificates are always checked. No redirection is followed
and no proxy or cookie used, so that nobody but the host that was typed hears a credential.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from fieldnotes.backup.failures import Interrupted, cut
from fieldnotes.backup.meter import BLOCK, Meter
from fieldnotes.backup.names import LARGEST
from fieldnotes.backup.remotes.channel import Channel
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.storage import Absent, Denied, Full, Short

_CONNECT = 20.0  # seconds for a connection to come about
_READ = 4096  # bytes asked for at first: few, so that on a slow line a stop is heard within seconds
_PROMPT = 0.2  # seconds that they may take to come, for more to be asked for at once
_KEPT = 8  # idle connections


class Endpoint(NamedTuple):
    """Say which server: host, port (None: the scheme's), whether encrypted, and the certificates believed, in PEM."""

    host: str
    port: int | None
    encrypted: bool
    authority: str = ""

    @property
    def netloc(self) -> str:
        """Return what the header Host says: a port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host.encode("idna").decode("ascii")
        return host if self.port in (None, 443 if self.encrypted else 80) else f"{host}:{self.port}"


class Answer(NamedTuple):
    """Hold what a server answered; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """Speak to one server; may be used by several threads, each of which gets a connection of its own."""

    def __init__(self, endpoint: Endpoint, meter: Meter, patience: float | None = None) -> None:
        self._endpoint = endpoint
        self._meter = meter
        self._patience = patience
        self._tls = _tls(endpoint.authority) if endpoint.encrypted else None
        self._lock = threading.Lock()
        self._idle: list[_Connection] = []

    def ask(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Return the server's answer, whatever its status; raises Interrupted, Denied, Unreachable or Cancelled.

        `target` is path and query as they go over the line.
        """
        connection = self._take()
        reusable = False
        try:
            answer, reusable = self._talk(connection, method, target, headers, body)
            return answer
        except (http.client.HTTPException, OSError):
            cut()
        finally:
            self._put_back(connection, reusable)

    def close(self) -> None:
        """Close all connections that wait for use."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.drop()

    def _talk(
        self, connection: "_Connection", method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[Answer, bool]:
        """Send a request and return the answer, and whether the connection can take another one."""
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", self._endpoint.netloc)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or method in ("POST", "PUT"):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        heard = connection.send_body(body)
        with connection.getresponse() as response:
            content = self._content(response)
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, content), heard and not response.will_close

    def _content(self, response: http.client.HTTPResponse) -> bytes:
        blocks, length, size, asked = [], 0, _READ, time.monotonic()
        while block := response.read(size):
            blocks.append(block)
            length += len(block)
            self._meter.arrived(len(block))
            if length > LARGEST:
                raise Unreachable("the server sends more than a repository can hold", "check the address")
            size, asked = _next_size(size, time.monotonic() - asked), time.monotonic()
        if response.length:
            cut()
        return b"".join(blocks)

    def _take(self) -> "_Connection":
        self._meter.check()
        while True:
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return _Connection(self._endpoint, self._tls, self._meter, self._patience)
            if not connection.has_something_to_say():
                return connection
            connection.drop()

    def _put_back(self, connection: "_Connection", reusable: bool) -> None:
        with self._lock:
            reusable = reusable and len(self._idle) < _KEPT
            if reusable:
                self._idle.append(connection)
        if not reusable:
            connection.drop()


class _Connection(http.client.HTTPConnection):
    """Be one connection, made at its first request."""

    def __init__(self, endpoint: Endpoint, tls: ssl.SSLContext | None, meter: Meter, patience: float | None) -> None:
        super().__init__(endpoint.host, endpoint.port or (443 if tls else 80))
        self._tls = tls
        self._meter = meter
        self._patience = patience
        self._channel: Channel | None = None

    def connect(self) -> None:
        """Connect; raises Interrupted where nobody answers, Denied where the certificate is not believed."""
        try:
            line = socket.create_connection((self.host, self.port), min(_CONNECT, self._meter.left()))
        except OSError:
            raise Interrupted("the server cannot be reached", "check the network and the address") from None
        try:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                line = self._tls.wrap_socket(line, server_hostname=self.host)
        except ssl.SSLCertVerificationError:
            line.close()
            raise Denied("the server cannot prove who it is", "check the address, or give its certificate") from None
        except BaseException:
            line.close()
            raise
        self.sock = self._channel = Channel(line, self._meter, self._patience)

    def send_body(self, body: bytes) -> bool:
        """Send a body in blocks; False where the server answered before it had heard it to its end."""
        channel = self._channel
        assert channel is not None  # noqa: S101 - endheaders connected
        for block in self._meter.blocks(body):
            if channel.early():
                return False
            try:
                channel.sendall(block)
            except Interrupted:
                if channel.early():  # it said why before it hung up
                    return False
                raise
        return True

    def has_something_to_say(self) -> bool:
        """Tell whether the other side spoke unasked, which for a connection at rest means that it hung up."""
        return self._channel is None or self._channel.early()

    def drop(self) -> None:
        """Close the socket, whatever is still under way."""
        self.close()
        if self._channel is not None:
            self._channel.hang_up()


def _next_size(size: int, seconds: float) -> int:
    """Return how many bytes to ask for after so many came in so many seconds."""
    return min(BLOCK, size * 2) if seconds < _PROMPT else max(_READ, size // 2)


def refuse(status: int) -> NoReturn:
    """Raise what an HTTP status other than success means for a verb of Storage."""
    match status:
        case 404 | 410:
            raise Absent("the repository has no such file")
        case 401 | 403 | 405 | 407:
            raise Denied("the place refuses this", "check user, password and key, and what they may do there")
        case 413 | 507:
            raise Full("there is no room left at the place", "make some, or take another one")
        case 416:
            _too_short()
        case 408 | 425 | 429 | 500 | 502 | 503 | 504:
            raise Interrupted("the server is out of order or busy", "try again later; what has arrived is kept")
        case _:
            raise Unreachable("the server does not speak as such a place does", "check the address")


def part(answer: Answer, offset: int, length: int) -> bytes:
    """Return the bytes that were asked for out of an answer to a request with Range; raises Short, Unreachable."""
    told = answer.headers.get("content-range")  # and not the status: rclone's S3 sends parts with 200
    start = 0 if told is None else offset
    if told is not None and not told.startswith(f"bytes {offset}-"):
        raise Unreachable("the server sends another part than was asked for", "check the address")
    found = answer.body[offset - start : offset - start + length]
    if len(found) != length:
        _too_short()
    return found


def _too_short() -> NoReturn:
    raise Short("a file of the repository is shorter than it should be", "run backup verify")


def _tls(authority: str) -> ssl.SSLContext:
    """Return what connections are encrypted with; raises UsageError for certificates that are none."""
    try:
        return ssl.create_default_context(cadata=authority or None)
    except (ssl.SSLError, ValueError):
        raise UsageError("the certificate given for the server cannot be read", "it must be in PEM") from None
