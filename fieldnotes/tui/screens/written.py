"""The page that was written, to be read here: no other program is started for it."""

from textual.app import ComposeResult

from fieldnotes.tui.literal import clean
from fieldnotes.tui.screens.frame import Framed
from fieldnotes.tui.widgets.page_view import Block, PageView, laid_out

_FRONT = "---\n"


class Written(Framed[None]):
    """Show a page as it was written, line by line."""

    PLACE = "Looking"
    AUTO_FOCUS = "PageView"
    DEFAULT_CSS = "Written PageView { height: 1fr; overflow-x: hidden; overflow-y: scroll; }"

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._called, self._text = name, text

    def body(self) -> ComposeResult:
        """Show the page and nothing else."""
        yield PageView()

    @property
    def where(self) -> str:
        """Say which page this is."""
        return f"As readers get it: {clean(self._called)}"

    def on_mount(self) -> None:
        """Lay the page out once its width is known."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        view = self.query_one(PageView)
        view.direction = self.app.direction
        view.show(laid_out(blocks_of(self._text), view.room, None))


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a page in Markdown, its front matter first; each is of no passage."""
    front, _, body = text.removeprefix(_FRONT).partition(_FRONT)
    found = [part for part in (front, *body.split("\n\n")) if part.strip()]
    return [Block(None, _kind(part), part.strip("\n")) for part in found]


def _kind(part: str) -> str:
    beginnings = {"## ": "heading", "**": "question", "*": "explanation", "[…]": "omission", "title:": "hidden"}
    return next((kind for start, kind in beginnings.items() if part.lstrip("\n").startswith(start)), "prose")
