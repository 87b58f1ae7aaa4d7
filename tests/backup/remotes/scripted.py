"""Be a web server that answers what a test says: for answers that no sound server gives."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Request:
    """Hold what was asked; header names are in small letters."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """Hold what is answered; `raw`, if given, instead of anything that looks like HTTP."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None
    unheard: bool = False
    """Answer without having listened to the body."""


Script = Callable[[Request], Reply]


class Server(ThreadingHTTPServer):
    """Answer by a script."""

    daemon_threads = True

    def __init__(self, answer: Script) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up."""


class Handler(BaseHTTPRequestHandler):
    """Answer one connection."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        assert isinstance(self.server, Server)
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.answer(Request(self.command, self.path, headers, b""))
        if reply.unheard:
            self.close_connection = True
        else:
            body = self.rfile.read(int(headers.get("content-length", "0")))
            reply = self.server.answer(Request(self.command, self.path, headers, body))
        if reply.raw is not None:
            self.wfile.write(reply.raw)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in (("Content-Length", str(len(reply.body))), *reply.headers):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _answer  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def scripted(answer: Script) -> Iterator[int]:
    """Yield the port of a server that answers so; it asks twice, before and after it has heard the body."""
    server = Server(answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
