"""The interview as one text: nothing is lost, no terms loosen, and a passage stays itself."""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.domain.ids import INTERVIEWER
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.terms import Bits, Label, Terms, Turn, granted, in_force
from fieldnotes.domain.text import RawText
from fieldnotes.tui import manuscript
from fieldnotes.tui.manuscript import LONGEST_LINE, Line, Location, Mark, Seam
from fieldnotes.workflows.drafting import Row

OFF, DEEP = Terms(label=Label.OFF_RECORD), Terms(label=Label.DEEP_BACKGROUND)
BACK, ON = Terms(label=Label.BACKGROUND), Terms(label=Label.ON_RECORD)
SAFFRON, KEMIRI = "saffron", "kemiri"


def row(number: int, text: str, speaker: str | None = SAFFRON, terms: Terms | None = None) -> Row:
    """Return a passage of the notes with an id and a place made of its number."""
    return Row(bytes([number]) * 16, bytes([number]), Passage(speaker=speaker, text=RawText(text), terms=terms))


# ------------------------------------------------------------------------------------- laid out and read again

NASTY = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=40),
    st.text("ab .?!\n\r\t\v\f\x1b\x85\u00a0\u2028\u2029\u202e\u2066\u200f\ufeff\U000e0041🙂کوردی", max_size=60),
    st.builds(
        lambda part, times: part * times, st.text(" .aب\u3000\u00a0😀", min_size=1, max_size=9), st.integers(0, 900)
    ),
)


@given(st.lists(NASTY, max_size=5))
def test_what_is_laid_out_reads_as_it_was_whatever_it_holds(texts: list[str]) -> None:
    rows = [row(number, text) for number, text in enumerate(texts, start=1)]
    lines, kinds = manuscript.laid_out(rows)
    assert len(lines) == len(kinds)
    assert all(len(line) <= LONGEST_LINE and len(line.splitlines()) <= 1 for line in lines)
    assert manuscript.rows_of(lines, kinds) == rows
    assert manuscript.changes({one.entity: one for one in rows}, manuscript.rows_of(lines, kinds)) == []


@pytest.mark.parametrize(
    "text", ["ab" * 150_000, "word " * 60_000, "A sentence. " * 25_000, " " * 300_000, "ü\u00a0" * 150_000]
)
def test_a_line_of_three_hundred_thousand_letters_is_cut_into_short_ones_and_comes_back(text: str) -> None:
    lines, seams = manuscript.in_lines(text)
    assert max(map(len, lines)) <= LONGEST_LINE
    assert len(lines) <= 2 * len(text) / LONGEST_LINE + 2
    assert lines[0] + "".join(seam.value + line for seam, line in zip(seams, lines[1:], strict=True)) == text
    edited, kinds = manuscript.laid_out([row(1, text)])
    edited[-1] += "!"
    assert [one.passage.text.reveal() for one in manuscript.rows_of(edited, kinds)] == [text + "!"]


def test_long_lines_are_cut_behind_sentences_where_there_are_any() -> None:
    lines, seams = manuscript.in_lines("He left. " * 400)
    assert all(line.endswith("left.") for line in lines[:-1])
    assert set(seams) == {Seam.SPACE}


def test_an_interview_without_words_has_one_empty_line_of_the_interviewer() -> None:
    lines, kinds = manuscript.laid_out([])
    assert lines == [""]
    assert isinstance(kinds[0], Mark)
    assert kinds[0].passage.speaker == INTERVIEWER
    assert manuscript.rows_of(lines, kinds) == []


def test_an_empty_passage_that_has_a_paraphrase_is_kept() -> None:
    told = Row(b"1" * 16, b"1", Passage(speaker=SAFFRON, text=RawText("x"), paraphrase=RawText("they told")))
    lines, kinds = manuscript.laid_out([told])
    assert len(manuscript.rows_of([""], kinds)) == 1
    assert lines == ["x"]


def test_an_edit_changes_only_the_passage_it_touches() -> None:
    rows = [row(1, "one\x00\u202etwo"), row(2, "three\r\nfour"), row(3, "five\tsix")]
    script = Script(rows)
    script.replace((1, 0), (1, 0), "x")
    changed = manuscript.changes({one.entity: one for one in rows}, script.rows)
    assert [(one.entity, one.passage and one.passage.text.reveal()) for one in changed] == [
        (rows[1].entity, "xthree\nfour")
    ]
    script.replace((1, 0), (1, 1), "")
    assert script.rows == rows  # every byte is back, control characters and line ends too


