"""Read an HTML file: what a browser shows, and what its source says besides."""

import base64
import binascii
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from fieldnotes.formats.draft import QUOTED, Gathered
from fieldnotes.formats.drafts.pictures import read_picture

_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul br option head".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN_TAGS = frozenset({"script", "style", "template", "noscript", "object"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_LINKS = frozenset({"href", "src", "action", "cite", "poster", "data", "formaction", "srcset", "longdesc"})
_ALT = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary"})
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([\w+/=\s%-]+)")


def read_html(text: str, gathered: Gathered) -> None:
    """Add every channel of an HTML file."""
    page = _Page(gathered)
    page.feed(text)
    page.close()
    page.finish()


class _Page(HTMLParser):
    """Take the words of a page, block by block."""

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(convert_charrefs=True)
        self._gathered = gathered
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._words: list[str] = []
        self._number = 0
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element with what its attributes say."""
        values = {key: value or "" for key, value in attrs}
        is_styled_away = _HIDDEN_STYLE.search(values.get("style", "")) is not None
        is_hidden = tag in _HIDDEN_TAGS or "hidden" in values or is_styled_away
        if tag in _BLOCKS or is_hidden:
            self.finish()
        if tag not in _VOID:
            self._open.append((tag, is_hidden))
            self._hidden += is_hidden
            self._title = tag == "title"
        for key, value in values.items():
            self._attribute(tag, key, value)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element; of those that were left open inside as well."""
        if tag in _BLOCKS or (self._open and self._open[-1][1]) or tag == "title":
            self.finish()
        self._title = False
        if any(name == tag for name, _ in self._open):
            while self._open:
                name, was_hidden = self._open.pop()
                self._hidden -= was_hidden
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        """Take a comment, which no browser shows."""
        self._gathered.add("comment", self._gathered.next("comments"), data)

    def handle_decl(self, decl: str) -> None:
        """Take a declaration, which no browser shows."""
        if not decl.casefold().startswith("doctype html"):
            self._gathered.add("hidden", self._gathered.next("hidden"), decl)

    def unknown_decl(self, data: str) -> None:
        """Take a section that is marked up in another way."""
        self._gathered.add("hidden", self._gathered.next("hidden"), data)

    def handle_pi(self, data: str) -> None:
        """Take an instruction to some program."""
        self._gathered.add("hidden", self._gathered.next("hidden"), data)

    def finish(self) -> None:
        """End a block of words."""
        words, self._words = " ".join("".join(self._words).split()), []
        if not words:
            return
        if self._hidden > 0:
            self._gathered.add("hidden", self._gathered.next("hidden"), words)
        elif self._title:
            self._gathered.add("property", "properties:title", words)
        else:
            self._number += 1
            is_quoted = any(name == "blockquote" for name, _ in self._open)
            self._gathered.add("body", f"body:paragraph {self._number}", (QUOTED if is_quoted else "") + words)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key in _LINKS and value.startswith("data:"):
            embedded(value, self._gathered)
        elif key in _LINKS:
            self._gathered.link(value)
        elif key in _ALT:
            self._gathered.add("alt-text", self._gathered.next("alt-texts"), value)
        elif tag == "meta" and key == "content":
            self._gathered.add("property", self._gathered.next("properties"), value)
        elif key.startswith(("data-", "on")) or key in ("value", "content", "id", "name", "class"):
            self._gathered.add("field", self._gathered.next("fields"), value)


def embedded(value: str, gathered: Gathered) -> None:
    """Read a picture that is written into a link; anything else in one is noted as unread."""
    found = _DATA.match(unquote(value))
    where = gathered.next("images")
    try:
        data = base64.b64decode(found[1], validate=False) if found else b""
    except (binascii.Error, ValueError):
        data = b""
    if data:
        read_picture(data, where, gathered)
    else:
        gathered.unread.append(f"something written into a link: {where}")
