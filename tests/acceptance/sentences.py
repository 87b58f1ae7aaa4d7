"""Interviews full of disguised secrets: one passage for each disguise, marked so that it is found again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.acceptance.disguises import ANY_SCRIPT, ARABIC, CASED
from tests.acceptance.disguises_data import ACCOUNT, EMAIL, NUMBER, PHONE, PHRASE, POSITION
from tests.acceptance.disguises_deep import BEYOND, stacked
from tests.acceptance.world import Person, Record, World, tag

FRAMES = (
    "we met {} near the gate before noon.",
    "they asked for {} again, and nobody answered.",
    "my brother had written to {} about it.",
    "{} came at night, alone.",
    "it was about {}, as always; so we left.",
)
ARABIC_FRAMES = ("قال لنا إن {} كان هناك.", "سألوا عن {} في ذلك المساء.")
CYRILLIC_FRAMES = ("ми бачили {} біля воріт.", "там чекали {} цілий день.")
RIGHT_TO_LEFT = {"arabic", "sorani", "persian"}


@dataclass(frozen=True)
class Case:
    """One passage: which kind of disguise of what, whose, and the words as typed."""

    kind: str
    owner: str
    disguised: str
    frame: str
    beyond: bool = False

    def text(self, number: int) -> str:
        """Return the passage, with ordinary words in front that mark it."""
        return f"{tag(number)}: {self.frame.replace('{}', self.disguised)}"


def _names(chance: random.Random, owner: str, script: str, parts: tuple[str, str]) -> Iterator[Case]:
    """Yield every kind of disguise that makes sense for a name in `script`."""
    frames = ARABIC_FRAMES if script in RIGHT_TO_LEFT else CYRILLIC_FRAMES if script == "cyrillic" else FRAMES
    special = ARABIC if script in RIGHT_TO_LEFT else CASED
    pair_only = {"camel case", "table cells"}
    for group, kinds, beyond in (("name", ANY_SCRIPT, False), ("name", special, False), ("beyond", BEYOND, True)):
        for kind, write in kinds.items():
            if (parts[1] or kind not in pair_only) and (not beyond or len(parts[0]) >= 6):
                words = write(chance, parts)
                yield Case(f"{group}: {kind}", owner, words, chance.choice((*frames, *FRAMES)), beyond)
    for number in range(40):
        words = stacked(chance, parts, special)
        yield Case(f"stacked: {number // 2}", owner, words, chance.choice((*frames, *FRAMES)))


def _data(chance: random.Random, person: Person) -> Iterator[Case]:
    """Yield every kind of disguise of a person's numbers, addresses and phrases."""
    for group, kinds, secret in (
        ("phone", PHONE, person.phone),
        ("e-mail", EMAIL, person.email),
        ("account", ACCOUNT, person.account),
        ("number", NUMBER, person.number),
        ("organisation", PHRASE, person.organisation),
        ("post", PHRASE, person.post),
    ):
        for kind, write in kinds.items():
            yield Case(f"{group}: {kind}", person.handle, write(secret), chance.choice(FRAMES))
    local, _, domain = person.email.partition("@")
    yield Case("e-mail: local part", person.handle, local, chance.choice(FRAMES), beyond=True)
    yield Case("e-mail: other domain", person.handle, f"{local}@new.{domain}", chance.choice(FRAMES), beyond=True)


def all_cases(world: World) -> list[Case]:
    """Return every disguise of every secret of a world."""
    chance = random.Random(world.seed)
    cases: list[Case] = []
    for person in world.people:
        cases += _names(chance, person.handle, "latin", (person.given, person.family))
        cases += _names(chance, person.handle, person.script, (person.native_given, person.native_family))
        cases += _data(chance, person)
    for place, script in zip(world.places, ("latin", "arabic", "sorani", "cyrillic"), strict=True):
        cases += _names(chance, place.handle, script, (place.native, ""))
        cases += _names(chance, place.handle, "latin", (place.name, ""))
        cases += [
            Case(f"position: {kind}", place.handle, write(place.latitude, place.longitude), chance.choice(FRAMES))
            for kind, write in POSITION.items()
        ]
    return cases


def sample(world: World, each: int) -> list[Case]:
    """Return at most `each` cases of every kind, drawn by the seed of the world."""
    chance = random.Random(world.seed + 1)
    kinds: dict[str, list[Case]] = {}
    for case in all_cases(world):
        kinds.setdefault(case.kind, []).append(case)
    return [case for cases in kinds.values() for case in chance.sample(cases, min(each, len(cases)))]


def _passage(case: Case, number: int, speaker: str) -> Record:
    """Return a passage whose words get onto the page as a quotation, a translation or a paraphrase, by turns."""
    words = case.text(number)
    shapes: tuple[Record, ...] = (
        {"text": words},
        {"text": "…", "translation": words},
        {"text": "…", "paraphrase": words, "terms": {"label": "background", "quote": False}},
    )
    return {"speaker": speaker} | shapes[number % 3]


def interviews(world: World, cases: list[Case], size: int = 100) -> list[Record]:
    """Return interviews of at most `size` passages each, spoken by the world's people in turn."""
    found = []
    for start in range(0, len(cases), size):
        speaker = world.people[start // size % len(world.people)].handle
        found.append(
            {
                "code": f"INT-{start // size + 1:03}",
                "started": "2031-05-04T10:00:00+03:00",
                "location": world.places[start // size % len(world.places)].handle,
                "mode": "in-person",
                "terms": {"label": "background"},
                "participants": [{"source": speaker, "as": "interviewee"}],
                "passages": [
                    _passage(case, start + offset, speaker) for offset, case in enumerate(cases[start : start + size])
                ],
            }
        )
    return found
