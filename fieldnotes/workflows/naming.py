"""Suggest pseudonyms that give nobody away; which of the possible ones, chance alone decides.

Never suggested is what shares an initial, a part or the sound with the real name; what is, holds or sounds like anybody
else's name or pseudonym, or a place; and what anybody in the vault was ever called, for readers may remember it. Were
the next free letter or number taken, the order of entry would show; were the choice made from the name, so would that.
"""

import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, zip_longest

from fieldnotes.domain.identity import CardRevision, Identity
from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.redaction.naming import candidates, given_names, honorifics
from fieldnotes.redaction.naming.candidates import Candidate
from fieldnotes.redaction.naming.giveaways import Giveaways, telling
from fieldnotes.vault import rows
from fieldnotes.vault.folding import fold
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook, people, records, unfinished

ANYONE, MAN, WOMAN = "any", "m", "f"
_NUMBER = re.compile(r"\d+")
_SMALLEST_RANGE = 99
_CHANCE = secrets.SystemRandom()

LOCKED = "the identities are locked: nobody can know what a name or a letter would give away, so these are codes"
NAMELESS = "no name is on the card: nobody can know what would give it away, so these are codes"


class Style(StrEnum):
    """Name a way of calling somebody: "Kak D", "Layla", "Source 17"."""

    HONORIFIC = "honorific"
    NAME = "name"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Hold a pseudonym, the handle that goes with it, and what explains it (see `Candidate`)."""

    pseudonym: str
    handle: str
    style: Style
    said_to: str = ANYONE
    gloss: str | None = None
    claims: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Hold what is suggested, and in one sentence why it is not what or not as much as was asked for."""

    offered: tuple[Suggestion, ...]
    said: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Namer:
    """Hold what must not be given away, and suggest until it is let go of; it needs the vault no more.

    Attributes:
        person: the names on the card; None where they are not known, and `unknown` says why.
        others: all other people's names and pseudonyms, and places.
        taken: folded pseudonyms, of now and ever, and places; `handles` and `numbers` likewise.
        languages: codes that fit the source, the likeliest first.
    """

    person: Giveaways | None
    others: Giveaways
    taken: frozenset[str]
    handles: frozenset[str]
    numbers: frozenset[int]
    languages: tuple[str, ...]
    unknown: str

    def suggest(self, style: Style, language: str, said_to: str, count: int, shown: Collection[str] = ()) -> Suggested:
        """Return *count* suggestions, or as many as there are, none of which is among those *shown* before."""
        if style is Style.CODE or self.person is None:
            found = self._drawn(self._codes(), Style.CODE, count, shown)
            return Suggested(found, self.unknown if style is not Style.CODE else "")
        listed = candidates.with_honorifics if style is Style.HONORIFIC else candidates.given_names
        found = self._drawn(listed(language, said_to), style, count, shown)
        if len(found) == count:
            return Suggested(found)
        what = "honorific" if style is Style.HONORIFIC else "given name"
        if found:
            return Suggested(found, f"these are the last {what}s of this language that give nobody away")
        other = "other " if shown else ""
        return Suggested((), f"no {other}{what} of this language is left: take another language or style")

    def _drawn(
        self, possible: Iterable[Candidate], style: Style, count: int, shown: Collection[str]
    ) -> tuple[Suggestion, ...]:
        """Draw by chance, from each word of respect in turn, so that a handful shows more than one."""
        pool = [one for one in possible if one.pseudonym not in shown]
        _CHANCE.shuffle(pool)
        groups: dict[str, list[Candidate]] = {}
        for one in pool:
            groups.setdefault(one.beside, []).append(one)
        turns = zip_longest(*(filter(self._is_free, group) for group in groups.values()))
        free = (one for turn in turns for one in turn if one is not None)
        return tuple(_suggestion(one, style) for one in islice(free, count))

    def _is_free(self, one: Candidate) -> bool:
        """Tell whether a candidate gives nobody away and was never used."""
        handle = people.suggest_handle(one.pseudonym, ())
        if key(one.pseudonym) in self.taken or handle in self.handles or handle == INTERVIEWER:
            return False
        if self.person is not None:
            if self.person.shared(one.pseudonym) or self.person.shared(handle.replace("-", " ")):
                return False
            if any(known.has_word(word) for word in one.beside.split() for known in (self.person, self.others)):
                return False
        return bool(one.beside) or one.is_code or not self.others.resembles(one.pseudonym)

    def _codes(self) -> Iterator[Candidate]:
        """Yield codes whose number nobody has; the numbers grow once half of them are taken, never one by one."""
        most = _SMALLEST_RANGE
        while sum(1 for number in self.numbers if 1 < number <= most) > most // 2:
            most = most * 10 + 9
        free = [number for number in range(2, most + 1) if number not in self.numbers]
        return candidates.codes(free, lettered=self.person is not None)


def key(pseudonym: str) -> str:
    """Return the letters and digits by which two pseudonyms are the same to a reader: "Kak D", "kak-d"."""
    return fold(pseudonym).replace(" ", "")


def languages(style: Style) -> Mapping[str, str]:
    """Return the languages that have suggestions in a *style*, by code: what they are called in English."""
    called = {code: language.called for code, language in given_names.languages().items()}
    if style is Style.CODE:
        return {}
    return {code: called[code] for code in (honorifics.honorifics() if style is Style.HONORIFIC else called)}