# ------------------------------------------------------------------------------------------------ single edits


@dataclass
class Script:
    """Edit a text as the editor does, without a screen."""

    start: list[Row]
    lines: list[str] = field(init=False)
    kinds: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.lines, self.kinds = manuscript.laid_out(self.start)

    def replace(self, start: Location, end: Location, text: str, pasted: list[Line] | None = None) -> None:
        """Put *text* where something else stood."""
        cut = manuscript.edited(self.lines, self.kinds, (start, end), text, pasted)
        self.put(start, end, cut.text, cut.kinds)

    def put(self, start: Location, end: Location, text: str, kinds: tuple[Line, ...]) -> None:
        """Change the lines and say what they are now."""
        (top, column), (bottom, to) = start, end
        before, behind = self.lines[top][:column], self.lines[bottom][to:]
        self.lines[top : bottom + 1] = (before + text + behind).split("\n")
        self.kinds = kinds

    @property
    def rows(self) -> list[Row]:
        """The passages as they read now."""
        assert len(self.lines) == len(self.kinds)
        return manuscript.rows_of(self.lines, self.kinds)

    @property
    def said(self) -> list[tuple[str | None, str]]:
        """Who says what."""
        return [(one.passage.speaker, one.passage.text.reveal()) for one in self.rows]


def test_two_passages_of_one_speaker_run_together_under_the_terms_of_both() -> None:
    script = Script([row(1, "on record", terms=ON), row(2, "hidden", terms=OFF)])
    script.replace((0, 9), (1, 0), "")
    assert script.said == [(SAFFRON, "on recordhidden")]
    assert granted(script.rows[0].passage.terms).use is False
    assert script.rows[0].entity == script.start[0].entity


def test_words_of_two_speakers_never_run_together() -> None:
    script = Script([row(1, "a question?", INTERVIEWER), row(2, "an answer")])
    script.replace((0, 11), (1, 0), "")
    assert script.said == [(INTERVIEWER, "a question?"), (SAFFRON, "an answer")]
    script.replace((0, 2), (1, 3), "typed")
    assert script.said == [(INTERVIEWER, "a typed"), (SAFFRON, "answer")]
    assert [one.entity for one in script.rows] == [one.entity for one in script.start]


def test_two_agreed_descriptions_keep_passages_apart() -> None:
    one, other = (Terms(label=Label.BACKGROUND, describe_as=words) for words in ("a nurse", "a guard"))
    script = Script([row(1, "one", terms=one), row(2, "two", terms=other)])
    script.replace((0, 3), (1, 0), "")
    assert script.said == [(SAFFRON, "one"), (SAFFRON, "two")]


def test_a_question_that_goes_by_its_answers_is_not_freed_by_words_that_were_granted() -> None:
    script = Script(
        [row(1, "where are they?", INTERVIEWER), row(2, "hello", INTERVIEWER, ON), row(3, "there", terms=OFF)]
    )
    script.replace((0, 15), (1, 0), "")
    assert [text for _, text in script.said] == ["where are they?", "hello", "there"]
    script = Script([row(1, "where?", INTERVIEWER), row(2, "there", INTERVIEWER, OFF)])
    script.replace((0, 6), (1, 0), " ")
    assert script.said == [(INTERVIEWER, "where? there")]
    assert script.rows[0].passage.terms == OFF


def test_deleting_a_whole_passage_leaves_the_next_one_itself() -> None:
    script = Script([row(1, "one"), row(2, "two\nthree", KEMIRI, OFF), row(3, "four")])
    script.replace((0, 0), (1, 0), "")
    assert script.rows == script.start[1:]


def test_deleting_the_last_line_of_a_passage_leaves_no_empty_one_and_joins_nothing() -> None:
    script = Script([row(1, "one\ntwo"), row(2, "three", SAFFRON, OFF)])
    script.replace((1, 0), (2, 0), "")
    assert script.said == [(SAFFRON, "one"), (SAFFRON, "three")]
    assert script.rows[1] == script.start[1]


def test_deleting_up_to_a_line_end_lets_the_rest_of_another_turn_begin_on_its_own_line() -> None:
    script = Script([row(1, "one", INTERVIEWER), row(2, "two\nthree\nfour", KEMIRI, OFF)])
    script.replace((0, 3), (1, 3), "")
    assert script.said == [(INTERVIEWER, "one"), (KEMIRI, "three\nfour")]
    assert script.rows[1].entity == script.start[1].entity


