"""A tour of the screens on the demo vault: the same stops for the golden texts and for the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.repository import Repository
from fieldnotes.tui.app import FieldnotesApp
from fieldnotes.tui.backing import Backing
from fieldnotes.tui.mendings import SecretInput
from fieldnotes.tui.screens.ask import Ask
from fieldnotes.tui.screens.interview import InterviewScreen
from fieldnotes.tui.screens.review import ReviewScreen
from fieldnotes.tui.widgets.page_pane import PagePane
from fieldnotes.tui.widgets.sides import Sides
from fieldnotes.vault import backups, memory, rows
from fieldnotes.vault.create import create_vault
from fieldnotes.workflows import loading, vaults
from tests.tui.desk import IDENTITY_PASSPHRASE, PASSPHRASE, until

_WORDS = "pepper-nutmeg-saffron-turmeric-galangal-kemiri-cardamom-mace-sumac-clove-cumin-dill"
PLACES = (
    Repository(address="/media/nutmeg/پشتیوان", password=_WORDS, proved=True, limit=20_000, every=45),
    Repository(address="rest:https://nutmeg@mill.example:8000/notes/", password=_WORDS),
)
OPEN_IDENTITIES = "<identities>"
"""Stands among the keys of a stop for: open the identities."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Name a screen and the keys that lead to it from home; *backed_up*: in a vault with two places of backups."""

    name: str
    keys: Sequence[str] = ()
    backed_up: bool = False


TOUR = (
    Stop("home"),
    Stop("home-filtered", ("slash", *"nurse hosp")),
    Stop("sources", ("2",)),
    Stop("places", ("3",)),
    Stop("delete", ("down", "d")),
    Stop("week", ("w",)),
    Stop("map", ("m",)),
    Stop("settings", ("s",)),
    Stop("home-backed-up", backed_up=True),
    Stop("backups-none", ("b",)),
    Stop("backups", ("b",), backed_up=True),
    Stop("backups-add", ("b", "a", *"sftp:")),
    Stop("backups-sheet", ("b", "down", "s"), backed_up=True),
    Stop("backups-prove", ("b", "p"), backed_up=True),
    Stop("backups-limit", ("b", "l", *"fast", "enter"), backed_up=True),
    Stop("backups-drill", ("b", "d"), backed_up=True),
    Stop("backups-forget", ("b", OPEN_IDENTITIES, "f", *" many", "enter"), backed_up=True),
    Stop("search", ("ctrl+f", *"kettle")),
    Stop("interview", ("enter",)),
    Stop("interview-open", ("enter", OPEN_IDENTITIES)),
    Stop("interview-page", ("enter", OPEN_IDENTITIES, "f4")),
    Stop("interview-off-record", ("enter", "ctrl+home", "f6")),
    Stop("interview-handles", ("enter", "enter", *" and @k")),
    Stop("interview-find", ("enter", "f5", *"kettle", "enter")),
    Stop("passage", ("enter", "ctrl+home", "f9")),
    Stop("properties", ("p",)),
    Stop("source", ("2", "down", "enter")),
    Stop("source-open", ("2", "down", "enter", OPEN_IDENTITIES)),
    Stop("place", ("3", "enter")),
    Stop("export", ("e", "escape")),
    Stop("export-interviews", ("e", "escape", OPEN_IDENTITIES, "1", "down", "space")),
    Stop("export-terms", ("e", "escape", OPEN_IDENTITIES, "2")),
    Stop("export-ledger", ("e", "escape", OPEN_IDENTITIES, "4")),
    Stop("export-page", ("e", "escape", OPEN_IDENTITIES)),
    Stop("check", ("c",)),
    Stop("consent", ("2", "a")),
    Stop("consent-event", ("2", "a", "a", "ctrl+s")),
    Stop("consent-withdraw", ("2", "a", "w")),
    Stop("ledger", ("l", OPEN_IDENTITIES)),
    Stop("ledger-estimate", ("l", "a")),
    Stop("ledger-least", ("l", "m", "ctrl+s")),
    Stop("review-locked", ("r",)),
    Stop("review", ("r", OPEN_IDENTITIES, "down", "o", "down", "o", "right")),
    Stop("help", ("question_mark",)),
    Stop("palette", ("ctrl+p", *"page")),
)


def make_demo(path: Path, *, reviewed: bool = True) -> Path:
    """Make the demo vault, with as little scrypt as there is; or as it was before anybody decided about findings."""
    notes = create_vault(path, PASSPHRASE, IDENTITY_PASSPHRASE, demo=True, log_n=1).notes
    bundle = parse_bundle((files("fieldnotes.demo") / "bundle.json").read_bytes())
    if not reviewed:
        bundle = bundle.model_copy(update={"decisions": ()})
    with vaults.opened(path, notes, write=True) as vault:
        loading.load(vault, bundle, update=False)
    return path


def back_up(path: Path) -> None:
    """Let it be as if the vault had been backed up in two places, days ago; neither is ever asked."""
    long_ago = datetime.now(UTC) - timedelta(days=3, hours=1)
    proved = datetime.now(UTC) - timedelta(days=75)
    with vaults.opened(path, PASSPHRASE, write=True) as vault:
        with vault.transaction() as tx:
            near, far = (tx.put(rows.REPOSITORY, None, place.to_owner_json()).entity for place in PLACES)
        generation = backups.state_of(vault)[0]
        ran = {"run": {"at": long_ago.isoformat(), "snapshot": "ab" * 32, "generation": generation - 2}}
        with memory.amending(vault, near) as kept:
            kept |= {**ran, "proved": {"at": proved.isoformat(), "snapshot": "ab" * 32}}
        with memory.amending(vault, far) as kept:
            kept |= {**ran, "odd": ["BACKWARDS"], "unseen": ["BACKWARDS"]}


async def go(pilot: Pilot[int], stop: Stop) -> None:
    """Press the keys of a stop, and wait until its screen stands still."""
    await until(pilot, lambda: _backing(pilot).standings is not None)
    for key in stop.keys:
        if key == OPEN_IDENTITIES:
            await open_identities(pilot)
        else:
            await pilot.press(key)
            await settled(pilot)
    await settled(pilot)


def _backing(pilot: Pilot[int]) -> Backing:
    return cast(FieldnotesApp, pilot.app).desk.backing


async def open_identities(pilot: Pilot[int]) -> None:
    """Press F7 and type the identity passphrase."""
    below = pilot.app.screen
    await pilot.press("f7")
    await until(pilot, lambda: bool(pilot.app.screen.query(SecretInput)))
    pilot.app.screen.query_one(SecretInput).value = IDENTITY_PASSPHRASE
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is below)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is done beside the screen any more, and a page or a place beside it is shown."""
    await pilot.pause(0.05)
    if isinstance(pilot.app.screen, Ask):  # somebody waits for the answer
        return
    await pilot.app.workers.wait_for_complete()
    screen = pilot.app.screen
    if isinstance(screen, InterviewScreen):
        await until(pilot, lambda: screen.query_one(PagePane).is_up_to_date)
        screen.refresh_title()
    if isinstance(screen, ReviewScreen):
        sides = screen.query_one(Sides)
        await until(pilot, lambda: screen.place is None or sides._shown == screen.place.id)
    await pilot.pause(0.05)
