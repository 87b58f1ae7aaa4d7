"""Prove that web servers are believed only as far as they prove themselves, and that hostile ones do no harm."""

import base64
import datetime as dt
import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.failures import Cancelled, Interrupted
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remote import connect
from fieldnotes.backup.remotes import web
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.storage import Absent, Denied, Full, Storage
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.scripted import Reply, Request, scripted
from tests.backup.remotes.servers import PASSWORD, USER, free_port, rclone_serving

NAME = named(b"1", "index")


def reached(port: int, kind: str = "rest") -> AbstractContextManager[Storage]:
    """Return a context in which a server is a place."""
    if kind == "rest":
        return connect(parse(f"rest:http://{USER}@127.0.0.1:{port}/r/"), Credentials(password=PASSWORD))
    keys = Credentials(user=USER, password=PASSWORD)
    return connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), keys)


# ---------------------------------------------------------------------------------------------------- encryption


@dataclass(frozen=True)
class Certificate:
    """Hold a certificate that proves itself, and its key, in PEM."""

    public: str
    secret: str


def certificate(host: str) -> Certificate:
    """Make a certificate for a name or number."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a server of the test")])
    now = dt.datetime.now(dt.UTC)
    try:
        alternative: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        alternative = x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(made.public_bytes(serialization.Encoding.PEM).decode(), secret.decode())


@pytest.fixture(scope="module")
def ours() -> Certificate:
    """Return the certificate of the encrypted server."""
    return certificate("127.0.0.1")


@pytest.fixture(scope="module")
def encrypted(ours: Certificate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a server that speaks TLS."""
    folder = tmp_path_factory.mktemp("tls")
    (folder / "public").write_text(ours.public)
    (folder / "secret").write_text(ours.secret)
    options = (f"--cert={folder / 'public'}", f"--key={folder / 'secret'}")
    with rclone_serving("restic", folder, *options) as port:
        yield f"rest:https://{USER}@127.0.0.1:{port}/r/"


def test_a_server_whose_certificate_is_given_is_believed(encrypted: str, ours: Certificate) -> None:
    data = noise(3_000_000)
    credentials = Credentials(password=PASSWORD, authority=ours.public)

    with connect(parse(encrypted), credentials) as storage:
        storage.put(named(data), data)
        assert storage.get(named(data)) == data


@pytest.mark.parametrize("authority", ["", certificate("127.0.0.1").public], ids=["the system's", "another"])
def test_a_server_that_cannot_prove_itself_is_told_nothing(encrypted: str, authority: str) -> None:
    with connect(parse(encrypted), Credentials(password=PASSWORD, authority=authority)) as storage:
        with pytest.raises(Denied, match="cannot prove who it is"):
            storage.put(named(b"1"), b"1")


def test_a_certificate_of_another_host_proves_nothing(encrypted: str, ours: Certificate) -> None:
    elsewhere = encrypted.replace("127.0.0.1", "localhost")

    with connect(parse(elsewhere), Credentials(password=PASSWORD, authority=ours.public)) as storage:
        with pytest.raises(Denied, match="cannot prove who it is"):
            storage.get("config")


def test_what_is_no_certificate_is_refused() -> None:
    with pytest.raises(UsageError, match="certificate"):
        with connect(parse("rest:https://localhost/"), Credentials(authority="no certificate")):
            pass


# ------------------------------------------------------------------------------------------------ odd answers


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *[(status, Unreachable) for status in (301, 307, 400, 418, 599, 999)],
        *[(status, Denied) for status in (401, 403, 405)],
        *[(status, Interrupted) for status in (429, 500, 503)],
        *[(status, Full) for status in (413, 507)],
        (404, Absent),
    ],
)
@pytest.mark.parametrize("kind", ["rest", "s3"])
def test_a_status_means_what_it_says(status: int, error: type[Unreachable], kind: str) -> None:
    with scripted(lambda _: Reply(status, b"no")) as port, reached(port, kind) as storage:
        with pytest.raises(Unreachable) as refusal:
            storage.get("config")

    assert type(refusal.value) is error


def test_a_redirection_is_not_followed_so_that_nobody_else_hears_the_password() -> None:
    heard: list[Request] = []

    def elsewhere(request: Request) -> Reply:
        heard.append(request)
        return Reply()

    with scripted(elsewhere) as other:
        there = (("Location", f"http://127.0.0.1:{other}/r/config"),)
        with scripted(lambda _: Reply(302, b"", there)) as port, reached(port) as storage:
            with pytest.raises(Unreachable):
                storage.get("config")

    assert heard == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")

    with scripted(lambda _: Reply(200, b"1")) as port, reached(port) as storage:
        assert storage.get("config") == b"1"


def test_a_refusal_in_the_middle_of_a_large_file_is_heard_at_once() -> None:
    meter = Meter(limit=2_000_000)  # the file takes ten seconds, unless nobody wants it

    with scripted(lambda _: Reply(507, b"full", unheard=True)) as port:
        address = parse(f"rest:http://127.0.0.1:{port}/")
        with connect(address, meter=meter) as storage, pytest.raises(Full):
            storage.put(named(noise(20_000_000)), noise(20_000_000))

    assert meter.sent < 10_000_000


