"""Known names that were typed in a chat, broken apart, or of which a conversion or a pen lost letters."""

import time

import pytest

from fieldnotes.redaction import Known, Redactor
from fieldnotes.redaction.sounds import chat

QUTAYBA = ("Umm Qutayba", "Zahra Mijbil al-Khafaji")
TURKISH = ("Gülsüm Çöreotu Öztarçın",)
CHINESE = ("姜丽桂香",)


def public(text: str, *names: str) -> str:
    """Return *text* with what is replaced as # and what is open in <>, of somebody with these names."""
    done = Redactor([Known("P", "person", "#", list(names))]).redact(text)
    marked = [(one.start, one.end, "#") for one in done.replacements]
    near = [one for one in done.findings if one.reason.endswith(" of P")]
    marked += [(one.start, one.end, f"<{text[one.start : one.end]}>") for one in near]
    for start, end, words in sorted(marked, reverse=True):
        text = text[:start] + words + text[end:]
    return text


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("ru8aya", ["ruqaya", "rughaya"]),
        ("9ale7", ["saleh", "salekh", "qaleh", "qalekh"]),
        ("3abdul9awi", ["abdulsawi", "abdulqawi"]),
        ("route66", []),
        ("b2", []),
        ("x10", []),
        ("2021", []),
        ("abc", []),
    ],
)
def test_figures_stand_for_arabic_letters_only_where_each_stands_alone(word: str, read: list[str]) -> None:
    assert list(chat.readings(word)) == read


@pytest.mark.parametrize(
    ("text", "expected", "names"),
    [
        ("Ask Um 8utaiba now.", "Ask Um <8utaiba> now.", QUTAYBA),
        ("She is 5afaji Zahra.", "She is #.", QUTAYBA),
        ("We met G�ls�m there.", "We met <G�ls�m> there.", TURKISH),
        ("We met G?ls?m ?ztar??n there.", "We met <G?ls?m> <?ztar??n> there.", TURKISH),
        ("Who was Gülsüm �ztar��n?", "Who was #?", TURKISH),
        ("Did G?s?m come?", "Did G?s?m come?", TURKISH),
        ("We met G├╝ls├╝m there.", "We met # there.", TURKISH),
        ("We met G√ºls√ºm there.", "We met # there.", TURKISH),
        ("We met Gu¨lsu¨m there.", "We met # there.", TURKISH),
        ('We met {\\"u}l G{\\b }ülsüm there.', 'We met {\\"u}l # there.', TURKISH),
        (r"We met \330\262\331\207\330\261\330\251 there.", "We met # there.", ("زهرة الخفاجي",)),
        ("We met Gül-\n\n17\n\nsüm there.", "We met # there.", TURKISH),
        ("We met Gül-\nPage 17\nsüm there.", "We met # there.", TURKISH),
        ("We met Öz- tarçın there.", "We met # there.", TURKISH),
        ("Notes: ɥɐɹqɐɹ ǝɔɐʎ perhaps", "Notes: # perhaps", ("Yace Rabrah",)),
        ("ask ᴛᴀǫᴡᴀ now", "ask # now", ("Taqwa",)),
        ("Ⓣⓐⓡⓓⓔ̂ Ⓖⓤⓛⓔ̂ came", "# came", ("Tardê Gulê",)),
        (r"Ask \u{1005}\u{1031}\u{102c}\u{1016}\u{1032}\u{101c}\u{102c}\u{1038} now", "Ask # now", ("စောဖဲလား",)),
        ("सूची में दुलारी का नाम था।", "सूची में # का नाम था।", ("दुलारी महतो",)),
        ("कल म\U000e0061हतो और म\x00हतो आए", "कल # और # आए", ("दुलारी महतो",)),
        ("ትናንት አሊ መጣ", "ትናንት <አሊ> መጣ", ("ከበደ አሊ",)),
        ("ትናንት ከበደ አሊ መጣ", "ትናንት # መጣ", ("ከበደ አሊ",)),
        ("ትናንት አለ መጣ", "ትናንት አለ መጣ", ("ከበደ አሊ",)),
        ("সেদিন শেফালি কিছুই বললেন না।", "সেদিন # কিছুই বললেন না।", ("শেফালি রানী",)),
        ("昨天姜麗桂香来了。", "昨天#来了。", CHINESE),
        ("昨天蘇麗来了。", "昨天#来了。", ("苏丽",)),
        ("昨天姜利桂香来了。", "昨天#来了。", CHINESE),
        ("昨天姜 丽 桂 香来了。", "昨天#来了。", CHINESE),
        ("سألت عن عبدي ناصر حرسي أمس", "سألت عن # أمس", ("Cabdinaasir Xirsi Guuleed",)),
        ("سألت عن لمياء فحات أمس", "سألت عن # أمس", ("لمياء فرحات",)),
        ("أمس جاء فحات", "أمس جاء فحات", ("لمياء فرحات",)),
        ("Then Lanhua He left.", "Then # left.", ("He Lanhua",)),
        ("Then Lanhua. He left.", "Then #. He left.", ("He Lanhua",)),
        ("Ask perechnyk now, said Tom.", "Ask # now, said Tom.", ("Перечник Кминова",)),
    ],
)
def test_what_is_left_of_a_name_is_found(text: str, expected: str, names: tuple[str, ...]) -> None:
    assert public(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Call me on Monday.", ("Hogirê Kal",)),
        ("Pe drum am văzut moara.", ("စောဖဲလား",)),
        ("Why?Because of the mill.", ("Yebecausa Ofthemila",)),
        ("HELKHOSH hat nichts gesagt.", ("Berfin Helkhoshat",)),
    ],
)
def test_an_ordinary_word_is_not_replaced_because_it_sounds_like_a_short_name(
    text: str, names: tuple[str, ...]
) -> None:
    assert "#" not in public(text, *names)


HOSTILE = (
    "Z?f?ran ¦ � ¦ a? ¦ ɐɔ ¦ a- ¦ ab-\n1\n ¦ {\\b } ¦ \x1b[1m ¦ a¨ ¦ a2b3 ¦ one two ¦ onetwo ¦ nine hundred and ¦ "
    "one point two ¦ \\303\\274 ¦ √º ¦ ├╝ ¦ 阿 依 ¦ السيد ¦ علي ¦ گل محمد ¦ كتيبة ٣ ¦ Ab: cd\n ¦ don chucho ¦ "
    "Battalion 9 ¦ «Аб» ¦ forty-three years"
).split(" ¦ ")


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    told = Redactor([Known(str(n), "person", f"P{n}", [f"Zaf{n % 26 + 97:c}ran Kem{n}iri"]) for n in range(50)])

    def seconds(size: int) -> float:
        text = f"{unit} " * (size // (len(unit) + 1))
        start = time.process_time()
        told.redact(text)
        return time.process_time() - start

    seconds(1_000)  # what is loaded once
    assert seconds(32_000) < 20 * seconds(4_000) + 0.1
