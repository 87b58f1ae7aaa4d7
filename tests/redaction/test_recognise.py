"""What gives somebody away in a text that others wrote: told by kind and place, and nothing is refused."""

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject

SOURCE = Subject(
    ref="source baker",
    protects=Protects.IDENTITY,
    label="Mam L",
    names=("Osmor Kunjidel",),
    phones=("+964 750 555 0142",),
)
HELPER = Subject(ref="source fixer", protects=Protects.PROTECTED_ROLE, label="a fixer", names=("Bassor Qirfawel",))
PLACE = Subject(ref="location town", protects=Protects.PLACE, label="Dolar province", names=("Zinarokel",))
DAY = Subject(ref="interview INT-001", protects=Protects.IDENTITY, label="October 2022", dates=("8 October 2022",))
GATE = Gate([SOURCE, HELPER, PLACE, DAY], {})


@pytest.mark.parametrize(
    ("text", "kind", "words", "ref"),
    [
        ("We met Osmor Kunjidel there.", "identity", "Osmor Kunjidel", "source baker"),
        ("Ring 0750 555 0142 at night.", "identity", "0750 555 0142", "source baker"),
        ("Thanks to Bassor Qirfawel.", "protected-role", "Bassor Qirfawel", "source fixer"),
        ("The road to Zinarokel is closed.", "place", "Zinarokel", "location town"),
        ("That was on 8.10.2022 in the evening.", "date", "8.10.2022", "interview INT-001"),
    ],
)
def test_what_gives_away_is_told_by_kind_and_place(text: str, kind: str, words: str, ref: str) -> None:
    found = GATE.recognise(RawText(text))
    assert [(one.kind, text[one.start : one.end]) for one in found] == [(kind, words)]
    assert found[0].what.endswith(ref)
    assert words not in found[0].what


def test_ordinary_words_are_told_nothing_about() -> None:
    assert GATE.recognise(RawText("On 9 October 2022 the baker of a small town said no more than that.")) == []


def test_a_name_under_which_somebody_is_published_gives_nobody_away() -> None:
    named = Subject(
        ref="source officer", protects=Protects.IDENTITY, label="Joral Kummelor", names=("Joral Kummelor",),
        personas=("Officer T",), own_name="Joral Kummelor",
    )  # fmt: skip
    gate = Gate([named, SOURCE], {})
    found = gate.recognise(RawText("Joral Kummelor met Osmor Kunjidel."))
    assert [one.what for one in found] == ["a name of source baker"]


def test_what_only_the_second_look_sees_is_told_once() -> None:
    text = "See https://maps.example/?q=Osmor%20Kunjidel for more."
    found = GATE.recognise(RawText(text))
    assert found
    assert {one.kind for one in found} == {"identity"}
    assert len({one.start for one in found}) == len(found)
