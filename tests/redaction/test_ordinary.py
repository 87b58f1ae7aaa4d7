"""Ordinary words are told from names, in the languages that have a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.ordinary import FAMILIES, is_ordinary, languages_of


def _folded(word: str) -> str:
    return "".join(map(fold_character, word)).casefold()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "table houses government walked ministry"),
        ("fr", "maison mangeait"),
        ("de", "Hund Häuser gehen"),
        ("es", "casa hablaba"),
        ("tr", "evler geldi"),
        ("ru", "книги говорил"),
        ("uk", "будинки говорив"),
        ("ar", "كتاب والكتاب"),
        ("fa", "خانه کتاب"),
        ("ckb", "کتێب"),
        ("kmr", "mal"),
        ("id", "rumah"),
        ("sq", "shtëpi fshatit erdhën"),
        ("sw", "nyumba watoto walikuja"),
        ("hy", "տուն երեխաներ երեխաներին գյուղում պատերազմի"),
        ("ka", "სახლი სახლიდან ბავშვები სოფლის"),
    ],
)
def test_words_of_a_language_are_ordinary_in_it(language: str, words: str) -> None:
    assert [word for word in words.split() if not is_ordinary(_folded(word), (language,))] == []


def test_invented_names_are_ordinary_in_no_language() -> None:
    names = "Kemiri Welidxan Rebwarzad Tarragonov Fenugreekian Олександренчук"
    assert [name for name in names.split() if is_ordinary(_folded(name))] == []


def test_frequent_given_names_are_on_no_english_list() -> None:
    assert [name for name in "john peter karim maria ali omar anna".split() if is_ordinary(name, ("en",))] == []


def test_fewer_than_one_letter_salad_in_a_thousand_is_taken_for_a_word_of_a_language() -> None:
    salad = [f"xq{number:05d}".translate(str.maketrans("0123456789", "zwkvjbgpdf")) for number in range(20_000)]
    assert sum(is_ordinary(word, ("en",)) for word in salad) < 20


def test_lists_of_many_short_forms_count_only_where_their_language_is_spoken() -> None:
    for language, word in (("sq", "shtëpi"), ("sw", "walikuja"), ("hy", "երեխաներին"), ("ka", "სახლიდან")):
        assert language in languages_of(_folded(word))
        assert is_ordinary(_folded(word), (language,))
        assert not is_ordinary(_folded(word))


def test_names_that_are_words_are_on_no_list_of_their_language() -> None:
    names = {"sq": "Besnik Drita Hoxha", "sw": "Zawadi Neema Goma", "hy": "Անահիտ Գարեգին", "ka": "ლევანი გიორგიმ"}
    for language, some in names.items():
        assert [name for name in some.split() if is_ordinary(_folded(name), (language,))] == []


def test_a_script_without_lists_has_no_language() -> None:
    assert languages_of("ሰላም") == ()
    assert not is_ordinary("ሰላም")


@given(st.text(max_size=20))
def test_any_text_may_be_asked(text: str) -> None:
    assert is_ordinary(text) in (True, False)


def test_every_language_has_a_list_that_can_be_read() -> None:
    for language in (language for family in FAMILIES for language in family):
        assert not is_ordinary("q" * 40, (language,))
