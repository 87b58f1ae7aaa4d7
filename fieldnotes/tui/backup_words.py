"""Say where backups stand, how far one is, and what came of it: plain words, the worst first."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from fieldnotes.domain.counting import counted
from fieldnotes.domain.measures import duration, size
from fieldnotes.tui.backing import Backing, Failure, Job

if TYPE_CHECKING:
    from fieldnotes.workflows.backups import Proof, Run, Standing
    from fieldnotes.workflows.upkeep import Forgotten, Outlook, Verified

NOWHERE = "Not backed up anywhere: b begins."
NOT_RECOVERABLE = "not yet recoverable: the sheet's words were not typed back"
NEVER_PROVED = "never proved by a restore"
WHAT_IT_IS = (
    "A backup here is a sealed copy of this vault in a place of yours: a stick, a server, a disk elsewhere. "
    "Whoever keeps it can neither read it nor change it unseen, and a sheet of paper opens it without this machine. "
    "Press a to add the first place; then back up (r), print the sheet (s), and prove it by a restore (d)."
)

_BAR = 40


def since(moment: datetime, now: datetime) -> str:
    """Return in words how long ago something was."""
    seconds = (now - moment).total_seconds()
    if seconds < -90:
        return "at a time to come, by this clock"
    if seconds < 90:
        return "just now"
    minutes, hours, days = int(seconds // 60), int(seconds // 3600), int(seconds // 86400)
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    if hours < 36:
        return f"{counted(hours, 'hour')} ago"
    return f"{counted(days, 'day')} ago" if days < 60 else f"{counted(days // 30, 'month')} ago"


def dated(moment: datetime | None, now: datetime) -> str:
    """Return when something was, on the clock here, and how long ago that is."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}, {since(moment, now)}" if moment is not None else "never"


def changed(one: "Standing") -> str:
    """Return how much is at risk: what has changed since the last backup."""
    if one.at_risk is None:
        return "everything"
    if one.at_risk == 0:
        return "nothing"
    more = "more than " if one.many else ""
    return f"{more}{counted(one.at_risk, 'record')}"


# ------------------------------------------------------------------------------------------------ home


def at_home(backing: Backing, now: datetime) -> tuple[list[str], str]:
    """Return what must not be overlooked, each a sentence, and the line that says where backups stand."""
    standings = backing.standings or []
    alarms = [f"A place of backups is odd: {odd.value}. b shows it." for one in standings for odd in one.unseen]
    alarms += [_failed(failure) for failure in backing.failures.values()]
    return alarms, _line(standings, backing.copied, now) if backing.running is None else far(backing.running)


def _failed(failure: Failure) -> str:
    again = " It is tried again at its next turn." if failure.again else ""
    return f"The backup of {failure.at.astimezone():%H:%M} failed: {failure.refusal}.{again}"


def _line(standings: "Sequence[Standing]", copied: datetime | None, now: datetime) -> str:
    made = [one for one in standings if one.last is not None and one.at_risk is not None]
    if not standings:
        return NOWHERE
    if not made:
        return "Nothing is backed up yet, only a place for it is known: b, then r."
    proved = [one.proved for one in made if one.proved is not None]
    parts = [] if proved else [NEVER_PROVED]
    parts += [] if any(one.is_recoverable for one in made) else [NOT_RECOVERABLE]
    parts += [] if copied is not None else ["the key of the names was never copied"]
    newest = min(made, key=lambda one: (one.at_risk or 0, -_stamp(one.last)))
    last = max(one.last for one in made if one.last is not None)
    parts.append(f"last backup {since(last, now)}, {changed(newest)} changed since")
    parts += [f"last proved restore {since(max(proved), now)}"] if proved else []
    return f"Backups: {' · '.join(parts)}"


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment is not None else 0.0


# --------------------------------------------------------------------------------------------- progress


def far(job: Job) -> str:
    """Return in one line how far a backup or a drill is."""
    what = {"backup": "Backing up", "drill": "Drill", "check": "Reading every byte", "forgetting": "Forgetting"}[
        job.what
    ]
    part = f"{job.part:.0%}, " if job.total else ""
    return f"{what}: {'paused, ' if job.is_paused else ''}{part}{moved(job)}"


def moved(job: Job) -> str:
    """Return what went over the line, how fast, and how long it still takes."""
    speed = job.on_the_line / job.seconds if job.seconds > 0 else 0.0
    left = f", {duration(job.left)} left" if job.left is not None else ""
    return f"{size(job.on_the_line)} on the line, {size(speed)}/s{left}"


def bar(part: float) -> str:
    """Return how far something is as a bar that needs no colour."""
    full = round(part * _BAR)
    return f"[{'█' * full}{'·' * (_BAR - full)}] {part:.0%}"


