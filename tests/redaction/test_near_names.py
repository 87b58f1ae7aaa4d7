"""Prove what is taken for a known name by its sound: replaced, left open, or left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.domain.text import RawText
from fieldnotes.redaction import canon, spans
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.recognisers.known_names import KnownNames
from fieldnotes.redaction.recognisers.near_names import WHY, NearNames
from fieldnotes.redaction.sounds.slips import is_slip, shape
from fieldnotes.redaction.subject import Subject
from tests.redaction.cast import EVERYBODY, OPEN, person, place

NOBODY: frozenset[int] = frozenset()


def settled(text: str, *subjects: Subject) -> spans.Settled:
    """Return what becomes of what both recognisers of names find."""
    read = canon.read(text)
    found = [*KnownNames(subjects).find(read), *NearNames(subjects).find(read)]
    return spans.settle(found, text, NOBODY, NOBODY)


def out(text: str, *subjects: Subject) -> str:
    """Return *text* with what is replaced as # and what is open in <>."""
    done = settled(text, *subjects)
    for finding in sorted([*done.firm, *done.near], key=lambda f: -f.start):
        words = f"<{text[finding.start : finding.end]}>" if finding.near else "#"
        text = text[: finding.start] + words + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Zafaran Kemyuri", "Then Zafran Kimyuri spoke.", "Then # spoke."),
        ("Zafaran Kemyuri", "ثم قال زعفران كميوري ذلك", "ثم قال # ذلك"),
        ("Zafaran Kemyuri", "Потом Зафаран Кемьюри сказал.", "Потом # сказал."),
        ("Зафаран Кемьюри", "Zafaran was there; Kemyuri too.", "# was there; # too."),
        ("كزبرة الزعفراني", "Zafarani spoke", "# spoke"),
        ("Kardaman Oulouji", "КАРДАМАН УЛУДЖИ", "#"),
        ("Tarkhunov", "Звал Тархунова, с Тархуновым, о Тархунове.", "Звал #, с #, о #."),
        ("Zanjabilenko", "З Занджабіленком, у Занджабіленка", "З #, у #"),
        ("Harbaqović", "sa Harbakovićem i od Харбаковића", "sa # i od #"),
        ("Dilberan Kemyun", "Dilbêranê hat û Kemyûnî got", "# hat û # got"),
        ("Zafaran", "Safaran'ın evi", "#'ın evi"),
        ("Kammounian", "Կամունյանի տունը", "# տունը"),
        ("Zanjafishvili", "ზანჯაფიშვილმა თქვა", "# თქვა"),
        ("Korarimabe", "የኮረሪማበ ቤት", "የ# ቤት"),
        ("Haldirami", "হালদিরামিকে বলেছে", "# বলেছে"),
        ("Karkomani", "אמר לכרכומני ושתק", "אמר ל# ושתק"),
        ("Zaafarani", "قال للزعفراني وبالزعفراني", "قال ل# وب#"),
        ("Abdussumaq", "Abd us-Sumaq, Abdul Sumaq and Abdelsumaq", "# and #"),
        ("Abdul Sumaq", "عبد السماق", "#"),
        ("McKardaman", "Mc Kardeman", "#"),
        ("Gebre-Korarima", "Gebrekorarima, ገብረኮረሪማ", "#"),
        ("Huajiao Shiwei", "花椒 Хуацзяо Шивэй", "花椒 #"),
        ("Liu Huajiao", "劉花椒說", "#說"),
        ("Zin Thanaka Win", "ဇင်သနပ်ခါးဝင်း သည်", "# သည်"),
    ],
)
def test_a_name_is_known_by_its_sound(name: str, text: str, expected: str) -> None:
    assert out(text, person(name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Zofaron spoke.", "Then <Zofaron> spoke."),
        ("Then Zofaron Kemyuri spoke.", "Then # spoke."),
        ("Then Zofaron Kimyure spoke.", "Then # spoke."),
        ("Zofaron. Kemyuri spoke.", "<Zofaron>. # spoke."),
        ("Zofaron and Kemyuri spoke.", "<Zofaron> and # spoke."),
        ("a zofaron of wind, in Town", "a zofaron of wind, in Town"),
        ("they asked zofaron kemyuri", "they asked #"),
    ],
)
def test_what_is_merely_near_is_replaced_beside_another_part_and_else_open(text: str, expected: str) -> None:
    assert out(text, person("Zafaran Kemyuri")) == expected


def test_an_open_finding_says_why_and_never_what() -> None:
    (finding,) = settled("Then Zofaron spoke.", person("Zafaran Kemyuri")).near
    assert (finding.near, finding.weak, finding.kind) == (WHY, True, Kind.NAME)
    gate, raw = Gate([person("Zafaran Kemyuri")], {}), RawText("Then Zofaron spoke.")
    assert gate.clear(raw, "INT-001:1").text.words == "Then Zofaron spoke."
    (asked,) = gate.undecided(raw, (), frozenset())
    assert (asked.start, asked.end, asked.kind, asked.reason) == (5, 12, "near", f"{WHY} of {person('x y').ref}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Kardarnan came.", "Then # came."),
        ("Then Karclaman came.", "Then # came."),
        ("Then K4rdaman came.", "Then # came."),
        ("Then Kardamqn came.", "Then <Kardamqn> came."),
        ("Then Karadman came.", "Then <Karadman> came."),
        ("Then Kardamqn Tarkhun came.", "Then # came."),
        ("Then Tarkhvn Kardxman came.", "Then # came."),
    ],
)
def test_slips_of_hands_and_machines_are_seen_in_long_parts(text: str, expected: str) -> None:
    assert out(text, person("Tarkhun Kardaman")) == expected


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_slip_is_one_both_ways_and_changes_the_length_by_one_at_most(left: str, right: str) -> None:
    assert is_slip(left, right) == is_slip(right, left)
    assert is_slip(left, left)
    assert not is_slip(left, right) or abs(len(left) - len(right)) <= 1


