"""Look at texts through a gate, beside everything else: it takes long, and needs no vault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fieldnotes.domain.text import RawText
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.unread import Heard


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """Hold texts that no gate has looked at yet; looking takes long, needs no vault, and any thread may do it.

    `listens` says that the languages of the texts matter: language models are asked.
    """

    gate: Gate
    texts: Sequence[RawText]
    listens: bool

    def take(self, goes_on: Callable[[int, int], bool] = lambda _done, _of: True) -> "Looked | None":
        """Look at every text; ask *goes_on* before each, told how many are done of how many. None: it does not."""
        found: dict[RawText, Sequence[Suspicion]] = {}
        heard: dict[RawText, Heard] = {}
        for done, text in enumerate(self.texts):
            if not goes_on(done, len(self.texts)):
                return None
            found[text] = self.gate.doubts(text)
            if self.listens:
                heard[text] = self.gate.heard(text)
        return Looked(self.gate, found, heard)


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """Hold what a gate found, and what tells the languages of the texts."""

    gate: Gate
    found: Mapping[RawText, Sequence[Suspicion]]
    heard: Mapping[RawText, Heard]

    def beside(self, before: "Looked | None") -> "Looked":
        """Return this with what the same gate found *before*."""
        if before is None or before.gate is not self.gate:
            return self
        return Looked(self.gate, {**before.found, **self.found}, {**before.heard, **self.heard})
