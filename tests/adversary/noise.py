"""Put a sentence with a name into what exports, office programs, scanners and wrong encodings make of it.

Every function gets the marked sentence and hands back a marked document, so that the name can still be found.
"""

import base64
import re
import unicodedata
from collections.abc import Callable
from random import Random

from tests.adversary.model import (
    BEGIN,
    CLOSE,
    CORE,
    END,
    EVERY,
    HARD,
    MARKED,
    NAMES,
    OPEN,
    STRETCH,
    Identity,
    Variant,
    located,
    mapped,
)

LETTERED = NAMES | {"email", "handle", "id", "phone"}
ACCENTS = {
    "\u0301": "'", "\u0300": "`", "\u0302": "^", "\u0308": '"', "\u0303": "~", "\u0304": "=", "\u0307": ".",
    "\u030c": "v ", "\u0306": "u ", "\u0327": "c ", "\u0328": "k ", "\u030b": "H ",
}  # fmt: skip


def name_in(doc: str) -> str:
    """Return the marked name of a marked sentence, from `BEGIN` to `END`."""
    return doc[doc.index(BEGIN) : doc.index(END) + 1]


def if_touched(doc: str, written: str) -> str | None:
    """Return what was written if the name itself is no longer what it was, else None: that case is another one."""
    return written if name_in(written) != name_in(doc) else None


def chat(doc: str, _: Identity, chance: Random) -> str:
    """Write a line of a chat's export, the name as words or as the sender."""
    stamp = chance.choice(("[14.02.26, 18:07:33] ", "12/02/2026, 6:07 pm - ", "\u200e[2026-02-12, 18:07] "))
    if chance.random() < 0.5:
        return f"{stamp}Neighbour 3: look\n{stamp}{name_in(doc)}: yes, tomorrow"
    return f"{stamp}Neighbour 3: {doc}\n{stamp}Neighbour 4: ok 👍"


def telegram(doc: str, _: Identity, __: Random) -> str:
    """Write a message of another chat's JSON export."""
    return f'{{"id": 4411, "type": "message", "date": "2026-02-12T18:07:33", "from": "{name_in(doc)}", "text": "ok"}}'


def headers(doc: str, who: Identity, chance: Random) -> str:
    """Write the head of a letter."""
    name = name_in(doc)
    head = chance.choice(
        ("From: {} <box7@post.example>", 'To: "{}" <box7@post.example>', "Cc: {}", "On Monday {} wrote:")
    )
    return f"Subject: minutes\n{head.format(name)}\n\n> the list is ready\n"


def quoted_printable(doc: str, _: Identity, __: Random) -> str:
    """Write the body of a letter as quoted-printable, with its soft line breaks."""
    written: list[str] = []
    column = 0
    for piece in re.findall(r"=[0-9A-F]{2}|.", mapped(doc, _quoted), re.DOTALL):
        column = 0 if piece == "\n" else column + (not MARKED.fullmatch(piece)) * len(piece)
        if column > 72:
            written.append("=\n")
            column = len(piece)
        written.append(piece)
    return "Content-Transfer-Encoding: quoted-printable\n\n" + "".join(written)


def _quoted(text: str) -> str:
    """Return bytes beyond ASCII, and the sign itself, as =XX."""
    return "".join(chr(byte) if byte < 128 and byte != 61 else f"={byte:02X}" for byte in text.encode())


def encoded_word(doc: str, who: Identity, chance: Random) -> str:
    """Write a name in a header as an encoded word."""
    name = located(name_in(doc))[0]
    if chance.random() < 0.5:
        coded = f"=?utf-8?B?{OPEN}{base64.b64encode(name.encode()).decode()}{CLOSE}?="
    else:
        coded = f"=?utf-8?Q?{OPEN}{_quoted(name).replace(' ', '_')}{CLOSE}?="
    return f"From: {BEGIN}{coded}{END} <box7@post.example>\nSubject: minutes\n"


def card(doc: str, _: Identity, __: Random) -> str:
    """Write the card of a contact."""
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name_in(doc)}\nNOTE:met at the mill\nEND:VCARD"


def table(doc: str, _: Identity, chance: Random) -> str:
    """Write a row of a table, in one of four formats."""
    name = name_in(doc)
    return chance.choice(
        (
            f'nr,who,what\n17,"{name}",driver\n18,nobody,cook',
            f"nr\twho\twhat\n17\t{name}\tdriver\n",
            f"| nr | who | what |\n|---|---|---|\n| 17 | {name} | driver |",
            f"<tr><td>17</td><td>{name}</td><td>driver</td></tr>",
        )
    )


