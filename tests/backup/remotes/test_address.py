"""Prove that addresses are read as restic writes them, and that no secret stays in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.backup.address import Address, parse
from fieldnotes.errors import UsageError

READ = {
    "/media/usb/r": Address("local", "/media/usb/r"),
    "r": Address("local", "r"),
    "local:/media/usb/r": Address("local", "/media/usb/r"),
    "local:a:b": Address("local", "a:b"),
    r"C:\backup": Address("local", r"C:\backup"),
    "rest:https://host/": Address("rest", "/", "host"),
    "rest:https://host:8000/a/b": Address("rest", "/a/b/", "host", 8000),
    "rest:https://saffron@host/a%20b/": Address("rest", "/a b/", "host", None, "saffron"),
    "rest:http://127.0.0.1:8000/": Address("rest", "/", "127.0.0.1", 8000, encrypted=False),
    "rest:http://[::1]:8000/": Address("rest", "/", "::1", 8000, encrypted=False),
    "rest:http://localhost/": Address("rest", "/", "localhost", encrypted=False),
    "s3:https://host:9000/bucket/a/b": Address("s3", "bucket/a/b", "host", 9000),
    "s3:host/bucket": Address("s3", "bucket", "host"),
    "s3://host/bucket/": Address("s3", "bucket", "host"),
    "s3:http://localhost:9000/bucket": Address("s3", "bucket", "localhost", 9000, encrypted=False),
    "sftp:saffron@host:/srv/r": Address("sftp", "/srv/r", "host", None, "saffron"),
    "sftp:host:r": Address("sftp", "r", "host"),
    "sftp:saffron@[::1]:/srv/r": Address("sftp", "/srv/r", "::1", None, "saffron"),
    "sftp://saffron@host:2222//srv/r": Address("sftp", "/srv/r", "host", 2222, "saffron"),
    "sftp://host/r/s": Address("sftp", "r/s", "host"),
    "rclone:cloud:a/b": Address("rclone", "cloud:a/b"),
    "rclone:cloud:": Address("rclone", "cloud:"),
}

SECRET = "kemiri"
REFUSED = [
    "",
    "local:",
    "/media/\x00usb",
    "/media/\x1b[2Jusb",
    "ftp:host:/r",
    "b2:bucket",
    f"rest:https://saffron:{SECRET}@host/",
    f"rest:https://:{SECRET}@host/",
    f"sftp:saffron:{SECRET}@host:/r",
    f"sftp://saffron:{SECRET}@host/r",
    f"s3:https://saffron:{SECRET}@host/bucket",
    "s3:https://saffron@host/bucket",
    "rest:http://host/",
    "rest:http://127.0.0.1.example/",
    "rest:host/path",
    "rest:https:///path",
    "rest:https://host:70000/",
    "rest:https://host:port/",
    "rest:https://[::1/",
    "rest:https://host/?a=b",
    "s3:https://host",
    "s3:host",
    "sftp:host",
    "sftp:host:",
    "sftp:-oProxyCommand=x:/r",
    "sftp://host",
    "rclone:",
    "rclone:noremote",
    f"rclone::webdav,pass={SECRET}:path",
    "rclone:--config=x:path",
    "/media/stick\u202e/r",
    "rclone:field:r\u2066",
]


@pytest.mark.parametrize("text", READ)
def test_an_address_is_read_as_restic_reads_it(text: str) -> None:
    assert parse(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_address_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse(text)

    told = f"{refusal.value.sentence} {refusal.value.hint}"
    assert SECRET not in told
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_a_password_in_an_address_is_answered_with_where_it_belongs() -> None:
    with pytest.raises(UsageError, match="holds a password") as refusal:
        parse(f"rest:https://saffron:{SECRET}@host/")

    assert "kept in the vault" in refusal.value.hint


@pytest.mark.parametrize("text", READ)
def test_the_printable_form_means_the_same(text: str) -> None:
    assert parse(str(parse(text))) == parse(text)


PATHS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)


@given(
    PATHS, st.sampled_from(["{}", "local:{}", "rest:https://host/{}", "sftp:a@host:{}", "sftp://host/{}", "s3:h/b/{}"])
)
def test_whatever_is_read_is_printed_so_that_it_is_read_again(path: str, form: str) -> None:
    try:
        address = parse(form.format(path))
    except UsageError:
        return

    assert parse(str(address)) == address
