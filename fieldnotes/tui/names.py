"""What people and places are called while one types: pseudonyms, handles to mention, labels of speakers."""

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.location import SealedLocation
from fieldnotes.tui.session import Session
from fieldnotes.tui.widgets.handles import Known
from fieldnotes.workflows import notebook, reading
from fieldnotes.workflows.vaults import OpenVault

_INTERVIEWER_LABELS = ("q", "i", "me", "interviewer", "interview", "question")


class Names:
    """Hold the names of daily work: none of them is anybody's real one."""

    def __init__(self) -> None:
        self.known: list[Known] = []
        """What can be mentioned by its handle."""
        self._called: dict[str | None, str] = {INTERVIEWER: "you", None: "note"}
        self._roles: dict[str, str] = {}

    async def learn(self, session: Session) -> None:
        """Learn whom and what the vault knows now."""
        sources, places, self._roles = await session.do(_people_and_places)
        self.known = [*sources, *places]
        self._called.update({known.handle: known.words for known in sources})

    def of(self, speaker: str | None) -> str:
        """Return what a speaker is called on the screens."""
        return self._called.get(speaker, speaker or "note")

    def role_of(self, speaker: str | None) -> str | None:
        """Return the class of somebody in a protected role ("an interpreter"), None for everybody else."""
        return self._roles.get(speaker or "")

    def speaker_of(self, label: str) -> str | None:
        """Return whom a label of an imported transcript names: a handle, a pseudonym, or the interviewer."""
        word = label.strip().casefold().lstrip("@")
        if word in _INTERVIEWER_LABELS:
            return INTERVIEWER
        named = [handle for handle, name in self._called.items() if handle and word in (handle, name.casefold())]
        return named[0] if named else None


def _people_and_places(vault: OpenVault) -> tuple[list[Known], list[Known], dict[str, str]]:
    sources = [Known(one.handle, one.pseudonym, "source") for one in reading.list_sources(vault)]
    places = [
        Known(one.handle, "sealed" if isinstance(one, SealedLocation) else one.name, "place")
        for one in reading.list_locations(vault)
    ]
    return sources, places, notebook.protected_roles(vault)