def ended(job: Job) -> list[str]:
    """Return what came of a backup or a drill that was not refused, one sentence a line; "✗" stands before the bad."""
    if job.is_stopped and job.outcome is None:
        if job.what == "forgetting":
            return ["Stopped. Some old backups may be gone already; those that are left are whole."]
        return ["Stopped. What arrived is kept, and is not sent again the next time."]
    from fieldnotes.workflows.backups import Run
    from fieldnotes.workflows.upkeep import Forgotten, Verified

    if isinstance(job.outcome, Run):
        return _of_run(job.outcome)
    if isinstance(job.outcome, Verified):
        return _of_check(job.outcome)
    if isinstance(job.outcome, Forgotten):
        return _of_forgetting(job.outcome)
    return _of_drill(job.outcome) if job.outcome is not None else []


def _of_drill(proof: "Proof") -> list[str]:
    counts = ", ".join(counted(number, what.removesuffix("s")) for what, number in proof.counts.items())
    lines = [
        f"Proved: snapshot {proof.snapshot[:8]} came back whole, was opened and compared, and is wiped.",
        f"In it: {counts}.",
    ]
    if proof.changes_since:
        lines.append(f"The vault was changed {counted(proof.changes_since, 'time')} since it was made.")
    return lines + [f"✗ Odd: {odd.value}." for odd in proof.oddities]


def _of_check(found: "Verified") -> list[str]:
    read = f"{counted(found.snapshots, 'snapshot')} and {counted(found.packs, 'pack')}, {size(found.bytes_read)}"
    lines = [f"Sound: every byte was read, of {read}."] if found.is_sound else []
    lines += [f"✗ {problem.sentence[:1].upper()}{problem.sentence[1:]}." for problem in found.problems]
    for harm in found.harmed:
        whose = "" if harm.is_own else " (not of this vault)"
        lines.append(f"✗ The backup of {harm.time.astimezone():%Y-%m-%d %H:%M}{whose}: {harm.sentence}.")
    lines += [f"✗ Odd: {odd.value}." for odd in found.oddities]
    lines += map(gone, found.gone)
    if found.leftovers:
        left = f"{counted(found.leftovers, 'file')}, {size(found.leftover_bytes)}"
        lines.append(f"Left over from what was cut short, of no harm: {left}.")
    if not found.is_sound:
        lines.append("Back up to another place now; then see docs/backup.md.")
    return lines


def gone(moment: datetime) -> str:
    """Return the line about a snapshot that was there and is not any more."""
    return f"✗ The backup of {moment.astimezone():%Y-%m-%d %H:%M} is no longer listed there."


def _of_forgetting(done: "Forgotten") -> list[str]:
    many = f"{counted(len(done.removed), 'backup')} forgotten" if done.removed else "No backup had to go"
    lines = [f"{many}; {_stay(len(done.kept))}."]
    if done.deleted:
        lines.append(f"{counted(len(done.deleted), 'pack')} deleted, {size(done.bytes_freed)} freed.")
    if done.condemned:
        many, go = counted(len(done.condemned), "pack"), "is" if len(done.condemned) == 1 else "are"
        lines.append(f"{many} {go} needed no more: gone when you forget again, a day from now at the earliest.")
    return lines


def to_be_forgotten(ahead: "Outlook") -> tuple[str, list[str], tuple[str, str]]:
    """Return the question before old backups go, what has to be known for it, and the answers no and yes in words."""
    going, stay = ahead.going, _stay(len(ahead.staying))
    if not going:
        said = f"By this rule {stay}. What no backup needs any more is deleted, a day after it was found, not before."
        return "No backup has to go. Tidy up all the same?", [said], ("not now", "tidy up")
    span = " to ".join(dict.fromkeys(f"{each.time.astimezone():%Y-%m-%d}" for each in (going[0], going[-1])))
    return f"Forget {counted(len(going), 'backup')}?", [
        f"Made {span}; {stay}, the newest and the last one proved among them.",
        "What they alone hold cannot be brought back afterwards. The room is free when you forget again, a day later.",
    ], ("keep them all", "let them go")


def _stay(many: int) -> str:
    return f"{counted(many, 'backup')} {'stays' if many == 1 else 'stay'}"


def _of_run(run: "Run") -> list[str]:
    lines = [
        f"Done in {duration(run.seconds)}: {size(run.bytes_sent)} sent, of a vault of {size(run.bytes_total)}.",
        f"Snapshot {run.snapshot[:8]}. Six words to compare it by on another machine:",
        f"    {run.words}",
    ]
    lines += [f"✗ Odd: {odd.value}." for odd in run.oddities]
    return [*lines, *map(gone, run.gone)]
