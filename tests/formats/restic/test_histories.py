"""Prove on generated histories that stock restic finds nothing wrong and restores every snapshot byte for byte.

FIELDNOTES_FULL=1 takes 300 of them (about five minutes), the fast slice 2.
"""

import os
import random
from pathlib import Path

import pytest

from fieldnotes.formats.restic.checking import check
from fieldnotes.formats.restic.identifiers import FileKind
from fieldnotes.formats.restic.names import is_safe
from fieldnotes.formats.restic.repository import Repository
from tests.formats.restic.conftest import Stock, read_folder
from tests.formats.restic.places import Folder, created, restored, save

COUNT = 300 if "FIELDNOTES_FULL" in os.environ else 2
SIGNS = ["a", "B", "0", ".", " ", "ö", "ک", "<", "&", '"', "\\", "\n", "\x7f", "\u200b", "\udcff", "😀"]


def some_name(chance: random.Random) -> str:
    """Return a file name of odd signs that a folder can hold."""
    while not is_safe(name := "".join(chance.choices(SIGNS, k=chance.randint(1, 6)))):
        continue
    return name


def some_files(chance: random.Random) -> dict[str, bytes]:
    """Return files of all sizes, some alike, some below folders."""
    pieces = [chance.randbytes(chance.choice([0, 1, 900, 16384, 70_000])) for _ in range(4)]
    files = {}
    for _ in range(chance.randint(0, 8)):
        folders = [f"in {some_name(chance)}/" for _ in range(chance.choice([0, 0, 1, 3]))]
        files["".join(folders) + some_name(chance)] = b"".join(chance.choices(pieces, k=chance.randint(0, 4)))
    return files


def a_history(repository: Repository, chance: random.Random) -> dict[str, dict[str, bytes]]:
    """Save some states one after the other and take some away; return what is left."""
    states: dict[str, dict[str, bytes]] = {}
    for _ in range(chance.randint(1, 3)):
        files = some_files(chance)
        chunk, bucket = chance.choice([64, 4096, 16384]), chance.choice([1, 4096, 65536])
        states[save(repository, files, chunk, bucket)] = files
    for snapshot in list(states)[1:]:
        if chance.random() < 0.3:
            repository.delete_file(FileKind.SNAPSHOT, snapshot)
            del states[snapshot]
    return states


@pytest.mark.parametrize("seed", range(COUNT))
def test_stock_restic_agrees_about_a_generated_history(stock: Stock, place: Folder, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    repository = created(place)
    states = a_history(repository, chance)
    if chance.random() < 0.3:
        stock.run("prune", "--max-unused", chance.choice(["0", "unlimited"]))

    stock.run("check", "--read-data")
    assert list(check(repository)) == []
    for number, (snapshot, files) in enumerate(states.items()):
        stock.run("restore", snapshot, "--target", tmp_path / str(number))
        assert read_folder(tmp_path / str(number)) == files == restored(repository, snapshot)
