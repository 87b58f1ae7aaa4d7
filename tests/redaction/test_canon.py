"""Prove that a text is read in every way a reader could, and that each place is found again in the raw words."""

import os
import string
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction.canon import comments, read
from fieldnotes.redaction.letters import LOOK_ALIKES, fold_character

DISGUISED = st.text(
    alphabet=st.sampled_from("aSé&#;38x%5<>b!-*_[](^)1\\u0 \n\u200b\u00ad\u0301ßﬁسـ\u064eИ"), max_size=60
)


def readings(text: str) -> set[str]:
    return {reading for view in read(text).views for reading in view.readings()}


def test_plain_prose_is_read_once() -> None:
    assert len(read("He said: “Come at ten”, and left; 100 % of us, R & D.").views) == 1


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("&#83;af", "saf"),
        ("&#x53;af", "saf"),
        ("&#0000083af", "saf"),
        ("&amp;#83;af", "saf"),
        ("&amp;amp;amp;#83;af", "saf"),
        ("%53af", "saf"),
        ("%2553af", "saf"),
        ("&#37;53af", "saf"),
        ("%D8%B3af", "سaf"),
        ("\\u0053af", "saf"),
        ("\\u0633\\u0627f", "ساf"),
        ("\\U00000053af", "saf"),
        ("\\xd8\\xb3af", "سaf"),
        ("s<b>a</b>f", "saf"),
        ("s<!-- two <b>words</b> -->af", "saf"),
        ("s[a](https://x.org/b_c)f", "saf"),
        ("s[a][1]f", "saf"),
        ("sa[^1]f", "saf"),
        ("s**a**f", "saf"),
        ("s~~a~~f", "saf"),
        ("s`a`f", "saf"),
        ("saf²", "saf"),
        ("s\\af", "saf"),
        ("sa\n> > f", "sa\nf"),
        ("s\u200ba\u00adf", "saf"),
        ("s\x00a\x08f\r", "saf"),
        ("Ｓａｆ", "saf"),
        ("Ⓢ🅰🅵 🇸", "saf s"),
        ("ŞÂF", "saf"),
        ("Łß", "lss"),
        ("Ѕаf", "saf"),
        ("كتاب ٤٢", "کتاب 42"),
        ("سـَـاف", "ساف"),
        ("می‌ران", "میران"),
        ("&rlm;saf&shy;", "saf"),
    ],
)
def test_a_disguise_is_undone_in_one_of_the_views(written: str, reading: str) -> None:
    assert reading in readings(written)


@pytest.mark.parametrize("text", ["2%2Damar", "R&Damar", "5 <Damar> 3", "a](Damar)", "\\xDamar", "&notDamar"])
def test_a_name_that_undoing_destroys_is_still_read_in_the_first_view(text: str) -> None:
    assert "damar" in read(text).views[0].lower


def test_a_place_in_a_view_leads_back_to_its_whole_encoding() -> None:
    text = "I met S&#97;f%66ron<b>a</b>."
    view = read(text).views[-1]
    start = view.lower.index("saffron")
    assert text[slice(*view.raw_span(start, start + 7))] == "S&#97;f%66ron"


@given(DISGUISED)
def test_every_place_of_every_view_leads_back_into_the_text_and_in_order(text: str) -> None:
    for view in read(text).views:
        assert len(view.cased) == len(view.lower) == len(view.latin)
        spans = [view.raw_span(place, place + 1) for place in range(len(view.lower))]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(left[0] <= right[0] and left[1] <= right[1] for left, right in pairwise(spans))
        if spans:
            assert view.raw_span(0, len(spans)) == (spans[0][0], spans[-1][1])


@given(DISGUISED)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    view = read(text).views[0]
    assert read(view.lower).views[0].lower == view.lower


def test_every_character_folds_to_characters_that_keep_their_number_in_lower_case() -> None:
    step = 1 if os.environ.get("FIELDNOTES_FULL") else 37
    for code in range(0, sys.maxunicode + 1, step):
        folded = fold_character(chr(code))
        assert len(folded) == len(folded.casefold()), hex(code)
        assert "".join(map(fold_character, folded)) == folded, hex(code)


def test_traditional_and_simplified_characters_are_one() -> None:
    assert read("蘇麗薴㊖").views[0].lower == read("苏丽苎财").views[0].lower == "苏丽苎财"


def test_every_look_alike_is_one_letter_for_one_latin_letter() -> None:
    for code, letter in LOOK_ALIKES.items():
        assert chr(code).isalpha()
        assert letter in string.ascii_letters


def test_white_space_is_kept_as_it_is_written() -> None:
    assert read("a\u00a0b\u2009c\n\td").views[0].lower == "a\u00a0b\u2009c\n\td"


def test_a_comment_that_is_never_closed_is_none() -> None:
    assert list(comments("a <!-- b --> c <!-- d")) == [(2, 12)]
