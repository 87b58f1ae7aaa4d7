"""Ledger: what is out about a source, and how many people it can still be (design, section 5; rules R-3.2, R-3.7).

What a persona was said to be is a set of facts. The researcher estimates how many people share some of them, and says
how they know. The bound is an upper bound: the least of all estimates about facts that are out. Where nobody said how
many share everything that is out, that is unknown, and unknown is never shown as safe.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field, StringConstraints

from fieldnotes.domain.counting import counted
from fieldnotes.domain.ids import EntityId
from fieldnotes.domain.noun import Noun

# So many people a reader should still have to choose from, where the researcher set nothing else (rule ).
ENOUGH = 20
# By how much what is only likely must exceed it.
DOUBT = 2

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{0,31}$")]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
People = Annotated[int, Field(ge=1, le=10**10)]
Key = tuple[str, str]


class Adversary(StrEnum):
    """Name who might want to know, each knowing more than the one before (rule R-3.2)."""

    READER = "reader"  # with a search engine
    INSIDER = "insider"  # a colleague, a neighbour
    SERVICE = "service"  # with records of travel, hotels, checkpoints and calls

    @property
    def said(self) -> str:
        """Return the words for one."""
        return {"reader": "a reader", "insider": "an insider", "service": "a security service"}[self.value]

    def knows(self, estimate: "Estimate") -> bool:
        """Tell whether this one can narrow people down as an estimate does."""
        order = list(Adversary)
        return order.index(estimate.adversary) <= order.index(self)


class Fact(Noun):
    """Say one thing that readers learned: its kind (place, time, description, sex, …) and the words they read.

    `coarser` are the words of the same thing on the rungs above, in order: each is true of whoever this is true of.
    """

    kind: Kind
    words: Words
    coarser: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Say it on one line."""
        return f"{self.kind}: {' '.join(self.words.split())}"

    @property
    def key(self) -> Key:
        """Return what makes two facts the same: the kind, and the words whatever their case, spacing and signs."""
        return self.kind, _plain(self.words)

    @property
    def implied(self) -> frozenset[Key]:
        """Return the keys of this fact and of everything that follows from it."""
        return frozenset({self.key, *((self.kind, _plain(words)) for words in self.coarser)})


class Disclosure(Noun):
    """Record what one publication told of a source under one persona; `title` names one entered by hand."""

    persona: Words
    facts: tuple[Fact, ...] = ()
    named: bool = False
    publication: EntityId | None = None
    title: str | None = None


class Estimate(Noun):
    """Say that at most so many people share all of these facts, for whom, and how the researcher knows.

    `among` is the population that was counted, where `people` is a share of it.
    """

    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    people: People
    how: Words
    adversary: Adversary = Adversary.READER
    among: People | None = None

    @property
    def keys(self) -> frozenset[Key]:
        """Return the keys of the facts that it is about."""
        return frozenset(fact.key for fact in self.facts)

    @property
    def said(self) -> str:
        """Say it on one line."""
        facts = "; ".join(fact.said for fact in self.facts)
        return f"at most {counted(self.people, 'person', 'people')} for {self.adversary.said}: {facts}"


class Threshold(Noun):
    """Say how many people an adversary must at least have to choose from, and why so many are enough."""

    people: People
    because: Words
    adversary: Adversary = Adversary.READER


@dataclass(frozen=True, slots=True)
class Bound:
    """Say how many people it can still be: at most `people`, or None where nobody estimated anything.

    `by` are the facts of the estimate that decides. `joint` tells that somebody estimated everything that is out
    together; else `likely` is what would be left if the facts had nothing to do with each other, where that can be
    computed at all, and it is no bound.
    """

    people: int | None
    by: tuple[Fact, ...] = ()
    joint: bool = False
    likely: int | None = None

    @property
    def least(self) -> int | None:
        """Return the smallest number that speaks for this: the bound, or what is likely where that is less."""
        known = [number for number in (self.people, None if self.joint else self.likely) if number is not None]
        return min(known, default=None)

    def said(self, enough: int | None) -> str:
        """Say it in words, beside how many are *enough*, where somebody said so."""
        if self.people is None:
            return "unknown"
        words = f"at most {counted(self.people, 'person', 'people')}"
        if not self.joint:
            words += ", and nobody estimated all of it together"
            words += f"; if the facts are independent, about {self.likely}" if self.likely else ""
        too_few = enough is not None and self.is_below(enough)
        return f"{words}: fewer than the {enough} that should be left" if too_few else words

    def is_below(self, enough: int) -> bool:
        """Tell whether it is known, or likely, to be fewer than *enough*.

        Facts are seldom independent: of a number that nobody counted twice as many are asked.
        """
        likely = None if self.joint else self.likely
        counted = self.people is not None and self.people < enough
        return counted or (likely is not None and likely < DOUBT * enough)


def bound(facts: Iterable[Fact], estimates: Iterable[Estimate], adversary: Adversary = Adversary.READER) -> Bound:
    """Return how many people an adversary has to choose from, who knows all these facts."""
    known = narrowest(facts)
    out = {key for fact in known for key in fact.implied}
    about = [one for one in latest(estimates) if adversary.knows(one) and one.keys <= out]
    if not about:
        return Bound(None)
    tightest = min(about, key=lambda one: one.people)
    everything = {fact.key for fact in known}
    joint = any(everything <= one.keys for one in about)
    return Bound(tightest.people, tightest.facts, joint, _likely(known, about))


