"""What a pseudonym gives away, in any script; and the tables that suggestions are made of."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.redaction.naming import candidates
from fieldnotes.redaction.naming.candidates import Candidate
from fieldnotes.redaction.naming.giveaways import INITIAL, PART, SOUND, Giveaways
from fieldnotes.redaction.naming.given_names import languages
from fieldnotes.redaction.naming.honorifics import LETTER, honorifics
from fieldnotes.redaction.naming.initials import initials

ROWS = [row for rows in honorifics().values() for row in rows]


@pytest.mark.parametrize(
    ("candidate", "names", "expected"),
    [
        ("Kak D", ["Dilzafaran Kemiri"], [INITIAL]),
        ("Kak D", ["Zafaran Kemiri"], []),
        ("Kak D", ["دارچین کەمیری"], [INITIAL]),
        ("Kak D", ["Дорчин Кемири"], [INITIAL]),
        ("Kak D", ["ዳርችን"], [INITIAL]),
        ("Kak J", ["Cemşîn Sumac"], [INITIAL]),
        ("Kak X", ["Kharmal Sumac"], [INITIAL]),
        ("Kak K", ["الكمون"], [INITIAL]),
        ("Kak A", ["Sumac al-Kemiri"], []),
        ("Kak B", ["Mace bin Sumac"], []),
        ("Kak B", ["Mace Bin"], [INITIAL]),
        ("Kak A", ["Abu Nutmeg"], [INITIAL]),
        ("Kak U", ["أم جوز"], [INITIAL]),
        ("Kak E", ["أم جوز"], []),
        ("Kak A", ["Nutmeg Abu Mace"], [INITIAL]),
        ("Abu Kemir", ["Saffron Kemiri"], [INITIAL, PART]),
        ("Zaferan", ["زعفران"], [INITIAL, SOUND]),
        ("Safran", ["Zaferan"], [SOUND]),
        ("Chin", ["دارچین"], [PART]),
        ("Dar Chin", ["Darchin"], [INITIAL, PART]),
        ("Nir", ["мунира"], [PART]),
        ("Munira", ["ניר"], [PART]),
        ("Ara", ["ባራክ"], [PART]),
        ("Amal", ["כמל"], [PART]),
        ("The baker", ["Saffron Kemiri", "Basil Thyme"], []),
        ("Baker", ["Saffron Baker"], [INITIAL, PART]),
        ("kak karanfil", ["Qaranfil Sumac"], [INITIAL, SOUND]),
        ("officer-t", ["Omar Sumac"], []),
        ("officer-t", ["Thyme Sumac"], [INITIAL]),
        ("Amir", ["Aram Sumac"], [INITIAL]),
        ("nutmeg-7", ["nutmeg_91"], [INITIAL, PART]),
        ("Daye M", ["Dayan Sumac"], []),
        ("Kak S", [], []),
    ],
)
def test_a_pseudonym_that_gives_its_owner_away_is_noticed(
    candidate: str, names: list[str], expected: list[str]
) -> None:
    assert Giveaways(names).shared(candidate) == expected


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("دلشاد", "D"),
        ("Дильшад", "D"),
        ("Şemal", "CSX"),
        ("Хасан", "HKX"),
        ("ئومێد", "OU"),
        ("احمد", "AEIOU"),
        ("გიორგი", "G"),
        ("秦", "Q"),
        ("Øre", "O"),
    ],
)
def test_an_initial_is_every_letter_with_which_the_name_is_written(word: str, letters: str) -> None:
    assert initials(word) >= set(letters)
    assert initials(word) != set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


# Six scripts in which an invented word is spelled letter by letter, so that the test knows how it sounds without asking
# the engine. Arabic and Hebrew letters leave e and a out, as these scripts do.
_SOUNDS = "bdgklmnrstz"
_SPELLED = {
    "latin": dict(zip(_SOUNDS + "aeiou", _SOUNDS + "aeiou", strict=True)),
    "cyrillic": dict(zip(_SOUNDS + "aeiou", "бдгклмнрстзаеиоу", strict=True)),
    "georgian": dict(zip(_SOUNDS + "aeiou", "ბდგკლმნრსტზაეიოუ", strict=True)),
    "arabic": dict(zip(_SOUNDS + "aeiou", [*"بدگکلمنرستز", "ا", "", "ی", "و", "و"], strict=True)),
    "hebrew": dict(zip(_SOUNDS + "aeiou", [*"בדגקלמנרסתז", "", "", "י", "ו", "ו"], strict=True)),
}
_ETHIOPIC = dict(zip(_SOUNDS, map(ord, "በደገከለመነረሰተዘ"), strict=True))
_ORDER = dict(zip("euia", range(4), strict=True)) | {"o": 6}
SCRIPTS = (*_SPELLED, "ethiopic")
ABJADS = ("arabic", "hebrew")  # in which nobody can tell the vowels of "Ara" from those of others
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(f"(?:[{_SOUNDS}][aeiou]){{2,}}[{_SOUNDS}]?|(?:[{_SOUNDS}][aeiou])+[{_SOUNDS}]")
# Names of the tables that can be spelled so, and words nobody has: the first are what may come back as a suggestion.
NAMES = {one.name.lower() for language in languages().values() for one in language.names} - {"bin"}  # a particle, too
KNOWN = sorted(name for name in NAMES if _PLAIN.fullmatch(name))
SYLLABLES = st.lists(st.sampled_from([c + v for c in _SOUNDS for v in "aeiou"]), min_size=2, max_size=3).map("".join)
WORDS = st.one_of(st.sampled_from(KNOWN), SYLLABLES)


def spelled(word: str, script: str) -> str:
    if script != "ethiopic":
        return "".join(_SPELLED[script][letter] for letter in word)
    pairs = re.findall(f"([{_SOUNDS}])([aeiou]?)", word)
    return "".join(chr(_ETHIOPIC[consonant] + (_ORDER[vowel] if vowel else 5)) for consonant, vowel in pairs)


def bones(word: str) -> str:
    return re.sub("[aeiou]", "", word)


def told(one: Candidate) -> list[str]:
    """Return what a candidate says besides its word of respect, in small letters."""
    beside = _LETTERS.findall(one.beside)
    words = [word for word in _LETTERS.findall(one.pseudonym) if word not in beside]
    return [word.lower() for word in words if not one.is_code or len(word) == 1]


def every(language: str) -> list[Candidate]:
    named = [*candidates.with_honorifics(language, "any"), *candidates.given_names(language, "any")]
    return [*named, *candidates.codes([7], lettered=True)]


@given(
    words=st.lists(WORDS, min_size=1, max_size=3),
    scripts=st.lists(st.sampled_from(SCRIPTS), min_size=3, max_size=3),
    language=st.sampled_from(sorted(languages())),
)
@settings(deadline=None, max_examples=150)
def test_nothing_that_is_let_through_shares_an_initial_a_part_or_the_sound_in_six_scripts(
    words: list[str], scripts: list[str], language: str
) -> None:
    person = Giveaways([" ".join(spelled(word, script) for word, script in zip(words, scripts, strict=False))])
    for one in every(language):
        if person.shared(one.pseudonym):
            continue
        for word in told(one):
            for real, script in zip(words, scripts, strict=False):
                assert word[0] != real[0], (word, real, scripts)
                if len(word) > 2 and (len(bones(word)) > 1 or script not in ABJADS):
                    assert word not in real, (word, real, scripts)
                    assert real not in word, (word, real, scripts)
                assert not _PLAIN.fullmatch(word) or bones(word) != bones(real), (word, real, scripts)


@given(words=st.lists(WORDS, min_size=2, max_size=2), script=st.sampled_from(SCRIPTS))
@settings(deadline=None, max_examples=60)
def test_eagerness_leaves_something_to_suggest(words: list[str], script: str) -> None:
    person = Giveaways([" ".join(spelled(word, script) for word in words)])
    left = [one for one in candidates.with_honorifics("ckb", "any") if not person.shared(one.pseudonym)]
    assert len(left) >= 30


def test_every_word_of_respect_has_a_gloss_that_names_it_and_a_reason() -> None:
    for row in ROWS:
        assert row.form.count(LETTER) == 1, row
        assert row.said_to in ("m", "f", "any"), row
        assert row.gloss.startswith(f"“{row.word}” "), row
        assert len(row.gloss) > len(row.word) + 15, row
        assert not row.gloss.endswith("."), row
        assert len(row.why) > 8, row


@pytest.mark.parametrize("word", ["Hajj", "Hajja", "Alhaji", "Hajiya", "Sayyid", "Sheikh", "Mamosta", "Saya"])
def test_what_says_more_of_a_person_than_respect_is_marked(word: str) -> None:
    assert all(row.claims for row in ROWS if row.word == word)
    assert any(row.word == word for row in ROWS)


def test_no_kunya_and_no_word_of_a_party_is_suggested() -> None:
    assert {row.word for row in ROWS}.isdisjoint({"Abu", "Umm", "Heval", "Apo", "Hevala", "Rafiq", "Comrade"})


def test_every_language_has_enough_names_of_men_and_women_and_none_twice() -> None:
    for language in languages().values():
        names = [one.name for one in language.names]
        assert len(names) == len(set(names)), language.code
        for said_to in ("m", "f"):
            assert 15 <= sum(1 for one in language.names if one.said_to == said_to) <= 30, language.code
        assert all(re.fullmatch(r"[^\W\d_]+", name) and name[0].isupper() for name in names), language.code
    assert set(honorifics()) <= set(languages())


def test_no_language_has_the_same_word_of_respect_twice_for_the_same_people() -> None:
    keys = [(row.language, row.form) for row in ROWS]
    assert len(keys) == len(set(keys))
