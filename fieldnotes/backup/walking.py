"""Follow snapshots of whatever origin to everything they refer to, so that it is known what must stay."""

from collections.abc import Callable, Iterable, Mapping

from fieldnotes.backup.contents import fetch_trees
from fieldnotes.formats.restic.identifiers import BlobKind
from fieldnotes.formats.restic.index import Index
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.trees import read_tree

Reached = Mapping[BlobKind, set[str]]
"""The identifiers of everything that snapshots refer to."""


def reach(
    repository: Repository,
    index: Index,
    roots: Iterable[str],
    shelf: Mapping[str, bytes],
    beat: Callable[[], None] = lambda: None,
) -> Reached:
    """Return what these trees refer to, themselves among it; `beat` is called at each of them.

    Folders may be of any depth and hold anything, for others keep their files at the same place. What lies on the
    shelf is not fetched. Raises Damaged where a tree cannot be read, Unreachable.
    """
    reached: dict[BlobKind, set[str]] = {kind: set() for kind in BlobKind}
    level = set(roots)
    while level:
        reached[BlobKind.TREE] |= level
        below: set[str] = set()
        for _, data in fetch_trees(repository, index, level, shelf):
            beat()
            for node in read_tree(data):
                reached[BlobKind.DATA].update(node.content)
                below |= {node.subtree} if node.subtree is not None else set()
        level = below - reached[BlobKind.TREE]
    return reached
