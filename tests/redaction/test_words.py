"""Prove where a word may start and end, and which pieces of text are one word taken apart."""

import pytest

from fieldnotes.redaction.words import form_words, gaps_may_part_letters, squeezed, starts, stems


def test_an_apostrophe_inside_a_word_does_not_part_it() -> None:
    assert form_words("Sa'id al-Kamun O’Brien") == ["Sa'id", "al", "Kamun", "O’Brien"]
    assert squeezed("Sa'id") == "Said"


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("وکمون", (1, "کمون")),
        ("والکمون", (1, "کمون")),
        ("للکمون", (1, "کمون")),
        ("الکمون", (0, "کمون")),
        ("ولکمون", (2, "کمون")),
        ("alkemiri", (0, "kemiri")),
        ("elkemiri", (0, "kemiri")),
        ("asksumak", (0, "asksumak")),
        ("ashshami", (0, "shami")),
        ("assumak", (0, "sumak")),
    ],
)
def test_a_name_may_start_after_a_proclitic_or_article(token: str, expected: tuple[int, str]) -> None:
    assert expected in list(starts(token))


@pytest.mark.parametrize(("token", "rest"), [("ankara", "kara"), ("ashley", "ley"), ("alice", "ice"), ("atlas", "las")])
def test_what_only_looks_like_an_article_is_part_of_the_word(token: str, rest: str) -> None:
    assert rest not in [reading for _, reading in starts(token)]


@pytest.mark.parametrize(
    ("token", "stem"),
    [("kemiris", "kemiri"), ("damaran", "damar"), ("damardan", "damar"), ("alis", "ali"), ("кемирову", "кемиров"),
     ("کمونهکه", "کمون"), ("کمونیش", "کمون")],
)  # fmt: skip
def test_an_ending_is_taken_off(token: str, stem: str) -> None:
    assert stem in list(stems(token))


@pytest.mark.parametrize(("token", "stem"), [("alien", "ali"), ("hers", "her"), ("danger", "dan"), ("samovar", "sam")])
def test_no_ending_is_taken_off_a_short_word(token: str, stem: str) -> None:
    assert stem not in list(stems(token))


@pytest.mark.parametrize(
    ("gaps", "fragments", "lower"),
    [
        ([" "] * 3, ["d", "a", "l", "u"], True),
        (["."] * 2, ["a", "l", "i"], True),
        (["-\n"], ["has", "an"], False),
        (["\n"], ["ba", "har"], True),
        (["-"], ["saf", "ron"], True),
        ([" "], ["saf", "fron"], True),
        (["\u00a0"], ["ka", "wa"], True),
    ],
)
def test_these_gaps_part_one_word(gaps: list[str], fragments: list[str], lower: bool) -> None:
    assert gaps_may_part_letters(gaps, fragments, lower)


@pytest.mark.parametrize(
    ("gaps", "fragments", "lower"),
    [
        ([" "], ["has", "an"], False),
        ([" "], ["his", "ham"], False),
        (["/"], ["and", "or"], True),
        (["-"], ["no", "one"], True),
        (["\n"], ["has", "an"], True),
        (["'"], ["He", "ll"], False),
        (["'"], ["we", "re"], False),
        ([" "], ["ka", "wa"], True),
    ],
)
def test_these_gaps_part_ordinary_words(gaps: list[str], fragments: list[str], lower: bool) -> None:
    assert not gaps_may_part_letters(gaps, [fragment.lower() for fragment in fragments], lower)
