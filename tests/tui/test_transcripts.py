"""What is pasted or moved: transcripts become turns, words take their terms along, new passages find a place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.order import fan, spread
from fieldnotes.domain.terms import granted
from fieldnotes.domain.text import RawText
from fieldnotes.tui import manuscript, stops
from fieldnotes.tui.manuscript import Mark
from fieldnotes.workflows.drafting import Row
from tests.tui.test_manuscript import KEMIRI, OFF, ON, SAFFRON, row

# ------------------------------------------------------------------------------------------- taken and put again


def test_what_is_taken_brings_its_terms_and_a_whole_passage_all_that_is_known_of_it() -> None:
    told = Passage(speaker=KEMIRI, text=RawText("x"), start=7, translation=RawText("y"), terms=OFF, codes=("water",))
    rows = [row(1, "one two", terms=ON), Row(b"2" * 16, b"2", told), row(100, "three\nfour")]
    lines, kinds = manuscript.laid_out(rows)
    taken = manuscript.taken(lines, kinds, (0, 4), (2, 5))
    assert taken.text == "two\nx\nthree"
    said = [(passage.speaker, passage.terms, passage.start, words) for passage, (words, _) in taken.passages]
    assert said == [(SAFFRON, ON, None, ["two"]), (KEMIRI, OFF, 7, ["x"]), (SAFFRON, None, None, ["three"])]
    assert [passage.translation for passage, _ in taken.passages] == [None, RawText("y"), None]
    assert all(not passage.text.reveal() for passage, _ in taken.passages)
    part = Row(b"2" * 16, b"2", told.model_copy(update={"text": RawText("x y\nz")}))
    for start, end in (((0, 1), (1, 1)), ((0, 0), (1, 0)), ((0, 0), (0, 3))):
        in_part = manuscript.taken(*manuscript.laid_out([part]), start, end)
        assert [(one.translation, one.start, one.terms) for one, _ in in_part.passages] == [(None, None, OFF)]
    line = manuscript.taken(lines, kinds, (1, 0), (2, 0))
    assert (line.text, len(line.passages)) == ("x\n", 1)
    last = manuscript.taken(lines, kinds, (3, 0), (4, 0))
    assert (last.text, len(last.passages)) == ("four\n", 1)


# ------------------------------------------------------------------------------------------------- transcripts


def speaker_of(label: str) -> str | None:
    """Know three people."""
    return {"q": INTERVIEWER, "interviewer": INTERVIEWER, "kak d": SAFFRON, "دلشاد": KEMIRI}.get(
        label.strip().casefold()
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q: where?\nKak D: there", [(INTERVIEWER, None, "where?"), (SAFFRON, None, "there")]),
        ("[00:12:03] Interviewer: where?", [(INTERVIEWER, 723.0, "where?")]),
        ("(1:02) Q: where?\n01:05 Kak D: there", [(INTERVIEWER, 62.0, "where?"), (SAFFRON, 65.0, "there")]),
        ("Q:\nwhere?\nKak D:\nthere", [(INTERVIEWER, None, "\nwhere?"), (SAFFRON, None, "\nthere")]),
        ("دلشاد: لەوێ", [(KEMIRI, None, "لەوێ")]),
        ("one\n\n\ntwo\n", [(None, None, "one"), (None, None, "two")]),
        ("Q: one\nNobody: two", [(INTERVIEWER, None, "one\nNobody: two")]),
        ("Q: he said: go", [(INTERVIEWER, None, "he said: go")]),
        ("one\ntwo", None),
        ("at 12:30 we left: all of us", None),
        ("", None),
        ("\n\n", None),
    ],
)
def test_a_transcript_is_split_into_turns(text: str, found: list[tuple[str | None, float | None, str]] | None) -> None:
    assert manuscript.turns(text, speaker_of) == found


@given(st.text("Qab:[]()0123 \nدلشاد", max_size=80))
def test_a_transcript_loses_nothing_but_labels_and_empty_lines(text: str) -> None:
    found = manuscript.turns(text, speaker_of)
    if found is not None:
        kept = "".join("".join(words.split()) for _, _, words in found)
        whole = iter("".join(text.split()))
        assert all(letter in whole for letter in kept)
        unlabelled = [words for speaker, _, words in found if speaker is None]
        assert all(line in text.split("\n") for words in unlabelled for line in words.split("\n"))


# ------------------------------------------------------------------------------------------------------ places


@given(st.binary(max_size=4), st.binary(max_size=4), st.integers(0, 300))
def test_new_places_are_in_order_and_short(one: bytes, other: bytes, count: int) -> None:
    low, high = sorted((one.rstrip(b"\0"), other.rstrip(b"\0")))
    if low == high:
        return
    for floor, ceiling in ((low or None, high), (low or None, None), (None, high)):
        keys = [*([floor] if floor else []), *fan(floor, ceiling, count), *([ceiling] if ceiling else [])]
        assert all(a < b for a, b in pairwise(keys))
        assert all(len(key) <= 4 + 4 for key in keys)


def test_a_thousand_passages_begun_one_behind_another_keep_short_places() -> None:
    key, last = spread(3)[1], spread(3)[2]
    for _ in range(1000):
        (key,) = fan(key, last, 1)
    assert len(key) < 200


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("X: one", [0]),
        ("Q: one\nTeacher: two\nKak D: three\n[00:12] Uncle of D: four", [1, 3]),
        ("مامۆستا: بەڵێ\nدلشاد: لەوێ", [0]),
        ("Q: he said: go", []),
        ("What he told us on the way: nothing", []),
        ("1: a list\n2: of things\nat 12:30 we left: all\nhttp://a.example\n\n:", []),
    ],
)
def test_lines_that_begin_with_a_label_of_nobody_known_are_found(text: str, rows: list[int]) -> None:
    assert manuscript.unnamed(text.split("\n"), speaker_of) == rows


def test_in_words_that_were_typed_only_a_label_that_comes_again_is_taken_for_a_name() -> None:
    lines = ["Before we start: one", "Teacher: two", "So: three", "TEACHER : four", "Q: five", "Q: six"]
    assert manuscript.unnamed(lines, speaker_of, often=2) == [1, 3]


def test_the_jump_stops_at_passages_and_at_lines_of_nobody_known() -> None:
    coded = Row(b"3" * 16, b"3", Passage(speaker=KEMIRI, text=RawText("a\nTeacher: b\nQ: c"), codes=("water",)))
    lines, kinds = manuscript.laid_out([row(1, "one"), coded, row(100, "x: y", terms=OFF), row(101, "z")])
    off = granted(OFF)
    bits = {kind.entity: off for kind in kinds[:1] if isinstance(kind, Mark)}
    found = stops.stops(kinds, bits, {2, 4}, manuscript.unnamed(lines, speaker_of))
    assert found == {
        0: "This passage is off the record.",
        1: "This passage is refused by the page, coded.",
        2: stops.UNNAMED,
        4: stops.UNNAMED,
        5: "This passage is refused by the page.",
    }
    assert max(map(len, (stops.UNNAMED, *found.values()))) <= 78
