"""Give readers of finished articles their socket: what they hand back. The plugs are in `drafts/`.

A reader takes the bytes of one file and gives every word that anybody can find in it, channel by channel (rule R-7.1).
It runs nothing, fetches nothing and expands no entity; what it cannot read it says (rule R-7.3).
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

LARGEST_DRAFT = 200 * 1024 * 1024
"""How many bytes a draft may have."""
QUOTED = "> "
"""What the words of a paragraph begin with that is set as a quotation."""
MOST_UNPACKED = 256 * 1024 * 1024
"""How many bytes all parts of one draft may unpack to."""
_BETWEEN_WORDS = re.compile(r"[/?#&=_+]+")


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Hold some words of a draft.

    Attributes:
        channel: body, header, footer, footnote, endnote, comment, insertion, deletion, hidden, alt-text, field,
            property, custom-xml, image, link or file-name.
        where: the channel and a place in it for people, "body:paragraph 14"; never any of the words.
        text: the words, entities decoded and runs joined; a paragraph that is set as a quotation begins with "> ".
    """

    channel: str
    where: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """Hold what a draft says, in reading order; `unread` is what could not be read, `unseen` what no program sees."""

    pieces: tuple[Piece, ...]
    unread: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(slots=True, repr=False)
class Gathered:
    """Gather the pieces of a draft while it is read, and count them by channel."""

    pieces: list[Piece] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, name: str) -> str:
        """Return the next place of its name: "comments:2"."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}:{self.counts[name]}"

    def add(self, channel: str, where: str, text: str) -> None:
        """Add some words, if they are any."""
        if text.strip():
            self.pieces.append(Piece(channel, where, text))

    def link(self, target: str) -> None:
        """Add the target of a link: as it is, and as the words that it is made of, for dates and names in it."""
        decoded = unquote(target)
        apart = _BETWEEN_WORDS.sub(" ", decoded)
        self.add("link", self.next("links"), decoded if apart == decoded else f"{decoded}\n{apart}")

    def draft(self) -> Draft:
        """Return all that was gathered."""
        return Draft(tuple(self.pieces), tuple(dict.fromkeys(self.unread)), tuple(dict.fromkeys(self.unseen)))
