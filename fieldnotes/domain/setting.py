"""Setting: when an interview took place, as exactly as readers may know it, and less exactly."""

from fieldnotes.domain.interview import Interview
from fieldnotes.domain.location import Location
from fieldnotes.domain.rungs import TimeRung, say_time


def time_at(interview: Interview, place: Location | None, rung: TimeRung) -> str:
    """Say when an interview took place, at a rung; seasons are those of its place."""
    southern = place is not None and place.coordinates is not None and place.coordinates[0] < 0
    return say_time(interview.started, rung, southern=southern)


def times_from(interview: Interview, place: Location | None, lowest: TimeRung) -> list[str]:
    """Say when an interview took place on every rung from *lowest* up."""
    return [time_at(interview, place, rung) for rung in TimeRung if not rung.is_finer_than(lowest)]
