"""Show one finished text in the several ways in which a reader, a browser or a search engine may see it.

A view is a text with a way back: each is made from another by one pattern and one rewriting, and `origin`
tells for a place in it where that place came from. The way back costs nothing until a hit asks for it.
Written for the second look alone and sharing nothing with the first, so that both must err to let a name out.
"""

import base64
import binascii
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from itertools import accumulate

WALL = "\ue000"  # stands for one character of an exempt label; no word, phrase or number reaches across it

Rewrite = Callable[[re.Match[str]], str]
_Table = tuple[list[int], list[int], list[int], list[int]]


def masked(rendered: str, exempt: Sequence[tuple[int, int]]) -> str:
    """Return *rendered* with a wall for each exempt character; walls of its own become other signs."""
    rendered = rendered.replace(WALL, "\ufffd")
    pieces, done = [], 0
    for start, end in sorted(exempt):
        begin, stop = max(start, done), min(end, len(rendered))
        if begin < stop:
            pieces += [rendered[done:begin], WALL * (stop - begin)]
            done = stop
    return "".join([*pieces, rendered[done:]])


class View:
    """Hold a text derived from another; offsets are in characters."""

    __slots__ = ("_made", "_table", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: tuple[View, re.Pattern[str], Rewrite] | None = None
        self._table: _Table | None = None

    def rewritten(self, pattern: re.Pattern[str], rewrite: Rewrite) -> "View":
        """Return the view with every match rewritten, or this very view where that changes nothing."""
        text = pattern.sub(rewrite, self.text)
        if text == self.text:
            return self
        view = View(text)
        view._made = (self, pattern, rewrite)
        return view

    def near_changes(self, reach: int) -> "View":
        """Return the parts within *reach* of where this view differs from the one before, walls between them.

        What stands elsewhere stands in the view before as well. A view that differs in most places is
        returned whole, and so is the first of all.
        """
        if self._made is None:
            return self
        starts, ends, _, _ = self._edits()
        parts = list(neighbourhoods(self.text, zip(starts, ends, strict=True), reach))
        if 2 * sum(len(part) for _, part in parts) > len(self.text):
            return self
        view = View(WALL.join(part for _, part in parts))
        view._made = (self, *self._made[1:])
        begins = list(accumulate((len(part) + 1 for _, part in parts), initial=0))[:-1]
        old_begins = [start for start, _ in parts]
        view._table = (begins, begins, old_begins, old_begins)
        return view

    def origin(self, offset: int) -> int:
        """Return the place in the first text that *offset* in this one came from."""
        if self._made is None:
            return offset
        parent = self._made[0]
        starts, ends, old_starts, old_ends = self._edits()
        edit = bisect_right(starts, offset) - 1
        if edit < 0:
            return parent.origin(offset)
        if offset < ends[edit]:
            return parent.origin(old_starts[edit])
        return parent.origin(offset - ends[edit] + old_ends[edit])

    def _edits(self) -> "_Table":
        """Return start and end of each change, in this text and in the one before."""
        if self._table is not None:
            return self._table
        table: _Table = ([], [], [], [])
        self._table = table
        if self._made is None:
            return table
        parent, pattern, rewrite = self._made
        shift = 0
        for match in pattern.finditer(parent.text):
            after = rewrite(match)
            if after == match.group():
                continue
            start = match.start() + shift
            for column, value in zip(table, (start, start + len(after), *match.span()), strict=True):
                column.append(value)
            shift += len(after) - len(match.group())
        return table


def neighbourhoods(text: str, spans: Iterable[tuple[int, int]], reach: int) -> Iterator[tuple[int, str]]:
    """Yield the parts of *text* within *reach* characters of *spans*, cut at spaces, each with its offset."""
    begin = end = 0
    for start, stop in spans:
        if not end or start - reach > end:
            if end:
                yield begin, text[begin:end]
            cut = text.rfind(" ", end, max(start - reach, end))
            begin = cut + 1 if cut >= 0 else end
        if stop + reach > end:
            end = text.find(" ", stop + reach)
            if end < 0:
                end = len(text)
    if end:
        yield begin, text[begin:end]


# --- letters: one spelling for what looks or reads alike -------------------------------------------------

# The first letter of each group is what the others are spelt with here, whatever the keyboard.
_ALIKE = (
    "aɑᴀ bƀɓʙ c\u03f2ᴄ C\u03f9 dđɖɗðᴅ DĐÐ eəɛᴇ EƏƐ fƒꜰ gɠɡɢ hħʜ HĦ iıɨɩɪ jȷᴊ kƙᴋ lłʟ LŁ mᴍ nŋɲɴ NŊ oøɵɔᴏ OØƆ "
    "pƥᴘ rʀ sꜱ tŧʈᴛ TŦ uʉᴜ vᴠ wᴡ yƴʏ zƶᴢ اٱ كکڪ يیێېے هەةھہۂۀ وۆۇۈۊ رڕ لڵ فڤ °\u00ba\u02da .\u066b "
    '"\u201c\u201d\u201e\u2033 '
    "'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u2032\u00b4`\uff07"
)
_LETTERS = {
    **{letter: group[0] for group in _ALIKE.split() for letter in group[1:]},
    **dict.fromkeys("\u2028\u2029\x85\x0b\x0c", "\n"),
    **dict.fromkeys("\u0640\u115f\u1160\u3164\uffa0\u2800", ""),  # tatweel, and signs that are blanks to the eye
    **dict(zip("æÆœŒþÞ", ("ae", "Ae", "oe", "Oe", "th", "Th"), strict=True)),
    # Letters in dark rounds and squares, and regional indicators, have no compatibility form.
    **{chr(base + i): chr(65 + i) for base in (0x1F150, 0x1F170, 0x1F1E6) for i in range(26)},
}


class _Fold(dict[int, str]):
    """Map a code point to what it folds to; `str.translate` fills the gaps through `__missing__`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kept = letter
        if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc") and letter not in "\t\n\r":
            kept = ""
        elif letter.isdecimal():
            kept = str(unicodedata.decimal(letter))
        self[code] = kept
        return kept


_BEFORE = str.maketrans(_LETTERS)
_AFTER = _Fold({ord(letter): kept for letter, kept in _LETTERS.items()})
_SIGNS = re.compile(r"[\W_]+")
_UNUSUAL = re.compile(r"[^\t\n\r -_a-~]+")


def fold(run: str) -> str:
    """Return *run* without marks, invisible characters and compatibility forms; case and ى are kept."""
    run = unicodedata.normalize("NFKD", run.translate(_BEFORE))
    return run.replace("ي\u0654ا", "ا").translate(_AFTER)  # the Kurdish ئا is the Arabic and Persian initial ا


def spelling(word: str) -> str:
    """Return a folded word without its case, as keys are spelt."""
    return word.casefold().replace("ى", "ي")


def squeezed(text: str) -> str:
    """Return the letters and digits of *text* alone."""
    return _SIGNS.sub("", text)


def undotted(text: str) -> str:
    """Return folded *text* squeezed and in small letters, without any "dot" spelt out in it."""
    return squeezed(text.casefold()).replace("dot", "")


def words_of(form: str) -> list[str]:
    """Return the words of a form on a card, folded, case kept, apostrophes taken out."""
    return _SIGNS.sub(" ", fold(form).replace("'", "")).split()


class _Folded(dict[str, str]):
    """Remember the folding of each run for the length of one look."""

    def __missing__(self, run: str) -> str:
        folded = self[run] = fold(run)
        return folded


# What Cyrillic, Greek and Armenian letters look like; small and large ones differ.
_RESEMBLES = (
    "aаα bвьβ cсς dԁ eеєεҽ fғ gց hнһհ iіι jјϳյ kкκ lӏլ mм nпηոռ oоοσօ pрρ qԛզգ rгґ sѕ tтτ uиυμս vѵν wшԝωա "
    "xхχ yуүγ zζ "
    "AАΑ BВЬΒ CС DԀ EЕЄΕ FҒ GԌ HНΗ IІӀΙ JЈͿ KКΚ LԼ MМΜϺ NΝ OОΟՕ PРΡ QԚ SЅՏ TТΤ UՍ VѴ WԜ XХΧ YУҮΥ ZΖ"
)
_LOOK_ALIKES = {letter: group[0] for group in _RESEMBLES.split() for letter in group[1:]}
_LOOK_ALIKE = re.compile(f"[{''.join(_LOOK_ALIKES)}]+")
_LATIN = str.maketrans(_LOOK_ALIKES)

_FIGURES = str.maketrans("0134578@$!", "oieastbasi")
_FIGURE = re.compile(r"[0134578@$!](?<=[^\W\d_].)[0134578@$!]{0,2}(?=[^\W\d_])")


def latinised(text: str) -> str:
    """Return folded *text* with each Cyrillic, Greek or Armenian letter as the Latin one it resembles."""
    return text.translate(_LATIN)


_RESEMBLANCES: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (_LOOK_ALIKE, lambda match: latinised(match.group())),
    (_FIGURE, lambda match: match.group().translate(_FIGURES)),
)


# --- markup: what a renderer would show ------------------------------------------------------------------

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODED = re.compile(
    r"[%\\](?:(?<=%)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*|x[0-9A-Fa-f]{2}(?:\\x[0-9A-Fa-f]{2})*"
    r"|u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*|U[0-9A-Fa-f]{8})"
)
_ENTITY = re.compile(r"&(?:#[xX]0*([0-9A-Fa-f]{1,6})|#0*([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));?")
# The pattern begins with the characters that a match can begin with, which lets the search leap to them.
# Nothing of it reaches over an empty line, and no quantifier gives anything back, so it is linear.
_MARKUP = re.compile(
    r"""[-<\]\[^*_~`=|()\\\u2010\u2011\u00ad\u00ac](?:
      (?<=<)!--.{0,200}?-->                                             # a comment; longer ones are seen as they are
    | (?<=<)[A-Za-z/!?](?:[^<>\n]++|\n(?!\n))*+>                        # a tag
    | (?<=\])\((?:[^()\n]++|\n(?!\n))*+\)                              # the target of a link
    | (?<=[\]^])\[(?:[^][\n]++|\n(?!\n))*+\]|(?<=\[)\^[^][\n]*+\]      # a reference, a footnote, its mark
    | (?<=[-\u2010\u2011\u00ad\u00ac])[ \t]*+\r?\n[ \t>]*               # a hyphen at the end of a line
    | (?<=[^\W_][*_~`=^|[\]()\\])[*_~`=^|[\]()\\]{0,3}(?=[^\W_])       # emphasis or a bracket in a word
    )""",
    re.DOTALL | re.VERBOSE,
)


def _character(code: int) -> str:
    """Return the character of *code*, or a sign where there is none or where it is our wall."""
    return "\ufffd" if code > 0x10FFFF or code == ord(WALL) else chr(code)


def _entity(match: re.Match[str]) -> str:
    """Decode a character reference as browsers do (HTML, 13.2.5.73), with or without its semicolon."""
    hexadecimal, decimal, name = match.groups()
    if hexadecimal:
        return _character(int(hexadecimal, 16))
    if decimal:
        return _character(int(decimal))
    if match.group().endswith(";") and name + ";" in html5:
        return html5[name + ";"]
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]] + match.group()[length + 1 :]
    return match.group()


def _coded(match: re.Match[str]) -> str:
    r"""Decode a run of %41 or \x41 (octets of UTF-8), \u0041 (UTF-16) or \U00000041."""
    run = match.group()
    if run.startswith("\\U"):
        return _character(int(run[2:], 16))
    if run.startswith("\\u"):
        words = bytes.fromhex(run.replace("\\u", "")).decode("utf-16-be", "replace")
    else:
        words = bytes.fromhex(run.replace("\\x", "").replace("%", "")).decode("utf-8", "replace")
    return words.replace(WALL, "\ufffd")


def _unescaped(match: re.Match[str]) -> str:
    return match[1]


def _nothing(match: re.Match[str]) -> str:
    """Take a match out: tags, comments, link targets, footnote marks; what holds a wall leaves a wall."""
    return WALL if WALL in match.group() else ""


_PACKED = re.compile(r"(?<![A-Za-z0-9+/_-])(?:xn--([a-z0-9-]{1,59})|[A-Za-z0-9+/_-]{8,}={0,2})")
_MIXED = re.compile(r"[a-z0-9][A-Z]|[A-Za-z][0-9]|=")
_HEXADECIMAL = re.compile(r"(?:[0-9A-Fa-f]{2})+")


def _unpacked(match: re.Match[str]) -> str:
    """Return the words inside a token of base64, hexadecimal digits or an international domain label."""
    token = match.group()
    if match[1]:
        try:
            return match[1].encode("ascii").decode("punycode").replace(WALL, "\ufffd")
        except (UnicodeError, ValueError, OverflowError):
            return token
    if not _MIXED.search(token) and not token.isdigit():
        return token
    whole = _words_inside(token)
    if whole is not None:
        return whole
    return re.sub(r"[A-Za-z0-9]{8,}=*", lambda piece: _words_inside(piece[0]) or piece[0], token)


def _words_inside(token: str) -> str | None:
    """Return the text that *token* encodes, between spaces; None unless it is text."""
    body = token.rstrip("=")
    try:
        if _HEXADECIMAL.fullmatch(body):
            words = bytes.fromhex(body).decode("utf-8")
        else:
            standard = body.replace("-", "+").replace("_", "/")
            words = base64.b64decode(standard + "=" * (-len(body) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    letters = sum(letter.isalnum() for letter in words)
    kinds = {unicodedata.category(letter) for letter in words if letter not in "\t\r\n"}
    if letters < 3 or 3 * letters < len(words) or kinds & {"Cc", "Cn", "Co", "Cs"}:
        return None
    return f" {words} ".replace(WALL, "\ufffd")


def _chain(view: View, steps: Sequence[tuple[re.Pattern[str], Rewrite]]) -> list[View]:
    """Return every view that *steps* make of *view*, one after the other."""
    made = []
    for pattern, rewrite in steps:
        after = view.rewritten(pattern, rewrite)
        if after is not view:
            made.append(after)
        view = after
    return made


_DECODING = ((_CODED, _coded), (_ENTITY, _entity), (_ESCAPE, _unescaped)) * 3  # what is wrapped is wrapped again
_STRIPPING = ((_MARKUP, _nothing),) * 2  # a comment may hold tags


def views(text: str, reach: int) -> Iterator[View]:
    """Yield every view of *text*, folded and ready to be searched, each as far as it says something new.

    What is searched for must fit into *reach* characters.
    """
    shapes = [View(text)]
    shapes += _chain(shapes[-1], _DECODING)
    unpacked = _chain(shapes[-1], [(_PACKED, _unpacked)])
    shapes += _chain(shapes[-1], _STRIPPING)
    for shape in unpacked:
        shapes += [shape, *_chain(shape, (*_DECODING, *_STRIPPING))]
    runs = _Folded()
    for shape in shapes:
        folded = shape.near_changes(reach).rewritten(_UNUSUAL, lambda match: runs[match.group()])
        yield folded
        yield from (view.near_changes(reach) for view in _chain(folded, _RESEMBLANCES))


# --- angles ----------------------------------------------------------------------------------------------


CLOSE = 0.0101  # degrees: coordinates this near say the same place


@dataclass(frozen=True, slots=True)
class Angle:
    """Hold a number that may be a latitude or longitude: its place, its degrees, whether it can stand alone."""

    start: int
    end: int
    degrees: float
    exact: bool


_DECIMAL = re.compile(r"(\d(?<!\d\d)\d{0,2})([.,])(\d{1,12})(?!\d)")
_SEXAGESIMAL = re.compile(
    r"(\d(?<!\d\d)\d{0,2})(?: ?(°|:|d|deg[a-z]{0,4}) ?|[ -])"
    r"(\d{1,2}(?:[.,]\d{1,8})?)(?:(?: ?(?:'|:|m|min[a-z]{0,4}) ?|[ -])(\d{1,2}(?:[.,]\d{1,8})?(?!\d| ?[°d]))?)?"
)


def angles(text: str) -> list[Angle]:
    """Return the numbers of folded *text* that can be read as degrees: decimal, or degrees and minutes."""
    found = []
    for match in _DECIMAL.finditer(text):
        decimals = len(match[3])
        exact = decimals >= 4 or (decimals == 3 and match[2] == ".")
        found.append(Angle(*match.span(), float(f"{match[1]}.{match[3]}"), exact))
    for match in _SEXAGESIMAL.finditer(text):
        minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[2:])
        if minutes < 60 and seconds < 60:
            degrees = int(match[1]) + minutes / 60 + seconds / 3600
            exact = bool(match[4]) and match[2] not in (None, ":")
            found.append(Angle(*match.span(), degrees, exact))
    found.sort(key=lambda angle: angle.start)
    return found
