"""Read references to grids in a text: UTM, MGRS, plus codes, geohashes; one reading for the known and the unknown.

A reference says where it stands, whether its form alone makes it one (`sure`: then it is suspected where nobody
knows the place), and which areas it can mean. Forms that only a known place can confirm are read liberally: with
other separators, without the zone, in small letters. Texts are folded (`canon`), which makes digits of any script
plain.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from fieldnotes.redaction import grids
from fieldnotes.redaction.grids import Area, Neighbourhood

Meaning = Callable[[Neighbourhood], Iterable[Area]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a grid.

    Attributes:
        start, end: where it stands.
        sure: whether its form alone makes it one.
        areas: what it can mean; a shortened one is completed by a neighbourhood.
    """

    start: int
    end: int
    sure: bool
    areas: Meaning


_ZONE = r"(?:0?[1-9]|[1-5]\d|60)"
_BAND = "[c-hj-np-x]"

# Metres in figures, plain or in groups of three; GPS receivers write seven figures for an easting as well.
_GROUPED = r"(?:[ \u00a0\u202f.,'’]\d{3}){1,2}"
_PAIR = re.compile(
    rf"\d(?<!\d\d)(?<!\d[.,]\d)(?:\d{{5,6}}|\d{{0,2}}{_GROUPED})(?:[.,]\d{{1,3}})?(?!\d)"
    rf"(?=(?P<gap>\D{{1,24}}?)(?P<second>(?:\d{{4,7}}(?!\d)|\d{{1,3}}{_GROUPED})(?:[.,]\d{{1,3}})?(?!\d)))"
)
_GLUED = re.compile(
    rf"\d(?<!\w\d)(?:(?<=0)[1-9]|(?<=[1-5])\d|(?<=6)0)?[\s-]?{_BAND}[\s:-]{{0,2}}"
    r"(?P<first>0?\d{6})(?P<second>\d{6,7})(?!\d)"
)
_WHOLE_GROUPS = re.compile(rf"\d{{1,3}}{_GROUPED}")
# What may stand before an easting: a zone, more or less surely; EPSG numbers the zones of WGS 84 from 32601.
_SAID = re.compile(r"(?<!\w)(?:utm|easting)[^\n\d]{0,12}(?:\d{1,2}\s?[a-z]?[^\n\d]{0,12})?\Z")
_TIGHT = re.compile(rf"(?<!\w)(?:zone\s?)?{_ZONE}\s?{_BAND}[\s,]{{1,3}}(?:e\s?)?\Z")
_ZONED = re.compile(
    rf"(?P<word>(?<!\w)(?:utm|zone|zona|huso|fuseau|зона|المنطقه|منطقه|زون)[^\n\d]{{0,12}})?(?<![\w.,])(?P<zone>{_ZONE})"
    rf"[\s-]?(?P<band>{_BAND}(?![a-z]))?(?P<gap>[^\n\d]{{0,12}})\Z"
)
_EPSG = re.compile(r"epsg\W{0,3}32[67](?P<zone>\d\d)\W{0,6}\Z")
_LABELLED = re.compile(r"(?<!\w)(?:east(?:ing)?|north(?:ing)?|[enxy])[\s:=.]{0,3}\Z")
_TIGHT_GAP = re.compile(r"\s?(?:m?\s?e)?[\s,;]{1,3}(?:n\s?)?")
_LABELS_GAP = re.compile(r"\W*(?:(?:m|m\s?[en]|[enxy]|east(?:ing)?|north(?:ing)?)(?!\w)\W*){0,3}")
_BEHIND = re.compile(
    rf"(?:\s?(?:m\s?)?(?:north\w{{0,4}}|east\w{{0,4}}|[nem])(?!\w))?"
    rf"(?P<zoned>[\s,;(]{{0,4}}(?:(?P<word>utm|zone)[\s:]{{0,2}}(?:zone[\s:]{{0,2}})?)?(?P<zone>{_ZONE})\s?"
    rf"(?P<band>[a-z](?!\w))?\)?(?!\w))?"
)
_BEFORE = 48

