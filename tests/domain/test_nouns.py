"""Nouns are silent, raw words stay raw, cards only grow, keys stay in order, rungs contain one another."""

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fieldnotes.domain.identity import CardRevision, Identity, union
from fieldnotes.domain.interview import Passage
from fieldnotes.domain.location import Ladder, Location
from fieldnotes.domain.mentions import mentions
from fieldnotes.domain.order import between, spread
from fieldnotes.domain.rungs import PlaceRung, TimeRung, say_time
from fieldnotes.domain.source import Role, Source, protected_part
from fieldnotes.domain.text import PublicText, RawText, Segment

CANARY = "Saffron Kemiri"


def test_no_noun_shows_its_values_in_print_or_in_an_error() -> None:
    card = Identity(name=CANARY)
    passage = Passage(speaker=None, text=RawText(CANARY))
    shown = [repr(card), str(card), f"{card}", repr(passage), str(passage.text), f"{passage.text}", repr([passage])]
    with pytest.raises(ValidationError) as wrong:
        Identity.model_validate({"name": [CANARY], CANARY: 1})
    shown.append(str(wrong.value).replace(f"\n{CANARY}\n", ""))  # the unknown key itself is never printed by us
    assert not [text for text in shown if CANARY in text]


def test_raw_words_are_given_only_to_their_owner() -> None:
    passage = Passage(speaker=None, text=RawText(CANARY))
    assert CANARY.encode() in passage.to_owner_json()
    with pytest.raises(Exception, match="owner"):
        passage.model_dump_json()
    with pytest.raises(TypeError):
        pickle.dumps(passage.text)


def test_nobody_but_the_mint_makes_public_text() -> None:
    with pytest.raises(TypeError):
        PublicText((Segment(CANARY),), object())


def test_a_card_is_the_union_of_its_revisions() -> None:
    first = CardRevision(adds=Identity(name="Saffron Kemiri", aliases=("Abu Cumin",), phones=("1",), notes="old"))
    second = CardRevision(adds=Identity(name="Saffron Kemiri-Sumac", phones=("2", "1")))
    card = union([first, second])
    assert (card.name, card.aliases, card.phones, card.notes) == (
        "Saffron Kemiri-Sumac", ("Saffron Kemiri", "Abu Cumin"), ("1", "2"), "old",
    )  # fmt: skip


def test_only_a_retirement_takes_a_name_off_a_card() -> None:
    first = CardRevision(adds=Identity(name="Saffron", aliases=("Cumin", "Sumac")))
    retired = CardRevision(retires=Identity(aliases=("Cumin",)))
    assert union([first, CardRevision()]).aliases == ("Cumin", "Sumac")
    assert union([first, retired]).aliases == ("Sumac",)


cards = st.builds(Identity, name=st.sampled_from([None, "a", "b"]), aliases=st.tuples(st.sampled_from("abc")))


@given(st.lists(st.builds(CardRevision, adds=cards), max_size=6))
def test_no_supplement_ever_loses_a_name(revisions: list[CardRevision]) -> None:
    told = {name for revision in revisions for name in revision.adds.all_names}
    assert told == set(union(revisions).all_names)


@given(st.lists(st.integers(0, 10_000), max_size=80))
def test_a_key_fits_between_any_two_neighbours(places: list[int]) -> None:
    keys: list[bytes] = spread(3)
    for number in places:
        place = number % (len(keys) + 1)
        low, high = keys[place - 1] if place else None, keys[place] if place < len(keys) else None
        keys.insert(place, between(low, high))
    assert keys == sorted(set(keys))


def test_appended_keys_stay_short() -> None:
    key = spread(1)[0]
    for _ in range(2_000):
        key = between(key, None)
    assert len(key) < 20


def test_a_time_is_said_in_its_own_zone_and_never_finer_than_asked() -> None:
    baghdad = timezone(timedelta(hours=3))
    moment = datetime(2026, 4, 1, 1, 30, tzinfo=baghdad)
    assert [say_time(moment, rung) for rung in TimeRung] == [
        "1 April 2026", "the first week of April 2026", "April 2026", "spring 2026", "2026",
    ]  # fmt: skip
    assert say_time(moment.astimezone(UTC), TimeRung.MONTH) == "March 2026"
    assert say_time(moment, TimeRung.SEASON, southern=True) == "autumn 2026"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), st.integers(-400, 400))
def test_each_rung_of_time_contains_the_one_below(day: datetime, away: int) -> None:
    """Two days that read alike on one rung read alike on every higher one."""
    other = day + timedelta(days=away)
    alike = [say_time(day, rung) == say_time(other, rung) for rung in TimeRung]
    assert alike == sorted(alike)


def test_a_place_shows_only_its_published_rungs() -> None:
    ladder = Ladder(settlement="Karanfil", district="Sumac", governorate="Zafaran", country="Baharat")
    place = Location(handle="k", name="K", ladder=ladder, publish_from=PlaceRung.DISTRICT)
    assert place.public_rungs() == ["Sumac", "Zafaran", "Baharat"]
    assert list(place.hidden_rungs().values()) == ["Karanfil"]
    assert place.public_rungs(PlaceRung.REGION) == ["Baharat"]
    assert list(place.hidden_rungs(PlaceRung.REGION).values()) == ["Karanfil", "Sumac", "Zafaran"]
    assert Location(handle="k", name="K", ladder=ladder).public_rungs() == ["Baharat"]


@pytest.mark.parametrize(
    ("role", "parts", "expected"),
    [
        (Role.SOURCE, {"interviewee"}, None),
        (Role.OFFICIAL, {"official", "source"}, None),
        (Role.FIXER, set(), "a fixer"),
        (Role.INTERPRETER, {"interviewee"}, "an interpreter"),
        (Role.SOURCE, {"interviewee", "driver"}, "a driver"),
        (Role.SOURCE, {"cousin of the mayor"}, "another person"),
    ],
)
def test_whoever_helps_is_protected_by_default(role: Role, parts: set[str], expected: str | None) -> None:
    assert protected_part(Source(handle="a", pseudonym="A", role=role), frozenset(parts)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@kak-d said", ["kak-d"]),
        ("(@kak-d, @taza)", ["kak-d", "taza"]),
        ("mail@kak-d", []),
        ("@Kak", []),
        ("@kak-d's men", ["kak-d"]),
        ("@kak-", ["kak"]),
        ("لە @taza بووم", ["taza"]),
    ],
)
def test_a_mention_begins_after_a_non_word_character(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected
