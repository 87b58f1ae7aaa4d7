"""Suspect coordinates: angles, references to grids, three words for a square, and links to maps.

The notations of grids are read in `references`, where the known ones are read too; here their form has to be sure.
"""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.angles import DEGREES, MINUTES, SECONDS, SIDE
from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.references import map_links, references
from fieldnotes.redaction.unknown.parted import parted_views
from fieldnotes.redaction.unknown.suspecting import HIGH, MEDIUM, near_digits, of_matches, suspect

_REASON = "looks like coordinates"
_DEGREES, _MINUTES, _SECONDS = (rf"{unit}\s?" for unit in (DEGREES, MINUTES, SECONDS))
_COMPASS = r"[nsew][\s:]{0,2}"
# Degrees with minutes, seconds or both.
_ANGLE = (
    rf"(?:{_COMPASS})?\d{{1,3}}{_DEGREES}\d{{1,2}}(?:[.,]\d{{1,6}})?"
    rf"(?:{_MINUTES}(?:\d{{1,2}}(?:[.,]\d{{1,6}})?(?:{_SECONDS})?)?)?(?:\s?{SIDE})?"
)
_ANGLES = re.compile(rf"(?<![\w.]){_ANGLE}(?:[\s,;/&]{{1,4}}(?:and\s|و\s?|и\s|та\s|et\s|ve\s)?{_ANGLE})?")
_COLONS = re.compile(
    r"(?<![\w.:])(?:[nsew]\s?)?\d{1,3}:\d{1,2}:\d{1,2}(?:\.\d+)?\s?[nsew]?[\s,;]{1,3}(?:[nsew]\s?)?\d{1,3}:\d{1,2}:\d{1,2}(?:\.\d+)?\s?[nsew]?(?![\w:])"
)
_SPACED = re.compile(
    r"(?<![\w.])(?:[ns]\s?\d{1,2}[\s-]\d{1,2}(?:[.\s-]\d{1,4}){0,2}[\s,;/]{1,3}[ew]\s?\d{1,3}[\s-]\d{1,2}(?:[.\s-]\d{1,4}){0,2}"
    r"|\d{1,2}[\s-]\d{1,2}(?:[.\s-]\d{1,4}){0,2}\s?[ns][\s,;/]{1,3}\d{1,3}[\s-]\d{1,2}(?:[.\s-]\d{1,4}){0,2}\s?[ew]"
    r"|\d{6}(?:\.\d+)?[ns]\s?\d{7}(?:\.\d+)?[ew]|\d{4}(?:\.\d+)?[ns]\s?\d{5}(?:\.\d+)?[ew])(?!\w)"
)
# Decimal degrees: two numbers with three decimals or more, or marked as what they are.
_DECIMAL = rf"[-+−]?(?:{_COMPASS})?\d{{1,3}}[.,]\d{{3,12}}(?:{_DEGREES})?\s?(?:{SIDE})?"
_PAIR = re.compile(
    rf"(?<![\w.,])({_DECIMAL})(?:\s?[,;/|x]\s?|\s{{1,3}}(?:and\s|by\s|و\s?|и\s|et\s|ve\s)?|,?\s?(?:lon|long|lng|"
    rf"longitude|долгота|довгота|طول)\w*[\s:=]{{1,3}})({_DECIMAL})(?![\w]|[.,]\d)"
)
_MARKED = re.compile(
    r"(?<!\w)و?(?:lat|latitude|lon|long|lng|longitude|enlem|boylam|широта|долгота|довгота|breite|lange|latitud|"
    r"longitud|(?:علی |عند )?(?:خط|دایره|دایره) (?:ال)?(?:عرض|طول)|العرض|الطول|پانی|دریژی|عرض جغرافیایی|"
    r"طول جغرافیایی)[\w\s]{0,8}[\s:=\"'(]{1,5}"
    r"([-+]?\d{1,3}[.,]\d{2,12})(?!\w)"
)
_WITH_SIDE = re.compile(
    rf"(?<![\w.,])((?:{_COMPASS})?\d{{1,3}}[.,]\d{{2,12}}(?:{_DEGREES})?\s?(?:[nsew](?!\w)|north|south|east|"
    rf"west)?)(?!\w)"
)
_SIDED = re.compile(r"^[nsew]|[nsew]$|°|north|south|east|west")
_WHOLE_DEGREES = re.compile(
    rf"(?<![\w.])\d{{1,3}}(?:[.,]\d+)?{_DEGREES}\s?{SIDE}[\s,;/]{{1,3}}(?:and\s)?\d{{1,3}}(?:[.,]\d+)?{_DEGREES}\s?{SIDE}"
)
# The winds by their first letters: Turkish, Romance, Russian, Ukrainian, Persian; then as words.
_PARTS = (
    r"\d{1,3}(?:[.,]\d{1,12})?\s?(?:[°˚º]\s?)?"
    r"(?:\d{1,2}(?:[.,]\d+)?\s?['′’‘]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:[\"″”“]|'')\s?)?)?"
)
_LOCAL = re.compile(
    "|".join(
        rf"(?<![\w.,]){_PARTS}(?:{one})(?!\w)[\s,;/]{{1,4}}(?:(?:ve|y|et|e|и|і|та|und|en|"
        rf"و)\s)?{_PARTS}(?:{other})(?!\w)"
        for one, other in (
            ("[kg]", "[dbе]"),
            ("[ns]", "[oew]"),
            (r"с\.?\s?ш\.?|ю\.?\s?ш\.?|[сю]", r"в\.?\s?д\.?|з\.?\s?д\.?|[вз]"),
            (r"пн\.?\s?ш?\.?|пд\.?\s?ш?\.?", r"сх\.?\s?д?\.?|зх\.?\s?д?\.?"),
            ("ش|ج|شمال\\w*|جنوب\\w*", "ق|غ|شرق\\w*|غرب\\w*"),
            ("kuzey|guney|norte|nord|sur|sud|bakur", "dogu|bati|este|est|ouest|oeste|ost|rojhilat|rojava"),
        )
    )
)
_FINE_SIDE = re.compile(r"[.,]\d{2,12}\s?[^\W\d_]|\d\s?[°˚º'\"″”]\s?[^\W\d_]")
_FINE = re.compile(r"[.,]\d\d|[°˚º]")
_DEGREE_SIGN = re.compile(r"[°˚º]|\d\s?(?:o[\s\d]|deg|grad|derece|градус|درجه)")
_THREE_WORDS = re.compile(
    r"(?<!/)/{3}[^\W\d_]{2,30}[.·。・][^\W\d_]{2,30}[.·。・][^\W\d_]{2,30}(?!\w)|(?<!\w)(?:w3w|"
    r"what3words)[\s:./]{1,5}((?:com/)?[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30})"
)
_GEO = re.compile(r"(?<!\w)geo:-?\d[\w.,;=?+()%-]*")


