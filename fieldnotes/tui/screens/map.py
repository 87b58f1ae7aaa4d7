"""The interviews on a map, drawn offline and no closer than their places may be published."""

from textual.app import ComposeResult

from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.map import Map, Place
from fieldnotes.workflows import overview


class MapScreen(Framed[None]):
    """Show where interviews were held, on the map and in words; what may not be published is on neither."""

    PLACE = "Map"

    def body(self) -> ComposeResult:
        """Show the map."""
        yield Map()

    @property
    def where(self) -> str:
        """Say where one is."""
        return "Where: as readers may know it"

    def on_mount(self) -> None:
        """Bring the places from the vault."""
        self.carry(self._begin(), keys_wait=True)

    async def _begin(self) -> None:
        found = await self.app.desk.do(overview.spots)
        shown = self.query_one(Map)
        shown.show([Place(one.label, one.coordinates, one.rung, one.interviews) for one in found])
        shown.focus()
