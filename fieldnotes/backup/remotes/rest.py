"""Keep a repository on restic's own server, or at whatever speaks as it does.

Specification: restic, "REST Backend", version 2 of the protocol. A server that only lets add answers 403 to a deletion.
It answers the same to writing what is there already, which is no refusal if it is there as it should be.
"""

import base64
import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.failures import Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import in_folder
from fieldnotes.backup.remotes.web import Answer, Endpoint, Web, part, refuse
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.identifiers import is_identifier
from fieldnotes.formats.restic.storage import Absent, Denied, Stored

_LISTING = "application/vnd.x.restic.rest.v2"
_WORTH_COMPARING = 64 * 1024  # bytes up to which what is there already is fetched and compared, not only measured
_MOST = 1 << 50  # bytes; no file is larger


def at(address: Address, credentials: Credentials, meter: Meter) -> "Rest":
    """Return the server at a `rest:` address."""
    endpoint = Endpoint(address.host, address.port, address.encrypted, credentials.authority)
    return Rest(Web(endpoint, meter), address.path, address.user or credentials.user, credentials.password)


class Rest:
    """Be the Storage behind `path`, which begins and ends with a slash, of a web server."""

    def __init__(self, web: Web, path: str, user: str = "", password: str = "") -> None:
        self._web = web
        self._path = quote(path)
        self._headers = {"User-Agent": "restic"}
        if user or password:
            pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
            self._headers["Authorization"] = f"Basic {pair}"

    def put(self, name: str, data: bytes) -> None:
        """Send an object; one that is there already is left as it is."""
        try:
            self._ask("POST", _target(name), data, {"Content-Type": "application/octet-stream"})
        except Denied:
            if not self._is_there(name, data):
                raise

    def get(self, name: str) -> bytes:
        """Return an object."""
        return self._ask("GET", _target(name)).body

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object, also from a server that knows no ranges."""
        wanted = {"Range": f"bytes={offset}-{offset + length - 1}"}
        return part(self._ask("GET", _target(name), headers=wanted), offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield a listing; a folder that the server does not know is empty."""
        try:
            answer = self._ask("GET", f"{folder}/", headers={"Accept": _LISTING})
        except Absent:
            return
        try:
            listed = json.loads(answer.body)
            found = [(str(entry["name"]), int(entry["size"])) for entry in listed]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise Unreachable(
                "the server's listing cannot be read", "it must speak version 2 of restic's REST"
            ) from None
        for name, size in found:
            if is_identifier(name) and 0 <= size < _MOST:
                yield Stored(in_folder(folder, name), size)

    def delete(self, name: str) -> None:
        """Take an object away; raises Denied where the server only lets add."""
        try:
            self._ask("DELETE", _target(name))
        except Absent:
            return

    def size(self, name: str) -> int:
        """Return the size of an object in bytes; raises Absent."""
        told = self._ask("HEAD", _target(name)).headers.get("content-length", "")
        return int(told) if re.fullmatch("[0-9]{1,15}", told) else -1

    def lay_out(self) -> None:
        """Let the server make the folders of a new repository."""
        self._ask("POST", "?create=true")

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _is_there(self, name: str, data: bytes) -> bool:
        """Tell whether the object is there as it should be; raises Interrupted where it is not all there (yet)."""
        try:
            if self.size(name) != len(data):  # the server has not yet noticed that an earlier line was cut
                raise Interrupted("half of a file is in the way at the server", "delete it there, if it stays")
            return len(data) > _WORTH_COMPARING or self.get(name) == data
        except (Absent, Denied):
            return False

    def _ask(self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        answer = self._web.ask(method, self._path + target, {**self._headers, **(headers or {})}, body)
        if answer.status not in (200, 201, 204, 206):
            refuse(answer.status)
        return answer


def _target(name: str) -> str:
    """Return an object's name as the protocol has it, which knows no folders below `data`."""
    return f"data/{name.rsplit('/', 1)[1]}" if name.startswith("data/") else name
