"""What of speech may be left out of a quotation, and what must not: parts of numbers, accents, words like "um"."""

import pytest

from fieldnotes.checking.grading import Grade, Said, Transcript
from fieldnotes.checking.speech import spoken


def graded(words: str, said: str) -> Grade:
    return Transcript([Said("INT-1:1", "a", said)]).grade(words, "a").grade


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Three lorries came at noon", "Three, uh, three lorries came, um, at noon"),
        ("we left at dawn", "Er, we left, hm, at dawn."),
        ("wir sind dann gegangen", "wir sind, äh, dann gegangen"),
        ("the road was closed at 7.30 that day", "the road was closed at 7:30 that day"),
        ("it cost 1200 or more", "it cost 1,200 or more"),
        ("les eleves sont partis a midi", "Les élèves sont partis à midi."),
    ],
)
def test_what_is_no_word_of_theirs_may_be_left_out(words: str, said: str) -> None:
    assert graded(words, said) is Grade.FOLDED


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the guard on the ward saw it", "the guard on the ER ward saw it"),
        ("at last Nura carried the water", "at last Um Nura carried the water"),
        ("Der Wagen kam acht an", "Der Wagen kam um acht an"),
        ("und hat das Tor geöffnet", "und er hat das Tor geöffnet"),
        ("it was 9 degrees in the cellar", "it was -9 degrees in the cellar"),
        ("it was −9 degrees in the cellar", "it was 9 degrees in the cellar"),
        ("5 sacks of flour were left", "2.5 sacks of flour were left"),
        ("they paid 2 for every sack", "they paid 2,75 for every sack"),
        ("les pêchés étaient là avant nous", "les péchés étaient là avant nous"),
        ("это мои друг из города", "это мой друг из города"),
        ("he [never] opened the gate for us", "he opened the gate for us"),
        ("[not] one of them came back", "one of them came back"),
    ],
)
def test_what_changes_the_sense_never_passes(words: str, said: str) -> None:
    assert graded(words, said) is Grade.ALTERED


def test_a_negation_that_brackets_put_between_passages_never_passes() -> None:
    said = [Said("INT-1:1", "a", "We opened the gate at noon."), Said("INT-1:2", "a", "Then the water came in.")]
    assert Transcript(said).grade("We opened the gate … the water came in", "a").grade is Grade.ELIDED
    assert Transcript(said).grade("We opened the gate [without them] … the water came in", "a").grade is Grade.ALTERED


def test_dates_and_thousands_are_no_decimals() -> None:
    assert spoken("On 12.10.2016 there were 1.200") == ["on", "12", "10", "2016", "there", "were", "1200"]
    assert spoken("3,5 or -2 at 7:30") == ["3point5", "or", "minus2", "at", "7point30"]
