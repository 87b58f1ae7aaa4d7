"""The second look objects to a name spelt otherwise, is silent about other words and about what was decided."""

import re
import time

import pytest

from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.text import RawText
from fieldnotes.redaction.leak_sounds import distance, sound
from fieldnotes.redaction.leaks import SecondLook
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject
from tests.adversary.controls import sentences
from tests.redaction import leak_cases as cases

NAME = "what sounds like a name of source x"


def person(*names: str, **more: tuple[str, ...]) -> SecondLook:
    """Return a look for one invented person."""
    return SecondLook([Subject("source x", Protects.IDENTITY, "X", names=names, **more)])  # type: ignore[arg-type]


def seen(text: str, look: SecondLook, kept: tuple[str, ...] | None = ()) -> set[str]:
    """Return what the look says about *text*, without where."""
    return {objection.what for objection in look.look(text, [], str, kept)}


LOOK = person("Dilshad Zaferani", "Mohammed Kardamoni")
NEAR = """
    Dlshad ¦ Dilschad ¦ Dilchad ¦ Dilshaad ¦ Dilshadd ¦ Dillshad ¦ DILSCHAD ¦ Dilshaad’s
    Zaferany ¦ Zafarani ¦ Zaffarani ¦ Zeferani ¦ Safarani ¦ Zafrani ¦ al-Zafarani ¦ Zaferaniê
    Muhamad ¦ Mohamad ¦ Muhamed ¦ Mehemed Kardamony ¦ Kardemony ¦ Kardammoni ¦ Cardamoni ¦ Kardmoni ¦ Kardamnoi
    دلشاد ¦ ودلشاد ¦ وكرداموني ¦ کاردەمۆنی ¦ محمد کارداموني ¦ Дильшад ¦ Дильшада ¦ Зафарани ¦ Мухаммед Кардамони
    דילשאד ¦ זפראני דלשד ¦ Ντιλσάντ Ζαφεράνι ¦ დილშადი ¦ დილშადმა ¦ Դիլշադ ¦ Կարդամոնի ¦ ዲልሻድ ¦ ካርዳሞኒ
    #DilschadZaferany ¦ @dilschadzaferany ¦ dilschad_zaferany ¦ dilschad zaferany ¦ Zafer ani Dilschad ¦ Zafe rany
    D&#105;lschad ¦ D**il**schad ¦ Dil\u200bschad ¦ Dilsсhаd
"""


@pytest.mark.parametrize("text", [case.strip() for case in re.split("[¦\n]", NEAR.strip())])
def test_a_name_spelt_otherwise_is_objected_to(text: str) -> None:
    assert seen(f"It was late. We saw {text} at the bridge.", LOOK) & {NAME, "a name of source x"}


@pytest.mark.parametrize(
    "text",
    [
        "We saw Dilan and Zafer and Karim.", "Delphine met Mahmoud.", "A cardamom pod, a kilo of saffron.",
        "Zafer. Shad. Moni.", "Dil Shah at the shed.", "Mo and Kardo.", "دلار ¦ شاد ¦ زعفران", "дыльша, шафран",
        "The dilation of the dil shed.", "Kardam, Kard", "Мухомор и кардан",
    ],
)  # fmt: skip
def test_what_only_begins_or_ends_alike_is_left_alone(text: str) -> None:
    assert not seen(text, LOOK)


@pytest.mark.parametrize("name", ["Marrtin Kemiri", "Rosie Hoope", "Haller Sonner", "Umud Sumak"])
def test_an_ordinary_word_that_sounds_like_a_name_is_left_alone(name: str) -> None:
    text = "It was so. Martens nest here; rosy dawns and hopes. Hall or sooner. Umut fakirin ekmeğidir."
    assert not seen(text, person(name))


def test_two_words_side_by_side_say_more_than_each_alone() -> None:
    look = person("Omid Keja")
    assert NAME in seen("It was so. They met Umid Keja there.", look)
    assert not {what for what in seen("They met Umid there. Then came Kejo.", look) if "sounds" in what}
    assert not seen("They met Umid. Kejo came.", look), "a sentence ends between them"


def test_two_consonants_of_a_script_without_vowels_are_too_little() -> None:
    assert not seen("هنا ميلو هناك نيزو", person("Meilo Kemiri", "Neizo Zhug"))


