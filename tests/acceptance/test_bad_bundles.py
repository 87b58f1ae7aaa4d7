"""Bundles that are none: the place is named, never what stands there, and nothing of them stays."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.office import office
from tests.acceptance.trouble import CANARY, contents, told


def changed(change: Callable[[Any], Any]) -> str:
    """Return the office bundle after a change to a copy of it, with the canary in its first passage."""
    bundle = office()
    bundle["interviews"][0]["passages"][0]["text"] = CANARY
    change(bundle)
    return json.dumps(bundle)


def put(value: Any, *path: Any) -> Callable[[Any], None]:
    """Return a change that puts `value` at `path`."""

    def change(bundle: Any) -> None:
        for step in path[:-1]:
            bundle = bundle[step]
        bundle[path[-1]] = value

    return change


def doubled(key: str) -> Callable[[Any], None]:
    """Return a change that repeats the first record under `key`."""
    return lambda bundle: bundle[key].append(bundle[key][0])


PASSAGE, INTERVIEW, SOURCE, PLACE = (
    ("interviews", 0, "passages", 0),
    ("interviews", 0),
    ("sources", 0),
    ("locations", 0),
)
WRONG: dict[str, Callable[[Any], None]] = {
    "unknown key above": put(CANARY, "surprise"),
    "unknown key in a source": put(CANARY, *SOURCE, "surprise"),
    "unknown key in a card": put(CANARY, *SOURCE, "identity", "surprise"),
    "unknown key in a place": put(CANARY, *PLACE, "surprise"),
    "unknown key in an interview": put(CANARY, *INTERVIEW, "surprise"),
    "unknown key in a passage": put(CANARY, *PASSAGE, "surprise"),
    "unknown key in terms": put({"label": "background", CANARY: True}, *INTERVIEW, "terms"),
    "unknown label": put({"label": CANARY}, *INTERVIEW, "terms"),
    "unknown role": put(CANARY, *SOURCE, "role"),
    "unknown flag": put([CANARY], *SOURCE, "flags"),
    "unknown publish_as": put(CANARY, *SOURCE, "publish_as"),
    "unknown rung": put(CANARY, *PLACE, "publish_from"),
    "unknown rung in a ladder": put({CANARY: "x"}, *PLACE, "ladder"),
    "unknown time rung": put("minute", *INTERVIEW, "publish_time"),
    "handle with capitals": put("Baker", *SOURCE, "handle"),
    "handle with a digit first": put("1baker", *SOURCE, "handle"),
    "empty handle": put("", *SOURCE, "handle"),
    "handle too long": put("a" * 64, *SOURCE, "handle"),
    "handle of the interviewer": put("interviewer", *SOURCE, "handle"),
    "handle with a line": put("baker\n", *SOURCE, "handle"),
    "handle in other letters": put("bаker", *SOURCE, "handle"),
    "handle of a place": put("baker", *PLACE, "handle"),
    "code in small letters": put("int-001", *INTERVIEW, "code"),
    "code too long": put("A" * 33, *INTERVIEW, "code"),
    "code with a colon": put("INT:1", *INTERVIEW, "code"),
    "time without zone": put("2031-05-04T18:00:00", *INTERVIEW, "started"),
    "no time": put(None, *INTERVIEW, "started"),
    "a day that is none": put("2031-02-30T18:00:00+03:00", *INTERVIEW, "started"),
    "time as a number": put(0, *INTERVIEW, "started"),
    "text as a number": put(7, *PASSAGE, "text"),
    "text as a list": put([CANARY], *PASSAGE, "text"),
    "no text": put(None, *PASSAGE, "text"),
    "latitude out of range": put([135.0, 44.0], *PLACE, "coordinates"),
    "one coordinate": put([35.0], *PLACE, "coordinates"),
    "coordinates not numbers": put([float("nan"), 44.0], *PLACE, "coordinates"),
    "bits as words": put({"label": "background", "quote": "no"}, *INTERVIEW, "terms"),
    "end before start": put(-1.0, "interviews", 0, "passages", 1, "end"),
    "another version": put(2, "fieldnotes_bundle"),
    "version as a word": put("1", "fieldnotes_bundle"),
    "version as true": put(True, "fieldnotes_bundle"),
    "twice the same source": doubled("sources"),
    "twice the same place": doubled("locations"),
    "twice the same interview": doubled("interviews"),
    "NUL in a text": put(f"{CANARY}\x00", *PASSAGE, "text"),
    "lone surrogate in a text": put(f"{CANARY}\ud800", *PASSAGE, "text"),
    "NUL in a name": put(f"{CANARY}\x00", *SOURCE, "identity", "name"),
    "lone surrogate in a pseudonym": put(f"{CANARY}\udc00", *SOURCE, "pseudonym"),
    "sources as an object": put({}, "sources"),
}
NO_BUNDLE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"hello " + CANARY.encode(),
    "half": b'{"fieldnotes_bundle": 1, "sources": [',
    "a list": b"[]",
    "a word": b'"x"',
    "null": b"null",
    "a number": b"1e999",
    "two documents": b'{"fieldnotes_bundle": 1} {"fieldnotes_bundle": 1}',
    "invalid UTF-8": b'{"fieldnotes_bundle": 1, "sources": "\xff\xfe"}',
    "UTF-16": '{"fieldnotes_bundle": 1}'.encode("utf-16"),
    "NUL bytes": b"\x00" * 100,
    "deep": b"[" * 200_000,
    "deep object": b'{"sources":' * 100_000,
    "duplicate keys": b'{"fieldnotes_bundle": 1, "sources": [], "sources": []}',
    "duplicate keys below": b'{"fieldnotes_bundle": 1, "sources": [{"handle": "a", "handle": "b", "pseudonym": "x"}]}',
    "endless number": b'{"fieldnotes_bundle": ' + b"1" * 20_000 + b"}",
    "not a number": b'{"fieldnotes_bundle": NaN}',
    "damaged age": b"age-encryption.org/v1\n-> X25519 abc\n",
    "armour of nothing": b"-----BEGIN AGE ENCRYPTED FILE-----\n",
    "no version": b"{}",
    "a broken number": b'{"fieldnotes_bundle": 1.5}',
}


@pytest.fixture(scope="module")
def empty(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with a new vault, into which nothing of this module's bundles may get."""
    return blank.copy(tmp_path_factory.mktemp("empty") / "desk")


