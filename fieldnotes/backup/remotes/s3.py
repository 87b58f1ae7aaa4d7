"""Keep a repository in a bucket: Amazon's S3, and the many servers that speak as it does.

Specification: Amazon S3 API reference (PutObject, GetObject, DeleteObject, ListObjectsV2) and "Signature Version 4".
Buckets are named in the path, which every server understands. Each request carries the SHA-256 of its body, so that a
server keeps nothing that the line garbled. A clock that is wrong by years is put right by the server's own.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as ET

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import in_folder
from fieldnotes.backup.remotes.web import Answer, Endpoint, Web, part, refuse
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.identifiers import is_identifier
from fieldnotes.formats.restic.storage import Absent, Stored

_ALGORITHM = "AWS4-HMAC-SHA256"
_USUAL_REGION = "us-east-1"
_LARGEST_PAGE = 16 * 1024 * 1024  # bytes of XML for at most 1,000 objects
_MOST = 1 << 50  # bytes; no object is larger


def bucket_at(address: Address, credentials: Credentials, meter: Meter) -> "Bucket":
    """Return the bucket at an `s3:` address; raises UsageError without keys."""
    endpoint = Endpoint(address.host, address.port, address.encrypted, credentials.authority)
    return Bucket(Web(endpoint, meter), address.path, signer_at(endpoint, credentials))


def signer_at(endpoint: Endpoint, credentials: Credentials) -> "Signer":
    """Return who signs requests to a server, for its region; raises UsageError without keys."""
    if not credentials.user or not credentials.password:
        raise UsageError("S3 wants an access key and its secret", "give both; they are kept in the vault")
    region = credentials.region or _region_in(endpoint.host)
    return Signer(endpoint.netloc, region, credentials.user, credentials.password, credentials.token)


class Signer(NamedTuple):
    """Sign requests to one host with one pair of keys; `token` belongs to a temporary pair."""

    host: str
    region: str
    key: str
    secret: str
    token: str = ""

    def headers(self, method: str, target: str, body: bytes, now: datetime) -> dict[str, str]:
        """Return the headers that prove who asks; `target` is encoded, and its query sorted by name."""
        stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
        digest = hashlib.sha256(body).hexdigest()
        signed = {"host": self.host, "x-amz-content-sha256": digest, "x-amz-date": stamp}
        if self.token:
            signed["x-amz-security-token"] = self.token
        names = ";".join(signed)  # in alphabetical order, as they stand above
        path, _, query = target.partition("?")
        lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
        request = f"{method}\n{path}\n{query}\n{lines}\n{names}\n{digest}"
        scope = f"{day}/{self.region}/s3/aws4_request"
        text = f"{_ALGORITHM}\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
        proof = _mac(self._day_key(day), text).hex()
        del signed["host"]
        credential = f"{_ALGORITHM} Credential={self.key}/{scope}, SignedHeaders={names}, Signature={proof}"
        return {**signed, "Authorization": credential}

    def _day_key(self, day: str) -> bytes:
        key = f"AWS4{self.secret}".encode()
        for word in (day, self.region, "s3", "aws4_request"):
            key = _mac(key, word)
        return key


class Bucket:
    """Be the Storage below a bucket and prefix, joined by a slash."""

    def __init__(self, web: Web, path: str, signer: Signer) -> None:
        self._web = web
        bucket, _, prefix = path.partition("/")
        self._bucket = "/" + quote(bucket)
        self._prefix = f"{prefix}/" if prefix else ""
        self._signer = signer
        self._wrong_by = timedelta()  # what our clock lacks to the server's

    def put(self, name: str, data: bytes) -> None:
        """Send an object, in one request; it is there whole or not at all."""
        self._ask("PUT", self._target(name), data)

    def get(self, name: str) -> bytes:
        """Return an object."""
        return self._ask("GET", self._target(name)).body

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object."""
        wanted = {"Range": f"bytes={offset}-{offset + length - 1}"}
        return part(self._ask("GET", self._target(name), headers=wanted), offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield a listing, page by page."""
        prefix = f"{self._prefix}{folder}/"
        token = ""
        while True:
            after = f"continuation-token={quote(token, safe='')}&" if token else ""
            page = self._ask("GET", f"{self._bucket}?{after}list-type=2&prefix={quote(prefix, safe='')}")
            found, next_token = _listed(page.body)
            for key, size in found:
                name = key.removeprefix(self._prefix)
                file_id = name.rpartition("/")[2]
                if is_identifier(file_id) and in_folder(folder, file_id) == name:
                    yield Stored(name, size)
            if not next_token:
                return
            if next_token == token:
                raise Unreachable("the server's listing has no end", "check the address")
            token = next_token

    def delete(self, name: str) -> None:
        """Take an object away."""
        try:
            self._ask("DELETE", self._target(name))
        except Absent:
            return

    def lay_out(self) -> None:
        """Do nothing: a bucket has no folders."""

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def _target(self, name: str) -> str:
        return f"{self._bucket}/{quote(self._prefix + name)}"

    def _ask(self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        answer = self._once(method, target, body, headers or {})
        if answer.status in (400, 403) and b"RequestTimeTooSkewed" in answer.body:
            self._wrong_by = _date_of(answer) - datetime.now(UTC)
            answer = self._once(method, target, body, headers or {})
        if answer.status == 404 and b"NoSuchBucket" in answer.body:
            raise Unreachable("there is no such bucket", "make it at the provider first, and check the address")
        if answer.status not in (200, 204, 206):
            refuse(answer.status)
        return answer

    def _once(self, method: str, target: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        proof = self._signer.headers(method, target, body, datetime.now(UTC) + self._wrong_by)
        return self._web.ask(method, target, {**headers, **proof}, body)


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _region_in(host: str) -> str:
    """Return the region that a host of Amazon's has in its name, such as s3.eu-central-1.amazonaws.com."""
    label = host.removesuffix(".amazonaws.com").rpartition(".")[2]
    return label if host.endswith(".amazonaws.com") and label != "s3" else _USUAL_REGION


def _date_of(answer: Answer) -> datetime:
    try:
        return parsedate_to_datetime(answer.headers.get("date", "")).astimezone(UTC)
    except ValueError:
        raise Unreachable(
            "the clocks here and at the server differ too much", "set the clock of this machine"
        ) from None


def _listed(xml: bytes) -> tuple[list[tuple[str, int]], str]:
    """Return keys and sizes of a page of a listing, and the token of the next page, or ""."""
    try:
        if len(xml) > _LARGEST_PAGE or b"<!" in xml:  # no document type, so no entity that grows
            raise ValueError
        root = ET.fromstring(xml)  # noqa: S314 - see the line above
        found = [
            (each.findtext("{*}Key", ""), int(each.findtext("{*}Size", ""))) for each in root.iterfind("{*}Contents")
        ]
    except (ET.ParseError, ValueError, RecursionError):
        raise Unreachable("the server's listing cannot be read", "check the address") from None
    more = root.findtext("{*}IsTruncated") == "true"
    return [(key, size) for key, size in found if 0 <= size < _MOST], (
        root.findtext("{*}NextContinuationToken", "") if more else ""
    )
