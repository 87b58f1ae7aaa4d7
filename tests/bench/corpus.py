"""Invent a vault of the size that the figures are about: interviews of 2,000 words, known people and places.

Ordinary words come from the demo's bundle, in its frequencies, Sorani and Arabic ones among them; names, numbers
and places are made of random syllables, so that none of them is an ordinary word. About every hundredth word
stands in a mention of somebody or something known, in one of the spellings on the card. A seed always gives the
same corpus.
"""

import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Record = dict[str, Any]

WORDS_AN_INTERVIEW = 2000
PASSAGES_AN_INTERVIEW = 20
PEOPLE = 200
PLACES = 60
_MENTIONS = 0.15  # of the sentences
_WORD = re.compile(r"[^\W\d_]+")
_CONSONANTS, _VOWELS = "bdgjkmnprstvz", "aeiou"
_SORANI = "با بێ دا دێ گا مێ نا نۆ را رۆ سا شۆ تا کا کێ لا لۆ".split()


@dataclass(frozen=True)
class Vocabulary:
    """Hold ordinary words with their cumulated frequencies."""

    words: Sequence[str]
    weights: Sequence[int]

    def sentence(self, chance: random.Random, length: int) -> str:
        """Return a sentence of so many words."""
        words = chance.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(words).capitalize() + chance.choice((".", ".", ".", "?", "!"))


def vocabulary() -> Vocabulary:
    """Return the words of the demo that are written small, and those of scripts without capitals."""
    bundle = json.loads((files("fieldnotes.demo") / "bundle.json").read_bytes())
    texts = [passage["text"] for interview in bundle["interviews"] for passage in interview["passages"]]
    counts = Counter(word for text in texts for word in _WORD.findall(text) if word == word.lower())
    names = json.dumps([bundle["sources"], bundle["locations"]], ensure_ascii=False)
    ordinary = {word: count for word, count in counts.items() if word.isascii() or word not in names}
    return Vocabulary(list(ordinary), list(itertools.accumulate(ordinary.values())))


class Corpus:
    """Make one bundle; `people` of them are known by name."""

    def __init__(self, interviews: int, people: int = PEOPLE, seed: int = 11) -> None:
        self._chance = random.Random(seed)
        self._ordinary = vocabulary()
        self._taken = {word.casefold() for word in self._ordinary.words}
        self._cards = [self._card(number) for number in range(people)]
        self._places = [self._place(number) for number in range(PLACES)]
        self._interviews = [self._interview(number) for number in range(interviews)]

    @property
    def bundle(self) -> Record:
        """Return the bundle as a JSON document."""
        return {
            "fieldnotes_bundle": 1,
            "sources": [_source(number, card) for number, card in enumerate(self._cards)],
            "locations": self._places,
            "interviews": self._interviews,
        }

    def edited(self, text: str) -> str:
        """Return a passage's text with one more sentence, as after an edit."""
        return f"{text} {self._ordinary.sentence(self._chance, 9)}"

    def _new_word(self) -> str:
        """Return a capitalised word of three syllables and a consonant that is nothing else."""
        while True:
            syllables = (self._chance.choice(_CONSONANTS) + self._chance.choice(_VOWELS) for _ in range(3))
            word = "".join(syllables) + self._chance.choice(_CONSONANTS)
            if word not in self._taken:
                self._taken.add(word)
                return word.capitalize()

    def _card(self, number: int) -> Record:
        given, family = self._new_word(), self._new_word()
        sorani = ["".join(self._chance.choices(_SORANI, k=4)) for _ in range(2)]
        return {
            "name": f"{given} {family}",
            "aliases": [" ".join(sorani), f"Abu {self._new_word()}"],
            "phones": [f"+999 199 {number:03d} {self._chance.randrange(10_000):04d}"],
            "emails": [f"{given}.{family}@{self._new_word()}.example".lower()],
            "organisations": [f"{self._new_word()} Directorate"] if number % 3 == 0 else [],
        }

    def _place(self, number: int) -> Record:
        village, district, province = (self._new_word() for _ in range(3))
        return {
            "handle": f"place-{number}",
            "name": village,
            "aliases": ["".join(self._chance.choices(_SORANI, k=4))],
            "coordinates": [20 + number / 2 + 0.1234, 130.5678],
            "ladder": {
                "settlement": village,
                "district": f"{district} district",
                "governorate": f"{province} province",
                "country": "Zinarok",
            },
            "publish_from": "governorate",
        }

    def _interview(self, number: int) -> Record:
        who = number % len(self._cards)
        length = WORDS_AN_INTERVIEW // PASSAGES_AN_INTERVIEW
        passages: list[Record] = []
        for place in range(PASSAGES_AN_INTERVIEW // 2):
            passages.append({"speaker": "interviewer", "text": self._text(length // 4)})
            answer = {"speaker": f"source-{who}", "text": self._text(length * 7 // 4)}
            passages.append({**answer, "codes": [f"c-{place}"]})
        return {
            "code": f"INT-{number + 1:04d}",
            "started": f"20{16 + number % 8}-{1 + number % 12:02d}-{1 + number % 28:02d}T10:00:00+03:00",
            "location": f"place-{number % PLACES}",
            "terms": {"label": "background"},
            "participants": [{"source": f"source-{who}", "as": "interviewee"}],
            "passages": passages,
        }

    def _text(self, words: int) -> str:
        sentences: list[str] = []
        while words > 0:
            length = min(words, self._chance.randrange(6, 22))
            sentence = self._ordinary.sentence(self._chance, length)
            if self._chance.random() < _MENTIONS:
                sentence = f"{sentence[:-1]} {self._mention()}{sentence[-1]}"
            sentences.append(sentence)
            words -= length
        return " ".join(sentences)

    def _mention(self) -> str:
        if self._chance.random() < 0.2:
            return str(self._chance.choice(self._places)["name"])
        card = self._chance.choice(self._cards)
        forms = [card["name"], card["name"].split()[1], *card["aliases"], card["phones"][0], card["emails"][0]]
        return str(self._chance.choices(forms, weights=(6, 8, 3, 2, 1, 1))[0])


def _source(number: int, card: Record) -> Record:
    return {
        "handle": f"source-{number}",
        "pseudonym": f"Speaker {number + 1}",
        "describe_as": "somebody who lives there",
        "identity": card,
    }
