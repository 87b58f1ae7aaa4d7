"""Read and write moments and positions in a recording as people type them; nothing is guessed that has two readings."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from fieldnotes.errors import UsageError

NOON = time(12)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_ISO = re.compile(r"(?<=\d)t(?=\d)")  # parts day and clock in ISO 8601
_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d{2}))?")
_BEFORE = {"today": 0, "yesterday": 1}


def zone(text: str) -> timezone:
    """Return a zone written "+03:00", "+3", "-0330" or "UTC".

    Raises:
        UsageError: it is none of these.
    """
    words = text.translate(_DIGITS).replace("−", "-").strip()
    if words.upper() in ("UTC", "Z"):
        return UTC
    found = _OFFSET.fullmatch(words)
    minutes = int(found[2]) * 60 + int(found[3] or 0) if found else 24 * 60
    if found is None or minutes > 14 * 60 or int(found[3] or 0) > 59:
        raise UsageError("this is no difference from UTC", "write it like +03:00")
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


def here(now: datetime) -> str:
    """Return the machine's own difference from UTC at a moment: "+03:00"."""
    return offset(now.astimezone())


def offset(moment: datetime) -> str:
    """Return the difference from UTC that a moment carries."""
    said = moment.strftime("%z") or "+0000"
    return f"{said[:3]}:{said[3:5]}"


def moment(text: str, place: timezone, now: datetime, by_itself: time = NOON) -> datetime:
    """Return a moment written "2026-11-20 18:00", "today 18:00", "yesterday", "18:00" or "now", in a zone.

    A day without a clock is meant at *by_itself*.

    Raises:
        UsageError: it is none of these, or no day of the calendar.
    """
    words = _ISO.sub(" ", text.translate(_DIGITS).lower().replace(",", " ")).split()
    if words == ["now"]:
        return now.astimezone(place).replace(second=0, microsecond=0)
    today = now.astimezone(place).date()
    try:
        if words and (word := words[0]) in _BEFORE:
            day, words = today - timedelta(days=_BEFORE[word]), words[1:]
        elif words and (found := _DAY.fullmatch(words[0])):
            day, words = today.replace(year=int(found[1]), month=int(found[2]), day=int(found[3])), words[1:]
        else:
            day = today
            if not words:
                raise _unreadable()
        return datetime.combine(day, _clock(words, by_itself), place)
    except ValueError:
        raise _unreadable() from None


def _clock(words: list[str], by_itself: time) -> time:
    if not words:
        return by_itself
    found = _CLOCK.fullmatch(words[0]) if len(words) == 1 else None
    if found is None:
        raise _unreadable()
    return time(int(found[1]), int(found[2]))


def _unreadable() -> UsageError:
    return UsageError("this is no date that can be read in one way only", "write 2026-11-20 18:00, or: yesterday 18:00")


def written(when: datetime) -> str:
    """Return a moment as `moment` reads it, in its own zone."""
    return when.strftime("%Y-%m-%d %H:%M")


def seconds(text: str) -> float | None:
    """Return the seconds of a time code, "12:34", "1:02:03" or "754"; None for nothing.

    Raises:
        UsageError: it is no time code.
    """
    words = text.translate(_DIGITS).strip()
    if not words:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?|\d{1,3}:[0-5]\d(\.\d{1,3})?|\d{1,3}:[0-5]\d:[0-5]\d(\.\d{1,3})?", words):
        raise UsageError("this is no time code", "write 12:34, 1:02:03 or seconds")
    total = 0.0
    for part in words.split(":"):
        total = total * 60 + float(part)
    return total


def time_code(total: float | None) -> str:
    """Return seconds as a time code; nothing for None."""
    if total is None:
        return ""
    minutes, rest = divmod(total, 60)
    hours, minutes = divmod(int(minutes), 60)
    tail = f"{rest:06.3f}".rstrip("0").rstrip(".")
    return f"{hours}:{minutes:02}:{tail}" if hours else f"{minutes}:{tail}"
