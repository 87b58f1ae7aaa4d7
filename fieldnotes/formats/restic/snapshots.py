"""Write and read snapshots: the name of a tree, and when it was (design document, "Snapshots")."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldnotes.formats.restic.documents import Document, write_moment


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Hold one state of a folder; `time` is aware, `paths` say where it lay, `parent` is the snapshot before."""

    time: datetime
    tree: str
    paths: tuple[str, ...]
    tags: tuple[str, ...] = ()
    parent: str | None = None

    @classmethod
    def read(cls, document: Document) -> "Snapshot":
        """Read a snapshot file; host, user and what later releases add are passed over. Raises Damaged."""
        return cls(
            document.moment("time"),
            document.identifier("tree"),
            document.texts("paths"),
            document.texts("tags"),
            document.identifier_or_none("parent"),
        )

    def write(self) -> dict[str, Any]:
        """Return the document of this snapshot, which names no host and no user."""
        written: dict[str, Any] = {"time": write_moment(self.time)}
        written |= {"parent": self.parent} if self.parent else {}
        written |= {"tree": self.tree, "paths": list(self.paths)}
        return written | ({"tags": list(self.tags)} if self.tags else {})