@pytest.fixture(autouse=True)
def nothing_stays(blank: Desk, empty: Desk) -> Iterator[None]:
    """Look after each test whether something got in, and start anew if so, as it would hide the next one."""
    yield
    if (empty.vault / "notes.db").read_bytes() != (blank.vault / "notes.db").read_bytes():
        left = contents(empty)
        shutil.rmtree(empty.vault)
        shutil.copytree(blank.vault, empty.vault)
        assert left == contents(empty), "a refused bundle left something behind"


@pytest.mark.parametrize("name", WRONG)
def test_a_bundle_with_a_wrong_value_is_refused(empty: Desk, name: str) -> None:
    """Exit 2; the place is named and never what stands there."""
    told(empty.run("load", "-", stdin=changed(WRONG[name])), 2)


@pytest.mark.parametrize("name", NO_BUNDLE)
def test_what_is_no_bundle_is_refused(empty: Desk, name: str) -> None:
    """Exit 2; age files that nobody can open may be locked or damaged."""
    told(empty.run("load", "-", stdin=NO_BUNDLE[name]), *((2, 4, 5) if "age" in name or "armour" in name else (2,)))


def test_a_passage_over_eight_mebibytes_is_refused_and_one_below_is_not(
    empty: Desk, desk: Desk, tmp_path: Path
) -> None:
    """Counted in bytes of UTF-8; 50 MB are told as quickly."""
    for words in ("ab " * 2_900_000, "ب" * 4_300_000, "x" * 50_000_000):
        told(empty.run("load", "-", stdin=changed(put(words, *PASSAGE, "text"))), 2)
    copy = desk.copy(tmp_path / "copy")
    interview = office()["interviews"][1] | {"code": "INT-003"}
    interview["passages"][0]["text"] = "ab " * 2_700_000
    assert copy.load({"fieldnotes_bundle": 1, "interviews": [interview]}).code == 0


@pytest.mark.parametrize("by_file", [True, False])
def test_a_bundle_of_200_megabytes_is_refused_without_being_read_whole(
    empty: Desk, tmp_path: Path, *, by_file: bool
) -> None:
    """The limit is 64 MiB; the process gets no room to hold more than a gigabyte."""
    head, tail = b'{"fieldnotes_bundle": 1, "sources": [', b"]}"
    words = head + b" " * 200_000_000 + tail
    limited = ["sh", "-c", 'ulimit -v 1500000; exec "$@"', "sh"]
    path: Path | str = "-"
    if by_file:
        path = tmp_path / "huge.json"
        path.write_bytes(words)
    told(empty.run("load", path, stdin=b"" if by_file else words, before=limited), 2)