def json_text(doc: str, _: Identity, __: Random) -> str | None:
    """Write a string of JSON with everything beyond ASCII as the number of its letter."""
    return if_touched(doc, f'{{"page": 3, "text": "{mapped(doc, _escaped)}"}}')


def _escaped(text: str) -> str:
    """Return a text whose letters beyond ASCII are numbers, in pairs where the plane asks for it."""
    units = text.encode("utf-16-be", "surrogatepass")
    codes = [units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)]
    return "".join(
        {10: "\\n", 9: "\\t", 13: "\\r"}.get(code, chr(code) if code < 128 else f"\\u{code:04x}") for code in codes
    )


def web_page(doc: str, _: Identity, __: Random) -> str | None:
    """Write a page whose letters beyond ASCII are character references."""
    written = mapped(doc, lambda text: text.encode("ascii", "xmlcharrefreplace").decode())
    return if_touched(doc, f"<p class=MsoNormal>{written}</p>")


def latex(doc: str, _: Identity, chance: Random) -> str | None:
    """Write accents as TeX does."""
    braces = chance.random() < 0.5
    written = mapped(doc, lambda text: "".join(_tex(letter, braces) for letter in text))
    return if_touched(doc, written)


def _tex(letter: str, braces: bool) -> str:
    """Return a letter whose one accent is a TeX command."""
    parts = unicodedata.normalize("NFD", letter)
    special = {"ı": "{\\i}", "ß": "{\\ss}", "đ": "{\\dj}", "Đ": "{\\DJ}", "ø": "{\\o}", "ł": "{\\l}"}
    if len(parts) != 2 or parts[1] not in ACCENTS:
        return special.get(letter, letter)
    command = ACCENTS[parts[1]]
    return f"\\{command.strip()}{{{parts[0]}}}" if braces or command[-1] == " " else f"\\{command}{parts[0]}"


def misdecoded(encoding: str) -> Callable[[str, Identity, Random], str | None]:
    """Return the reading of UTF-8 as if it were *encoding*; bytes it does not know stay as Latin-1 shows them."""

    def read(doc: str, _: Identity, __: Random) -> str | None:
        written = mapped(doc, lambda text: "".join(_byte(byte, encoding) for byte in text.encode()))
        return if_touched(doc, written)

    return read


def _byte(byte: int, encoding: str) -> str:
    """Return the character that a byte is in an encoding."""
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def legacy(doc: str, who: Identity, __: Random) -> str | None:
    """Read the bytes of a region's old encoding as Western ones."""
    old = {"ARA": "cp1256", "FAS": "cp1256", "UKR": "cp1251", "RUS": "cp1251", "ELL": "cp1253", "HEB": "cp1255",
           "TUR": "cp1254", "SRP": "cp1250", "POL": "cp1250", "HRV": "cp1250"}.get(who.lang.upper())  # fmt: skip
    if old is None:
        return None
    written = mapped(doc, lambda text: "".join(_byte(byte, "cp1252") for byte in text.encode(old, "replace")))
    return if_touched(doc, written) if "?" not in name_in(written) else None


def twice_misdecoded(doc: str, who: Identity, chance: Random) -> str | None:
    """Read UTF-8 as Western bytes, two times over."""
    once = misdecoded("cp1252")(doc, who, chance)
    return misdecoded("cp1252")(once, who, chance) if once else None


def with_nulls(doc: str, _: Identity, chance: Random) -> str:
    """Leave a NUL after every letter, as UTF-16 read as bytes does, for the whole line or the name."""
    return mapped(doc, lambda text: "".join(f"{letter}\0" if letter < "\u0100" else letter for letter in text))


def narrow_page(doc: str, _: Identity, chance: Random) -> str:
    """Break lines after few letters, as a column of a scanned newspaper does."""
    written, column = [], 0
    width = chance.randint(10, 16)
    for piece in re.findall(rf"\s|{MARKED.pattern}|[^\s\uf8f1-\uf8f6]+", doc):
        if piece == " " and column > width:
            piece, column = "\n", 0
        column += len(piece)
        written.append(piece)
    return "".join(written)


def subtitles(doc: str, _: Identity, chance: Random) -> str:
    """Write subtitles: two lines at a time, or a word at a time with its time code."""
    every = chance.choice((1, 2, 3))
    words = doc.split(" ")
    blocks = []
    for number, start in enumerate(range(0, len(words), every)):
        code = f"{number + 1}\n00:00:{number % 60:02},000 --> 00:00:{number % 60:02},900"
        blocks.append(f"{code}\n{' '.join(words[start : start + every])}")
    return _outside("\n\n".join(blocks))


