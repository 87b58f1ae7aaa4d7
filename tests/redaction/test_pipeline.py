"""Prove what the gate promises: replaced, reported, looked at again, minted, or refused without a word too many."""

import time
from contextlib import suppress
from dataclasses import replace

import pytest

from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.text import PublicText, RawText, Segment
from fieldnotes.errors import Objection, Refused
from fieldnotes.redaction import canon, pipeline
from fieldnotes.redaction.pipeline import CLASSES, Gate, Replacement
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction.cast import CHIEF, DRIVER, EVERYBODY, GATE, INTERPRETER, OPEN, VILLAGE, cleared, person, place


def objections(text: str, gate: Gate = GATE) -> list[Objection]:
    with pytest.raises(Refused) as refusal:
        gate.clear(RawText(text), "INT-001:3")
    assert refusal.value.exit_code == 3
    return list(refusal.value.objections)


def test_labels_stand_in_segments_of_their_own_and_nothing_else_does() -> None:
    text = GATE.clear(RawText("In Taza, Saffron spoke."), "INT-001:1").text
    assert text.segments == (
        Segment("In "),
        Segment("[Qorat province]", label=True),
        Segment(", "),
        Segment("[Kak D]", label=True),
        Segment(" spoke."),
    )


def test_replacements_say_what_and_where_and_never_the_words() -> None:
    done = GATE.clear(RawText("Saffron: 0770 123 4567, Achiote"), "INT-001:1").replacements
    assert done == (
        Replacement(0, 7, "Kak D", "a name of source kak-d", "source kak-d"),
        Replacement(9, 22, "phone number", "a phone number of source kak-d", "source kak-d"),
        Replacement(
            24,
            31,
            "name withheld",
            "a name of source fixer-1, source driver-1",
            "source fixer-1, source driver-1",
        ),
    )


def test_only_labels_of_one_subject_count_as_mentions() -> None:
    assert GATE.clear(RawText("Achiote, 0770 123 4567, the BDQ"), "INT-001:1").mentioned == ()


def test_text_with_nothing_in_it_passes_as_it_is() -> None:
    words = "*Stars*, <b>tags</b>, [brackets](x), 5 < 6 & 7 > 3, tabs\tand\nlines."
    assert cleared(words) == words
    assert cleared("") == ""


def test_what_readers_would_not_see_is_dropped() -> None:
    assert cleared("a\x00b\x1bc\r\nd\u200be\u202ef\u00adg\ufeff\u2066h") == "abc\ndefgh"
    assert cleared("می‌روم a‌b ‍ک") == "می‌روم ab ک"


def test_the_same_text_gives_the_same_words_in_a_gate_made_anew() -> None:
    words = "Saffron, Hope and Achiote met in Taza; 0770 123 4567, @kak-d."
    outs = {Gate(EVERYBODY, {"kak-d": CHIEF}).clear(RawText(words), "INT-001:1").text.words for _ in range(3)}
    assert len(outs) == 1


def test_the_order_of_subjects_does_not_change_the_words() -> None:
    words = "Saffron, Hope and Achiote met in Taza; 0770 123 4567."
    assert cleared(words, *EVERYBODY) == cleared(words, *reversed(EVERYBODY))


def test_what_only_the_second_look_sees_refuses_without_quoting_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GATE, "_recognisers", ())  # whatever the first look is blind to
    found = objections("The key is U2FmZnJvbiBLZW1pcmk= they say.")
    assert {(o.kind, o.where) for o in found} == {("identity", "INT-001:3")}
    assert all("affron" not in o.what and "source kak-d" in o.what for o in found)


def test_an_own_name_that_reads_exactly_so_is_left_alone_but_stays_a_label() -> None:
    found = GATE.clear(RawText("Then Nutmi Galangal spoke."), "INT-001:1")
    assert Segment("Nutmi Galangal", label=True) in found.text.segments
    assert found.replacements == ()
    assert found.mentioned == ("source open",)


@pytest.mark.parametrize("other", [person("Kari Galangal"), replace(DRIVER, names=("Nutmi Kamun",))])
def test_a_part_of_an_own_name_that_somebody_protected_shares_refuses(other: Subject) -> None:
    gate = Gate([OPEN, other], {})
    alone = other.names[0].split()[1] if "Galangal" in other.names[0] else "Nutmi"
    found = objections(f"Then {alone} spoke.", gate)
    assert [o.kind for o in found] == ["identity"]
    assert alone not in found[0].what
    assert gate.clear(RawText("Nutmi Galangal spoke."), "x").text.words == "Nutmi Galangal spoke."


def test_a_place_wins_over_a_name_that_is_public() -> None:
    assert cleared("in Galangal", OPEN, place("Galangal")) == "in [P]"


def test_a_label_is_minted_unless_it_holds_a_key() -> None:
    text = GATE.label("the head of a powerful security agency", "source kak-d", called="the agreed description")
    assert isinstance(text, PublicText)
    assert text.segments == (Segment("the head of a powerful security agency", label=True),)
    with pytest.raises(Refused) as refusal:
        GATE.label("a friend of Saffron", "source fixer-1", called="the agreed description of source fixer-1")
    assert refusal.value.objections == (
        Objection(
            "description", "source fixer-1", "the agreed description of source fixer-1 holds a name of source kak-d"
        ),
    )


def test_a_label_is_looked_at_twice() -> None:
    with pytest.raises(Refused) as refusal:
        GATE.label("a friend, U2FmZnJvbiBLZW1pcmk=", "x", called="it")
    assert {o.what for o in refusal.value.objections} == {"it holds a name of source kak-d"}
    with pytest.raises(Refused):
        GATE.label("a friend, U2FmZnJvbiBLZW1pcmk=", "x", called="it", besides=VILLAGE)
    assert GATE.label("a friend, U2FmZnJvbiBLZW1pcmk=", "x", called="it", besides=CHIEF)


