"""Read out of a finished article what it tells of whom: a persona, the agreed description, rungs of place and time.

Words are only looked for where they can be: of each source the settings of the interviews that they gave.
"""

from collections.abc import Iterator

from fieldnotes.domain.interview import Interview
from fieldnotes.domain.ledger import Disclosure, Fact
from fieldnotes.domain.rungs import TimeRung, say_time
from fieldnotes.domain.selection import interviewees
from fieldnotes.workflows.promised import Promised, stands
from fieldnotes.workflows.protection import Protected


def told_in(words: str, promised: Promised, protected: Protected, title: str | None) -> dict[str, Disclosure]:
    """Return what an article tells of each source whose persona or own name stands in it."""
    found: dict[str, Disclosure] = {}
    for person in promised.people(protected):
        called = [name for name in (*person.personas, *person.names) if stands(name, words)]
        if called:
            facts = tuple(_facts(words, person.handle, promised, protected))
            named = called[0] in person.names
            found[person.handle] = Disclosure(persona=called[0], facts=facts, named=named, title=title)
    return found


def _facts(words: str, handle: str, promised: Promised, protected: Protected) -> Iterator[Fact]:
    """Yield the agreed descriptions, places and times that stand in *words*, each as exactly as it stands there."""
    of_them = [one.choice for one in promised.spoken.values() if one.choice.passage.speaker == handle]
    described = {protected.sources[handle].describe_as, *(text for one in of_them for text in one.bits.descriptions)}
    yield from (Fact(kind="description", words=one) for one in sorted(filter(None, described)) if stands(one, words))
    once: dict[tuple[str, str], Fact] = {}
    for interview in promised.interviews:
        said = [one.choice.passage for where, one in promised.spoken.items() if where.startswith(f"{interview.code}:")]
        if handle in interviewees(interview, said, protected.roles):
            ladders = {"place": _places(interview, protected), "time": _times(interview, protected)}
            once.update({fact.key: fact for kind, rungs in ladders.items() for fact in _lowest(kind, rungs, words)})
    yield from once.values()


def _lowest(kind: str, rungs: list[str], words: str) -> Iterator[Fact]:
    """Yield the lowest rung that stands in *words*, if one does."""
    for height, rung in enumerate(rungs):
        if stands(rung, words):
            yield Fact(kind=kind, words=rung, coarser=tuple(rungs[height + 1 :]))
            return


def _places(interview: Interview, protected: Protected) -> list[str]:
    place = protected.places.get(interview.location or "")
    return place.public_rungs() if place is not None else []


def _times(interview: Interview, protected: Protected) -> list[str]:
    place = protected.places.get(interview.location or "")
    southern = place is not None and place.coordinates is not None and place.coordinates[0] < 0
    rungs = [rung for rung in TimeRung if not rung.is_finer_than(interview.publish_time)]
    return [say_time(interview.started, rung, southern=southern) for rung in rungs]
