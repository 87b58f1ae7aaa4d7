"""A line that says in which languages no language model was asked about names; nothing where that is expected."""

from collections.abc import Sequence

from textual.widgets import Static

from fieldnotes.tui.literal import literal


class Unread(Static):
    """Say what the second opinion did not read, once it was told something."""

    DEFAULT_CSS = """
    Unread { height: auto; max-height: 3; padding: 0 1; background: $surface; display: none; }
    """

    def show(self, languages: Sequence[str]) -> None:
        """Name the *languages*; none: take no room."""
        self.update(
            literal(f"The second opinion has no model for {', '.join(languages)}: names there are left to the rules.")
        )
        self.display = bool(languages)
