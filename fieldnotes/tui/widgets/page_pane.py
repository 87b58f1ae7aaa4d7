"""The pane of the live page: a banner that says how far it was checked, and the page itself."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from fieldnotes.domain.counting import counted
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.errors import FieldnotesError, Locked
from fieldnotes.tui.literal import literal
from fieldnotes.tui.session import Session
from fieldnotes.tui.widgets.page_view import Block, PageView, Sheet, laid_out
from fieldnotes.workflows.previewing import Page, Preview

_WHOLE_AFTER = 2.0
"""Seconds without a new page after which the whole of it is looked at, as before an export."""

_Asked = tuple[Interview, Sequence[Passage], datetime]


class PagePane(Vertical):
    """Make the page on a thread of its own, one at a time, and show the latest."""

    DEFAULT_CSS = """
    PagePane #banner { height: auto; max-height: 3; padding: 0 1; background: $panel; color: $accent; }
    PagePane PageView { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self._session: Session | None = None
        self._preview: Preview | None = None
        self._asked: _Asked | None = None
        self._busy = False
        self._made = False
        self._banner = Static("", id="banner")
        self._said = ("", "")
        self.refused: frozenset[int] = frozenset()
        """The numbers of the passages that the gate refuses as they are."""

    def compose(self) -> ComposeResult:
        """Put the banner above the page."""
        yield self._banner
        yield self.view

    def begin(self, session: Session, direction: str) -> None:
        """Take the vault to make pages from."""
        self._session, self._preview = session, Preview(session.vault, session.let_keys_first)
        self.view.direction = direction

    def make(self, interview: Interview, passages: Sequence[Passage], now: datetime) -> None:
        """Make the page of these passages; of several asked for while one is made, the last."""
        self._asked = (interview, passages, now)
        if not self._busy and self._preview is not None:
            self._busy = True
            self.run_worker(self._make_asked(), group="page")

    def forget(self) -> None:
        """Keep nothing of the identities where they are locked."""
        if self._preview is not None and self._session is not None and not self._session.identities_open:
            self._preview.forget()

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether a page was made, and none is asked for or being made."""
        return not self._busy and self._asked is None and self._made

    def follow(self, number: int) -> None:
        """Bring the block of a passage into sight."""
        self.view.follow(number)

    async def on_page_view_resized(self) -> None:
        """Wrap the page that is shown to its new width."""
        if self._session is not None and self.view.sheet.width != self.view.room:
            shown, room = self.view.sheet, self.view.room
            with suppress(Locked):  # the vault was closed meanwhile: nobody is left to see a page
                sheet = await self._session.look(laid_out, list(shown.blocks), room, None)
                if self.view.sheet is shown and self.view.room == room:
                    self.view.show(sheet)

    async def _make_asked(self) -> None:
        session, preview = self._session, self._preview
        if session is None or preview is None:
            return
        try:
            while (asked := self._asked) is not None:
                self._asked = None
                rest = session.let_keys_first
                make = partial(preview.page, *asked)
                made = await session.look(_made, make, self.view, rest)
                await session.behind_key()
                self._show(*made)
                self._made = True
        except FieldnotesError as error:
            self._say(f"✗ No page: {error}", "bold $error")
            self.view.show(laid_out([], self.view.room, None))
        finally:
            self._busy = False
        self.set_timer(_WHOLE_AFTER, self._look_at_whole)

    def _look_at_whole(self) -> None:
        if not self._busy and self._asked is None and self._session is not None and self._session.identities_open:
            self.run_worker(self._looked_at(), group="whole", exclusive=True)

    async def _looked_at(self) -> None:
        if self._session is not None and self._preview is not None:
            rest = self._session.let_keys_first
            with suppress(Locked):
                page, sheet = await self._session.look(_made, self._preview.look_at_whole, self.view, rest)
                if page is not None and not self._busy and self._asked is None:
                    self._show(page, sheet)

    def _show(self, page: Page | None, sheet: Sheet) -> None:
        if page is None:
            return
        self.refused = frozenset(_refused(page))
        self.view.show(sheet)
        if page.objections and all(objection.kind == "undecided" for objection in page.objections):
            passages = counted(len(page.objections), "passage")
            self._say(f"? The page, {counted(page.words, 'word')}. Something to decide in {passages}.", "bold $warning")
        elif page.objections:
            first = page.objections[0]
            more = f" (and {len(page.objections) - 1} more)" if len(page.objections) > 1 else ""
            self._say(f"✗ An export would refuse: {first.where}: {first.what}{more}", "bold $error")
        else:
            how = "" if self._session is None or self._session.identities_open else " F7 opens them."
            self._say(f"The page, {counted(page.words, 'word')}. {page.banner}{how}", "bold")

    def _say(self, words: str, style: str) -> None:
        if (words, style) != self._said:
            self._said = (words, style)
            self._banner.update(literal(words, style))


def _made(make: Callable[[], Page | None], view: PageView, rest: Callable[[], None]) -> tuple[Page | None, Sheet]:
    """Make a page and wrap it, on the thread of pages."""
    page = make()
    rest()
    blocks = _blocks(page) if page is not None else []
    rest()
    return page, laid_out(blocks, view.room, view.sheet)


def _blocks(page: Page) -> list[Block]:
    blocks: list[Block] = []
    for one in page.shown:
        again = blocks and one.kind == "hidden" and (blocks[-1].kind, blocks[-1].text) == (one.kind, one.text)
        if not again:  # one word for a run of passages that stay behind
            blocks.append(Block(one.number, one.kind, one.text, tuple((r.start, r.end) for r in one.replaced)))
    return blocks


def _refused(page: Page) -> set[int]:
    return {one.number for one in page.shown if one.kind == "refused" and one.number is not None}
