"""Write bytes, speeds and durations for people, and read what a person allows."""

from fieldnotes.errors import UsageError

_UNITS = {"": 1, "k": 1000, "m": 1000_000, "g": 1000_000_000}
_SLOWEST, _FASTEST = 128, 1 << 40


def size(count: float) -> str:
    """Write a number of bytes, in powers of a thousand."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    raise AssertionError


def duration(seconds: float) -> str:
    """Write a duration."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def amount(text: str) -> int:
    """Read a number of bytes, with k, M or G behind for powers of a thousand; raises UsageError for anything else."""
    number, unit = (text[:-1], text[-1].lower()) if text[-1:].isalpha() else (text, "")
    if not number.isdecimal() or unit not in _UNITS:
        raise UsageError("this is not a number of bytes", "write 500k, 20M or 1G")
    return int(number) * _UNITS[unit]


def rate(text: str) -> int:
    """Read a limit as rsync and restic have it: bytes a second, with k or M behind for powers of a thousand.

    Raises UsageError for anything else.
    """
    try:
        read = amount(text) if text[-1:].lower() != "g" else 0
    except UsageError:
        read = 0
    if not _SLOWEST <= read <= _FASTEST:
        raise UsageError("the limit is not a number of bytes a second", "write 20k or 2M; the least is 128")
    return read
