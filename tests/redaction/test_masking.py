"""With the identities locked nothing is shown that an export would replace, whoever is on the cards."""

import importlib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from fieldnotes.redaction.canon import read
from fieldnotes.redaction.masking import BLOCK, DOUBTFUL, FUNCTION, mask
from fieldnotes.redaction.pipeline import Gate, LockedGate
from fieldnotes.redaction.plain_words import PLAIN_WORDS
from fieldnotes.redaction.recognisers.known_names import KnownNames
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import ORDINARY_WORDS, PARTICLES, PLACE_KINDS, TITLES
from tests.architecture.source import package
from tests.redaction.cast import CHIEF, MENTIONS, VILLAGE

LISTS: dict[str, dict[str, int]] = importlib.import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
LISTED = [name for which in ("female_names", "male_names", "surnames") for name in list(LISTS[which])[:3000]]
WORDS_AS_NAMES = sorted(word for word in ORDINARY_WORDS | {"azad", "forest", "hope"} if len(word) > 2)
SCRIPTS = "سافرۆن کەمیری زەعفەران علي قرنفل أمل Сафрон Гвоздика Зира 山椒 丁香 サフラン Σουσάμι Կիլիկիա".split()
BEGINNINGS = {word[:length] for word in PLAIN_WORDS for length in range(1, len(word) + 1)}
SPOKEN = sorted(PLAIN_WORDS | FUNCTION | DOUBTFUL)
SIGNS = ("{}", "{}", "{}", "{},", "{}.", "“{}”", "({})", "**{}**", "_{}_", "{}'s", "{}’s", "<b>{}</b>", "#{}", "{}-{}")
WAYS = (
    str,
    str,
    str.lower,
    str.upper,
    str.title,
    " ".join,
    lambda word: word[:2] + "\u200b" + word[2:],
)


def made_up(chance: random.Random) -> str:
    """Return syllables that neither are nor begin a word which is shown: that is the exception of the guarantee."""
    while True:
        word = "".join(chance.choice("bdgkmnrstvz") + chance.choice("aeiou") for _ in range(chance.choice((2, 3, 4))))
        if word not in BEGINNINGS:
            return word


def name(chance: random.Random) -> str:
    pool = chance.choice((LISTED, WORDS_AS_NAMES, WORDS_AS_NAMES, SCRIPTS, [made_up(chance)]))
    return chance.choice(pool).title()


def card(chance: random.Random, number: int) -> Subject:
    first, last, other = name(chance), name(chance), name(chance)
    return Subject(
        f"source s-{number}",
        Protects.IDENTITY,
        f"Q{number}",
        names=(f"{first} {last}", *([first] if chance.random() < 0.2 else [])),
        aliases=(chance.choice((f"Abu {other}", f"the Tall {other}", other, f"{other} ad-Din", f"{other}-{last}")),),
        organisations=(f"{name(chance)} Bureau",),
        posts=(f"head of the {name(chance)} Directorate",),
        phones=(f"+999 {chance.randrange(10**8, 10**9)}",),
        emails=(f"{first}.{last}@{made_up(chance)}.example".lower(),),
        handles=(f"@{made_up(chance)}88",),
    )


def site(chance: random.Random) -> Subject:
    names = (name(chance), f"{chance.choice(('Old', 'Upper', 'New'))} {name(chance)}", f"{name(chance)} Bridge")
    where = (chance.uniform(1, 80), chance.uniform(1, 170))
    return Subject("location l", Protects.PLACE, "Far", names=names, coordinates=where)


def told(chance: random.Random, subjects: list[Subject]) -> str:
    """Return what somebody may have said: ordinary words, and what stands on the cards in many spellings."""
    forms = [form for s in subjects for form in (*s.names, *s.aliases, *s.organisations, *s.posts)]
    forms += [form for s in subjects for form in (*s.phones, *s.emails, *s.handles)]
    forms += [f"{s.coordinates[0]:.4f}, {s.coordinates[1]:.4f}" for s in subjects if s.coordinates]
    parts: list[str] = []
    for _ in range(chance.randrange(4, 40)):
        word = chance.choice(SPOKEN)
        if chance.random() < 0.35:
            form = chance.choice(forms)
            word = chance.choice(WAYS)(chance.choice((form, form, chance.choice(form.split()))))
            word = word.replace("@", " at ").replace(".", " dot ") if "@" in word and chance.random() < 0.3 else word
        sign = chance.choice(SIGNS) if chance.random() < 0.4 else "{}"
        parts.append(sign.format(word, chance.choice(SPOKEN)))
    text = chance.choice((" ", " ", "\n")).join(parts)
    return text.lower() if chance.random() < 0.2 else text


def shown_in(raw: str, start: int, end: int) -> list[str]:
    """Return the words of raw[start:end] that the mask shows, function words left out."""
    seen: list[str] = []
    for piece in mask(raw, {}):
        if not piece.covered:
            begin, finish = max(start, piece.start), min(end, piece.end)
            seen += re.findall(r"\w+(?:['’]\w+)*", raw[begin:finish]) if begin < finish else []
    return [word for word in seen if word.casefold().replace("’", "'") not in FUNCTION and len(word) > 1]


