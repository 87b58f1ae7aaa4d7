"""Suspect unknown personal data of every class, and settle what is suspected twice."""

from collections.abc import Iterable, Sequence

from fieldnotes.redaction.canon import Canon
from fieldnotes.redaction.recogniser import Suspecter, Suspicion
from fieldnotes.redaction.unknown.addresses import Addresses
from fieldnotes.redaction.unknown.coordinates import Coordinates
from fieldnotes.redaction.unknown.dates import Dates
from fieldnotes.redaction.unknown.documents import Documents
from fieldnotes.redaction.unknown.names import Names
from fieldnotes.redaction.unknown.phones import REGIONS, Phones
from fieldnotes.redaction.unknown.relations import Ages, Kinship
from fieldnotes.redaction.unknown.rereading import read_once
from fieldnotes.redaction.unknown.scripts import Caseless
from fieldnotes.redaction.unknown.second_opinion import SecondOpinion, besides
from fieldnotes.redaction.unknown.suspecting import RISKS

_LOOSE = frozenset({"person", "place", "org"})
"""Kinds that are told by words alone; whatever has a form of its own wins over them."""
# On the same words, what says more of its own form wins: a link to a map is a coordinate, a date no file's number.
_ORDER = (
    "coord",
    "email",
    "account",
    "device",
    "ip",
    "passport",
    "date",
    "url",
    "handle",
    "phone",
    "id",
    "plate",
    "age",
    "kinship",
    "org",
    "place",
    "person",
)
_RANK = {kind: len(_ORDER) - position for position, kind in enumerate(_ORDER)}


class Unknown:
    """Suspect all unknown personal data; the parts are told apart only by what they look for."""

    def __init__(self, regions: Sequence[str] = REGIONS, models: Sequence[str] = ()) -> None:
        """Take the regions (ISO 3166) of which phone numbers are told by their form, and models to be asked as well."""
        self._parts: tuple[Suspecter, ...] = (
            Addresses(), Phones(regions), Coordinates(), Documents(), Dates(), Ages(), Kinship(), Names(), Caseless(),
        )  # fmt: skip
        self._second_opinion = SecondOpinion(models)
        self.covers = frozenset[str]().union(*(part.covers for part in self._parts))

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Return what is suspected, in order; no two overlap but for the sign-off of a whole passage.

        Raises:
            Unreachable: a model that is to be asked cannot answer.
        """
        text = read_once(canon)
        found = {
            suspicion for part in self._parts for suspicion in part.suspect(text) if suspicion.start < suspicion.end
        }
        whole = sorted((s for s in found if s.kind == "script"), key=lambda s: s.start)
        by_rules = settled(s for s in found if s.kind != "script")
        opinions = settled(self._second_opinion.suspect(canon))
        more = besides(opinions, by_rules, canon.raw) if opinions else ()
        return [*whole, *sorted([*by_rules, *more], key=lambda s: s.start)]


def settled(suspicions: Iterable[Suspicion]) -> list[Suspicion]:
    """Return *suspicions* in order, of overlapping ones the strongest; what it leaves uncovered stays suspected."""
    kept: list[Suspicion] = []
    for suspicion in sorted(suspicions, key=lambda s: (s.start, -s.end, -_weight(s)[0], -_weight(s)[1], s.reason)):
        beaten: list[Suspicion] = []
        while (
            kept
            and kept[-1].end > suspicion.start
            and _beats(suspicion, kept[-1])
            and kept[-1].start >= suspicion.start
        ):
            beaten.append(kept.pop())
        if not kept or kept[-1].end <= suspicion.start:
            kept.append(suspicion)
        elif _beats(suspicion, kept[-1]):
            last = kept.pop()
            kept.append(_cut(last, last.start, suspicion.start))
            kept.append(suspicion)
            if last.end > suspicion.end:
                kept.append(_cut(last, suspicion.end, last.end))
        elif suspicion.end > kept[-1].end:
            kept.append(_cut(suspicion, kept[-1].end, suspicion.end))
        if beaten and beaten[0].end > suspicion.end:
            kept.append(_cut(beaten[0], suspicion.end, beaten[0].end))
    return kept


def _weight(suspicion: Suspicion) -> tuple[int, int]:
    """Return what decides between two suspicions: a form of its own, then the kind."""
    return (suspicion.kind not in _LOOSE) * 10 + RISKS[suspicion.risk], _RANK.get(suspicion.kind, 0)


def _beats(one: Suspicion, other: Suspicion) -> bool:
    """Tell whether *one* wins the words that it shares with *other*; a longer one of equal weight keeps them."""
    return (_weight(one), one.end - one.start) > (_weight(other), other.end - other.start)


def _cut(suspicion: Suspicion, start: int, end: int) -> Suspicion:
    """Return *suspicion* for a part of its words; the term stays, so that one decision serves."""
    return Suspicion(start, end, suspicion.kind, suspicion.reason, suspicion.risk, suspicion.term)
