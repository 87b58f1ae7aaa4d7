"""Read any XML without knowing what it means: every word of it, and every attribute that reads like words."""

from collections.abc import Mapping

from fieldnotes.formats.draft import Gathered

_TOLD = frozenset("name value val title descr description label alt content creator author text uri href src".split())


class Loose:
    """Take the words of each element as a piece of its own, named by the element."""

    def __init__(self, channel: str, called: str, gathered: Gathered) -> None:
        self._channel, self._called, self._gathered = channel, called, gathered
        self._open: list[list[str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element, and its attributes that read like words."""
        self._open.append([])
        words = " ".join(value for key, value in attributes.items() if key.casefold() in _TOLD)
        self._gathered.add(self._channel, self._where(name), words)

    def end(self, name: str) -> None:
        """Take the end of an element with its words."""
        self._gathered.add(self._channel, self._where(name), "".join(self._open.pop()))

    def data(self, words: str) -> None:
        """Take words of the element that is open."""
        if self._open:
            self._open[-1].append(words)

    def _where(self, name: str) -> str:
        """Name well-known properties by their element; anything else is counted, for its names may be words."""
        known = name if name in _PROPERTIES else str(self._gathered.counts.get(self._called, 0) + 1)
        if name not in _PROPERTIES:
            self._gathered.counts[self._called] = self._gathered.counts.get(self._called, 0) + 1
        return f"{self._called}:{known}"


_PROPERTIES = frozenset(
    "creator lastModifiedBy title subject description keywords category contentStatus created modified revision "
    "Company Manager Template Application HyperlinkBase initial-creator generator date creation-date language".split()
)