def unestimated(facts: Iterable[Fact], estimates: Iterable[Estimate], adversary: Adversary) -> tuple[Fact, ...]:
    """Return the facts of which nobody said how many people share them, alone or with others that are out."""
    known = narrowest(facts)
    out = {key for fact in known for key in fact.implied}
    said = {key for one in latest(estimates) if adversary.knows(one) and one.keys <= out for key in one.keys}
    return tuple(fact for fact in known if not fact.implied & said)


def idle(facts: Iterable[Fact], estimates: Iterable[Estimate]) -> list[Estimate]:
    """Return the estimates that say nothing yet: something that they are about is not out, or is called otherwise."""
    out = {key for fact in facts for key in fact.implied}
    return [one for one in latest(estimates) if not one.keys <= out]


def narrowest(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts without those that follow from another one, each once, in order."""
    once = list({fact.key: fact for fact in facts}.values())
    return tuple(fact for fact in once if not any(fact.key in other.implied for other in once if other.key != fact.key))


def latest(estimates: Iterable[Estimate]) -> list[Estimate]:
    """Return the estimates that count: of several about the same facts for the same adversary, the last one."""
    return list({(one.keys, one.adversary): one for one in estimates}.values())


@dataclass(frozen=True, slots=True)
class Step:
    """Say what saying one fact less exactly would bring: the words in its place, or None to leave it out."""

    fact: Fact
    words: str | None
    then: Bound


def costliest(facts: Sequence[Fact], estimates: Sequence[Estimate], adversary: Adversary) -> Step | None:
    """Return the fact without which most people would be left; None where leaving out none of them changes anything.

    One after which nobody knows how many are left is only named where no number can be.
    """
    now = bound(facts, estimates, adversary)
    known = narrowest(facts)
    steps = [Step(one, None, bound([o for o in known if o is not one], estimates, adversary)) for one in known]
    gains = [step for step in steps if _more(step.then, now)]
    return max(gains, key=lambda step: step.then.least or 0, default=None)


def cheapest(
    already: Sequence[Fact], new: Sequence[Fact], estimates: Sequence[Estimate], adversary: Adversary, enough: int
) -> Step | None:
    """Return the smallest step by which *new* facts, beside those that are *already* out, leave *enough* people.

    To say something less exactly is a smaller step than not to say it, and a number is better than an unknown one.
    Where no single step is enough, the one that brings most; None where none brings anything.
    """
    now = bound([*already, *new], estimates, adversary)
    steps = [
        (height, Step(fact, words, bound([*already, *_with(new, fact, words, height)], estimates, adversary)))
        for fact in narrowest(new)
        for height, words in enumerate((*fact.coarser, None), start=1)
    ]
    useful = [(height, step) for height, step in steps if _more(step.then, now)]
    reaching = [(height, step) for height, step in useful if not step.then.is_below(enough)]
    if reaching:
        return min(reaching, key=lambda each: (each[1].then.least is None, each[1].words is None, each[0]))[1]
    return max(useful, key=lambda each: each[1].then.least or 0, default=(0, None))[1]


def _with(facts: Sequence[Fact], fact: Fact, words: str | None, height: int) -> Iterator[Fact]:
    """Yield the facts with *words* in the place of one, or (None) without it."""
    for each in facts:
        if each.key != fact.key:
            yield each
        elif words is not None:
            yield Fact(kind=fact.kind, words=words, coarser=fact.coarser[height:])


def _more(then: Bound, now: Bound) -> bool:
    return _size(then) > _size(now)


def _size(of: Bound) -> float:
    return float("inf") if of.least is None else of.least


def _likely(known: Sequence[Fact], about: Collection[Estimate]) -> int | None:
    """Return how many would share all facts if those that were estimated apart had nothing to do with each other.

    None where no two shares of one population are told, or where somebody estimated all of those together.
    """
    apart = _shares_apart(known, [one for one in about if one.among is not None])
    populations = {one.among for one in apart}
    together = {key for one in apart for key in one.keys}
    if len(apart) < 2 or len(populations) != 1 or any(together <= one.keys for one in about):
        return None
    whole = populations.pop() or 1
    left = Fraction(whole)
    for one in apart:
        left *= Fraction(min(one.people, whole), whole)
    return max(1, round(left))


def _shares_apart(known: Sequence[Fact], shares: Sequence[Estimate]) -> list[Estimate]:
    """Return shares that have no fact in common, those about most facts first, and of equals the smallest."""
    left = [fact.implied for fact in known]
    found: list[Estimate] = []
    for one in sorted(shares, key=lambda each: (-len(each.keys), each.people)):
        used = [keys for keys in left if keys & one.keys]
        if len(used) == len(one.keys):
            found.append(one)
            left = [keys for keys in left if keys not in used]
    return found


def _plain(words: str) -> str:
    """Return what is compared of words: their letters, marks and digits, in any case and any way to write them."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    kept = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded)
    return " ".join("".join(kept).split()) or folded
