"""Prove that numbers in words are read as figures, and that other words stay words."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.spelled import in_figures, runs

WHOLE = 1000


def told(words: str) -> str:
    """Return *words* with the numbers in them as figures."""
    view = read(words).views[0]
    spelled = in_figures(view, runs(view.lower), WHOLE)
    return view.cased if spelled is None else spelled.cased


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("zero seven seven oh one", "0 7 7 0 1"),
        ("double nine, triple four", "99, 444"),
        ("zerosevensixthreetwo", "07632"),
        ("0770 four832917", "0770 4832917"),
        ("seven for ate three won", "7 4 8 3 1"),
        ("twenty-three", "23"),
        ("nineteen sixty-eight", "1968"),
        ("nineteen oh five", "1905"),
        ("two thousand and four", "2004"),
        ("soixante-dix-sept quatre-vingt-dix zéro neuf", "77 90 0 9"),
        ("mil novecientos setenta y siete", "1977"),
        ("sıfır beş yüz otuz beş yetmiş yedi", "0 535 77"),
        ("bindokuzyüzaltmışsekiz", "1968"),
        ("нуль шістдесят сім двісті дев’яносто один", "0 67 291"),
        ("ألف وتسعمائة وثمانية وستين", "1968"),
        ("هزار و سیصد و چهل و هفت", "1347"),
        ("هەزار و نۆسەد و حەفتا و حەوت", "1977"),
        ("neunzehnhundertachtundsechzig", "1968"),
        ("三 four point eight eight", "三 4.88"),
        ("零七七零四八三二", "07704832"),
    ],
)
def test_numbers_in_words_are_read_as_figures(words: str, figures: str) -> None:
    assert told(words) == figures


@pytest.mark.parametrize(
    "words",
    ["the twenty-third of May", "двадцять третього травня", "am dreiundzwanzigsten Mai"],
)
def test_an_ordinal_is_told_from_a_number(words: str) -> None:
    assert "23th" in told(words)


@pytest.mark.parametrize(
    "words",
    ["to ate for won", "on the son of an ox", "il a un mil", "ein Bin", "", "Onesimus tends"],
)
def test_words_that_are_numbers_only_beside_others_stay_words(words: str) -> None:
    assert [run.figures for run in runs(read(f"nine of these: {words}").views[0].lower)] == [1]


def test_what_is_found_in_figures_is_found_in_the_words() -> None:
    view = read("Ring ONE two three now").views[0]
    spelled = in_figures(view, runs(view.lower), WHOLE)

    assert spelled is not None
    start = spelled.cased.index("1 2 3")
    assert spelled.raw_span(start, start + 5) == (5, 18)


def test_only_what_stands_around_a_chosen_number_is_kept() -> None:
    view = read("x" * 100 + " four five " + "y" * 100).views[0]
    spelled = in_figures(view, runs(view.lower), 3)

    assert spelled is not None
    assert spelled.cased.strip(" \n|") == "xx 4 5 yy"
