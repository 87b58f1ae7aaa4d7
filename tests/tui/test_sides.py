"""Two texts side by side: the place in question is marked by more than colour, in every script and at any length."""

from fieldnotes.tui.widgets.sides import CLOSE, OPEN, laid


def test_a_place_is_marked_in_its_line_and_labels_move_with_it() -> None:
    made = laid("one two [x] three", (4, 7), [(8, 11)], 60)
    (line,) = made.lines
    assert line.words == f"one {OPEN}two{CLOSE} [x] three"
    assert line.words[slice(*line.labels[0])] == "[x]"
    assert line.words[slice(*line.here[0])] == f"{OPEN}two{CLOSE}"
    assert line.is_marked
    inside = laid("one [x] three", (4, 7), [(4, 7)], 60).lines[0]
    assert inside.words[slice(*inside.labels[0])].strip(f"{OPEN}{CLOSE}") == "[x]"


def test_only_the_surroundings_of_a_place_are_laid_out_and_a_passage_to_be_read_whole() -> None:
    text_ = "word " * 40_000
    made = laid(text_, (100_000, 100_004), [], 40)
    assert len(made.lines) < 200
    assert made.lines[0].words.startswith("…")
    assert made.lines[made.place].is_marked
    whole = laid(text_, (0, len(text_)), [], 40, whole=True)
    assert "".join(line.words for line in whole.lines).replace(" ", "") == f"{OPEN}{text_}{CLOSE}".replace(" ", "")
    assert not any(line.here for line in whole.lines)


def test_a_right_to_left_place_keeps_its_marks() -> None:
    words = "ئەو گوتی براوەندیل هات"
    (line,) = laid(words, (9, 18), [], 60).lines
    assert OPEN in line.words
    assert CLOSE in line.words
    assert line.is_marked
