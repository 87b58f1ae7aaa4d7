"""Dates, zones, time codes and positions are read as people type them, or refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import UsageError
from fieldnotes.tui import coordinates, moments

EAST = timezone(timedelta(hours=3))
NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)  # already the 24th in the east


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20 18:00", "2026-11-20T18:00:00+03:00"),
        ("2026-11-20T18:00", "2026-11-20T18:00:00+03:00"),
        ("today 18:00", "2026-11-24T18:00:00+03:00"),
        ("yesterday", "2026-11-23T12:00:00+03:00"),
        ("Today", "2026-11-24T12:00:00+03:00"),
        ("18:00", "2026-11-24T18:00:00+03:00"),
        ("٢٠٢٦-١١-٢٠ ١٨:٠٠", "2026-11-20T18:00:00+03:00"),
        ("now", "2026-11-24T01:30:00+03:00"),
    ],
)
def test_a_moment_is_read_in_its_own_zone(typed: str, meant: str) -> None:
    assert moments.moment(typed, EAST, NOW).isoformat() == meant


@pytest.mark.parametrize("typed", ["", "20.11.2026", "03/04/2026", "2026-02-30", "2026-11-20 25:00", "tomorrow", "18"])
def test_what_is_no_date_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        moments.moment(typed, EAST, NOW)


@pytest.mark.parametrize(("typed", "minutes"), [("+03:00", 180), ("+3", 180), ("-0330", -210), ("UTC", 0), ("Z", 0)])
def test_a_zone_is_read(typed: str, minutes: int) -> None:
    assert moments.zone(typed).utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("typed", ["", "3", "Baghdad", "+15:00", "+03:75"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        moments.zone(typed)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("12:34", 754), ("1:02:03", 3723), ("754", 754), ("1:02.5", 62.5), ("", None), ("١٢:٣٤", 754)],
)
def test_a_time_code_is_read(typed: str, seconds: float | None) -> None:
    assert moments.seconds(typed) == seconds


@pytest.mark.parametrize("typed", ["1:99", "-3", "1:2:3:4", "soon"])
def test_what_is_no_time_code_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        moments.seconds(typed)


@given(st.integers(0, 300_000_000))
def test_a_time_code_written_is_read_back(thousandths: int) -> None:
    assert moments.seconds(moments.time_code(thousandths / 1000)) == pytest.approx(thousandths / 1000)


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("35.302, 44.326", 35.302, 44.326),
        ("35.302,44.326", 35.302, 44.326),
        ("-35.302 44.326", -35.302, 44.326),
        ("35°18'07\"N 44°19'34\"E", 35.3019, 44.3261),
        ("35°18′07″ N, 44°19′34″ E", 35.3019, 44.3261),
        ("N 35 18 07 E 44 19 34", 35.3019, 44.3261),
        ("44.326E 35.302N", 35.302, 44.326),
        ("35° 18.12' S, 44° 19.55' W", -35.302, -44.3258),
        ("۳۵.۳، ۴۴.۳", 35.3, 44.3),
    ],
)
def test_a_position_is_read(typed: str, latitude: float, longitude: float) -> None:
    assert coordinates.read(typed) == pytest.approx((latitude, longitude), abs=0.0001)


@pytest.mark.parametrize(
    "typed",
    [
        "35;18.12N 44;19.55E",
        "35,30",
        "35,302, 44,326",
        "35 18 07 44 19 34",
        "95, 44",
        "35, 200",
        "35.3N 44.3N",
        "-35N 44E",
        "35°60'N 44°E",
        "35.5°30'N 44°E",
        "38SMB4488",
        "35.302",
        "",
    ],
)
def test_a_position_that_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        coordinates.read(typed)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_position_written_is_read_back(latitude: float, longitude: float) -> None:
    assert coordinates.read(coordinates.write((latitude, longitude))) == (latitude, longitude)
