"""Prove which snapshots stay; the expected ones are counted by hand, and compared with stock restic elsewhere."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.backup.policy import Dated, kept

START = datetime(2026, 3, 31, 12, tzinfo=UTC)


def days(*back: float) -> list[Dated]:
    return [Dated(f"{number:g}", START - timedelta(days=number)) for number in back]


def test_the_newest_of_each_day_stays_for_as_many_days_as_have_one() -> None:
    assert kept(days(0, 0.1, 0.2, 3, 3.1, 9), daily=3, weekly=0, monthly=0) == {"0", "3", "9"}


def test_weeks_begin_on_monday_and_months_on_their_first() -> None:
    # 31 March 2026 is a Tuesday: yesterday is of the same week, the day before is not.
    assert kept(days(0, 1, 2), daily=0, weekly=5, monthly=0) == {"0", "2"}
    assert kept(days(0, 30, 31), daily=0, weekly=0, monthly=5) == {"0", "31"}


def test_the_newest_and_the_proved_stay_whatever_the_rule() -> None:
    assert kept(days(0, 5, 50, 500), 0, 0, 0, always=["50", "gone"]) == {"0", "50"}
    assert kept([], 1, 1, 1, always=["gone"]) == set()


@given(st.lists(st.floats(0, 4000), max_size=60), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_nothing_is_kept_that_is_not_there_and_more_keeps_more(
    back: list[float], daily: int, weekly: int, monthly: int
) -> None:
    snapshots = [Dated(str(place), START - timedelta(days=number)) for place, number in enumerate(back)]
    stay = kept(snapshots, daily, weekly, monthly)
    assert stay <= {one.id for one in snapshots}
    assert stay <= kept(snapshots, daily + 1, weekly, monthly + 2)
    assert len(stay) <= daily + weekly + monthly + 1
