"""Prove that spellings of one word fold to one string, and that nothing else is lost on the way."""

import os
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.vault import folding
from fieldnotes.vault.folding import fold, fold_with_offsets

CLASSES = (
    "كکڪ",
    "يیىێئېے",
    "هەةھہۀ",
    "اأإآٱ",
    "وۆؤۇۈۋ",
    "رڕ",
    "لڵ",
    "فڤ",
    "0٠۰०",
    "5٥۵५",
    "eEêÊéÉèëĕẽ",
    "iIîÎíıİï",
    "uUûÛúÜü",
    "cCçÇčć",
    "sSşŞšś",
    "lLłŁ",
    "oOøØöő",
    "dDđĐð",
    "ґҐ",
    "еёЁЕ",
)
"""Letters that search does not tell apart, a class a line."""

BEYOND_HAN = (*range(0x3400), *range(0x9F00, 0xAC10), *range(0xF900, 0x10000), *range(0x1D400, 0x1D800))
CODES = range(sys.maxunicode + 1) if os.environ.get("FIELDNOTES_FULL") else BEYOND_HAN
"""Every code point in the full run; else those of every script, without most Chinese and Korean ones."""

ONE_OF_A_CLASS = st.sampled_from(CLASSES)
ANY_TEXT = st.text() | st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF))


@pytest.mark.parametrize("letters", CLASSES)
def test_letters_of_one_class_fold_to_one_letter(letters: str) -> None:
    assert len({fold(letter) for letter in letters}) == 1
    assert fold(letters[0]).strip()


def test_letters_of_different_classes_stay_different() -> None:
    assert len({fold(letters[0]) for letters in CLASSES}) == len(CLASSES)
    persian = "پچژگكبجز"
    assert len({fold(letter) for letter in persian}) == len(persian)


@pytest.mark.parametrize(
    "spellings",
    [
        ("کەرکوک", "كهركوك", "كه\u200cركوك", "کـــەرکوک", "كَهْركُوك", "ﻛﻪرﻛﻮﻙ"),
        ("سلێمانی", "سليماني", "سلیمانى"),
        ("ئاسۆ", "یاسو", "ئاسؤ"),
        ("Straße", "STRASSE", "strasse"),
        ("Łódź", "lodz", "L\u0301o\u0301dz\u0301"),
        ("İSTANBUL", "ıstanbul", "Istanbul"),
        ("Çîrok", "cirok", "C\u0327i\u0302rok"),
        ("Ба\u00adхму\u200bт", "бахмут"),
        ("ﬁeld", "field", "ｆｉｅｌｄ", "𝐟𝐢𝐞𝐥𝐝"),
        ("٢٠١٦", "۲۰۱۶", "2016"),
        ("Ba'ath", "Baath", "Ba’ath", "Baʿath", "Ba‘ath", "Ba\u200b'\u0301ath"),
        ("м'який", "мякий", "м’який"),
        ("don't", "dont"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1
    assert len(fold(spellings[0]).split()) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kirkuk's governor", "kirkuk s governor"),
        ("Kirkuk‘Ş\u200c governor", "kirkuk s governor"),
        ("l'armée d’Agadez", "l armee d agadez"),
        ("'Quoted' words’", "quoted words"),
        ("O'Brien A'isha", "obrien aisha"),
        ("Al-Hawija/Taza, 2016.", "al hawija taza 2016"),
        ("@kak-d said: «نا»", "kak d said نا"),
        ("one\ntwo\0three\x1bfour\u2028five", "one two three four five"),
        ("half \ud800 a character", "half a character"),
        ("北京 ไทย", "北 京 ไ ท ย"),
        ("!?… — 🙂", ""),
    ],
)
def test_a_text_folds_to_its_words(text: str, words: str) -> None:
    assert " ".join(fold(text).split()) == words


def test_every_character_folds_the_same_by_either_way() -> None:
    for code in CODES:
        character = chr(code)
        folded = fold(character)
        assert folded == character.translate(folding._LETTERS).replace("'", " ")
        assert folded.split() == fold(folded).split()
        assert all(c == " " or unicodedata.category(c)[0] in "LNM" or unicodedata.category(c) == "Co" for c in folded)


def test_no_character_of_a_repertoire_folds_to_several() -> None:
    for repertoire in folding._REPERTOIRES:
        assert len(repertoire._kept) == 256
        assert not isinstance(repertoire._encoding, dict)  # that would be slow
        for code in CODES:
            if repertoire.encode(chr(code)) is not None:
                assert len(folding._LETTERS[code] or " ") == 1


@given(ANY_TEXT)
def test_offsets_point_at_the_letters_they_come_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    for letter, offset in zip(folded, offsets, strict=True):
        assert letter == " " or letter in fold(text[offset])


@given(st.text(st.sampled_from("abß'’ك\u200cەی9 北\u0301és")))
def test_texts_of_several_scripts_keep_their_offsets(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert all(letter == " " or letter in fold(text[at]) for letter, at in zip(folded, offsets, strict=True))


@given(ANY_TEXT)
def test_composed_and_decomposed_letters_fold_to_the_same_words(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed).split() == fold(decomposed).split()


@given(st.lists(st.tuples(ONE_OF_A_CLASS, st.integers(0, 99), st.integers(0, 99)), min_size=1))
def test_a_word_typed_with_other_letters_of_its_classes_folds_to_the_same(
    choices: list[tuple[str, int, int]],
) -> None:
    one = "".join(letters[first % len(letters)] for letters, first, _ in choices)
    other = "".join(letters[second % len(letters)] for letters, _, second in choices)
    assert fold(one) == fold(other)


@given(ANY_TEXT)
def test_a_word_alone_folds_as_it_does_in_its_text(text: str) -> None:
    assert fold(text).split() == [word for piece in text.split() for word in fold(piece).split()]


@given(st.text(st.characters()))
def test_what_is_folded_can_be_stored(text: str) -> None:
    fold(text).encode()