def _outside(doc: str) -> str:
    """Take time codes and numbers of subtitles out of the name's letters."""
    code = re.compile(r"\n\n\d+\n[\d:,. >-]+\n")
    start, end = doc.index(BEGIN), doc.index(END)
    inside = doc[start:end]

    def cut(found: re.Match[str]) -> str:
        before = inside[: found.start()]
        open_yet = before.count(OPEN) > before.count(CLOSE)
        return f"{CLOSE}{found.group()}{OPEN}" if open_yet else found.group()

    return doc[:start] + code.sub(cut, inside) + doc[end:]


def transcribed(doc: str, _: Identity, __: Random) -> str:
    """Write what a machine hears: small letters, no marks of punctuation."""
    return mapped(doc, lambda text: re.sub(r"[.,:;!?()«»،؛。，：፦፣።۔]", "", text).lower())


def timed(doc: str, _: Identity, __: Random) -> str:
    """Write a transcript with a speaker and a time."""
    return f"[00:14:{len(doc) % 60:02}] SPEAKER_02: {doc} (inaudible)"


def typographic(doc: str, _: Identity, __: Random) -> str:
    """Write the quotation marks and dashes of a word processor around the name."""
    return doc.replace(BEGIN, f"{BEGIN}“").replace(END, f"”{END}")


def field_code(doc: str, _: Identity, __: Random) -> str:
    """Leave the code of a link that a word processor wrote."""
    return doc.replace(BEGIN, f'{BEGIN}{{ HYPERLINK "https://pages.example/1" }}').replace(END, f"{{ PAGE }}{END}")


def office_xml(doc: str, _: Identity, chance: Random) -> str:
    """Write runs of a word processor's XML, a new run inside the name."""
    gap = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
    start, end = doc.index(OPEN) + 2, doc.index(CLOSE)
    place = chance.randint(start, max(start, end - 1))
    inner = doc[:place] + CLOSE + gap + OPEN + doc[place:] if end > start else doc
    return f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"


def rtf(doc: str, _: Identity, __: Random) -> str | None:
    """Write letters beyond ASCII as RTF does."""
    text = mapped(doc, lambda piece: "".join(
        letter if letter.isascii() else f"\\u{ord(letter) - (65536 if ord(letter) > 32767 else 0)}?"
        for letter in piece))  # fmt: skip
    return if_touched(doc, f"{{\\rtf1\\ansi {text}\\par}}")


def base64_part(doc: str, _: Identity, __: Random) -> str:
    """Write a part of a letter in base64, wrapped."""
    coded = base64.b64encode(located(doc)[0].encode()).decode()
    lines = "\n".join(coded[start : start + 76] for start in range(0, len(coded), 76))
    return f"Content-Transfer-Encoding: base64\n\n{BEGIN}{OPEN}{lines}{CLOSE}{END}\n"


def noisy(kind: str, grade: str, make: Callable[[str, Identity, Random], str | None],
          kinds: frozenset[str] = EVERY) -> Variant:  # fmt: skip
    """Return a variant that changes the whole text and counts as noise."""
    return Variant(kind, grade, make, kinds, whole=True, noise=True)


NOISE = (
    noisy("chat line", CORE, chat),
    noisy("chat JSON", CORE, telegram),
    noisy("letter head", CORE, headers),
    noisy("quoted-printable", CORE, quoted_printable),
    noisy("encoded word", CORE, encoded_word, NAMES),
    noisy("contact card", CORE, card),
    noisy("table row", CORE, table),
    noisy("JSON escapes", CORE, json_text),
    noisy("HTML page", CORE, web_page),
    noisy("TeX accents", CORE, latex, NAMES),
    noisy("UTF-8 as cp1252", CORE, misdecoded("cp1252"), NAMES),
    noisy("UTF-8 as Latin-1", CORE, misdecoded("latin-1"), NAMES),
    noisy("UTF-8 as cp1251", HARD, misdecoded("cp1251"), NAMES),
    noisy("UTF-8 as cp1256", HARD, misdecoded("cp1256"), NAMES),
    noisy("old encoding as cp1252", HARD, legacy, NAMES),
    noisy("UTF-8 as cp1252 twice", HARD, twice_misdecoded, NAMES),
    noisy("NUL after letters", CORE, with_nulls, LETTERED),
    noisy("narrow column", CORE, narrow_page),
    noisy("subtitles", HARD, subtitles, NAMES),
    noisy("speech to text", CORE, transcribed, NAMES),
    noisy("transcript", CORE, timed),
    noisy("word processor quotes", CORE, typographic),
    noisy("field codes", HARD, field_code),
    noisy("office XML", CORE, office_xml, NAMES),
    noisy("RTF", HARD, rtf, NAMES),
    noisy("base64 part", STRETCH, base64_part),
)
