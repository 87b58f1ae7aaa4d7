"""Words that arrive encoded, or read in a wrong coding, are read as they were meant; ordinary text is left alone."""

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction import canon

NAME = "Sôlin Zencefîl"
CYRILLIC = "Кмин Базиленко"
ARABIC = "زعفران الكموني"


def readings(text: str) -> set[str]:
    """Return every folded reading of a text."""
    return {reading for view in canon.read(text).views for reading in view.readings()}


def folded(text: str) -> str:
    """Return a text as the first view has it."""
    return canon.read(text).views[0].lower


ENCODED = {
    "UTF-8 read as Latin-1": (NAME.encode().decode("latin-1"), NAME),
    "UTF-8 read as Windows-1252": (NAME.encode().decode("cp1252"), NAME),
    "twice": (NAME.encode().decode("latin-1").encode().decode("latin-1"), NAME),
    "UTF-8 read as Windows-1251": (CYRILLIC.encode().decode("cp1251"), CYRILLIC),
    "UTF-8 read as Windows-1256": (ARABIC.encode().decode("cp1256"), ARABIC),
    "Cyrillic UTF-8 read as Latin-1": (CYRILLIC.encode().decode("latin-1"), CYRILLIC),
    "Windows-1251 read as Latin-1": (CYRILLIC.encode("cp1251").decode("latin-1"), CYRILLIC),
    "Windows-1256 read as Latin-1": (ARABIC.encode("cp1256").decode("latin-1"), ARABIC),
    "KOI8 read as Windows-1251": (CYRILLIC.encode("koi8-r").decode("cp1251"), CYRILLIC),
    "octal octets": ("".join(f"\\{octet:o}" if octet > 127 else chr(octet) for octet in NAME.encode()), NAME),
    "escapes of a terminal": ("\x1b[1;31mSôlin\x1b[0m \x1b]8;;x\x07Zencefîl", NAME),
    "empty groups of RTF": ("Sô{\\b }lin Zence{\\i0 }fîl", NAME),
    "marks behind their letters": ("So\u02c6lin Zencefi\u02c6l".replace("\u02c6", "\u02d8"), NAME),
    "quoted-printable": (quopri.encodestring(NAME.encode()).decode(), NAME),
    "quoted-printable Latin-1": (quopri.encodestring(NAME.encode("latin-1")).decode(), NAME),
    "a mail header": (f"=?utf-8?B?{base64.b64encode(NAME.encode()).decode()}?=", NAME),
    "a mail header in two words": ("=?utf-8?Q?S=C3=B4lin_Zen?= =?utf-8?Q?cef=C3=AEl?=", NAME),
    "base64": (base64.b64encode(f"it was {NAME}".encode()).decode(), NAME),
    "base64 in lines": (
        base64.encodebytes(f"it was {NAME} who came to that house, they say".encode()).decode(),
        NAME,
    ),
    "hexadecimal digits": (NAME.encode().hex(), NAME),
    "UTF-7": (NAME.encode("utf-7").decode(), NAME),
    "RTF octets": (r"S\'f4lin Zencef\'eel", NAME),
    "RTF characters": (r"S\u244?lin Zencef\u238?l", NAME),
    "CSS": (r"S\f4 lin Zencef\ee l", NAME),
    "JavaScript": ("S%u00f4lin Zencef%u00eel", NAME),
    "ECMAScript": (r"S\u{f4}lin Zencef\u{ee}l", NAME),
    "code points": ("U+0053U+00F4lin Zencef\u00eel", NAME),
    "punycode": ("xn--slin-vqa", "sôlin"),
    "figures for letters": ("5ôlin Z3nc3f1l", NAME),
}  # fmt: skip


@pytest.mark.parametrize("kind", ENCODED)
def test_what_is_encoded_is_read(kind: str) -> None:
    encoded, meant = ENCODED[kind]

    assert any(folded(meant) in reading for reading in readings(encoded))
    assert folded(meant) not in folded(encoded)


@pytest.mark.parametrize("kind", ENCODED)
def test_a_hit_is_traced_back_to_what_stands_there(kind: str) -> None:
    encoded, meant = ENCODED[kind]
    text = f"before {encoded} behind"
    for view in canon.read(text).views:
        for reading in view.readings():
            if (at := reading.find(folded(meant))) >= 0:
                start, end = view.raw_span(at, at + len(folded(meant)))
                assert 7 <= start < end <= len(text) - 7


@pytest.mark.parametrize(
    "text",
    ["In 2011 the committee met in room 12 at 5 pm.",
     "Müller, Çelik et Noël à Besançon; señor Núñez.",
     "Иван сказал, что придёт.",
     "قال لي إنه سيأتي غدا.", "x = 41 and y = +20 - 30", "internationalisation of constitutional institutions"],
)  # fmt: skip
def test_ordinary_text_is_read_once(text: str) -> None:
    assert len(canon.read(text).views) == 1


@given(st.text(alphabet=st.sampled_from("&%=\\+?uUxX0123456789abcdefABCDEF;'{}-_ \n\ud800ÃÐô"), max_size=80))
def test_whatever_comes_is_read_and_traced_back(text: str) -> None:
    for view in canon.read(text).views:
        if view.lower:
            start, end = view.raw_span(0, len(view.lower))
            assert 0 <= start <= end <= len(text)
