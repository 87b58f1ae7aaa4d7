"""Back up beside whatever is being written: one run or drill at a time, by a person's key or by the clock.

The work waits for a network, so it has a thread that nobody waits for when the vault is locked; a person pauses, slows
and stops it at its meter, and reads here how far it is.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from fieldnotes.errors import FieldnotesError

if TYPE_CHECKING:
    from fieldnotes.domain.repository import Keep
    from fieldnotes.workflows.backups import Meter, Progress, Proof, Run, Standing
    from fieldnotes.workflows.repositories import Known
    from fieldnotes.workflows.upkeep import Forgotten, Verified
    from fieldnotes.workflows.vaults import OpenVault

    Outcome = Run | Proof | Verified | Forgotten

R = TypeVar("R")

_FIRST_TURN = 60.0
"""Seconds after which a backup that is overdue begins by itself: first a person finds their place."""

_PATIENCE = 3.0
"""Seconds that a lock waits for a backup to end by itself; it is cut then, which a repository survives."""


class Desk(Protocol):
    """Say what is asked of the session of the open vault."""

    @property
    def vault(self) -> Any:
        """Return the open vault."""

    def beside(self, verb: Callable[..., R], *arguments: Any) -> Coroutine[Any, Any, R]:
        """Run a workflow on a thread of its own."""

    def look(self, verb: Callable[..., R], *arguments: Any) -> Coroutine[Any, Any, R]:
        """Run what only reads on the second thread."""

    def let_keys_first(self) -> None:
        """Rest while keys come."""


@dataclass
class Job:
    """Hold what runs, or did last: a "backup", "drill", "check" or "forgetting"; `by_itself`: no key was pressed."""

    what: str
    known: "Known"
    meter: "Meter"
    by_itself: bool = False
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    done: int = 0
    total: int = 0
    is_stopped: bool = False
    outcome: "Outcome | None" = None
    refusal: FieldnotesError | None = None
    _began: float = field(default_factory=time.monotonic)
    _ended: float | None = None
    _paused_at: float | None = None
    _paused_for: float = 0.0

    @property
    def is_running(self) -> bool:
        """Tell whether it goes on, or is paused."""
        return self._ended is None

    @property
    def is_paused(self) -> bool:
        """Tell whether it waits for a person."""
        return self._paused_at is not None

    @property
    def part(self) -> float:
        """Return how much of the vault is settled, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def on_the_line(self) -> int:
        """Return the bytes that went over the line so far, both ways."""
        return self.meter.sent + self.meter.received

    @property
    def seconds(self) -> float:
        """Return how long it has been at work, without its pauses."""
        until = self._ended or self._paused_at or time.monotonic()
        return max(0.0, until - self._began - self._paused_for)

    @property
    def left(self) -> float | None:
        """Return the seconds that are left, where that can be told yet."""
        return self.seconds * (1 - self.part) / self.part if self.part > 0.02 and self.seconds > 2 else None

    def tell(self, progress: "Progress") -> None:
        """Take in how far it is; called on its thread. Raises Cancelled once it was stopped."""
        self.done, self.total = progress.done, progress.total
        self.meter.check()

    def pause_or_resume(self) -> None:
        """Hold the line, or let it go on."""
        if self._paused_at is None:
            self._paused_at = time.monotonic()
            self.meter.pause()
        else:
            self._paused_for += time.monotonic() - self._paused_at
            self._paused_at = None
            self.meter.resume()

    def stop(self) -> None:
        """End it soon; what arrived is kept."""
        self.is_stopped = True
        self.meter.cancel()

    def end(self) -> None:
        """Take note that it ended."""
        self._ended = time.monotonic()


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold when a backup failed (UTC), why, and whether it is tried again by itself."""

    at: datetime
    refusal: FieldnotesError
    again: bool


class Backing:
    """Know where the backups of the open vault stand, and make them; `changed` is called when something is new."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._task: asyncio.Task[None] | None = None
        self._turns: dict[bytes, tuple[int, float]] = {}
        """Of each repository with a timetable: its minutes, and when its turn is (`time.monotonic`)."""
        self.changed: Callable[[], None] = lambda: None
        self.standings: list[Standing] | None = None
        """How each repository stands; None before the first look."""
        self.copied: datetime | None = None
        """When the key of the names was copied and the copy opened."""
        self.job: Job | None = None
        self.failures: dict[bytes, Failure] = {}
        """Backups that failed, by the entity of their repository, until one does not."""

    @property
    def running(self) -> Job | None:
        """Return what runs now."""
        return self.job if self.job is not None and self.job.is_running else None

    async def look(self) -> None:
        """Read from the vault how everything stands; asks no network."""
        standings, self.copied = await self._desk.look(_stand, self._desk.vault)
        self.standings = standings
        self._keep_turns(standings)
        self.changed()

    # ------------------------------------------------------------------------------- making them

    def run(self, known: "Known", *, by_itself: bool = False) -> Job:
        """Begin a backup beside everything else, or return what runs already."""
        from fieldnotes.workflows import backups

        meter = backups.Meter()
        job = Job("backup", known, meter, by_itself)
        return self._begin(job, lambda vault: backups.run(vault, known, meter, self._teller(job)))

    def drill(self, known: "Known", secret: str) -> Job:
        """Begin a drill beside everything else, or return what runs already."""
        from fieldnotes.workflows import backups

        meter = backups.Meter()
        job = Job("drill", known, meter)
        return self._begin(job, lambda vault: backups.drill(vault, known, secret, meter, self._teller(job)))

    def verify(self, known: "Known") -> Job:
        """Begin to read every byte of a place beside everything else, or return what runs already."""
        from fieldnotes.workflows import backups, upkeep

        meter = backups.Meter()
        job = Job("check", known, meter)
        return self._begin(job, lambda vault: upkeep.verify(vault, known, meter, self._teller(job)))

    def forget(self, known: "Known", keep: "Keep") -> Job:
        """Begin to let old backups go beside everything else, or return what runs already."""
        from fieldnotes.workflows import backups, upkeep

        meter = backups.Meter()
        return self._begin(Job("forgetting", known, meter), lambda vault: upkeep.forget(vault, known, keep, meter))

    def _teller(self, job: Job) -> "Callable[[Progress], None]":
        def tell(progress: "Progress") -> None:
            job.tell(progress)
            self._desk.let_keys_first()

        return tell

    def _begin(self, job: Job, verb: "Callable[[OpenVault], Outcome]") -> Job:
        if self.running is not None:
            return self.running
        self.job = job
        self._task = asyncio.create_task(self._follow(job, verb))
        return job

    async def _follow(self, job: Job, verb: "Callable[[OpenVault], Outcome]") -> None:
        try:
            job.outcome = await self._desk.beside(verb)
        except FieldnotesError as error:
            job.refusal = error
        job.end()
        if job.what == "backup":
            self._judge(job)
        try:
            await self.look()
        except FieldnotesError:  # the vault is being closed
            return

    def _judge(self, job: Job) -> None:
        """Keep what a person has to hear of a backup that nobody looked at; its next turn is a whole time away."""
        entity = job.known.entity
        if job.refusal is None:
            self.failures.pop(entity, None)
        elif not job.is_stopped:
            self.failures[entity] = Failure(datetime.now(UTC), job.refusal, entity in self._turns)
        self._put_off(entity)

    # ---------------------------------------------------------------------------- by the clock

    def _keep_turns(self, standings: "Iterable[Standing]") -> None:
        """Give every repository with a timetable its turn; one whose minutes were changed gets a new one."""
        before, self._turns = self._turns, {}
        for one in standings:
            minutes, entity = one.known.repository.every, one.known.entity
            if minutes is not None:
                turn = before.get(entity)
                kept = turn is not None and turn[0] == minutes
                self._turns[entity] = turn if kept and turn else (minutes, time.monotonic() + _until_due(one, minutes))

    def _put_off(self, entity: bytes) -> None:
        if entity in self._turns:
            minutes, _ = self._turns[entity]
            self._turns[entity] = (minutes, time.monotonic() + 60 * minutes)

    def take_turn(self) -> "Coroutine[Any, Any, None] | None":
        """Return what is to be done now by the clock, if anything is; asked every second."""
        if self.running is not None:
            return None
        now = time.monotonic()
        due = next((entity for entity, (_, turn) in self._turns.items() if turn <= now), None)
        if due is None:
            return None
        self._put_off(due)
        return self._run_if_changed(due)

    async def _run_if_changed(self, entity: bytes) -> None:
        try:
            found = await self._desk.look(_changed, self._desk.vault, entity)
        except FieldnotesError:  # the vault is being closed
            return
        if found is not None and self.running is None:
            self.run(found, by_itself=True)
            self.changed()

    # ----------------------------------------------------------------------------------- ending

    def cancel(self) -> None:
        """Let nothing begin by itself any more, and stop what runs."""
        self._turns = {}
        if self.running is not None:
            self.running.stop()

    async def stopped(self) -> None:
        """Cancel, and wait a little until what runs has ended and put away what it used."""
        self.cancel()
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_PATIENCE)


def _until_due(one: "Standing", minutes: int) -> float:
    """Return the seconds until a repository's first turn; a date that lies ahead tells nothing."""
    age = (datetime.now(UTC) - one.last).total_seconds() if one.last is not None else float("inf")
    return max(_FIRST_TURN, 60 * minutes - age) if age >= 0 else _FIRST_TURN


def _stand(vault: "OpenVault") -> "tuple[list[Standing], datetime | None]":
    from fieldnotes.workflows import backups, keys

    return backups.standings(vault), keys.identities_copied(vault)


def _changed(vault: "OpenVault", entity: bytes) -> "Known | None":
    """Return a repository that has not got everything: records that changed, or what is still being written."""
    from fieldnotes.workflows import backups, unfinished

    for one in backups.standings(vault):
        if one.known.entity == entity:
            last = one.last
            fresh = last is None or any(draft.when > last for draft in unfinished.waiting(vault))
            return one.known if fresh or one.at_risk != 0 else None
    return None
