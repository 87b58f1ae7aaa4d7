"""Read what a snapshot holds: every file by its name inside the vault."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, identifier_of
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.reading import fetch_blobs
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.trees import DIRECTORY, FILE, Node, read_tree

NOTES = "notes.db"
TREES = "trees/"
_DEEPEST = 3  # attachments/ab/…
_MOST_FILES = 1_000_000
_OF_A_VAULT = re.compile(
    r"notes\.db|keys/(?:vault\.[0-9a-z]{1,8}\.age|identities\.pub)|attachments/[0-9a-f]{2}/[0-9a-f]{64}\.age"
)
_NEEDED = frozenset({NOTES, "keys/vault.db.age", "keys/identities.pub"})


def files_of(repository: Repository, index: Index, tree: str, shelf: MutableMapping[str, bytes]) -> dict[str, Node]:
    """Return every file below a tree; folders that lie on the shelf are not fetched, those fetched are put there.

    Raises Damaged for a snapshot that cannot be read, or that holds what no vault does; Unreachable.
    """
    files: dict[str, Node] = {}
    level = {"": tree}
    for _ in range(_DEEPEST):
        read = dict(_shelved(repository, index, level.values(), shelf))
        below: dict[str, str] = {}
        for place, identifier in level.items():
            for node in read[identifier]:
                if node.type == FILE:
                    files[place + node.name] = node
                elif node.type == DIRECTORY and node.subtree is not None:
                    below[f"{place}{node.name}/"] = node.subtree
                else:
                    raise no_vault()
        level = below
        if len(files) > _MOST_FILES:
            raise no_vault()
    if level:
        raise no_vault()
    return files


def _shelved(
    repository: Repository, index: Index, wanted: Iterable[str], shelf: MutableMapping[str, bytes]
) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield what trees hold, and put those on the shelf that do not lie there."""
    for identifier, data in fetch_trees(repository, index, wanted, shelf):
        if shelf.get(TREES + identifier) != data:
            shelf[TREES + identifier] = data
        yield identifier, read_tree(data)


def fetch_trees(
    repository: Repository, index: Index, wanted: Iterable[str], shelf: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield trees, as identifier and plain bytes; those that lie on the shelf, and are what it says, are not fetched.

    Raises Damaged where one cannot be read, Unreachable.
    """
    missing = []
    for identifier in sorted(set(wanted)):
        kept = shelf.get(TREES + identifier)
        if kept is None or identifier_of(kept) != identifier:
            missing.append(identifier)
        else:
            yield identifier, kept
    yield from fetch_blobs(repository, index, BlobKind.TREE, missing)


def is_vault(names: Collection[str]) -> bool:
    """Say whether files of these names are a vault: all that opening one needs, and nothing else."""
    return _NEEDED.issubset(names) and all(_OF_A_VAULT.fullmatch(name) for name in names)


def refuse_other_than_vault(names: Collection[str]) -> None:
    """Raise Damaged for what is not the content of a vault, so that nothing else is ever written to a disk."""
    if not is_vault(names):
        raise no_vault()


def no_vault() -> Damaged:
    """Make the error for a snapshot that is none of a vault."""
    return Damaged("this snapshot holds something else than a vault", "choose another one, or restore it with restic")
