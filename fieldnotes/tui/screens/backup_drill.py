"""Before a drill: the passphrase with which the copy that comes back is opened."""

from pathlib import Path

from fieldnotes.errors import Locked
from fieldnotes.tui.screens.unlock import AskSecret
from fieldnotes.workflows import vaults
from fieldnotes.workflows.vaults import OpenVault


class AskPassphrase(AskSecret[str]):
    """Dismissed with the passphrase once it opens this vault; a wrong one is told before anything is fetched."""

    PLACE = "Asking"
    DEFAULT_CSS = "AskPassphrase Vertical { width: 70; }"
    question = "Drill: fetch the newest backup, open it, compare it, wipe it"
    said = "It lands sealed beside the vault. To open the copy it takes the passphrase of the vault:"
    placeholder = "passphrase, or the NOTES recovery key"
    ending, trying = "Enter begins · Esc not now", "Trying the passphrase…"
    demo = "passphrase"

    async def opened(self, secret: str) -> str:
        """Open the vault with it once more, to read and for a moment."""
        try:
            await self.app.desk.beside(_opens, self.app.desk.path, secret)  # type: ignore[attr-defined]
        except Locked:
            raise Locked("this passphrase does not open the vault") from None
        return secret


def _opens(_vault: OpenVault, path: Path, secret: str) -> None:
    """Raise Locked unless the passphrase opens the vault at a path."""
    with vaults.opened(path, secret):
        return
