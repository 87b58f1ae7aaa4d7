"""Prove what words are taken to sound like, rule by rule and script by script, and how far apart they lie."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction.sounds import alphabets, cyrillic, latin, semitic
from fieldnotes.redaction.sounds.distance import Reading, distance
from fieldnotes.redaction.sounds.index import Index, limits
from fieldnotes.redaction.sounds.phonemes import EXCHANGE, NEAR, OMISSION
from fieldnotes.redaction.sounds.reading import LONGEST, readings

WORDS = st.text(max_size=30) | st.text("abcdeghjklmnoqrsxyzşčאבوی‌мхაბაကာংক가小", max_size=14)
FAR = 99.0


def apart(left: str, right: str) -> float:
    """Return how far two words lie apart, as a share of their length."""
    return min(
        distance(one, other, FAR) / max((one.weight + other.weight) / 2, 0.1)
        for one in readings(left)
        for other in readings(right)
    )


SAME = """
    Dilberan Dilbêran | Sofrani Sufrani | Kimyun Kimyoun | Zafaran Zafran | Harbaq Xarbaq | Shimran Chimran
    Qirfan Kirfan | Jawzan Djawzan | Sumaqi Soumaqi | Tarkhun Tarhun | Hilyan Helyan | Abdussumaq Abdelsumaq
    Nurullah Norollah | Zahraddin Zahruddin | Kamunyan Kamounian | Zanjabilov Sandschabilow | Turmerić Turmerich
    Xulinjan Khulinjan | Cabdisumaq Abdisumaq | Xasaffron Hasaffron | Zhaxiang Dzhasiang | Diafran Jafran
    Nuñeg Nunyeg | Quinoat Kinoat | Baharoğlu Baharoghlu | Tesfayed Tesfaed | Kimad Kimat | Dawudar Daoudar
    Saffron سفرن | Zanjabil زنجبيل | Kammun كمون | Qaranful قرنفل | Zafarani زعفرانی | Kezwan کەزوان | Tarxun تەرخون
    Saffron Сафрон | Shimran Шимран | Schtschimran Щимран | Yulduzan Юлдузан | Kimyun Кімюн | Zafaran Зафаран
    Kimyun कीम्यून | Haldiram हल्दीराम | Haldiram হালদিরাম | Saffran সাফরান | Berbere በርበሬ | Korarima ኮረሪማ
    Selamtu ሰላምቱ | Zanjafili ზანჯაფილი | Kamuni კამუნი | Zafranyan Զաֆրանյան | Kimioni Կիմիոնի | Kaneladis Κανελαδης
    Karkom כרכום | Kamonan כמונן | Zaatar זעתר | Thanaka သနပ်ခါး | Huajiao 花椒 | Kimbap 김밥 | Kinako きなこ
"""
OTHER = """
    Karim Karam | Jamal Jamil | Hasan Husain | Salim Salam | Marjan Mirjam | Saffron Sheffield | Damar Tamil
    Kemiri Kumara | Barzan Person | Zanjabil Zanzibar | Sumac Smoke | Kirfan Kefir | Hasan حسين | Karim Корма
"""


def couples(table: str) -> list[tuple[str, str]]:
    """Read a table of pairs."""
    return [(pair.split()[0], pair.split()[1]) for pair in table.replace("\n", " | ").split("|") if pair.strip()]


@pytest.mark.parametrize(("left", "right"), couples(SAME))
def test_spellings_of_one_name_lie_near(left: str, right: str) -> None:
    assert apart(left, right) <= 0.1


@pytest.mark.parametrize(("left", "right"), couples(OTHER))
def test_other_names_lie_further_apart(left: str, right: str) -> None:
    assert apart(left, right) > 0.1


@given(WORDS)
def test_a_word_lies_nowhere_but_at_itself(word: str) -> None:
    for reading in readings(word):
        assert distance(reading, reading, FAR) == 0


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(left: str, right: str) -> None:
    for one in readings(left):
        for other in readings(right):
            assert distance(one, other, FAR) == pytest.approx(distance(other, one, FAR))


@given(WORDS, WORDS, st.floats(0, 5))
def test_a_limit_changes_nothing_below_it(left: str, right: str, limit: float) -> None:
    for one in readings(left):
        for other in readings(right):
            exact = distance(one, other, FAR)
            bounded = distance(one, other, limit)
            assert bounded == exact if exact <= limit else bounded > limit


@given(st.text(st.characters(), max_size=80))
def test_any_letters_can_be_read(word: str) -> None:
    for reading in readings(word):
        assert reading.sounds
        assert reading.weight > 0


def test_lone_surrogates_nul_and_emptiness_sound_like_nothing() -> None:
    assert readings("") == readings("\ud800") == readings("\x00") == ()
    assert readings("a\ud800b")


def test_long_garbage_is_read_only_as_far_as_a_name_reaches() -> None:
    began = time.process_time()
    for letter in "acxعگхאক안小ကⵣ":
        for reading in readings(letter * 100_000):
            assert len(reading.sounds) <= 6 * LONGEST
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "table",
    [
        latin.ROWS,
        semitic.ARABIC,
        semitic.HEBREW,
        cyrillic.ROWS,
        alphabets.GREEK,
        alphabets.GEORGIAN,
        alphabets.ARMENIAN,
    ],
)
def test_no_letter_has_two_rows(table: tuple[tuple[str, str, str], ...]) -> None:
    letters = [letter for row in table for letter in row[0].split()]
    twice = {one for one, other in pairwise(sorted(letters)) if one == other}
    assert twice == set() or table is semitic.ARABIC or table is semitic.HEBREW


def test_each_pair_of_phonemes_has_one_cost_and_a_reason() -> None:
    pairs = [frozenset(pair.split()) for pair, _, _ in NEAR]
    assert len(set(pairs)) == len(pairs)
    assert all(0 <= cost < 1 and reason for _, cost, reason in NEAR)


def test_unwritten_vowels_cost_least_where_none_are_written() -> None:
    same, two, abjad, _ = (row["a"] for row in OMISSION)
    assert abjad < two < same
    assert EXCHANGE["a"]["a"] == 0
    assert EXCHANGE["m"]["k"] == 1


@given(st.floats(0.1, 30))
def test_the_same_name_lies_nearer_than_a_name_like_it(weight: float) -> None:
    same, alike = limits(weight)
    assert same < alike


def test_an_index_finds_what_measuring_each_would_find() -> None:
    index = Index()
    names = [left for left, _ in couples(SAME)]
    for number, name in enumerate(names):
        index.add(name.lower(), number)
    for number, (_, variant) in enumerate(couples(SAME)):
        assert number in index.near(variant.lower()) or names[number] in names[:number], variant


def test_a_reading_knows_its_script_and_whether_vowels_are_left_out() -> None:
    assert readings("کمون")[0][1:] == ("arabic", True)
    assert readings("کەمون")[0][1:] == ("arabic", False)
    assert readings("kamun") == (Reading(("k", "a", "m", "u", "n"), "latin", abjad=False),)
