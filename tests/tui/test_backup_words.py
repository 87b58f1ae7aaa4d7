"""Where backups stand is said in plain words, the worst first, and how long ago, never how it is stored."""

from datetime import UTC, datetime, timedelta

import pytest

from fieldnotes.domain.repository import Repository
from fieldnotes.errors import Unreachable
from fieldnotes.tui import backup_words
from fieldnotes.tui.backing import Backing, Failure, Job
from fieldnotes.workflows.backups import Meter, Oddity, Standing
from fieldnotes.workflows.repositories import Known

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_PLACE = Repository(address="/media/nutmeg/backup", password="-".join(["cardamom"] * 12), proved=False)


def place(*, proved_sheet: bool = False) -> Known:
    return Known(b"place", _PLACE.model_copy(update={"proved": proved_sheet}))


def standing(
    last: float | None, proved: float | None = None, at_risk: int | None = 0, *, many: bool = False, sheet: bool = False
) -> Standing:
    """Return how a place stands; `last` and `proved` in days before now."""

    def ago(days: float | None) -> datetime | None:
        return None if days is None else NOW - timedelta(days=days)

    return Standing(place(proved_sheet=sheet), ago(last), ago(proved), at_risk, many, ())


def line(*standings: Standing, copied: datetime | None = NOW) -> str:
    backing = Backing(None)  # type: ignore[arg-type]  # asked for nothing here
    backing.standings, backing.copied = list(standings), copied
    return backup_words.at_home(backing, NOW)[1]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3600, "at a time to come, by this clock"), (-30, "just now"), (0, "just now"), (100, "1 minute ago"),
        (3000, "50 minutes ago"), (7200, "2 hours ago"), (35 * 3600, "35 hours ago"), (3 * 86400, "3 days ago"),
        (59 * 86400, "59 days ago"), (400 * 86400, "13 months ago"),
    ],
)  # fmt: skip
def test_how_long_ago_is_said_in_words(seconds: float, said: str) -> None:
    assert backup_words.since(NOW - timedelta(seconds=seconds), NOW) == said


def test_a_vault_without_a_place_is_backed_up_nowhere() -> None:
    assert line() == "Not backed up anywhere: b begins."


def test_a_place_alone_is_no_backup() -> None:
    assert line(standing(None, at_risk=None)).startswith("Nothing is backed up yet")


def test_the_worst_comes_first_and_what_is_good_is_not_called_bad() -> None:
    assert line(standing(3, at_risk=41)) == (
        "Backups: never proved by a restore · not yet recoverable: the sheet's words were not typed back · "
        "last backup 3 days ago, 41 records changed since"
    )
    assert line(standing(3, 70, 1, sheet=True)) == (
        "Backups: last backup 3 days ago, 1 record changed since · last proved restore 2 months ago"
    )
    assert line(standing(3, 70, 0, sheet=True), copied=None).startswith(
        "Backups: the key of the names was never copied"
    )


def test_the_best_of_several_places_counts() -> None:
    said = line(standing(1, None, 12), standing(9, 9, 2000, many=True, sheet=True), standing(None, at_risk=None))
    assert said == "Backups: last backup 24 hours ago, 12 records changed since · last proved restore 9 days ago"
    assert "more than 2,000 records" in line(standing(9, 9, 2000, many=True))


def test_what_is_odd_and_what_failed_is_never_left_out() -> None:
    odd = Standing(place(), NOW, None, 0, False, (), (Oddity.EMPTIED, Oddity.FORGED))
    backing = Backing(None)  # type: ignore[arg-type]  # asked for nothing here
    backing.standings = [odd]
    backing.failures = {b"place": Failure(NOW, Unreachable("the line to the place was cut", "wait"), again=True)}
    alarms, _ = backup_words.at_home(backing, NOW)
    assert [alarm.partition(".")[0] for alarm in alarms[:2]] == [
        f"A place of backups is odd: {Oddity.EMPTIED.value}",
        f"A place of backups is odd: {Oddity.FORGED.value}",
    ]
    assert alarms[2].endswith("failed: the line to the place was cut. It is tried again at its next turn.")


def test_the_time_of_a_pause_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    job = Job("backup", place(), Meter(), _began=now)
    job.done, job.total = 25, 100
    now += 10
    assert (job.seconds, job.left, job.part) == (10, 30, 0.25)
    job.pause_or_resume()
    now += 1000
    assert (job.seconds, job.is_paused) == (10, True)
    assert backup_words.far(job).startswith("Backing up: paused, 25%, 0 B on the line, 0 B/s, 30 s left")
    job.pause_or_resume()
    now += 5
    job.end()
    now += 500
    assert (job.seconds, job.is_paused, job.is_running) == (15, False, False)


def test_a_bar_tells_without_colour() -> None:
    assert backup_words.bar(0) == f"[{'·' * 40}] 0%"
    assert backup_words.bar(0.5) == f"[{'█' * 20}{'·' * 20}] 50%"
    assert backup_words.bar(1) == f"[{'█' * 40}] 100%"
