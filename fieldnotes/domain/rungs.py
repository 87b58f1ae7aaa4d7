"""Climb the ladders of generalisation: each rung is a superset of the one below (design, section 4)."""

from datetime import datetime
from enum import StrEnum


class _Rung(StrEnum):
    """Order the members of a ladder by their place in it, lowest (most exact) first."""

    @property
    def height(self) -> int:
        """Return the rung's place from the ground: 0 is the most exact."""
        return list(type(self)).index(self)

    def is_finer_than(self, other: "_Rung") -> bool:
        """Tell whether this rung says more than *other*."""
        return self.height < other.height


class PlaceRung(_Rung):
    """Name how exactly a place is said."""

    SITE = "site"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"


class TimeRung(_Rung):
    """Name how exactly a time is said."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_SEASONS = ("winter", "spring", "summer", "autumn")
_WEEKS = ("first", "second", "third", "fourth", "last")


def say_time(moment: datetime, rung: TimeRung, *, southern: bool = False) -> str:
    """Say when, no finer than *rung*, in the zone of *moment* itself; never a clock or an offset.

    Weeks are counted inside their month and seasons inside their year, so that each rung contains the
    one below whatever the day: a calendar week may straddle two months, and a winter two years.
    """
    month = f"{_MONTHS[moment.month - 1]} {moment.year}"
    if rung is TimeRung.DAY:
        return f"{moment.day} {month}"
    if rung is TimeRung.WEEK:
        return f"the {_WEEKS[(moment.day - 1) // 7]} week of {month}"
    if rung is TimeRung.MONTH:
        return month
    if rung is TimeRung.SEASON:
        return f"{_SEASONS[(moment.month // 3 + (2 if southern else 0)) % 4]} {moment.year}"
    return str(moment.year)