def test_turns_pasted_into_a_passage_leave_its_rest_to_its_speaker_and_terms() -> None:
    script = Script([row(1, "first half second half", terms=OFF), row(5, "last", KEMIRI)])
    pasted = manuscript.begun(manuscript.neighbours(script.kinds, 0), [Passage(speaker=INTERVIEWER, text=RawText(""))])
    script.replace((0, 10), (0, 11), "\nreally?", [*pasted])
    assert script.said == [
        (SAFFRON, "first half"),
        (INTERVIEWER, "really?"),
        (SAFFRON, "second half"),
        (KEMIRI, "last"),
    ]
    assert [one.passage.terms for one in script.rows] == [OFF, None, OFF, None]
    assert all(low.position < high.position for low, high in pairwise(script.rows))


def test_turns_pasted_at_a_line_end_leave_the_further_lines_to_their_speaker() -> None:
    script = Script([row(1, "one\ntwo", terms=OFF)])
    pasted = manuscript.begun(manuscript.neighbours(script.kinds, 0), [Passage(speaker=INTERVIEWER, text=RawText(""))])
    script.replace((0, 3), (0, 3), "\nreally?", [*pasted])
    assert script.said == [(SAFFRON, "one"), (INTERVIEWER, "really?"), (SAFFRON, "two")]
    assert script.rows[2].passage.terms == OFF


def test_a_passage_can_begin_between_two_that_have_the_same_place() -> None:
    twins = [Row(bytes([n]) * 16, b"\x40", row(n, f"twin {n}").passage) for n in (1, 2)]
    lines, kinds = manuscript.laid_out([*twins, Row(b"3" * 16, b"\x41", row(3, "last").passage)])
    assert lines
    begun = manuscript.begun(manuscript.neighbours(kinds, 0), [row(4, "").passage])
    assert b"\x40" < begun[0].position < b"\x41"


# -------------------------------------------------------------------------------------------------- any script

TERMS = (
    None,
    None,
    OFF,
    DEEP,
    BACK,
    ON,
    Terms(label=Label.BACKGROUND, describe_as="a nurse"),
    Terms(use=True, quote=True),
)
SPEAKERS = (INTERVIEWER, SAFFRON, KEMIRI, None)
FREE = granted(ON)


@dataclass
class Watched(Script):
    """Follow every word: whose it was, and under which terms."""

    whose: dict[str, tuple[str | None, Bits]] = field(default_factory=dict)
    spoken: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.note()

    def words(self, count: int) -> list[str]:
        """Return words that nobody said before."""
        return [f"w{next(self.spoken)}" for _ in range(count)]

    def note(self) -> None:
        """Take note of words that are new, and of terms that became stricter."""
        for one in self.rows:
            own = granted(one.passage.terms) if one.passage.terms is not None else FREE
            for word in one.passage.text.reveal().split():
                self.whose[word] = (one.passage.speaker, own)

    def check(self, expected: Counter[str]) -> None:
        """Compare with what was before the edit; *expected* are the words that must be there."""
        rows = self.rows
        found: Counter[str] = Counter()
        for one in rows:
            own = granted(one.passage.terms) if one.passage.terms is not None else FREE
            for word in one.passage.text.reveal().split():
                found[word] += 1
                if word in self.whose:
                    speaker, before = self.whose[word]
                    assert speaker == one.passage.speaker, "a word changed its speaker"
                    assert (own & before).use == own.use
                    assert all(getattr(before, bit) or not getattr(own, bit) for bit in PERMITS), "terms loosened"
                    assert before.descriptions <= own.descriptions
        assert found == expected, "words were lost or doubled"
        marks = [kind for kind in self.kinds if isinstance(kind, Mark)]
        assert len({mark.entity for mark in marks}) == len(marks)
        assert all(low.position < high.position for low, high in pairwise(marks))
        assert isinstance(self.kinds[0], Mark)


PERMITS = ("use", "quote", "paraphrase", "name", "attribute", "reveal_conversation")


def gaps(script: Script) -> list[Location]:
    """Return the places between words, where an edit cuts no word in two."""
    return [
        (n, column)
        for n, line in enumerate(script.lines)
        for column in range(len(line) + 1)
        if ((column == 0 or line[column - 1] == " ") and (column == len(line) or line[column] != " "))
        or column == len(line)
    ]


