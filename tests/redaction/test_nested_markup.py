"""A tag inside what is itself hidden, and figures of other widths, are read like any other."""

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject

SUBJECTS = [
    Subject("source a", Protects.IDENTITY, "Kak D", names=("Saffron Kemiri", "زعفران کمیری")),
    Subject("location t", Protects.PLACE, "Baharat", names=("Karanfil",), coordinates=(35.3012, 44.3298)),
]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('see [him](https://news.example/a "SAF<b>FRON KEM<b>IRI") now', "[Kak D]"),
        ("he <!-- SAF<b>FRON KEM<b>IRI --> came", "he  came"),
        ("he <!-- زعف<i>ران --> came", "he  came"),
        ("he <!-- Saf[fr](a.png)on --> came", "he  came"),
        ("he <!-- a [Saf]**fron** <i>b</i> --> came", "he  came"),
        ('<a title="Saf<b>fron">he</a>', "he"),
        ("at N 35.301 E 44.33.", "at [coordinates]."),
        ("at ３５．３０１２, ４４．３２９８", "at [coordinates]"),
    ],
)
def test_what_hides_in_what_is_hidden_is_found(raw: str, expected: str) -> None:
    cleared = Gate(SUBJECTS, {}).clear(RawText(raw), "INT-1:1")
    assert expected in cleared.text.words
    assert len(cleared.replacements) == 1
