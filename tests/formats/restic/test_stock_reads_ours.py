"""Prove that stock restic checks, lists, restores, adds to and prunes what we write."""

import json
import os
from pathlib import Path

import pytest

from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.repository import Repository
from tests.formats.restic.conftest import Stock, read_folder
from tests.formats.restic.places import FILES, PASSWORD, QUICK, Folder, created, restored, save

ODD = {
    "ö–ک": b"1",
    'quo"te\\back': b"2",
    "new\nline\ttab\x7f": b"3",
    "\udcff\udc80bytes": b"4",
    "<&>\u2028\u200b\u00a0": b"5",
    "zero\ufeff\U000e0001": b"6",
    "plain": b"7",
    ".hidden/deep/er": b"8" * 40000,
}


def test_stock_restic_checks_and_restores_ours(stock: Stock, place: Folder, tmp_path: Path) -> None:
    save(created(place), FILES | ODD)

    checked = stock.run("check", "--read-data")
    stock.run("restore", "latest", "--target", tmp_path / "out")

    assert "no errors were found" in checked
    assert read_folder(tmp_path / "out") == FILES | ODD


def test_what_restic_restores_has_neutral_metadata(stock: Stock, place: Folder, tmp_path: Path) -> None:
    save(created(place), FILES)

    stock.run("restore", "latest", "--target", tmp_path / "out")

    for path in (tmp_path / "out").rglob("*"):
        status = path.stat()
        assert (status.st_mtime_ns, status.st_mode & 0o777) == (0, 0o700 if path.is_dir() else 0o600)


def test_restic_lists_nothing_but_names_and_sizes(stock: Stock, place: Folder) -> None:
    save(created(place), FILES)

    snapshot, *nodes = stock.lines("ls", "latest")

    assert {"hostname", "username", "uid", "parent"} & snapshot.keys() == set()
    assert snapshot["paths"] == ["/vault"]
    for node in nodes:
        assert {node["uid"], node["gid"]} == {0}
        assert {node["mtime"], node["atime"], node["ctime"]} == {"1970-01-01T00:00:00Z"}
    assert {node["path"]: node.get("size", 0) for node in nodes if node["type"] == "file"} == {
        f"/{name}": len(data) for name, data in FILES.items()
    }


def test_every_object_has_a_rounded_size(place: Folder) -> None:
    save(created(place), FILES)

    sizes = {name: size for folder in ("data", "index", "snapshots") for name, size in place.list(folder)}

    assert len(sizes) == 4
    assert {size % (65536 if name.startswith("data/") else 1024) for name, size in sizes.items()} == {0}


def test_stock_restic_backs_up_into_ours_and_we_read_it(stock: Stock, place: Folder, tmp_path: Path) -> None:
    ours = save(created(place), FILES)
    source = tmp_path / "source"
    source.mkdir()
    (source / "field.txt").write_bytes(os.urandom(3_000_000))
    (source / "ö\n").write_bytes(b"text " * 1000)
    (source / "link").symlink_to("field.txt")

    stock.run("backup", source)
    stock.run("check", "--read-data")

    repository = Repository.open(place, PASSWORD)
    (theirs,) = set(repository.files(FileKind.SNAPSHOT)) - {ours}
    found = {path.rpartition("/")[2]: data for path, data in restored(repository, theirs).items()}
    assert found == {**read_folder(source), "link": b""}
    assert restored(repository, ours) == FILES


def test_stock_restic_prunes_ours_and_we_read_the_rest(stock: Stock, place: Folder) -> None:
    repository = created(place)
    first = save(repository, {"a": os.urandom(200_000), "b": b"same" * 9000})
    second = save(repository, {"b": b"same" * 9000})

    stock.run("forget", first)
    stock.run("prune", "--max-unused", "0")
    stock.run("check", "--read-data")

    assert restored(repository, second) == {"b": b"same" * 9000}
    assert sum(size for _, size in place.list("data")) < 65536  # the padding went as well


def test_stock_restic_recovers_trees_past_our_padding(stock: Stock, place: Folder) -> None:
    repository = created(place)
    repository.delete_file(FileKind.SNAPSHOT, save(repository, FILES))

    done = stock.attempt("recover")

    assert done.returncode == 0
    assert b"unable to load tree" not in done.stderr + done.stdout


def test_our_key_names_no_host_no_user_and_no_time(stock: Stock, place: Folder) -> None:
    created(place)

    (key,) = json.loads(stock.run("key", "list", "--json"))

    assert (key["hostName"], key["userName"]) == ("", "")
    assert key["created"].startswith(("1970-01-01", "1969-12-31"))


@pytest.mark.skipif("FIELDNOTES_FULL" not in os.environ, reason="restic measures this machine for seconds")
def test_we_open_with_a_key_that_stock_restic_added(stock: Stock, place: Folder, tmp_path: Path) -> None:
    created(place)
    word = tmp_path / "word"
    word.write_text("caraway and mace")

    stock.run("key", "add", "--new-password-file", word)

    assert Repository.open(place, "caraway and mace").id == Repository.open(place, PASSWORD).id


def test_stock_restic_opens_with_a_key_that_we_added(stock: Stock, place: Folder) -> None:
    repository = created(place)
    added = repository.add_key("cumin seed", QUICK)

    assert stock.run("cat", "config", password="cumin seed")
    repository.remove_key(added)
    assert stock.attempt("cat", "config", password="cumin seed").returncode != 0