@st.composite
def watched(draw: st.DrawFn) -> Watched:
    """Make an interview of a few passages, each word unlike any other."""
    rows = []
    numbers = itertools.count(100)
    for place in range(draw(st.integers(0, 5))):
        lines = [
            " ".join(f"w{next(numbers)}" for _ in range(draw(st.integers(0, 3))))
            for _ in range(draw(st.integers(1, 3)))
        ]
        rows.append(row(place + 1, "\n".join(lines), draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(TERMS))))
    return Watched(rows, spoken=itertools.count(1000))


def words_in(script: Script) -> Counter[str]:
    """Count the words that are there."""
    return Counter(word for line in script.lines for word in line.split())


@st.composite
def pastes(draw: st.DrawFn, script: Watched, at: int) -> tuple[str, list[Line] | None, list[str]]:
    """Return a text to put in, what its lines are, and its words."""
    words = script.words(draw(st.integers(0, 3)))
    # spaces on both sides keep words whole; what was typed into a line break is one
    text = (
        draw(st.sampled_from([" ", "\n"])).join(["", *words, ""]) if words else draw(st.sampled_from(["", "\n", " "]))
    )
    if not words or not draw(st.booleans()):
        return text, None, words
    passages = [
        Passage(speaker=draw(st.sampled_from(SPEAKERS)), text=RawText(""), terms=draw(st.sampled_from(TERMS)))
        for _ in words
    ]
    marks = manuscript.begun(manuscript.neighbours(script.kinds, at), passages)
    return "\n" + "\n".join(f"{word} " for word in words), [*marks], words


@settings(max_examples=400, deadline=None)
@given(watched(), st.data())
def test_no_script_of_edits_loses_a_word_or_loosens_its_terms(script: Watched, data: st.DataObject) -> None:
    before = [(script.lines[:], script.kinds)]
    for _ in range(data.draw(st.integers(1, 8))):
        places = st.sampled_from(gaps(script))
        start, end = sorted((data.draw(places), data.draw(places)))
        gone = Counter(word for word in between(script.lines, start, end).split())
        text, pasted, words = data.draw(pastes(script, start[0]))
        if not text and runs_together(script.lines, start, end):
            text = " "
        expected = words_in(script) - gone + Counter(words)
        script.replace(start, end, text, pasted)
        script.check(expected)
        script.note()
        before.append((script.lines[:], script.kinds))
    for lines, kinds in before:
        assert len(lines) == len(kinds)


def between(lines: list[str], start: Location, end: Location) -> str:
    """Return what stands between two places."""
    (top, column), (bottom, to) = start, end
    part = lines[top : bottom + 1]
    part[-1] = part[-1][:to]
    part[0] = part[0][column:]
    return "\n".join(part)


def runs_together(lines: list[str], start: Location, end: Location) -> bool:
    """Tell whether two words would become one."""
    before, behind = lines[start[0]][: start[1]], lines[end[0]][end[1] :]
    return bool(before.strip() and behind.strip()) and not before.endswith(" ") and not behind.startswith(" ")


@given(
    st.lists(st.tuples(st.sampled_from([SAFFRON, KEMIRI]), st.sampled_from(TERMS)), min_size=2, max_size=6), st.data()
)
def test_answers_that_run_together_are_in_force_within_what_each_was(
    turns: list[tuple[str, Terms | None]], data: st.DataObject
) -> None:
    rows = [row(number, f"w{number}", *turn) for number, turn in enumerate(turns, start=1)]
    script = Script(rows)
    for whole in (BACK, ON, DEEP, None):
        before = dict(zip((one.passage.text.reveal() for one in rows), bits(rows, whole), strict=True))
        at = data.draw(st.integers(0, len(script.lines) - 2)) if len(script.lines) > 1 else 0
        if at + 1 < len(script.lines):
            script.replace((at, len(script.lines[at])), (at + 1, 0), " ")
        for one, now in zip(script.rows, bits(script.rows, whole), strict=True):
            for word in one.passage.text.reveal().split():
                assert all(getattr(before[word], bit) or not getattr(now, bit) for bit in PERMITS)


def bits(rows: list[Row], whole: Terms | None) -> list[Bits]:
    """Return what is in force for every passage."""
    return in_force(whole, [Turn(one.passage.speaker, one.passage.terms) for one in rows])