def test_a_word_that_may_be_published_is_never_near_a_name() -> None:
    place = Subject("location l", Protects.PLACE, "Kardamon", ("Kardamun",), open_words=frozenset({"kardamon"}))
    look = SecondLook([place, Subject("source x", Protects.IDENTITY, "X", names=("Kardamoni",))])
    assert not seen("In Kardamon it rained.", look)
    assert seen("In Kardammun it rained.", look)


def test_what_was_decided_to_be_kept_may_sound_like_a_name_but_not_be_one() -> None:
    text = "It was late. Dilschad and Dilschad Zaferany came, Dilshad too."
    assert seen(text, LOOK) == {NAME, "a name of source x"}
    assert [o.where for o in LOOK.look(text, [], str, ("dilschad zaferany",))] == ["50"]
    assert NAME in seen(text, LOOK, ("Dilschad",)), "the other word was kept by nobody"
    assert seen(text, LOOK, None) == {"a name of source x"}, "what resembles is not asked for"


def test_the_gate_exempts_what_was_decided_about_the_texts_of_a_page() -> None:
    gate = Gate([Subject("source x", Protects.IDENTITY, "X", names=("Dilshad Zaferani",))], {})
    raw = RawText("They met Dilschad, a cook.")
    keep = Ruling(start=9, end=17, kind="person", verdict="keep")
    page = "They met Dilschad, a cook."
    assert [o.what for o in gate.look(page, (), str)] == [NAME]
    assert not gate.look(page, (), str, [(raw, [keep])])
    assert not gate.look(page, (), str, (), [("person", "dilschad")])
    read = Ruling(start=0, end=26, kind="script", verdict="keep")
    hidden = Ruling(start=9, end=17, kind="person", verdict="replace")
    assert gate.look(page, (), str, [(raw, [read, hidden])]), "who read a passage has not decided its words"


def test_nothing_near_is_seen_in_a_label_or_across_it() -> None:
    assert not LOOK.look("It was so. [Dilschad] saw Moham[X]ad", [(11, 21), (31, 34)], str)


def test_sounds_of_one_name_are_near_and_those_of_others_far() -> None:
    for one, other in (("dilshad", "dilschad"), ("dilshad", "дильшад"), ("dilshad", "دلشاد"), ("mohammed", "محمد")):
        assert distance(sound(one), sound(other), 2.0) <= 0.4, (one, other)
    for one, other in (("dilshad", "delphine"), ("kemiri", "kumar"), ("mohammed", "mahmoud"), ("hasan", "husain")):
        assert distance(sound(one), sound(other), 9.0) >= 1.0, (one, other)


def test_clean_prose_sounds_like_nobody_of_two_hundred() -> None:
    look = SecondLook(cases.two_hundred())
    for text in (cases.CLEAN_ENGLISH, cases.CLEAN_OTHER, *sentences()):
        found = {o for o in look.look(text, [], lambda at, text=text: text[at : at + 20]) if "sounds" in o.what}  # type: ignore[misc]
        assert not found


@pytest.mark.parametrize("unit", ["Dilschad ", "dilsha dzafer ", "Zafarny", "Kemiry\n", "دلشا ", "Mohamad Kardamony, "])
def test_names_all_over_take_time_in_proportion(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        LOOK.look(text, [], lambda offset: "here")
        return time.process_time() - start

    small = min(seconds(4_000) for _ in range(2))
    assert min(seconds(32_000) for _ in range(2)) < 20 * small + 0.05


# --- numbers in long runs of digits -----------------------------------------------------------------------------------

PHONE = person("Nutmeg Kemiri", phones=("+999 123 456 789", "044 567 891 23"))


@pytest.mark.parametrize(
    "text",
    [
        "123456789", "x00999123456789x", "tel0123456789and", "20160123456789", "0123456789 2016", "991234567890042",
        "0" * 20 + "123456789" + "0" * 11, "7" * 31 + "123456789", "1 2 3 4 5 6 7 8 9",
    ],
)  # fmt: skip
def test_a_phone_is_seen_glued_to_other_digits(text: str) -> None:
    assert "a phone number of source x" in seen(f"Call {text} now", PHONE)


@pytest.mark.parametrize("digits", ["0123456789" * 50_000, "7" * 60 + "123456789" + "7" * 60, "123456789" * 5])
def test_a_run_of_digits_too_long_for_any_number_holds_no_phone(digits: str) -> None:
    assert not seen(f"The number was {digits} or so.", PHONE)
