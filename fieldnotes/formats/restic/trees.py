"""Write and read trees: the list of what is in a folder (design document, "Trees and Data").

What we write tells only name, size and content: owner 0, no user, no group, no inode, every time 1970.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fieldnotes.formats.restic.documents import Document, malformed, write_json
from fieldnotes.formats.restic.names import is_safe, quote, sort_key, unquote

FILE, DIRECTORY = "file", "dir"
_TYPES = frozenset({FILE, DIRECTORY, "symlink", "dev", "chardev", "fifo", "socket", "irregular"})
_DIRECTORY_BIT = 1 << 31  # of Go's os.FileMode
_PERMISSIONS = 0o777
_SIZE_MOST = 1 << 62
_NEVER = "1970-01-01T00:00:00Z"
_WHAT = "a tree of this repository"


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one entry of a folder.

    `type` is FILE, DIRECTORY or another that we read and never write; `content` are the identifiers of a
    file's pieces in order, `size` its bytes, `subtree` the tree of a folder.
    """

    name: str
    type: str
    permissions: int = 0o600
    size: int = 0
    content: tuple[str, ...] = ()
    subtree: str | None = None

    @classmethod
    def file(cls, name: str, size: int, content: Iterable[str], permissions: int = 0o600) -> "Node":
        """Make the entry of a file."""
        return cls(name, FILE, permissions, size, tuple(content))

    @classmethod
    def directory(cls, name: str, subtree: str, permissions: int = 0o700) -> "Node":
        """Make the entry of a folder."""
        return cls(name, DIRECTORY, permissions, subtree=subtree)


def write_tree(nodes: Iterable[Node]) -> bytes:
    """Write a tree as restic does, to the byte, so that the same folder is always the same blob.

    Raises ValueError for names that are not safe or occur twice, and for entries that we do not write.
    """
    ordered = sorted(nodes, key=lambda node: sort_key(node.name))
    names = [node.name for node in ordered]
    if len(set(names)) != len(names) or not all(map(is_safe, names)):
        raise ValueError("a folder cannot hold these names")
    return write_json({"nodes": [_write_node(node) for node in ordered]}) + b"\n"


def read_tree(data: bytes) -> tuple[Node, ...]:
    """Read a tree; raises Damaged for names that lead elsewhere or occur twice."""
    document = Document.parse(data, _WHAT)
    if not document.has("nodes"):
        # Restic writes a folder with nothing in it as an empty list, and very old releases as null.
        return ()
    nodes = tuple(map(_read_node, document.documents("nodes")))
    if len({node.name for node in nodes}) != len(nodes):
        raise malformed(_WHAT)
    return nodes


def _read_node(document: Document) -> Node:
    name, kind = unquote(document.text("name")), document.text("type")
    subtree = document.identifier_or_none("subtree")
    if not is_safe(name) or kind not in _TYPES or (kind == DIRECTORY) != (subtree is not None):
        raise malformed(_WHAT)
    return Node(
        name,
        kind,
        document.number("mode", (1 << 32) - 1, 0) & _PERMISSIONS,
        document.number("size", _SIZE_MOST, 0),
        document.identifiers("content"),
        subtree,
    )


def _write_node(node: Node) -> dict[str, Any]:
    is_directory = node.type == DIRECTORY
    if node.type not in (FILE, DIRECTORY) or is_directory != (node.subtree is not None):
        raise ValueError("only files and folders are written")
    mode = node.permissions & _PERMISSIONS | (_DIRECTORY_BIT if is_directory else 0)
    written: dict[str, Any] = {"name": quote(node.name), "type": node.type}
    # Go omits what is zero from the fields that may be missing.
    written |= {"mode": mode} if mode else {}
    written |= {"mtime": _NEVER, "atime": _NEVER, "ctime": _NEVER, "uid": 0, "gid": 0}
    written |= {"size": node.size} if node.size else {}
    return written | ({"content": None, "subtree": node.subtree} if is_directory else {"content": list(node.content)})
