"""Read an ODT file (OpenDocument 1.3, text): every part of it, not only what is printed."""

import re
from collections.abc import Mapping

from fieldnotes.formats.draft import QUOTED, Gathered
from fieldnotes.formats.drafts.archive import parts
from fieldnotes.formats.drafts.loose import Loose
from fieldnotes.formats.drafts.markup import Handler, Unreadable, parse
from fieldnotes.formats.drafts.pictures import read_picture

# Elements that open another channel than the body, and how places in it are called.
_CHANNELS = {
    "annotation": ("comment", "comments"),
    "deletion": ("deletion", "deletions"),
    "header": ("header", "headers"),
    "header-left": ("header", "headers"),
    "header-first": ("header", "headers"),
    "footer": ("footer", "footers"),
    "footer-left": ("footer", "footers"),
    "footer-first": ("footer", "footers"),
    "note-body": ("footnote", "footnotes"),
    "title": ("alt-text", "alt-texts"),
    "desc": ("alt-text", "alt-texts"),
    "hidden-text": ("hidden", "hidden"),
    "hidden-paragraph": ("hidden", "hidden"),
    "creator": ("property", "properties"),
    "initial-creator": ("property", "properties"),
    "user-defined": ("property", "properties"),
    "script": ("hidden", "hidden"),
}
_BLOCKS = frozenset({"p", "h"})
_TOLD = frozenset("string-value description name formula condition title display-name value".split())
_PICTURE = re.compile(r"(?:Pictures|media|Thumbnails)/", re.IGNORECASE)
_SILENT = ("mimetype", "manifest.rdf", "settings.xml", "layout-cache")


def read_odt(data: bytes, gathered: Gathered) -> None:
    """Add every channel of an ODT file."""
    for name, content in parts(data, gathered):
        if name.rpartition("/")[2] in _SILENT or name.startswith("Configurations2/"):
            continue
        if _PICTURE.match(name):
            read_picture(content, gathered.next("images"), gathered)
        elif name.startswith(("Basic/", "Scripts/")):
            gathered.unread.append("macros")
        elif name.endswith((".xml", ".svg", ".rdf")):
            _read_markup(name, content, gathered)
        else:
            gathered.unread.append(f"something embedded: {gathered.next('embedded')}")


def _read_markup(name: str, content: bytes, gathered: Gathered) -> None:
    handlers: dict[str, Handler] = {
        "content.xml": _Story(gathered),
        "styles.xml": _Story(gathered),
        "meta.xml": Loose("property", "properties", gathered),
        "META-INF/manifest.xml": _Manifest(gathered),
    }
    try:
        parse(content, handlers.get(name) or Loose("custom-xml", "custom-xml", gathered))
    except Unreadable:
        gathered.unread.append("a part: it is damaged, under a password, or declares entities")


class _Manifest:
    """Look for parts under a password."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 — the socket's shape
        if name == "encryption-data":
            self._gathered.unread.append("the whole file: it is under a password")

    def end(self, name: str) -> None:
        """Nothing ends here that matters."""

    def data(self, words: str) -> None:
        """No words stand here."""


class _Story:
    """Take the words of a part, block by block, each in the channel that is open where it stands."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._open: list[tuple[str, str, list[str]]] = []
        self._parents: dict[str, str] = {}
        self._number = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _CHANNELS:
            channel, called = _CHANNELS[name]
            self._open.append((channel, self._gathered.next(called), []))
        elif name in _BLOCKS:
            inside = self._open[-1][0] if self._open else "body"
            self._number += 1
            where = f"body:paragraph {self._number}" if inside == "body" else self._open[-1][1]
            style = attributes.get("style-name", "")
            is_quoted = "quot" in f"{style} {self._parents.get(style, '')}".casefold()
            self._open.append((inside, where, [QUOTED] if is_quoted else []))
        elif name in ("tab", "line-break", "s") and self._open:
            self._open[-1][2].append(" ")
        elif name == "style":
            self._parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")
        if "href" in attributes:
            self._gathered.link(attributes["href"])
        words = " ".join(value for key, value in attributes.items() if key in _TOLD)
        self._gathered.add("field", self._gathered.next("fields"), words)

    def end(self, name: str) -> None:
        if (name in _CHANNELS or name in _BLOCKS) and self._open:
            channel, where, words = self._open.pop()
            self._gathered.add(channel, where, "".join(words) if words != [QUOTED] else "")

    def data(self, words: str) -> None:
        if self._open:
            self._open[-1][2].append(words)