_MGRS = re.compile(
    rf"\d(?<!\w\d)(?:(?<=0)[1-9]|(?<=[1-5])\d|(?<=6)0)?[\s-]{{0,2}}(?P<band>{_BAND})[\s,-]{{0,2}}"
    r"(?P<letters>[a-hj-np-z][\s-]?[a-hj-np-v])[\s,:-]{0,3}(?P<digits>\d(?:[\s.,/-]{0,2}\d){1,9})"
)
_SURE_MGRS = re.compile(
    rf"{_ZONE}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?(?:\d{{5}}\s?\d{{5}}|\d{{4}}\s?\d{{4}}|\d{{3}}\s?\d{{3}}|"
    rf"\d{{2}}\s?\d{{2}})(?!\w)|{_ZONE}[c-hj-np-x]\s?[a-hj-np-z][a-hj-np-v]\s?(?:\d{{5}}\s?\d{{5}}|\d{{4}}\s?\d{{4}})(?!\w)"
)
_LOCAL = re.compile(
    r"\d(?:(?<=(?<!\w)[a-z]{2}\d)|(?<=(?<!\w)[a-z]{2}[\s-]\d)|(?<=(?<!\w)[a-z]{2}[\s-]{2}\d))\d{1,4}[\s-]?\d{2,5}(?!\w)"
)
_LETTERS_BEFORE = re.compile(r"[a-z]{2}[\s-]{0,2}\Z")
_GRID_SAID = re.compile(r"(?:grid(?: ref(?:erence)?)?|mgrs|usng)[\s:]{1,3}\Z")
_DIGITS = re.compile(r"\d+")

_BEFORE_PLUS = re.compile(rf"(?<![\w+])(?P<head>(?:[{grids.PLUS}]{{4}}\s?)?[{grids.PLUS}]{{2,4}}0{{0,6}})\s?\Z")
_AFTER_PLUS = re.compile(rf"\s?(?P<tail>[{grids.PLUS}]{{2,7}})(?![\w+])")
_NO_TAIL = re.compile(r"(?!\w)")
# A town after a short code: a name with a capital, or a word of a script without capitals.
_LOCALITY = re.compile(r"[\s,]{1,3}(?:in\s|near\s|,\s?)?[^\W\d_]")

_GEOHASH = re.compile(
    r"geo(?:[\s_-]?hash\w{0,2}(?:\.org)?[\s:=\"'(./#-]{1,6}(?:(?:is|of|code)\s)?|:)"
    r"(?P<code>[0-9b-hjkmnp-z]{4,12})(?!\w|[.,]\d)"
)
_IN_LINK = re.compile(r"(?<=[/=#@])(?P<code>[0-9b-hjkmnp-z]{6,12})(?!\w)")
_MAP_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.){0,3}(?:google\.[\w.]{2,6}/maps|goo\.gl/maps|maps\.app\.goo\.gl|maps\.google|"
    r"maps\.apple|openstreetmap\.org|osm\.org|"
    r"bing\.com/maps|yandex\.\w+/maps|2gis\.\w+|wikimapia\.org|waze\.com|what3words\.com|w3w\.co|here\.com|"
    r"plus\.codes|geohack\.\w+)[^\s<>\"']*"
)
# One of these is in every link to a map: a text without them is not searched.
_MAP_SIGNS = (
    "/maps", "maps.", "openstreetmap", "osm.org", "2gis.", "wikimapia", "waze.com", "what3words", "w3w.co", "here.com",
    "plus.codes", "geohack.",
)  # fmt: skip
_GEOHASH_SIGNS = ("geohash", "geo hash", "geo-hash", "geo_hash", "geo:")


def map_links(text: str) -> Iterator[re.Match[str]]:
    """Yield the links to maps in a folded *text*."""
    if any(sign in text for sign in _MAP_SIGNS):
        yield from _MAP_LINK.finditer(text)


def references(text: str, cased: str) -> Iterator[Reference]:
    """Yield all references in a folded *text*, given in small letters and as *cased*; readings may overlap."""
    if _DIGITS.search(text) is not None:
        yield from _with_figures(text, cased)
    if "+" in text:
        yield from _plus_codes(text, cased)
    yield from _geohashes(text)


