"""Recognise @handles: our own way of naming a source or a place inside a text."""

import re
from collections.abc import Iterator, Mapping

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.recogniser import Finding, Kind

_ABOVE_ALL_KEYS = 1_000_000

_MENTION = re.compile(r"(?<!\w)[@＠﹫](?P<handle>[A-Za-z][A-Za-z0-9-]*)(?P<more>\w*)")


class Mentions:
    """Find @handles after a non-word character, known or not."""

    covers: frozenset[str] = frozenset()

    def __init__(self, owners: Mapping[str, int]) -> None:
        """Take the position in the gate's list of whom each handle, without @, stands for."""
        self._owners = owners

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield every mention; one that nobody answers to has no owners.

        The longest token counts. A hyphen at its end is punctuation. Capitals are forgiven where the handle
        is known, and otherwise make it plain text, which is no mention at all.
        """
        for match in _MENTION.finditer(canon.raw):
            handle = match["handle"].rstrip("-")
            end = match.start("handle") + len(handle)
            owner = self._owners.get(handle.lower()) if not match["more"] else None
            if owner is not None:
                yield Finding(match.start(), end, Kind.MENTION, frozenset({owner}), _ABOVE_ALL_KEYS)
            elif match["handle"][0].islower():
                yield Finding(match.start(), match.end(), Kind.MENTION, frozenset())