def test_an_answer_without_end_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 100_000)

    with scripted(lambda _: Reply(200, bytes(100_001))) as port, reached(port) as storage:
        with pytest.raises(Unreachable, match="more than a repository"):
            storage.get("config")


def test_a_server_that_never_comes_to_its_answer_can_be_stopped() -> None:
    meter, sent = Meter(), list[int]()

    def chatter(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, suppress(OSError):
            for piece in range(2_000):
                line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000)
                sent.append(piece)
                if piece == 20:
                    meter.cancel()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=chatter, args=(listener,))
        thread.start()
        address = parse(f"rest:http://127.0.0.1:{listener.getsockname()[1]}/")
        with connect(address, meter=meter) as storage, pytest.raises(Cancelled):
            storage.get("config")
        thread.join()

    assert len(sent) < 1_000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nServer: a\r\n",
        b"HTTP/1.1 200 OK\r\nServer: a\r\nContent-Le",
        b"HTTP/1.1 404 Not Found\r\nServer: a\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 1_000,
        b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_tried_again_and_then_told(raw: bytes) -> None:
    with scripted(lambda _: Reply(raw=raw)) as port, reached(port) as storage:
        with pytest.raises(Interrupted):
            storage.get("config")


@given(raw=st.binary(max_size=300), honest=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_answer_makes_it_crash(raw: bytes, honest: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldnotes.backup.steady.ATTEMPTS", 1)
    reply = Reply(200, raw) if honest else Reply(raw=raw)

    for kind in ("rest", "s3"):
        with scripted(lambda _: reply) as port, reached(port, kind) as storage:
            for ask in (lambda: list(storage.list("data")), lambda: storage.get_range(NAME, 5, 5)):
                try:
                    ask()
                except Unreachable:
                    continue


@pytest.mark.parametrize(
    "body",
    [b"[1]", b'[{"name": "x"}]', b'[{"name": 1, "size": "x"}]', b"[" * 100_000, b"\xff", b'["a"]', b"null"],
)
def test_a_listing_that_makes_no_sense_is_told(body: bytes) -> None:
    with scripted(lambda _: Reply(200, body)) as port, reached(port) as storage:
        with pytest.raises(Unreachable, match="listing cannot be read"):
            list(storage.list("index"))


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        (Reply(206, b"345", (("Content-Range", "bytes 3-5/10"),)), b"345"),
        (Reply(200, b"0123456789"), b"345"),
        (Reply(200, b"345", (("Content-Range", "bytes 3-5/10"),)), b"345"),
        (Reply(206, b"012", (("Content-Range", "bytes 0-2/10"),)), None),
        (Reply(206, b"34", (("Content-Range", "bytes 3-4/10"),)), None),
        (Reply(200, b"01234"), None),
        (Reply(416), None),
    ],
)
def test_a_part_is_taken_only_from_where_it_was_asked(reply: Reply, wanted: bytes | None) -> None:
    with scripted(lambda _: reply) as port, reached(port) as storage:
        if wanted is not None:
            assert storage.get_range(NAME, 3, 3) == wanted
            return
        with pytest.raises(Unreachable):
            storage.get_range(NAME, 3, 3)


def test_half_a_file_that_is_in_the_way_is_not_taken_for_the_file() -> None:
    def answer(request: Request) -> Reply:
        return Reply(200, b"half") if request.method == "HEAD" else Reply(403)

    with scripted(answer) as port, reached(port) as storage:
        with pytest.raises(Interrupted, match="half of a file"):
            storage.put(NAME, b"whole file")


def test_another_file_of_the_same_size_is_not_taken_for_it_either() -> None:
    def answer(request: Request) -> Reply:
        return Reply(403) if request.method == "POST" and not request.target.startswith("/r/?") else Reply(200, b"22")

    with scripted(answer) as port, reached(port) as storage:
        with pytest.raises(Denied):
            storage.put("config", b"11")


def test_the_password_goes_into_the_header_and_nowhere_else() -> None:
    heard: list[Request] = []

    def answer(request: Request) -> Reply:
        heard.append(request)
        return Reply(200, b"1")

    with scripted(answer) as port, reached(port) as storage:
        storage.get("config")

    pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    assert {request.headers["authorization"] for request in heard} == {f"Basic {pair}"}
    assert not any(PASSWORD in request.target for request in heard)
    assert "python" not in str(heard[0].headers).lower()


def test_nobody_there_is_told_without_saying_where(tmp_path: Path) -> None:
    port = free_port()

    with reached(port) as storage, pytest.raises(Interrupted) as refusal:
        storage.get("config")

    told = f"{refusal.value.sentence} {refusal.value.hint}"
    assert not any(word in told for word in (USER, PASSWORD, str(port), "127.0.0.1"))
    assert refusal.value.__cause__ is None
