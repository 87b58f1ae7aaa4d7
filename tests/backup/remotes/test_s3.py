"""Prove the signatures of S3 against Amazon's own examples, and what odd servers and clocks do."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.remote import connect
from fieldnotes.backup.remotes.s3 import Signer, signer_at
from fieldnotes.backup.remotes.web import Endpoint
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.storage import Absent
from tests.backup.remotes.objects import named
from tests.backup.remotes.scripted import Reply, Request, scripted

# From "Signature Calculations for the Authorization Header", Amazon S3 API reference: keys that open nothing.
EXAMPLE = Signer(
    "examplebucket.s3.amazonaws.com", "us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)
THEN = datetime(2013, 5, 24, tzinfo=UTC)
KEYS = Credentials(user="saffron", password="kemiri")


@pytest.mark.parametrize(
    ("target", "signature"),
    [
        ("/?lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        ("/?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
    ],
)
def test_requests_are_signed_as_in_the_specification(target: str, signature: str) -> None:
    headers = EXAMPLE.headers("GET", target, b"", THEN)

    assert headers["Authorization"].endswith(f"Signature={signature}")


def test_a_temporary_pair_of_keys_sends_its_token_signed() -> None:
    headers = EXAMPLE._replace(token="a-token").headers("GET", "/", b"", THEN)

    assert headers["x-amz-security-token"] == "a-token"
    assert "x-amz-date;x-amz-security-token," in headers["Authorization"]


@pytest.mark.parametrize(
    ("host", "told", "region"),
    [
        ("s3.amazonaws.com", "", "us-east-1"),
        ("s3.eu-central-1.amazonaws.com", "", "eu-central-1"),
        ("s3.dualstack.eu-west-2.amazonaws.com", "", "eu-west-2"),
        ("storage.example", "", "us-east-1"),
        ("storage.example", "fr-par", "fr-par"),
    ],
)
def test_the_region_is_told_or_read_off_the_host(host: str, told: str, region: str) -> None:
    signer = signer_at(Endpoint(host, None, encrypted=True), Credentials(user="a", password="b", region=told))

    assert signer.region == region


@pytest.mark.parametrize("keys", [Credentials(), Credentials(user="a"), Credentials(password="a")])
def test_without_both_keys_nothing_is_asked(keys: Credentials) -> None:
    with pytest.raises(UsageError, match="access key"):
        with connect(parse("s3:https://localhost/bucket"), keys):
            pass


@pytest.mark.parametrize("year", [1980, 2040])
def test_a_clock_that_is_wrong_by_years_is_put_right_by_the_server(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = datetime.now(UTC)
    stamps: list[str] = []

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return real.replace(year=year)

    def answer(request: Request) -> Reply:
        stamps.append(request.headers["x-amz-date"])
        signed = datetime.strptime(stamps[-1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if abs(signed - real) > timedelta(minutes=15):
            return Reply(403, b"<Error><Code>RequestTimeTooSkewed</Code></Error>")
        return Reply(200, b"1")

    monkeypatch.setattr("fieldnotes.backup.remotes.s3.datetime", Wrong)
    monkeypatch.setattr(
        "tests.backup.remotes.scripted.BaseHTTPRequestHandler.date_time_string", lambda *_: format_datetime(real)
    )
    with scripted(answer) as port, connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), KEYS) as storage:
        assert storage.get("config") == b"1"
        stamps.clear()
        assert storage.get("config") == b"1"

    assert {stamp[:4] for stamp in stamps} == {str(real.year)}  # it is remembered


def test_a_bucket_that_is_not_there_is_no_missing_file() -> None:
    reply = Reply(404, b"<Error><Code>NoSuchBucket</Code></Error>")

    with scripted(lambda _: reply) as port, connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), KEYS) as storage:
        with pytest.raises(Unreachable, match="no such bucket") as refusal:
            storage.get("config")

    assert not isinstance(refusal.value, Absent)


def page(keys: list[str], token: str = "") -> bytes:
    """Return a page of a listing as servers write it."""
    contents = "".join(f"<Contents><Key>{key}</Key><Size>1</Size></Contents>" for key in keys)
    more = f"<IsTruncated>true</IsTruncated><NextContinuationToken>{token}</NextContinuationToken>" if token else ""
    return f'<?xml version="1.0"?><ListBucketResult xmlns="x">{contents}{more}</ListBucketResult>'.encode()


def test_pages_are_asked_for_until_the_last() -> None:
    names = [named(bytes([number]), "index") for number in range(6)]

    def answer(request: Request) -> Reply:
        token = re.search("continuation-token=([^&]*)&", request.target)
        start = {"": 0, "a%2Bb%3D": 2, "c": 4}[token[1] if token else ""]
        return Reply(200, page(["p/" + name for name in names[start : start + 2]], {0: "a+b=", 2: "c", 4: ""}[start]))

    with scripted(answer) as port, connect(parse(f"s3:http://127.0.0.1:{port}/bucket/p"), KEYS) as storage:
        assert [stored.name for stored in storage.list("index")] == names


def test_a_listing_without_end_is_not_followed() -> None:
    with scripted(lambda _: Reply(200, page([], "again"))) as port:
        with connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), KEYS) as storage:
            with pytest.raises(Unreachable, match="no end"):
                list(storage.list("index"))


BOMB = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><ListBucketResult><Key>&d;</Key></ListBucketResult>'


@pytest.mark.parametrize("body", [b"", b"<a>", b"\x00", BOMB, page(["x"]).replace(b">1<", b">one<"), b"<a>" * 100_000])
def test_a_listing_that_makes_no_sense_is_told(body: bytes) -> None:
    with scripted(lambda _: Reply(200, body)) as port:
        with connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), KEYS) as storage:
            with pytest.raises(Unreachable, match="listing cannot be read"):
                list(storage.list("index"))


def test_what_lies_elsewhere_is_not_listed() -> None:
    good = named(b"1", "index")
    odd = [f"index/sub/{good[6:]}", "index/", "index/x", f"keys/{good[6:]}", f"../{good}"]

    with scripted(lambda _: Reply(200, page([*odd, good]))) as port:
        with connect(parse(f"s3:http://127.0.0.1:{port}/bucket"), KEYS) as storage:
            assert [stored.name for stored in storage.list("index")] == [good]