def _with_figures(text: str, cased: str) -> Iterator[Reference]:
    """Yield references of UTM and MGRS."""
    for match in _PAIR.finditer(text):
        yield from _pair(text, match)
    for match in _GLUED.finditer(text):
        zone = _zone_of(match)
        yield _utm_reference(match.span(), False, frozenset({zone}), False, match["first"], match["second"])
    for match in _MGRS.finditer(text):
        yield from _mgrs(match, cased)
    for match in _LOCAL.finditer(text):
        yield from _local(text, match)


def _pair(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield what two numbers can be as metres in a zone of UTM."""
    before = text[max(match.start() - _BEFORE, 0) : match.start()]
    end, zones, certain = _behind(text, match.end("second"))
    said, tight = _SAID.search(before), _TIGHT.search(before)
    plain = match[0].split(".")[0].isdigit() and match["second"].split(".")[0].isdigit()
    sure = plain and len(match["second"].split(".")[0]) >= 6
    sure &= bool(said and "\n" not in match["gap"] and len(match["gap"]) <= 14) or bool(
        tight and _TIGHT_GAP.fullmatch(match["gap"]) and not text[end : end + 1].isalnum()
    )
    start = match.start()
    if found := _EPSG.search(before) or _ZONED.search(before):
        words = found.groupdict()
        near = len(words.get("gap") or "") <= 3
        firm = found.re is _EPSG or bool(words["word"] or (words["band"] and words["band"] != "e" and near))
        if firm or words["band"] or near:
            start -= len(found[0])
        zones, certain = zones | {int(found["zone"])}, firm or certain
    labelled = _LABELLED.search(before)
    starts = [match.start() - len(one[0]) for one in (said, tight, labelled) if one]
    # Without a zone two numbers are a sum of money and another, unless nothing but their labels parts them.
    anywhere = not certain and bool(said or _LABELS_GAP.fullmatch(match["gap"]))
    yield _utm_reference((min([start, *starts]), end), sure, zones, anywhere, match[0], match["second"])


def _behind(text: str, end: int) -> tuple[int, frozenset[int], bool]:
    """Return where a reference that has its numbers by *end* ends, its zones if they follow, and if that is certain."""
    behind = _BEHIND.match(text, end)
    if behind is None:
        return end, frozenset(), False
    if behind["zone"] is None or not (behind["word"] or behind["band"]):
        return (behind.start("zoned") if behind["zoned"] else behind.end()), frozenset(), False
    return behind.end(), frozenset({int(behind["zone"])}), behind["word"] is not None


def _utm_reference(
    span: tuple[int, int], sure: bool, zones: frozenset[int], anywhere: bool, first: str, second: str
) -> Reference:
    """Return a reference to metres in *zones*, or *anywhere* in those of the neighbourhood."""
    return Reference(*span, sure, partial(_utm_areas, zones, anywhere, _metres(first), _metres(second)))


def _utm_areas(
    zones: frozenset[int], anywhere: bool, first: float, second: float, near: Neighbourhood
) -> Iterator[Area]:
    """Yield what two numbers can mean, either of which may be the easting."""
    for easting, northing in ((first, second), (second, first)):
        yield from grids.utm(zones, easting, northing)
        if anywhere and northing >= 100_000 and near.may_lie_at(northing):
            yield from grids.utm(near.zones - zones, easting, northing)


def _metres(words: str) -> float:
    """Read a number of metres; what follows whole groups of three is a fraction."""
    if grouped := _WHOLE_GROUPS.match(words):
        return float("".join(_DIGITS.findall(grouped[0])))
    return float(words.replace(",", "."))


def _zone_of(match: re.Match[str]) -> int:
    return int(_DIGITS.match(match[0])[0])  # type: ignore[index]  # the patterns start with digits


def _mgrs(match: re.Match[str], cased: str) -> Iterator[Reference]:
    """Yield a reference for each even number of digits that ends with a group of them."""
    zone, letters = _zone_of(match), match["letters"][0] + match["letters"][-1]
    sure = _SURE_MGRS.match(cased, match.start()) or _SURE_MGRS.match(match.string, match.start())
    for end, digits in _digits(match):
        surely = sure is not None and sure.end() == end
        square = grids.mgrs(zone, match["band"], letters, digits)
        if square or surely:
            yield Reference(match.start(), end, surely, _always(square))


def _digits(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield where the digits of a square may end, and the digits; what follows them may be another number.

    Two equal groups are easting and northing, and a first group of four and more is both; else any will do.
    """
    groups = list(_DIGITS.finditer(match.string, match.start("digits"), match.end("digits")))
    sizes = [len(group[0]) for group in groups]
    if len(sizes) > 1 and sizes[0] == sizes[1] > 1:
        groups = [groups[1]]
    elif sizes[0] >= 4 and sizes[0] % 2 == 0:
        groups = groups[:1]
    for group in groups:
        digits = "".join(_DIGITS.findall(match.string, match.start("digits"), group.end()))
        if len(digits) % 2 == 0 and not match.string[group.end() : group.end() + 1].isdigit():
            yield group.end(), digits


def _always(area: Area | None) -> Meaning:
    """Return the meaning of what no neighbourhood completes."""
    return lambda _: () if area is None else (area,)


def _local(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield a square without its zone: after the word "grid", or with six digits and more."""
    letters = _LETTERS_BEFORE.search(text, match.start() - 4 if match.start() > 4 else 0, match.start())
    digits = "".join(_DIGITS.findall(match[0]))
    if letters is None:
        return
    said = _GRID_SAID.search(text[max(letters.start() - 20, 0) : letters.start()])
    if said or (len(digits) >= 6 and len(digits) % 2 == 0):
        sure = said is not None and len(digits) >= 6
        yield Reference(letters.start(), match.end(), sure, partial(_local_areas, letters[0][:2], digits))


def _local_areas(letters: str, digits: str, near: Neighbourhood) -> Iterator[Area]:
    if len(digits) % 2 == 0:
        for zone, band in near.designations:
            if square := grids.mgrs(zone, band, letters, digits):
                yield square


def _plus_codes(text: str, cased: str) -> Iterator[Reference]:
    """Yield plus codes, full, padded or short, by the sign in them."""
    place = text.find("+")
    while place >= 0:
        before = _BEFORE_PLUS.search(text, max(place - 12, 0), place)
        tail = _AFTER_PLUS.match(text, place + 1) or _NO_TAIL.match(text, place + 1)
        if before and tail:
            head = "".join(before["head"].split())
            yield from _plus_code((before.start(), tail.end()), head, tail.groupdict().get("tail") or "", cased)
        place = text.find("+", place + 1)


def _plus_code(span: tuple[int, int], head: str, tail: str, cased: str) -> Iterator[Reference]:
    """Yield a plus code; a short one of figures or of letters alone needs a town after it, or capitals."""
    written = cased[slice(*span)]
    mixed = any(c.isdigit() for c in written) and any(c.isalpha() for c in written)
    if len(head) == 8:
        square = grids.plus_code(head.rstrip("0") + tail) if len(head.rstrip("0")) % 2 == 0 else None
        if square and not ("0" in head and tail) and len(head.rstrip("0")) >= 4:
            yield Reference(*span, mixed and not written.islower() and ("0" in head or bool(tail)), _always(square))
    elif len(head) in {4, 6} and "0" not in head and tail:
        known = mixed or (written.isupper() and not mixed) or _is_town(cased, span[1])
        if known:
            yield Reference(*span, mixed and not written.islower(), partial(_completed, head + tail, 8 - len(head)))


def _is_town(cased: str, end: int) -> bool:
    """Tell whether a word that can be the name of a town follows."""
    found = _LOCALITY.match(cased, end)
    return found is not None and not found[0][-1].islower()


def _completed(code: str, missing: int, near: Neighbourhood) -> Iterator[Area]:
    for prefix in near.prefixes[missing]:
        if square := grids.plus_code(prefix + code):
            yield square


def _geohashes(text: str) -> Iterator[Reference]:
    """Yield geohashes where they are certain: after that word, or in a link to a map."""
    for match in _GEOHASH.finditer(text) if any(sign in text for sign in _GEOHASH_SIGNS) else ():
        code = match["code"]
        sure = len(code) > 4 and any(map(str.isdigit, code)) and not code.isdigit()
        yield Reference(match.start("code"), match.end(), sure, _always(grids.geohash(code)))
    for link in map_links(text):
        for match in _IN_LINK.finditer(text, *link.span()):
            yield Reference(*match.span(), False, _always(grids.geohash(match["code"])))
