"""Read an instant from the command line."""

from datetime import UTC, datetime

from fieldnotes.errors import UsageError


def instant(text: str | None, option: str = "--now") -> datetime:
    """Return the instant that an option gives, in ISO 8601 with a zone, or without one the present."""
    if text is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        given = None
    if given is None or given.tzinfo is None:
        raise UsageError(f"{option} is no instant with a zone", "for example 2026-01-31T12:00:00+00:00")
    return given