def namer(vault: Vault, handle: str | None, typed: Identity | None = None) -> Namer:
    """Gather what must not be given away by a pseudonym of a source, or (None) of one that is not in the vault yet.

    *typed* is what stands on its card and was not kept yet. Without the identities only codes will be suggested.

    Raises:
        UsageError: there is no such source.
        Damaged: a sealed row cannot be opened or verified.
    """
    entity = records.expected(vault, handle, rows.SOURCE).entity if handle is not None else b""
    opened = vault.identities_open
    cards = _cards(vault) if opened else {}
    own = [*cards.pop(entity, ()), *([typed] if typed is not None else ())]
    used = _Used(vault)
    places = list(_places(vault))
    everybody = [*(" ".join(telling(one)) for one in used.pseudonyms), *places]
    everybody += [name for known in cards.values() for card in known for name in people.names_of(card)]
    names = [name for card in own for name in people.names_of(card)]
    is_known = opened and any(card.all_names for card in own)
    spoken = _spoken(vault, handle)
    return Namer(
        Giveaways(names) if is_known else None,
        Giveaways(everybody if is_known else (), pieces=False),
        frozenset(map(key, (*used.pseudonyms, *places))),
        frozenset(used.handles),
        frozenset(int(n) for name in (*used.pseudonyms, *used.handles) for n in _NUMBER.findall(name) if len(n) < 7),
        spoken,
        "" if is_known else NAMELESS if opened else LOCKED,
    )


class _Used:
    """Hold the pseudonyms and handles that any source or place of the vault has, had, or is about to have."""

    def __init__(self, vault: Vault) -> None:
        self.pseudonyms: list[str] = []
        self.handles: set[str] = {INTERVIEWER}
        for _, source in notebook.sources(vault).values():
            self._source(source)
        readers: dict[str, Callable[[bytes], None]] = {
            rows.SOURCE: lambda body: self._source(rows.noun_of(Source, body)),
            rows.LOCATION: lambda body: self.handles.add(rows.noun_of(Location, body).handle),
            rows.SEALED_LOCATION: lambda body: self.handles.add(rows.noun_of(SealedLocation, body).handle),
        }
        for revision in vault.earlier_revisions():  # of what was removed, too
            if revision.kind in readers:
                readers[revision.kind](revision.body)
        self.handles.update(notebook.locations(vault))
        for draft in vault.drafts():
            if draft.kind == rows.SOURCE and (vault.identities_open or not draft.sealed):
                typed = rows.noun_of(unfinished.FormDraft, vault.open_draft(draft)).values
                self._named(str(typed.get("pseudonym", "")), str(typed.get("handle", "")))

    def _source(self, source: Source) -> None:
        self._named(source.pseudonym, source.handle)

    def _named(self, pseudonym: str, handle: str) -> None:
        self.pseudonyms += [pseudonym] if pseudonym else []
        self.handles.update([handle] if handle else [])


def _cards(vault: Vault) -> dict[bytes, list[Identity]]:
    """Return all that was ever sealed by source, of removed ones, too, what was retired, and what is being typed."""
    found: dict[bytes, list[Identity]] = {}
    for seal in vault.seals(rows.IDENTITY):
        found.setdefault(seal.entity, []).append(rows.noun_of(CardRevision, vault.unseal(seal)).adds)
    for draft in vault.drafts():
        if draft.kind == rows.IDENTITY:
            found.setdefault(draft.entity, []).append(rows.noun_of(Identity, vault.open_draft(draft)))
    return found


def _places(vault: Vault) -> Iterator[str]:
    """Yield what places are called, and what is published of them."""
    for _, place in notebook.locations(vault).values():
        if isinstance(place, Location):
            yield from (place.name, *place.aliases)
        yield from (words for rung in PlaceRung if (words := place.ladder.at(rung)))


def _spoken(vault: Vault, handle: str | None) -> tuple[str, ...]:
    """Return the languages of the interviews of a source, then of all others; the commonest first, then the first."""
    ours: dict[str, int] = {}
    for kept in notebook.interviews(vault).values():
        is_theirs = any(participant.source == handle for participant in kept.interview.participants)
        for language in kept.interview.languages:
            code = language.partition("-")[0].lower()
            ours[code] = ours.get(code, 0) + (1_000_000 if is_theirs else 1)
    return tuple(sorted(ours, key=lambda code: -ours[code]))


def _suggestion(one: Candidate, style: Style) -> Suggestion:
    handle = people.suggest_handle(one.pseudonym, ())
    return Suggestion(one.pseudonym, handle, style, one.said_to, one.gloss, one.claims)


def chosen_language(known: Namer, style: Style, asked: str | None) -> str:
    """Return the code of the language to suggest in: the one *asked* for, else the likeliest that has any.

    Raises:
        UsageError: nothing is known in it, or no language is named and none can be told from the interviews.
    """
    possible = languages(style)
    if asked is not None and asked not in possible:
        raise UsageError("nothing is known in this language", f"known: {', '.join(possible)}")
    found = asked or next(iter(spoken_in(known, style)), None)
    if found is None:
        raise UsageError("which language is meant cannot be told from the interviews", "name one: --lang ckb")
    return found


def spoken_in(known: Namer, style: Style) -> list[str]:
    """Return the languages of the interviews in which something is known, the likeliest first."""
    possible = languages(style)
    return [code for code in known.languages if code in possible]
