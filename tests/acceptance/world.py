"""Invented worlds: people named after spices, metals and planets, their numbers, and the places around them.

A world is made from a seed and always comes out the same. Half of the names are drawn from lists, half are
made of random syllables, so that nobody can have written the product towards them.
"""

import random
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from tests.acceptance.judge import Secret, leaks

Record = dict[str, Any]

LISTED: dict[str, tuple[str, ...]] = {
    "latin": (
        *("Saffron", "Kemiri", "Galangal", "Asafoetida", "Nigella", "Turmerik", "Cardamon", "Sumak", "Fenugrek"),
        *("Vanadium", "Osmium", "Iridium", "Bismuth", "Callisto", "Ganymed", "Oberon", "Rhodium", "Zaffre"),
    ),
    "turkish": (
        *("Zencefîl", "Tarçınlı", "Çörekotu", "Gümüşay", "Kişniş", "Şîlan", "Hîzarê", "Bakırcık", "Nîşadır"),
        *("Mêxik", "Zêrîn", "Çinko", "Ağırtaş", "Kîmyon", "Rêzene", "Kakule", "Uğurtaş", "Sûsin"),
    ),
    "arabic": (
        *("زعفران", "زنجبيل", "قرنفل", "قصدير", "عطارد", "كزبرة", "سماق", "نحاس", "زئبق", "يانسون", "شمرة", "كركم"),
        *("بلوتو", "أورانوس", "كوبالت", "هيل"),
    ),
    "sorani": (
        *("زەعفەران", "دارچین", "هێڵەکە", "کانزاڵ", "زێڕینە", "گەڵاوێژ", "مەریخۆ", "پۆتاسم", "ڕەیحانە", "زیوەر"),
        *("کەمۆنە", "تیتانۆ", "ڤانادێ", "ئاسنین"),
    ),
    "persian": (
        *("زردچوبه", "نقره‌ای", "زنجفیل", "تیتانیوم", "گشنیزک", "پلاتین", "آویشنی", "کیوانک", "ژرمانیم", "وانیلی"),
        *("سرمه‌ای", "چینکو"),
    ),
    "cyrillic": (
        *("Шафранов", "Кориандр", "Мускатко", "Вольфрам", "Кобальтов", "Меркурин", "Ванилько", "Тминюк"),
        *("Іридієнко", "Сатурнюк", "Анісенко", "Базилюк", "Титанов", "Плутонко"),
    ),
}
SYLLABLES: dict[str, tuple[str, str]] = {
    "latin": ("bdfgjklmnprstvz", "aeiou"),
    "turkish": ("bcçdfgğkmnprsştvyz", "aeıiîoöuüêû"),
    "arabic": ("بتجحخدرزسشصضطعغقمنه", "ايو"),
    "sorani": ("بتجخدرزسشغقمنکگچپژڕڵڤ", "اەۆێیو"),
    "persian": ("بتجخدرزسشصطغقمنکگچپژ", "ایو"),
    "cyrillic": ("бвгджзклмнпрстфх", "аеиоуі"),
}
TREES = ("Alder", "Birch", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Poplar", "Rowan", "Spruce", "Willow", "Yew")
DESCRIPTIONS = ("a shopkeeper", "a former teacher", "a mill worker", "a nurse", "a retired clerk", "a student")
COLOURS = tuple("amber azure beige black brown coral cream green grey ivory olive pink plum red teal white".split())
THINGS = tuple(
    (
        "basket bench bottle bowl box brush bucket candle carpet chair clock cloth coat cup desk door drum fence "
        "glass hammer hat jar kettle key knife lamp map mirror needle oven paper pen plate pot rope shelf shoe spoon "
        "stone stool table towel tray wall wheel window"
    ).split()
)


def tag(number: int) -> str:
    """Return three ordinary words that mark passage `number`; no two below 34,000 are alike."""
    rest, first = divmod(number, len(COLOURS))
    third, second = divmod(rest, len(THINGS))
    return f"{COLOURS[first]} {THINGS[second]} {THINGS[third % len(THINGS)]}"


@dataclass(frozen=True)
class Person:
    """A source with a full card; `native` is the name as written in the person's own script."""

    handle: str
    script: str
    given: str
    family: str
    native_given: str
    native_family: str
    pseudonym: str
    describe_as: str
    phone: str
    email: str
    account: str
    organisation: str
    post: str
    number: str
    role: str = "source"

    @property
    def name(self) -> str:
        """Return the full name in Latin letters, as on the card."""
        return f"{self.given} {self.family}"

    @property
    def native(self) -> str:
        """Return the full name in the person's own script."""
        return f"{self.native_given} {self.native_family}"

    def record(self) -> Record:
        """Return this person as a bundle has it."""
        return {
            "handle": self.handle,
            "pseudonym": self.pseudonym,
            "describe_as": self.describe_as,
            "withheld_because": "for safety",
            "role": self.role,
            "identity": {
                "name": self.name,
                "aliases": [self.native],
                "phones": [self.phone],
                "emails": [self.email],
                "handles": [self.account],
                "organisations": [self.organisation],
                "posts": [self.post],
                "ids": [self.number],
            },
        }

    def secrets(self) -> list[Secret]:
        """Return what no page may give away about this person."""
        kinds = {
            "name": (self.name, self.native),
            "phone": (self.phone,),
            "email": (self.email,),
            "code": (self.account, self.number),
            "phrase": (self.organisation, self.post),
        }
        return [Secret(kind, text, self.handle) for kind, texts in kinds.items() for text in texts]


@dataclass(frozen=True)
class Place:
    """A location whose governorate may be published and nothing below."""

    handle: str
    name: str
    native: str
    latitude: float
    longitude: float
    district: str
    governorate: str

    def record(self) -> Record:
        """Return this place as a bundle has it."""
        return {
            "handle": self.handle,
            "name": self.name,
            "aliases": [self.native],
            "coordinates": [self.latitude, self.longitude],
            "ladder": {
                "settlement": self.name,
                "district": f"{self.district} district",
                "governorate": f"{self.governorate} province",
                "country": "Zandia",
            },
            "publish_from": "governorate",
        }

    def secrets(self) -> list[Secret]:
        """Return what no page may give away about this place."""
        names = [Secret("name", name, self.handle) for name in (self.name, self.native)]
        numbers = [Secret("coordinate", str(value), self.handle) for value in (self.latitude, self.longitude)]
        return [*names, *numbers]


@dataclass
class World:
    """People and places from one seed."""

    seed: int
    people: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def secrets(self) -> list[Secret]:
        """Return every secret of this world."""
        people = [secret for person in self.people for secret in person.secrets()]
        return people + [secret for place in self.places for secret in place.secrets()]

    def bundle(self, interviews: list[Record]) -> Record:
        """Return a whole bundle around `interviews`."""
        return {
            "fieldnotes_bundle": 1,
            "sources": [person.record() for person in self.people],
            "locations": [place.record() for place in self.places],
            "interviews": interviews,
        }


class Maker:
    """Draws names and numbers, each of them once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.used: set[str] = set()

    def nonce(self, script: str) -> str:
        """Return a new pronounceable word of five to nine letters that no language has."""
        consonants, vowels = SYLLABLES[script]
        length = self.random.choice((3, 4))
        pairs = [self.random.choice(consonants) + self.random.choice(vowels) for _ in range(length)]
        return "".join(pairs).capitalize() + self.random.choice(("", self.random.choice(consonants)))

    def short(self) -> str:
        """Return a new word of three or four letters that is no English word."""
        while True:
            letters = "".join(self.random.choice(row) for row in ("jkvz", "uo", "gvxz", "aeiou"))
            word = letters[: self.random.choice((3, 4))].capitalize()
            if not any(word.casefold() in other for other in self.used):
                self.used.add(word.casefold())
                return word

    def name(self, script: str) -> str:
        """Return a name in `script` that shares no five letters with another of this world."""
        while True:
            name = self.random.choice(LISTED[script]) if self.random.random() < 0.5 else self.nonce(script)
            plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c.isalpha())
            if not any(plain in other or other in plain for other in self.used):
                self.used.add(plain)
                return name

    def family(self, script: str) -> str:
        """Return a family name: plain, short, with an article, or of two joined by a hyphen."""
        shape = self.random.random()
        if shape < 0.15:
            return self.short()
        if shape < 0.3:
            return f"al-{self.name(script)}"
        return f"{self.name(script)}-{self.name(script)}" if shape < 0.4 else self.name(script)

    def digits(self, count: int) -> str:
        """Return random digits, without runs that could stand in another number by chance."""
        return "".join(self.random.choice("123456789") for _ in range(count))

    def degrees(self, low: int, high: int) -> float:
        """Return degrees with four decimals, the last of which is not 0."""
        return round(self.random.randint(low * 1000, high * 1000) / 1000 + self.random.randint(1, 9) / 10000, 4)

    def person(self, index: int, script: str) -> Person:
        """Return a person whose card is full, with a native spelling in `script`."""
        latin = "turkish" if script == "turkish" else "latin"
        low = [self.nonce("latin").lower() for _ in range(4)]
        cap = [self.nonce("latin") for _ in range(3)]
        return Person(
            handle=f"person-{index}",
            script=script,
            given=self.name(latin),
            family=self.family(latin),
            native_given=self.name(script),
            native_family=self.name(script),
            pseudonym=f"Tree {TREES[index % len(TREES)]}",
            describe_as=DESCRIPTIONS[index % len(DESCRIPTIONS)],
            phone=f"+964 799 555 {self.digits(4)}",
            email=f"{low[0]}.{low[1]}@{low[2]}.example",
            account=f"{low[3]}{self.digits(2)}",
            organisation=f"{cap[0]} {cap[1]} Relief Union",
            post=f"keeper of the {cap[2]} grain store",
            number=f"{chr(65 + index)}{self.digits(8)}",
        )

    def place(self, index: int, script: str) -> Place:
        """Return a place with a name of its own at every rung."""
        return Place(
            handle=f"place-{index}",
            name=self.name("latin"),
            native=self.name(script),
            latitude=self.degrees(31, 39),
            longitude=self.degrees(41, 49),
            district=self.name("latin"),
            governorate=f"{self.nonce('latin')}",
        )


def make_world(seed: int) -> World:
    """Return the world of `seed`: one person and one place for each script, apart from each other."""
    maker = Maker(seed)
    scripts = list(LISTED)
    people = [maker.person(index, script) for index, script in enumerate(scripts)]
    places = [maker.place(index, script) for index, script in enumerate(("latin", "arabic", "sorani", "cyrillic"))]
    world = World(seed, people, places)
    tags = ". ".join(tag(number) for number in range(0, 4000, 7))
    return world if not leaks(tags, world.secrets()) else make_world(seed + 100_003)
