"""Quotations graded by the transcripts; a changed number, negation, name or word never passes."""

from collections import Counter

import pytest

from fieldnotes.checking.grading import Grade, Said, Transcript
from fieldnotes.checking.quotations import quotations
from tests.checking.quoted import cases, said

PASSED = {Grade.EXACT, Grade.FOLDED, Grade.ELIDED, Grade.TRANSLATION}
ALTERED = {"number", "negation", "name", "word"}


@pytest.fixture(scope="module")
def transcript() -> Transcript:
    return Transcript(said())


@pytest.mark.parametrize("seed", [1, 2])
def test_no_altered_quotation_passes_and_nearly_all_are_graded_right(transcript: Transcript, seed: int) -> None:
    wrong: Counter[str] = Counter()
    passed: list[str] = []
    for kind, words, speaker, right in cases(500, seed):
        grade = transcript.grade(words, speaker).grade
        wrong[kind] += grade not in right
        if kind in ALTERED and grade in PASSED:
            passed.append(words)
    assert passed == []
    assert sum(wrong.values()) <= 10, wrong


def graded(words: str, *passages: str, speaker: str | None = None) -> Grade:
    said = [Said(f"INT-1:{number}", "a", text) for number, text in enumerate(passages, start=1)]
    return Transcript(said).grade(words, speaker).grade


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("ڕێگاکە داخراوە و کەس ناچێت", Grade.EXACT),
        ("ڕێگاكه داخراوه و كەس ناچێت", Grade.FOLDED),
        ("ڕێگاکە داخراوە و کەس دەچێت", Grade.ALTERED),
    ],
)
def test_kurdish_is_graded_by_its_letters_however_a_keyboard_writes_them(words: str, grade: Grade) -> None:
    assert graded(words, "ڕێگاکە داخراوە و کەس ناچێت.") is grade


def test_hesitations_and_repeated_words_may_be_left_out() -> None:
    assert graded("I think we left at dawn", "I, uh, I think we we left at dawn.") is Grade.FOLDED


def test_words_in_brackets_are_the_author_s() -> None:
    assert graded("[The commander] came at dawn with ten men", "He came at dawn with ten men.") is Grade.ELIDED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Ten men, [the commander]'s. On paper it is twelve", "Ten men, Osmor's. On paper it is twelve."),
        ("We lay at a place in [the province] so long that it hurt", "We lay at Ostragon so long that it hurt."),
    ],
)
def test_a_quotation_as_our_own_page_prints_it_is_as_it_was_said(words: str, said: str) -> None:
    assert graded(words, said) is Grade.ELIDED


def test_a_block_quote_is_said_by_whom_a_colon_announces_and_by_nobody_else() -> None:
    found = quotations("Kak D goes on:\n\n> We left at dawn.\n\n> Mam L had gone.\n")
    assert ["Kak D" in one.attributed or bool(one.attributed) for one in found] == [True, False]


def test_an_ellipsis_that_swallows_a_negation_is_an_alteration() -> None:
    assert graded("We did … sign that paper", "We did not sign that paper.") is Grade.ALTERED


def test_a_beginning_that_cuts_a_negation_off_is_an_alteration() -> None:
    assert graded("guilty of anything at all", "He was not guilty of anything at all.") is Grade.ALTERED


def test_parts_in_one_speaker_s_neighbouring_passages_are_elided() -> None:
    words = "The road was closed. … We slept in the car"
    assert graded(words, "The road was closed.", "We slept in the car.") is Grade.ELIDED


def test_parts_in_the_wrong_order_do_not_pass() -> None:
    words = "We slept in the car … the road was closed"
    assert graded(words, "The road was closed. We slept in the car.") not in PASSED
    assert graded(words, "The road was closed.", "We slept in the car.") not in PASSED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said: “We left at dawn.” Then he went.", ["We left at dawn."]),
        ('He said: "We left at dawn." Then he went.', ["We left at dawn."]),
        ("Er sagte: „Wir gingen früh los.“ Dann ging er.", ["Wir gingen früh los."]),
        ("قال: «خرجنا عند الفجر» ثم ذهب.", ["خرجنا عند الفجر"]),
        ("It's 'so-called' peace, don't ask.", []),
        ("A “so-called” peace.", []),
        ("He counted “14”.", ["14"]),
        ("Text.\n\n> We left at dawn.\n\nMore.", ["We left at dawn."]),
        ("“We left at “ten to six” that day,” he said.", ["We left at “ten to six” that day,"]),
    ],
)
def test_quotations_are_found_between_the_marks_of_many_languages(text: str, words: list[str]) -> None:
    assert [one.words for one in quotations(text)] == words


def test_a_quotation_knows_the_words_around_it() -> None:
    found = quotations("We met Kak D again. “We left at dawn,” he said. Mam L laughed.")
    assert "Kak D" in found[0].attributed
    assert "Mam L" not in found[0].attributed
