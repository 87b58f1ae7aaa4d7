"""Tell the gate whom and what to protect: every card and every place of the vault becomes a subject."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldnotes.domain.consent import undescribed
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview
from fieldnotes.domain.location import Location, SealedLocation
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.source import Source
from fieldnotes.redaction.generalising import PLACE_CLASSES
from fieldnotes.redaction.pipeline import Gate, LockedGate
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import consenting, notebook, preferences

SOMEWHERE = "a place"


@dataclass(frozen=True, slots=True)
class Protected:
    """Hold what the gate needs for one export, by handle.

    `roles` maps the handles of people in protected roles to their class; `public` tells of each
    location whether a rung of it may be printed at all; `models` are asked about unknown names as well.
    """

    sources: Mapping[str, Source]
    cards: Mapping[str, Identity]
    roles: Mapping[str, str]
    places: Mapping[str, Location]
    people: Mapping[str, Subject]
    sites: Mapping[str, Subject]
    public: Mapping[str, bool]
    models: tuple[str, ...] = ()

    def gate(self, named: frozenset[str], besides: Sequence[Subject] = ()) -> Gate:
        """Compile the gate for a page on which the sources in *named* appear under their own name.

        What is protected *besides* people and places: the days of interviews, for a text that others wrote.
        """
        people = {handle: self._as_published(handle, handle in named) for handle in self.people}
        subjects = [*people.values(), *self.sites.values(), *besides]
        return Gate(subjects, {**people, **self.sites}, self.countries, self.models)

    @property
    def countries(self) -> frozenset[str]:
        """Return the names of the countries that the notes are about."""
        return frozenset(place.ladder.country for place in self.places.values() if place.ladder.country)

    def under(self, personas: Mapping[str, str]) -> "Protected":
        """Return this for a page on which some sources appear under other personas, and under no other name of theirs.

        The gloss of a pseudonym would say what it is, and goes.
        """
        sources, people = dict(self.sources), dict(self.people)
        for handle, persona in personas.items():
            former = sources[handle].pseudonym
            sources[handle] = sources[handle].model_copy(update={"pseudonym": persona, "gloss": None})
            subject = people[handle]
            hidden = (*subject.personas, *((former,) if former != persona else ()))
            people[handle] = subject if self.roles.get(handle) else replace(subject, label=persona, personas=hidden)
        return replace(self, sources=sources, people=people)

    def locked_gate(self) -> LockedGate:
        """Return what covers texts while the identities are locked."""
        return LockedGate({**self.people, **self.sites})

    def _as_published(self, handle: str, by_name: bool) -> Subject:
        subject, card = self.people[handle], self.cards.get(handle)
        if not by_name or card is None or card.name is None:
            return subject
        persona = (self.sources[handle].pseudonym,)
        return replace(subject, label=card.name, own_name=card.name, personas=persona)


def protect(vault: Vault, coarser: PlaceRung | None, unsaved: Interview | None = None) -> Protected:
    """Gather every identity and place of the vault; the identities must be open.

    The parts taken in an *unsaved* head of an interview count beside those of the vault.

    Raises:
        Locked: the identities are not open.
        Damaged: a sealed row cannot be opened or verified.
    """
    kept = notebook.sources(vault)
    cards = {h: card for h, (entity, _) in kept.items() if (card := notebook.card(vault, entity)) is not None}
    return _gathered(vault, cards, coarser, unsaved)


def protect_locked(vault: Vault, unsaved: Interview) -> Protected:
    """Gather what can be read while the identities are locked: no cards, and of sealed places the public rungs.

    It is good for a preview that covers everything doubtful, and for nothing else.
    """
    return _gathered(vault, {}, None, unsaved)


def protect_without_cards(vault: Vault) -> Protected:
    """Gather what a finished article can be compared with while the identities are locked: no card is known.

    What is found by it gives away; that nothing is found says nothing about names.
    """
    return _gathered(vault, {}, None, None)


def _gathered(
    vault: Vault, cards: Mapping[str, Identity], coarser: PlaceRung | None, unsaved: Interview | None
) -> Protected:
    silent = undescribed(consenting.events(vault))
    sources = {handle: _described(source, silent) for handle, (_, source) in notebook.sources(vault).items()}
    roles = notebook.protected_roles(vault, unsaved)
    places = {handle: _readable(place) for handle, (_, place) in notebook.locations(vault).items()}
    people = {h: _person(source, cards.get(h), roles.get(h)) for h, source in sources.items()}
    sites, public = _sites(places, people, coarser)
    return Protected(sources, cards, roles, places, people, sites, public, preferences.read(vault).second_opinion)


def _described(source: Source, silent: frozenset[str]) -> Source:
    """Return a source as readers may have them described: not at all where they refused that (rule R-2.1)."""
    return source.model_copy(update={"describe_as": None}) if source.handle in silent else source


def _readable(place: Location | SealedLocation) -> Location:
    """Return a place; of one that is sealed now only what readers may know."""
    if isinstance(place, Location):
        return place
    return Location(handle=place.handle, name="", ladder=place.ladder, publish_from=place.publish_from)


def _person(source: Source, card: Identity | None, part: str | None) -> Subject:
    """Describe a source to the gate; one in a protected role loses the pseudonym as well."""
    card = card or Identity()
    return Subject(
        ref=f"source {source.handle}",
        protects=Protects.PROTECTED_ROLE if part else Protects.IDENTITY,
        label=part or source.pseudonym,
        names=tuple(name for name in (card.name,) if name),
        aliases=card.aliases,
        personas=(source.pseudonym,) if part and _is_a_name(source.pseudonym) else (),
        organisations=card.organisations,
        posts=card.posts,
        phones=card.phones,
        emails=card.emails,
        handles=(*card.handles, *_accounts(card.emails)),
        ids=card.ids,
    )


def _accounts(emails: Iterable[str]) -> list[str]:
    """Return what stands before the @ of addresses, where it is no plain word that many share ("office")."""
    locals_ = [email.partition("@")[0] for email in emails if "@" in email]
    return [local for local in locals_ if len(local) >= 5 and not local.isalpha()]


def _is_a_name(pseudonym: str) -> bool:
    """Tell a name ("Karo") from a class in small letters ("the driver"), which gives nobody away."""
    return any(word != word.lower() or word == word.upper() for word in pseudonym.split())


def _sites(
    places: Mapping[str, Location], people: Mapping[str, Subject], coarser: PlaceRung | None
) -> tuple[dict[str, Subject], dict[str, bool]]:
    """Describe the places, each at the lowest rung that gives away neither a person nor another place.

    Where two locations disagree about a word the stricter wins: the other climbs to its next rung.
    """
    sites = {handle: _site(place, coarser) for handle, place in places.items()}
    gate = Gate([*people.values(), *sites.values()], {})
    public: dict[str, bool] = {}
    for handle, place in places.items():
        rungs = place.public_rungs(coarser)
        clear = [words for words in rungs if not gate.clashes(words, besides=sites[handle])]
        public[handle] = bool(clear)
        if clear:
            sites[handle] = replace(sites[handle], label=clear[0], classes=_classes(place, coarser))
    return sites, public


def _site(place: Location, coarser: PlaceRung | None) -> Subject:
    """Describe a place to the gate; a form made of nothing but publishable words is no key."""
    open_words = frozenset(w for rung in place.public_rungs(coarser) for w in rung.casefold().split())
    hidden = [
        form
        for form in (place.name, *place.aliases, *place.hidden_rungs(coarser).values())
        if not open_words.issuperset(form.casefold().split())
    ]
    return Subject(
        ref=f"location {place.handle}",
        protects=Protects.PLACE,
        label=SOMEWHERE,
        names=tuple(dict.fromkeys(hidden)),
        coordinates=place.coordinates,
        open_words=open_words,
    )


def _classes(place: Location, coarser: PlaceRung | None) -> tuple[tuple[str, str], ...]:
    """Say what a place and each of its hidden rungs is: "a town" for a settlement.

    Its names are taken for its lowest rung; words that stand on two rungs may be either, and are a place.
    """
    hidden = place.hidden_rungs(coarser).items()
    said = [(words, SOMEWHERE if rung is PlaceRung.SITE else PLACE_CLASSES[rung.value]) for rung, words in hidden]
    if not said:
        return ()
    several = {words for words, times in Counter(words for words, _ in said).items() if times > 1}
    higher = ((words, SOMEWHERE if words in several else what) for words, what in said)
    return (*((name, said[0][1]) for name in (place.name, *place.aliases)), *higher)