class Coordinates:
    """Suspect places given by number."""

    covers = frozenset({"unknown coordinates"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the coordinates in any view."""
        for view in parted_views(canon):
            yield from _grids(view)
            if "." in view.lower or "," in view.lower or "°" in view.lower or "deg" in view.lower:
                yield from _degrees(view)
            yield from of_matches(view, near_digits(view.lower, _SPACED), "coord", _REASON, HIGH)
            if any(True for _ in near_digits(view.lower, _FINE_SIDE)):
                local = (found for found in near_digits(view.lower, _LOCAL) if len(_FINE.findall(found[0])) > 1)
                yield from of_matches(view, local, "coord", _REASON, HIGH)


def _degrees(view: View) -> Iterator[Suspicion]:
    """Yield latitudes and longitudes."""
    text = view.lower
    marked = "°" in text or any(True for _ in near_digits(text, _DEGREE_SIGN))
    for pattern in (_ANGLES, _WHOLE_DEGREES, _COLONS, _MARKED) if marked else (_COLONS, _MARKED):
        yield from of_matches(view, near_digits(text, pattern), "coord", _REASON, HIGH)
    for found in near_digits(text, _PAIR):
        if _on_earth(found[1]) and _on_earth(found[2]) and _is_fine(found):
            end = found.start() + len(found[0].rstrip())
            yield suspect(view, (found.start(), end), "coord", _REASON, HIGH)
    for found in near_digits(text, _WITH_SIDE):
        if _SIDED.search(found[1]) and _on_earth(found[1]):
            end = found.start() + len(found[0].rstrip())
            yield suspect(view, (found.start(), end), "coord", _REASON, MEDIUM)


def _on_earth(number: str) -> bool:
    """Tell whether *number*, with signs around it, is at most 180."""
    found = re.search(r"\d+", number)
    return found is not None and int(found[0]) <= 180


def _is_fine(pair: re.Match[str]) -> bool:
    """Tell whether two decimal numbers are more than two prices: marked, or with four decimals each."""
    first, second = pair[1], pair[2]
    if "," in first and "," in second and "." not in pair[0]:
        decimals = [re.search(r",(\d+)", number) for number in (first, second)]
        if any(found is None or len(found[1]) == 3 for found in decimals) and not _SIDED.search(first.strip()):
            return False
    return True


def _grids(view: View) -> Iterator[Suspicion]:
    """Yield references to grids, words for squares, and links to maps."""
    text = view.lower
    for reference in references(text, view.cased):
        if reference.sure:
            yield suspect(view, (reference.start, reference.end), "coord", _REASON, HIGH)
    yield from of_matches(view, near_digits(text, _GEO), "coord", _REASON, HIGH)
    if "///" in text or "w3w" in text or "what3words" in text:
        yield from of_matches(view, _THREE_WORDS.finditer(text), "coord", "looks like three words for a place", HIGH)
    if "/" in text:
        yield from of_matches(view, map_links(text), "coord", "looks like a link to a map", HIGH)
