"""Read a DOCX file (ECMA-376, WordprocessingML): every part of it, not only what is printed."""

import re
from collections.abc import Mapping

from fieldnotes.formats.draft import QUOTED, Gathered
from fieldnotes.formats.drafts.archive import parts
from fieldnotes.formats.drafts.loose import Loose
from fieldnotes.formats.drafts.markup import Handler, Unreadable, parse
from fieldnotes.formats.drafts.pictures import read_picture

# Which parts hold text that is read as such: channel, and how places in it are called.
_STORIES = (
    (re.compile(r"word/document\d*\.xml"), "body", "body:paragraph"),
    (re.compile(r"word/header\d*\.xml"), "header", "headers"),
    (re.compile(r"word/footer\d*\.xml"), "footer", "footers"),
    (re.compile(r"word/footnotes\.xml"), "footnote", "footnotes"),
    (re.compile(r"word/endnotes\.xml"), "endnote", "endnotes"),
    (re.compile(r"word/comments\.xml"), "comment", "comments"),
)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".bmp", ".emf", ".wmf", ".heic", ".avif")
_SILENT = ("[Content_Types].xml", "word/fontTable.xml", "word/styles.xml", "word/webSettings.xml", "word/numbering.xml")
_FONTS = (".odttf", ".ttf", ".otf")
_QUOTATION = re.compile(r"quot|zitat|block ?text|cita", re.IGNORECASE)  # how Word calls it in several languages
_OFF = ("0", "false", "off", "none")


def read_docx(data: bytes, gathered: Gathered) -> None:
    """Add every channel of a DOCX file."""
    for name, content in parts(data, gathered):
        _read_part(name, content, gathered)


def _read_part(name: str, content: bytes, gathered: Gathered) -> None:
    lower = name.casefold()
    if name in _SILENT or lower.startswith("word/theme/") or lower.endswith(_FONTS):
        return
    if lower.endswith(_PICTURES):
        read_picture(content, gathered.next("images"), gathered)
    elif lower.endswith((".xml", ".svg", ".rels")):
        _read_markup(name, content, gathered)
    elif "vba" in lower:
        gathered.unread.append("macros")
    else:
        gathered.unread.append(f"something embedded: {gathered.next('embedded')}")


def _read_markup(name: str, content: bytes, gathered: Gathered) -> None:
    story = next(((channel, called) for form, channel, called in _STORIES if form.fullmatch(name)), None)
    handler: Handler
    if story is not None:
        handler = _Story(*story, gathered)
    elif name.casefold().endswith(".rels"):
        handler = _Relations(gathered)
    elif name.casefold().startswith("docprops/"):
        handler = Loose("property", "properties", gathered)
    else:
        handler = Loose("custom-xml", "custom-xml", gathered)
    try:
        parse(content, handler)
    except Unreadable:
        gathered.unread.append(f"{story[0] if story else 'a part'}: it is damaged, or declares entities")


class _Relations:
    """Take what a document points to outside itself."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") == "External":
            self._gathered.link(attributes.get("Target", ""))

    def end(self, name: str) -> None:
        """Nothing ends here that matters."""

    def data(self, words: str) -> None:
        """No words stand here."""


class _Story:
    """Take the words of one part, paragraph by paragraph; runs are joined, changes told apart."""

    def __init__(self, channel: str, called: str, gathered: Gathered) -> None:
        self._channel, self._called, self._gathered = channel, called, gathered
        self._paragraphs: list[tuple[str, list[str]]] = []
        self._changes: list[tuple[str, list[str]]] = []
        self._place = ""
        self._text: list[str] | None = None
        self._is_hidden = False
        self._number = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("comment", "footnote", "endnote") and self._channel == name:
            self._place = self._gathered.next(self._called)
            self._author(attributes)
        elif name == "p":
            self._number += 1
            self._paragraphs.append((self._where(), []))
        elif name in ("ins", "del", "moveFrom", "moveTo"):
            self._author(attributes)
            self._changes.append(("insertion" if name in ("ins", "moveTo") else "deletion", []))
        elif name == "r":
            self._is_hidden = False
        elif name in ("vanish", "webHidden"):
            self._is_hidden = attributes.get("val", "true") not in _OFF
        elif name in ("t", "delText", "instrText", "delInstrText"):
            self._text = []
        elif name in ("tab", "br", "cr", "noBreakHyphen") and self._paragraphs:
            self._paragraphs[-1][1].append("-" if name == "noBreakHyphen" else " ")
        self._attributes(name, attributes)

    def data(self, words: str) -> None:
        if self._text is not None:
            self._text.append(words)

    def end(self, name: str) -> None:
        if name in ("t", "delText"):
            self._say("".join(self._text or ()))
            self._text = None
        elif name in ("instrText", "delInstrText"):
            self._gathered.add("field", self._gathered.next("fields"), "".join(self._text or ()))
            self._text = None
        elif name == "p" and self._paragraphs:
            where, words = self._paragraphs.pop()
            self._gathered.add(self._channel, where, "".join(words) if words != [QUOTED] else "")
        elif name in ("ins", "del", "moveFrom", "moveTo") and self._changes:
            channel, words = self._changes.pop()
            self._gathered.add(channel, self._gathered.next(channel + "s"), "".join(words))

    def _say(self, words: str) -> None:
        if self._is_hidden:
            self._gathered.add("hidden", self._gathered.next("hidden"), words)
            return
        for _, change in self._changes:
            change.append(words)
        is_gone = any(channel == "deletion" for channel, _ in self._changes)
        if self._paragraphs and not is_gone:
            self._paragraphs[-1][1].append(words)

    def _where(self) -> str:
        if self._channel == "body":
            return f"{self._called} {self._number}"
        return self._place or self._gathered.next(self._called)

    def _author(self, attributes: Mapping[str, str]) -> None:
        for key in ("author", "initials"):
            self._gathered.add("property", f"{self._called.partition(':')[0]}:{key}", attributes.get(key, ""))

    def _attributes(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "pStyle" and self._paragraphs and _QUOTATION.search(attributes.get("val", "")):
            self._paragraphs[-1][1].append(QUOTED)
        elif name in ("docPr", "cNvPr"):
            words = " ".join(attributes.get(key, "") for key in ("title", "descr"))
            self._gathered.add("alt-text", self._gathered.next("alt-texts"), words)
        elif name in ("bookmarkStart", "alias", "tag"):
            words = attributes.get("name") or attributes.get("val") or ""
            self._gathered.add("field", self._gathered.next("fields"), words.replace("_", " "))
        elif name in ("fldSimple", "hyperlink"):
            words = " ".join(attributes.get(key, "") for key in ("instr", "tooltip", "anchor"))
            self._gathered.add("field", self._gathered.next("fields"), words)
