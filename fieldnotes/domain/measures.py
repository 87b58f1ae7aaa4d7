"""Write bytes, speeds and durations for people, and read the speed that a person allows."""

from fieldnotes.errors import UsageError

_UNITS = {"": 1, "k": 1000, "m": 1000_000}
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


def rate(text: str) -> int:
    """Read a limit as rsync and restic have it: bytes a second, with k or M behind for powers of a thousand.

    Raises UsageError for anything else.
    """
    number, unit = (text[:-1], text[-1]) if text[-1:] in tuple("kKmM") else (text, "")
    factor = _UNITS[unit.lower()]
    if not number.isdecimal() or not _SLOWEST <= int(number) * factor <= _FASTEST:
        raise UsageError("the limit is not a number of bytes a second", "write 20k or 2M; the least is 128")
    return int(number) * factor
