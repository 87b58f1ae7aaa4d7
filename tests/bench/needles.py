"""Make canaries, words that occur nowhere else, and find them in any bytes under every usual encoding.

Each class of canary (a name on a card, the words of a passage, …) has words of its own. All of them begin alike in
each script, so that one quick look for the beginnings clears nearly everything; only where one is found are all
classes looked for.
"""

import base64
import json
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from fieldnotes.vault.folding import fold

LATIN, SORANI, NUMBER = "zqvxwoj", "ژڤپگ", "999 199 5550"
LATITUDE = 33.918273


def disguises(word: str) -> Iterator[bytes]:
    """Yield a word in each encoding and letter case in which it might lie somewhere."""
    squeezed = word.replace(" ", "")
    forms = {word, squeezed, word.lower(), word.upper(), fold(word), word.capitalize()}
    forms |= {unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC")}
    for form in forms:
        clear = form.encode()
        yield clear
        yield clear[::-1]
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
            yield form.encode(encoding)
        yield clear.hex().encode()
        yield clear.hex().upper().encode()
        yield from _base64(clear)
        yield from _base64(form.encode("utf-16-le"))
        if not form.isascii():
            yield json.dumps(form)[1:-1].encode()
            yield quote(form).encode()
            yield quote(form).lower().encode()
            yield repr(clear)[2:-1].encode()


def _base64(clear: bytes) -> Iterator[bytes]:
    """Yield what is certain of `clear` in base64, at each of the three places where it can begin."""
    for phase, unsure in enumerate((0, 2, 3)):
        coded = base64.b64encode(bytes(phase) + clear).rstrip(b"=")
        whole = coded[unsure : (phase + len(clear)) * 8 // 6]
        yield whole
        yield whole.translate(bytes.maketrans(b"+/", b"-_"))


@dataclass
class Needles:
    """Hold what to look for: bytes, by class."""

    classes: dict[str, frozenset[bytes]] = field(default_factory=dict)
    _beginnings: frozenset[bytes] = frozenset(
        coded for word in (LATIN, SORANI, NUMBER, str(LATITUDE)) for coded in disguises(word)
    ) | {struct.pack("<d", LATITUDE), struct.pack(">d", LATITUDE)}

    def add_words(self, kind: str, words: Iterable[str]) -> None:
        """Look for these words, each of which begins like all canaries of its script."""
        found = frozenset(coded for word in words for coded in disguises(word))
        self.classes[kind] = self.classes.get(kind, frozenset()) | found

    def add_key(self, kind: str, key: str) -> None:
        """Look for the random part of an age key."""
        found = frozenset(disguises(key[-32:]))
        self.classes[kind] = self.classes.get(kind, frozenset()) | found
        self._beginnings |= found

    def add_bytes(self, kind: str, secret: bytes) -> None:
        """Look for this binary secret, as it is and in hexadecimal; a part of it is enough."""
        found = frozenset({secret[:12], secret.hex()[:24].encode(), secret.hex().upper()[:24].encode()})
        self.classes[kind] = self.classes.get(kind, frozenset()) | found
        self._beginnings |= found

    def found_in(self, data: bytes) -> Mapping[str, int]:
        """Return the classes of which something is in `data`, and how often."""
        if not any(beginning in data for beginning in self._beginnings):
            return {}
        counts = {kind: sum(map(data.count, words)) for kind, words in self.classes.items()}
        certain = {kind: count for kind, count in counts.items() if count}
        return certain or {"a beginning of one": 1}
