"""Undo disguises: every way in which a reader, a browser or a search engine may read a text.

Written for the judge alone and sharing nothing with the product, so that both must be wrong in the same way
before a leak goes unseen.
"""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

LIKE_CYRILLIC = (
    "авекмнорстухіјѕԁԛԝһӏАВЕКМНОРСТУХІЈЅԌԚԜҺӀ",
    "abekmhopctyxijsdqwhlABEKMHOPCTYXIJSGQWHI",
)
LIKE_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοριυνκχγεητ", "ABEZHIKMNOPTYXaopiuvkxyent")
LIKE_ARMENIAN = ("օսհոցզյԼՍՕՏՀ", "ouhngqjLUOSZ")
LIKE_SMALL_CAPITALS = ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag")
ARABIC_CLASSES = ("أإآٱىیېێئكکۆؤۇۋەةھہۀڕڵڤ", "اااايييييككووووهههههرلف")
OTHER_LETTERS = ("ıłøđħŧſ", "ilodhts")
INVISIBLE_LETTERS = "ʼ\u0640\u115f\u1160\u3164\uffa0\u2800"

LOOK_ALIKES = {
    ord(a): b
    for odd, plain in (LIKE_CYRILLIC, LIKE_GREEK, LIKE_ARMENIAN, LIKE_SMALL_CAPITALS)
    for a, b in zip(odd, plain, strict=True)
}
CLASSES = {
    ord(a): b for odd, plain in (ARABIC_CLASSES, OTHER_LETTERS) for a, b in zip(odd, plain, strict=True)
} | dict.fromkeys(map(ord, INVISIBLE_LETTERS))

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
COMMENT_MARKS = re.compile(r"<!--|-->")
TAG = re.compile(r"<[/!?]?[A-Za-z\[][^<>]*>")
LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]")
HYPHENED = re.compile(r"[-‐‑\u00ad][ \t]*(?:\r\n|\n)[ \t>]*")
WRAP = re.compile(r"[-‐‑\u00ad\\]?[ \t]*(?:\r\n|[\r\n\u2028\u2029\x85\x0b\x0c])[ \t>]*")
MARKUP = re.compile(r"[*_~`\\\[\](){}|#^!]+")
TOKEN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-ZÇĞİÖŞÜÊÎÛ][^\W\d_A-Z])")


class Eye(dict[int, str]):
    """What the eye takes each character for, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Return the character without case, marks and style, as the plainest letter that it looks like."""
        kept = []
        for character in unicodedata.normalize("NFKD", chr(code)):
            kind = unicodedata.category(character)
            if kind in {"Mn", "Me", "Mc", "Cf", "Cs", "Co", "Cn"} or (kind == "Cc" and character not in "\n\t\r"):
                continue
            kept.append(str(unicodedata.digit(character)) if kind == "Nd" else character)
        plain = "".join(kept).translate(LOOK_ALIKES).casefold().translate(LOOK_ALIKES)
        bare = (c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
        self[code] = seen = "".join(bare).translate(CLASSES)
        return seen


EYE = Eye()


def fold(text: str) -> str:
    """Reduce letters to what the eye takes them for: no case, marks, styles, look-alikes or invisibles."""
    return text.translate(EYE)


def squeeze(text: str) -> str:
    """Keep only the letters and digits of a folded text."""
    return "".join(filter(str.isalnum, text))


def _decoded(text: str) -> Iterator[str]:
    """Yield the text, and what entities, percent runs and escapes turn it into, up to four layers deep."""
    for _ in range(4):
        yield text
        further = unquote(html.unescape(text), errors="replace")
        if further == text:
            break
        text = further
    yield re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def _from_base64(text: str) -> Iterator[str]:
    """Yield what tokens say that happen to be base64 of readable text."""
    for token in TOKEN.findall(text):
        for table in (b"+/", b"-_"):
            try:
                raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=table, validate=True)
                words = raw.decode()
            except (binascii.Error, UnicodeDecodeError):
                continue
            if words.isprintable():
                yield words


def views(text: str) -> set[str]:
    """Return every folded reading of `text`; a secret that stands in one of them has leaked."""
    found: set[str] = set()
    for decoded in {*_decoded(text), *_from_base64(text)}:
        once = LINK.sub(r"\1", FOOTNOTE.sub("", decoded))
        for layer in {decoded, once, LINK.sub(r"\1", once)}:
            seen, bared = COMMENT.sub("", layer), COMMENT_MARKS.sub("", layer)
            shapes = {layer, seen, bared, TAG.sub("", bared), TAG.sub("", seen), TAG.sub(" ", seen)}
            for shape in shapes:
                for lines in {shape, WRAP.sub("", shape), WRAP.sub(" ", shape), HYPHENED.sub("", shape)}:
                    found.update((lines, MARKUP.sub("", lines), MARKUP.sub(" ", lines)))
    return {fold(reading) for reading in found | {CAMEL.sub(" ", one) for one in found}}
