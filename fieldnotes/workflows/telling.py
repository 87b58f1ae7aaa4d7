"""Read out of a finished article what it tells of whom: a persona, the agreed description, rungs of place and time.

Words are only looked for where they can be: of each source the settings of the interviews that they gave.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fieldnotes.domain.interview import Interview
from fieldnotes.domain.ledger import Disclosure, Fact
from fieldnotes.domain.selection import Choice, interviewees
from fieldnotes.domain.setting import times_from
from fieldnotes.workflows.promised import Promised, stands
from fieldnotes.workflows.protection import Protected


def told_in(words: str, promised: Promised, protected: Protected, title: str | None) -> dict[str, Disclosure]:
    """Return what an article tells of each source whose persona or own name stands in it."""
    given, agreed = _given(promised, protected), _agreed(promised, protected)
    found: dict[str, Disclosure] = {}
    for person in promised.people(protected):
        called = [name for name in (*person.personas, *person.names) if stands(name, words)]
        if called:
            said = [one for one in sorted(agreed[person.handle]) if stands(one, words)]
            facts = [Fact(kind="description", words=one) for one in said]
            facts += _settings(words, given[person.handle], protected)
            named = called[0] in person.names
            found[person.handle] = Disclosure(persona=called[0], facts=tuple(facts), named=named, title=title)
    return found


def _given(promised: Promised, protected: Protected) -> dict[str, list[Interview]]:
    """Return the interviews that each source gave."""
    choices: dict[str, list[Choice]] = defaultdict(list)
    for where, one in promised.spoken.items():
        choices[where.partition(":")[0]].append(one.choice)
    found: dict[str, list[Interview]] = defaultdict(list)
    for interview in promised.interviews:
        said = [choice.passage for choice in choices[interview.code]]
        for handle in interviewees(interview, said, protected.roles):
            found[handle].append(interview)
    return found


def _agreed(promised: Promised, protected: Protected) -> dict[str, set[str]]:
    """Return the descriptions that were agreed with each source: on their card, and for what they said."""
    agreed = {handle: set(filter(None, [source.describe_as])) for handle, source in protected.sources.items()}
    for one in promised.spoken.values():
        if one.choice.bits.descriptions and one.choice.passage.speaker in agreed:
            agreed[one.choice.passage.speaker] |= one.choice.bits.descriptions
    return agreed


def _settings(words: str, interviews: Sequence[Interview], protected: Protected) -> list[Fact]:
    """Return the places and times of interviews that stand in *words*, each once and as exactly as it stands there."""
    once: dict[tuple[str, str], Fact] = {}
    for interview in interviews:
        place = protected.places.get(interview.location or "")
        ladders = {
            "place": place.public_rungs() if place is not None else [],
            "time": times_from(interview, place, interview.publish_time),
        }
        once.update({fact.key: fact for kind, rungs in ladders.items() for fact in _lowest(kind, rungs, words)})
    return list(once.values())


def _lowest(kind: str, rungs: Sequence[str], words: str) -> Iterator[Fact]:
    """Yield the lowest rung that stands in *words*, if one does."""
    for height, rung in enumerate(rungs):
        if stands(rung, words):
            yield Fact(kind=kind, words=rung, coarser=tuple(rungs[height + 1 :]))
            return
