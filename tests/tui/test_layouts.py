"""Shortcuts follow the place of a key, and only where every layout agrees on it."""

import pytest

from fieldnotes.tui.layouts import latin


@pytest.mark.parametrize(
    ("character", "key"),
    [
        ("ى", "n"),  # Arabic
        ("ﻻ", "b"),  # Arabic, where two letters come as one
        ("ظ", "z"),  # Persian
        ("ڤ", "v"),  # Central Kurdish
        ("ۆ", "o"),
        ("ش", "a"),  # Arabic and Persian alike
        ("ל", "k"),  # Hebrew
        ("о", "j"),  # Russian and Ukrainian alike
        ("ы", "s"),  # Russian
        ("і", "s"),  # Ukrainian
        ("ξ", "j"),  # Greek
        ("П", "G"),  # a capital stays one
        ("Γ", "G"),
        ("؟", "?"),
        ("٣", "3"),
        ("۳", "3"),
    ],
)
def test_a_key_says_what_lies_there_on_an_english_keyboard(character: str, key: str) -> None:
    assert latin(character) == key


@pytest.mark.parametrize("character", ["ن", "ت", "ل", "م", "ا", "ئ", "ز", "ر", "Σ"])
def test_a_letter_that_lies_in_two_places_says_nothing(character: str) -> None:
    assert latin(character) is None


@pytest.mark.parametrize("character", ["n", "G", "?", "3", " ", ".", "", "東", "é", "\x1b", "لا"])
def test_what_is_latin_or_nowhere_is_left_alone(character: str) -> None:
    assert latin(character) is None