def judged(seed: int) -> int:
    """Compare mask and gate over one invented vault and text; return how many replacements were compared."""
    chance = random.Random(seed)
    subjects = [*(card(chance, number) for number in range(4)), site(chance)]
    gate, compared = Gate(subjects, {}), 0
    for _ in range(4):
        raw = told(chance, subjects)
        try:
            replacements = gate.clear(RawText(raw), "").replacements
        except Refused:
            continue
        for one in replacements:
            assert shown_in(raw, one.start, one.end) == [], (seed, raw, raw[one.start : one.end])
            compared += 1
    return compared


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_nothing_that_an_export_replaces_is_shown(seed: int) -> None:
    judged(seed)


def test_the_property_compares_something() -> None:
    assert sum(judged(seed) for seed in range(20)) > 200


def test_no_shown_word_is_a_name_title_or_kind_of_place_to_the_gate() -> None:
    assert not PLAIN_WORDS & (ORDINARY_WORDS | TITLES | PLACE_KINDS | PARTICLES)
    assert not FUNCTION & (ORDINARY_WORDS | TITLES | PARTICLES)
    people = [
        Subject("s", Protects.IDENTITY, "X", names=(name.title(),))
        for name in {*LISTED, *ORDINARY_WORDS}
        if len(name) > 2
    ]
    gate = KnownNames(people)
    text = "\n\n".join(sorted(PLAIN_WORDS))
    assert [text[found.start : found.end] for found in gate.find(read(text))] == []


def masked(text: str) -> str:
    return LockedGate(MENTIONS).clear(RawText(text), "").text.words


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("They came and I was afraid.", "They came and I was afraid."),
        ("we asked Hope, and hope, of HOPE", f"we asked {BLOCK}, and {BLOCK}, of {BLOCK}"),
        ("azad went to forest.", f"{BLOCK} went to {BLOCK}."),
        ("لە سافرۆن، و 山椒。", f"{BLOCK} {BLOCK}، {BLOCK} {BLOCK}。"),
        ("call 0770 and then 123 4567 now", f"call {BLOCK} {BLOCK} {BLOCK} {BLOCK} {BLOCK} now"),
        ("at 35.3042, 44.3317", f"at {BLOCK}, {BLOCK}"),
        ("write to s at x dot org", " ".join([BLOCK] * 7)),
        ("<b title='he said'>no</b> yes", f"{BLOCK} {BLOCK} {BLOCK} yes"),
        ("so <!-- he was there --> we left", f"so {BLOCK} {BLOCK} {BLOCK} {BLOCK} {BLOCK} we {BLOCK}"),
        ("[he](they were there) asked", f"[{BLOCK} {BLOCK} {BLOCK}) asked"),
        ("ask @kak-d's people in @taza.", "ask [Kak D]'s people in [Qorat province]."),
        ("ask @nobody-here or http://x.example/@kak-d", f"{BLOCK} {BLOCK} {BLOCK} {BLOCK}"),
        ("A s a f r o n A", f"{BLOCK} " * 7 + BLOCK),
        ("I said that they will. So Will came.", f"I said that they will. So {BLOCK} came."),
        ("said will", f"{BLOCK} {BLOCK}"),
        ("he will go", f"he {BLOCK} go"),
        ("didn't he? DIDN'T", f"didn't he? {BLOCK}"),
        ("tab\there\u2028there\r\nnow", "tab here there\nnow".replace("tab ", f"{BLOCK}\t")),
        ("then, Then. Then 'Then", f"then, {BLOCK}. Then '{BLOCK}"),
        ("", ""),
    ],
)
def test_what_is_shown_and_what_is_covered(raw: str, shown: str) -> None:
    assert masked(raw) == shown


def test_a_mention_is_a_label_and_a_cover_is_none() -> None:
    cleared = LockedGate(MENTIONS).clear(RawText("so @kak-d saw Saffron."), "")
    assert [segment.words for segment in cleared.text.segments if segment.label] == ["[Kak D]"]
    assert cleared.mentioned == (CHIEF.ref,)
    assert [(one.start, one.end, one.ref) for one in cleared.replacements] == [
        (3, 9, CHIEF.ref),
        (14, 21, ""),
    ]


def test_pieces_make_up_the_whole_text() -> None:
    raw = "In @taza, he  saw\n\nSaffron (35)."
    pieces = mask(raw, {"taza": VILLAGE})
    assert [raw[piece.start : piece.end] for piece in pieces if not piece.covered] == [
        "In ",
        ", he  saw\n\n",
        " (",
        ").",
    ]
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]


def test_time_grows_with_the_text_alone() -> None:
    mask("@" * 20_000 + " a" * 20_000 + " <b>he</b> " * 20_000 + " 1 of" * 20_000, {})


def test_only_the_preview_makes_a_gate_that_covers() -> None:
    makers = {source.path for source in package() if re.search(r"\bLockedGate\b|\blocked_gate\b", source.text)}
    assert makers == {
        "fieldnotes/redaction/pipeline.py",
        "fieldnotes/workflows/previewing.py",
        "fieldnotes/workflows/protection.py",
    }