def test_shapes_that_are_alike_are_written_alike() -> None:
    assert shape("kardarnan") == shape("karclaman") == shape("kardaman")
    assert shape("s0lirnan") == shape("soliman")


PROSE = """
    The rubber boots were on the table in the hall, and a man from the market said that he had seen nothing at all.
    Some of them came back in winter. They hope that the road will be open by spring; nobody knows for sure.
    Les hommes du village ont dit que la route était coupée depuis deux jours et que personne ne viendrait.
    Die Leute im Dorf sagten, dass sie in der Nacht Schüsse gehört hätten, aber niemand sei verletzt worden.
    Köydeki insanlar gece silah sesleri duyduklarını söylediler ama kimse yaralanmamıştı ve yol hâlâ kapalıydı.
    قال سكان القرية إنهم سمعوا إطلاق النار في الليل ولكن لم يصب أحد بأذى وكانت الطريق مغلقة منذ يومين
    مردم روستا گفتند که شب صدای تیراندازی شنیدند اما کسی زخمی نشد و جاده از دو روز پیش بسته بود
    Люди в селі казали, що вночі чули постріли, але ніхто не постраждав, а дорога була закрита вже два дні.
    Жители деревни сказали, что ночью слышали выстрелы, но никто не пострадал, а дорога закрыта второй день.
    Los vecinos dijeron que por la noche oyeron disparos, pero que nadie resultó herido y que no había camino.
"""


def test_ordinary_prose_stays_as_it_is() -> None:
    cast = [subject for subject in EVERYBODY if subject is not OPEN]
    for line in PROSE.strip().splitlines():
        assert not settled(line, *cast).firm, line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Rose Kemyuri", "The row rows; a raise; they rise."),
        ("Will Kemyuri", "Well, we will while away; a wall."),
        ("Turki Kemyuri", "the Turkish army, Turks"),
        ("Jamal Sumaq", "a camel, some smoke, Gemma"),
        ("Li Na", "Lea and Noah lay on a line near Lyon."),
        ("Salim Kemyuri", "a slim column of psalms"),
        ("Nur Kemyuri", "only nor, nearly new, no more"),
    ],
)
def test_ordinary_words_are_never_near_a_name_in_small_letters(name: str, text: str) -> None:
    done = settled(text, person(name))
    assert done.firm == []
    assert not any(text[f.start : f.end].islower() for f in done.near)


def test_what_was_told_is_left_to_those_who_know_it() -> None:
    told = person("Zafaran Kemyuri", "Hope Sumaq")
    findings = list(NearNames([told]).find(canon.read("Zafaran, and we hope so, Kemyuri.")))
    assert findings == []


def test_what_may_be_published_is_not_near_itself() -> None:
    town = place("Taza Khurmalu", "Qoratu", open_words=frozenset({"qoratu"}))
    assert out("in Qoratu, in Qouratu and in Xurmalû", town) == "in Qoratu, in Qouratu and in #"


def test_whoever_is_published_under_a_name_is_not_protected_from_its_spellings() -> None:
    found = NearNames([OPEN]).find(canon.read("Nutmee Galanghal spoke, Abu Zedwary too"))
    assert {finding.start for finding in found} == {24, 28}


def test_words_of_an_organisation_are_open_and_together_replaced() -> None:
    bureau = person("Kari Sumaq", organisations=("Zafarani Kemyurist Front",))
    assert out("the Zefarani Kemiurist Front", bureau) == "the # Front"


def test_two_parts_of_two_people_are_not_one_name() -> None:
    done = settled("Zofaron Tarxun", person("Zafaran Kemyuri"), person("Sumaq Tarkhun", label="R"))
    assert [f.owners for f in done.near] == [{0}]
    assert [f.owners for f in done.firm] == [{1}]


def test_a_name_is_found_in_what_markup_and_encodings_hide() -> None:
    who = person("Zafaran Kemyuri")
    assert out("Zaf**r**an and Kimy&uuml;ri", who) == "# and #"
    assert out("Zaf\u00adran Kimyu\u200bri", who) == "#"


def test_findings_of_marked_letters_cover_their_marks() -> None:
    assert out("হালদিরামি\u0981 বলল", person("Haldirami")) == "# বলল"
    assert out("Za\u0301fra\u0301n\u0301 spoke", person("Zafaran")) == "# spoke"


@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_findings_inside_it(text: str) -> None:
    for finding in NEAR.find(canon.read(text)):
        assert isinstance(finding, Finding)
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.owners


NEAR = NearNames([*EVERYBODY, person("Zafaran Kemyuri", "Lı Na", "花椒"), person("\ud800", "", "1")])


@pytest.mark.parametrize(
    "text",
    [
        "zafaran" * 9_000,
        "Zofaron " * 8_000,
        "Zofaron Kemyure " * 4_000,
        "Abd al " * 9_000,
        "花" * 60_000,
        "သ" * 60_000,
        "a\u0301" * 30_000,
        "Xaqc" * 15_000,
        "X a q " * 10_000,
        "ዘ" * 60_000,
        "\ud800" * 60_000,
        "\x00Z" * 30_000,
        "".join(f"Z{n:x}f " for n in range(10_000)),
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()
    for _ in NEAR.find(canon.read(text)):
        pass
    assert time.process_time() - began < 3
