"""Choose which snapshots stay: the newest of each of the last days, weeks and months that have one, as restic does.

The newest of all and the last one that was proved by restoring it always stay.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple


class Dated(NamedTuple):
    """Name a snapshot and say when it was made, with zone."""

    id: str
    time: datetime


_BUCKETS: tuple[Callable[[datetime], tuple[int, ...]], ...] = (
    lambda time: (time.year, time.month, time.day),
    lambda time: tuple(time.isocalendar()[:2]),
    lambda time: (time.year, time.month),
)


def kept(snapshots: Iterable[Dated], daily: int, weekly: int, monthly: int, always: Iterable[str] = ()) -> set[str]:
    """Return the ids that stay, counting days, weeks (ISO 8601) and months in UTC."""
    ordered = sorted(snapshots, key=lambda one: (one.time, one.id), reverse=True)
    stay = {one.id for one in ordered[:1]} | (set(always) & {one.id for one in ordered})
    for bucket, many in zip(_BUCKETS, (daily, weekly, monthly), strict=True):
        stay |= _newest_of_each(ordered, bucket, many)
    return stay


def _newest_of_each(ordered: Sequence[Dated], bucket: Callable[[datetime], tuple[int, ...]], many: int) -> set[str]:
    newest: dict[tuple[int, ...], str] = {}
    for one in ordered:
        newest.setdefault(bucket(one.time), one.id)
    return set(list(newest.values())[:many])