def test_a_label_may_hold_the_name_of_whom_it_stands_for_if_told_so() -> None:
    assert GATE.label("Nutmi Galangal", "x", called="the persona", besides=OPEN).words == "Nutmi Galangal"
    with pytest.raises(Refused):
        GATE.label("Nutmi Galangal", "x", called="the persona")


def test_a_rung_that_may_be_published_is_a_label_unchecked() -> None:
    assert GATE.rung("Taza Khurmala").segments == (Segment("Taza Khurmala", label=True),)


def test_clashes_tells_whether_words_hold_a_key_of_somebody_else() -> None:
    assert GATE.clashes("Taza district")
    assert not GATE.clashes("Taza district", besides=VILLAGE)
    assert not GATE.clashes("Qorat province")
    assert GATE.clashes("Damar", besides=VILLAGE)
    assert not GATE.clashes("We hope so")


def test_what_no_recogniser_covers_is_listed_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert GATE.not_checked == ()
    monkeypatch.setattr(pipeline, "CLASSES", CLASSES | {"voices"})
    assert Gate([CHIEF], {}).not_checked == ("voices",)


def test_what_is_undecided_is_neither_ruled_about_nor_safe_everywhere() -> None:
    raw = RawText("Then I met Colonel Brakwendil, on 14 March 2019.")
    name, date = GATE.undecided(raw, (), frozenset())
    assert (name.kind, date.kind) == ("person", "date")
    assert GATE.undecided(raw, (), {("person", name.term)}) == [date]
    assert GATE.undecided(raw, (), {("place", name.term)}) == [name, date]
    keep = Ruling(start=date.start, end=date.end, kind="date", verdict="keep")
    assert GATE.undecided(raw, [keep], frozenset()) == [name]
    hide = Ruling(start=name.start, end=name.end, kind="person", verdict="replace")
    assert GATE.undecided(raw, [keep, hide], frozenset()) == []


def test_a_mention_protects_somebody_who_is_not_among_the_subjects() -> None:
    gate = Gate([CHIEF], {"fixer-1": INTERPRETER})
    assert gate.clear(RawText("@fixer-1 and Damar"), "x").text.words == "[An interpreter] and [an interpreter]"


def test_a_gate_with_nobody_in_it_lets_everything_pass() -> None:
    assert (
        Gate([], {}).clear(RawText("Saffron Kemiri, 0770 123 4567"), "x").text.words == "Saffron Kemiri, 0770 123 4567"
    )


def test_forms_without_letters_are_no_keys() -> None:
    empty = Subject(
        "source q",
        Protects.IDENTITY,
        "Q",
        names=("", " ", "—"),
        phones=("", "+"),
        ids=("-",),
        emails=("@", ""),
        handles=("@",),
    )
    assert cleared("He — said: + 7 @ 8 -", empty) == "He — said: + 7 @ 8 -"


def test_lone_surrogates_and_private_letters_do_no_harm() -> None:
    assert cleared("a\ud800b \ue000 Saffron\udfff") == "a\ud800b \ue000 [Kak D]\udfff"


def test_what_was_cleared_shows_no_words_by_accident() -> None:
    found = GATE.clear(RawText("Plain words."), "x")
    assert "Plain" not in repr(found) + repr(found.text)


HOSTILE = {
    "one word": "a" * 60_000,
    "beginnings": "saf " * 15_000,
    "names": "Saffron Kemiri " * 4_000,
    "glued names": "saffron" * 9_000,
    "letters": "s a f f r o " * 5_000,
    "tags": "<a" * 30_000,
    "attributes": "<a" + "=" * 60_000,
    "comments": "<!--" * 15_000,
    "entities": "&" + "amp;" * 15_000 + "#83;",
    "percents": "%" + "25" * 30_000 + "53",
    "links": "](" * 30_000,
    "quotations": "\n> " * 20_000,
    "ats": "a@" * 30_000,
    "dots": "a." * 30_000 + "/x",
    "digits": "701234567" * 6_000,
    "figures": "35.3 44.3 " * 6_000,
    "degrees": "35°" * 20_000,
    "unseen": "s\u200b" * 30_000,
    "marks": "a" + "\u0301" * 60_000,
    "humps": "aB" * 30_000,
    "mentions": "@kak-d " * 8_000,
    "paths": "http://x/" + "saffron/" * 7_000,
    "proclitics": "و" * 60_000,
    "stars": ("*" * 20_000 + " Saffron ") * 3,
    "particles": "Saffron " + "al-" * 20_000,
    "initials": "S. " * 20_000 + "Kemiri",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()
    with suppress(Refused):
        GATE.clear(RawText(text), "x")
    assert time.process_time() - began < 3


def test_a_text_is_read_once_for_what_is_replaced_and_what_is_left_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, words, read = list[str](), RawText("We met Saffron and Captain Vorlagan."), canon.read

    def counted(text: str) -> canon.Canon:
        texts.append(text)
        return read(text)

    monkeypatch.setattr(canon, "read", counted)
    gate = Gate([CHIEF], {})
    gate.clear(words, "")
    assert gate.doubts(words)
    assert len(texts) == 1
    monkeypatch.setattr(pipeline, "_REMEMBERED", 0)
    gate.clear(RawText("Another text."), "")
    gate.doubts(words)
    assert len(texts) == 3, "what is remembered has an end"
