"""Prove that grids are undone right, and that a known place is replaced in every grid at every allowed precision."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fieldnotes.redaction import grids
from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recognisers.known_coordinates import KnownCoordinates
from tests.redaction import gridded
from tests.redaction.cast import VILLAGE

# Reckoned by the packages utm, mgrs, openlocationcode and pygeohash, which agreed with these modules on 20,000
# points of both hemispheres, Norway, Svalbard, the equator and the line of date among them.
VECTORS = [
    ((35.4712, 44.3921), "38S 444848 3925469", "38SME4484725469", "8H76F9CR+FR", "syr9f1m6d"),
    ((59.91, 10.75), "32V 597868 6642682", "32VNM9786842681", "9FFGWQ62+22", "u4xsud7cj"),
    ((60.39, 5.32), "32V 297230 6700510", "32VKN9723000510", "9FG798RC+22", "u4ez919vh"),
    ((78.22, 15.63), "33X 514358 8682999", "33XWG1435782999", "CFCQ6JCJ+22", "umghgxt2t"),
    ((78.9, 11.9), "33X 433404 8760582", "33XVH3340460581", "CFCHWW22+22", "uq02yg33f"),
    ((80, 30), "35X 558132 8883085", "35XNJ5813283084", "CGGG2222+22", "uwjr4et3f"),
    ((-3.41872, -72.58136), "18M 768738 9621786", "18MYB6873821785", "6789HCJ9+GF", "6rkks3eue"),
    ((-33.8568, 151.2153), "56H 334901 6252289", "56HLH3490052288", "4RRH46V8+74", "r3gx2ux9g"),
    ((0.3476, 32.5825), "36N 453543 38421", "36NVF5354338421", "6GGJ8HXM+22", "s8p1vrmbg"),
    ((-0.1807, -78.4678), "17M 781861 9980008", "17MQV8186180007", "67F3RG9J+PV", "6rbnyrj7r"),
    ((64.1466, -21.9426), "27W 454138 7113690", "27WVM5413813689", "99PW43W4+JX", "ge2kuttch"),
    ((13.28461, 39.71528), "37P 577478 1468721", "37PEQ7747868721", "7G5X7PM8+R4", "sfk5xdru3"),
    ((48.31752, 37.90461), "37U 418792 5352172", "37UDP1879252172", "8GWV8W93+2R", "ubdfyecmc"),
    ((16.8409, 96.1735), "47Q 198783 1864109", "47QJU9878364108", "7M8RR5RF+9C", "w4uru3z3k"),
    ((-18.1416, 178.4419), "60K 652534 7993551", "60KXE5253493550", "5VHWVC5R+9Q", "ruybu93mt"),
    ((83.5, -30.2), "25X 535374 9273135", "25XEN3537473134", "C9MFGR22+22", "gqfe0b9nb"),
    ((-79.5, 10.1), "32C 522377 1174010", "32CNS2237774009", "2FGGG422+22", "h1z5tz6wg"),
]
METRE = 1.1e-5
Point = tuple[float, float]
Notation = Callable[[Point], st.SearchStrategy[str]]


@pytest.mark.parametrize(("point", "utm", "mgrs", "plus", "geohash"), VECTORS)
def test_a_reference_lies_where_other_software_has_it(
    point: tuple[float, float], utm: str, mgrs: str, plus: str, geohash: str
) -> None:
    zone, easting, northing = (float(part) for part in (utm[:2], *utm.split()[1:]))
    points = [area.centre() for area in grids.utm([int(zone)], easting, northing)]
    lower = mgrs.lower()
    square = grids.mgrs(int(lower[:2]), lower[2], lower[3:5], lower[5:])
    code = grids.plus_code(plus.lower().replace("+", ""))
    assert square is not None
    assert code is not None
    for latitude, longitude in (min(points, key=lambda found: abs(found[0] - point[0])), square.centre()):
        assert latitude == pytest.approx(point[0], abs=METRE)
        assert longitude == pytest.approx(point[1], abs=METRE / math.cos(math.radians(point[0])))
    assert grids.Area(code.south - 1e-9, code.north, code.west - 1e-9, code.east).holds(*point)
    assert grids.geohash(geohash).holds(*point)


@pytest.mark.parametrize(
    "square", [(38, "s", "ab", "1234"), (38, "s", "mz", "12"), (0, "s", "mb", "12"), (61, "s", "me", "")]
)
def test_a_square_that_does_not_exist_is_none(square: tuple[int, str, str, str]) -> None:
    assert grids.mgrs(*square) is None


@pytest.mark.parametrize("code", ["X86MVHGR", "8Y6MVHGR", "8A6MVHGR"])
def test_a_plus_code_beyond_the_globe_is_none(code: str) -> None:
    assert grids.plus_code(code.lower()) is None


@pytest.mark.parametrize(("code", "point"), [("8H76F9CR+FRQ25", (35.4712, 44.3921))])
def test_a_plus_code_of_more_digits_is_a_smaller_square(code: str, point: Point) -> None:
    square = grids.plus_code(code.lower().replace("+", ""))
    assert square is not None
    assert square.north - square.south == pytest.approx(0.000125 / 125)
    assert square.east - square.west == pytest.approx(0.000125 / 64)
    assert square.centre() == pytest.approx(point, abs=2e-6)


def test_a_square_over_the_line_of_date_holds_places_on_both_sides() -> None:
    square = grids.Area(10, 11, 179.98, 180.06).unsigned(0)
    assert square.holds(10.5, 179.99)
    assert square.holds(10.5, abs(-179.95))
    assert not square.holds(10.5, 179.93)


DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"]
LATITUDES = st.floats(-79, 83).filter(lambda value: abs(value) > 0.02)
POINTS = st.tuples(LATITUDES, st.floats(-179.9, 179.9).filter(lambda value: abs(value) > 0.02))


@st.composite
def angles(draw: st.DrawFn, point: tuple[float, float]) -> str:
    """Write a point in degrees."""
    comma = draw(st.sampled_from([".", ",", "٫"]))
    apart = draw(st.sampled_from([" ", "; ", " / ", " and ", "\n", " و "]))
    north, east = draw(
        st.sampled_from([("N", "E"), ("north", "west"), ("شمالا", "شرقا"), ("с.ш.", "в.д."), ("باکوور", "ڕۆژھەڵات")])
    )
    decimals = draw(st.integers(2, 8))
    parts = []
    for value, side in zip(point, (north, east), strict=True):
        size = abs(value)
        whole, minutes = int(size), size % 1 * 60
        seconds = minutes % 1 * 60
        plain = f"{size:.{decimals}f}".replace(".", comma)
        parts.append(
            (
                plain, f"{plain}° {side}", f"{side} {plain}", f"{whole}°{int(minutes)}′{int(seconds)}″{side}",
                f"{whole}° {minutes:.2f}' {side}".replace("60.00", "59.99"),
                f"{side} {whole} {int(minutes)} {int(seconds)}",
                f"{whole}°{int(minutes)}′ {side}", f"{size:.1f}° {side}",
                f"{'-' if value < 0 else '+'}{size:0{9 - (side == north)}.5f}",
            )
        )  # fmt: skip
    way = draw(st.integers(0, len(parts[0]) - 1))
    if way == 0 and comma == ",":
        apart = "; "  # "35,300 came and 44,330 left" are no angles
    ordered = (parts[0][way], parts[1][way])
    return ("" if way == 8 else apart).join(ordered if way == 8 or draw(st.booleans()) else ordered[::-1])


@st.composite
def metres(draw: st.DrawFn, point: tuple[float, float]) -> str:
    """Write a point in UTM."""
    zone, band, easting, northing = gridded.utm(*point)
    hemisphere = draw(st.sampled_from([band, "N" if point[0] > 0 else "S"]))
    east, north = f"{easting:.0f}", f"{northing:.0f}"
    grouped = draw(st.sampled_from([" ", ",", "."]))
    gap = draw(st.sampled_from(["", " "]))
    ways = [
        f"{zone}{gap}{hemisphere} {east} {north}", f"{zone}{gap}{hemisphere} {east}mE {north}mN",
        f"{zone}{gap}{hemisphere} 0{east} {north:0>7}", f"{zone}{hemisphere}{east}{north:0>7}",
        f"{zone}{hemisphere} {easting:.2f} {northing:.2f}", f"UTM zone {zone}: E {east}, N {north}",
        f"{east}E {north}N (UTM {zone}{hemisphere})", f"EPSG:32{6 if point[0] > 0 else 7}{zone:02} {east} {north}",
    ]  # fmt: skip
    if northing >= 1_000_000:
        ways += [
            f"{zone}{hemisphere} {easting:,.0f} {northing:,.0f}".replace(",", grouped),
            f"easting: {east}\nnorthing: {north}", f"N {north} E {east} ({zone}{hemisphere})",
        ]  # fmt: skip
    return draw(st.sampled_from(ways))


@st.composite
def squares(draw: st.DrawFn, point: tuple[float, float]) -> str:
    """Write a point in MGRS, by a plus code or by a geohash."""
    zone, letters, east, north = gridded.mgrs(*point, draw(st.integers(1, 5)))
    gaps = [draw(st.sampled_from(["", " ", "-"])) for _ in range(2)]
    length = draw(st.sampled_from([4, 6, 8, 10, 11]))
    code, geohash = gridded.plus_code(*point, length), gridded.geohash(*point, draw(st.integers(4, 12)))
    case = draw(st.sampled_from([str.upper, str.lower]))
    short = gridded.plus_code(*point, 10)
    return draw(
        st.sampled_from(
            [
                case(f"{zone}{gaps[0]}{letters}{gaps[1]}{east}{gaps[1]}{north}"),
                case(f"{zone} {letters} {east}{north}"),
                f"MGRS {letters} {east}{north}" if len(east) > 1 else f"{zone}{letters}{east}{north}", case(code),
                f"{short[4:]} Kirkuk", f"{short[2:]}, Kirkuk", f"geohash: {geohash}", f"geohash={geohash}",
            ]
        )
    )  # fmt: skip


def is_found(written: str, latitude: float, longitude: float) -> bool:
    """Tell whether all digits of *written* are found, in a sentence, as a place known to lie there."""
    text = f"They met at {written}. Then they left"
    known = replace(VILLAGE, coordinates=(latitude, longitude))
    covered = {i for one in KnownCoordinates([known]).find(read(text)) for i in range(one.start, one.end)}
    return bool(covered) and {i for i, character in enumerate(text) if character.isdigit()} <= covered


def away(point: tuple[float, float], kilometres: float, bearing: float) -> tuple[float, float]:
    """Return the place *kilometres* from *point*."""
    north, east = kilometres * math.cos(bearing) / 111.2, kilometres * math.sin(bearing) / 111.2
    return point[0] + north, point[1] + east / math.cos(math.radians(point[0] + north / 2))


@settings(max_examples=100, deadline=None)
@given(data=st.data(), point=POINTS, digits=st.sampled_from(DIGITS))
@pytest.mark.parametrize("notation", [angles, metres, squares])
def test_a_known_place_is_found_in_every_notation(
    notation: Notation, data: st.DataObject, point: Point, digits: str
) -> None:
    written = data.draw(notation(point)).translate(str.maketrans(DIGITS[0], digits))
    assert is_found(written, *point)


@settings(max_examples=100, deadline=None)
@given(
    data=st.data(),
    point=st.tuples(st.floats(1, 55) | st.floats(-55, -1), st.floats(1, 175) | st.floats(-175, -1)),
    bearing=st.floats(0, 6.28),
)
@pytest.mark.parametrize("notation", [angles, metres, squares])
def test_a_place_fifty_kilometres_away_is_never_found(
    notation: Notation, data: st.DataObject, point: Point, bearing: float
) -> None:
    written = data.draw(notation(point))
    # These squares are themselves wider than that.
    wide = "0000+" in written or ("geohash" in written and len(written.replace("=", ": ").split()[-1]) < 5)
    text = f"They met at {written}. Then they left"
    place = away(point, 50, bearing)
    # One exact angle alone tells enough to be replaced, so a place on the same meridian or parallel is no example.
    assume(all(abs(abs(one) - abs(other)) > 0.03 for one in point for other in place))
    known = replace(VILLAGE, coordinates=place)
    assert wide or not list(KnownCoordinates([known]).find(read(text)))


@pytest.mark.parametrize(("place", "code"), [((57.64911, 10.40744), "u4pru"), ((-25.38262, -49.26561), "6gkzw")])
def test_a_geohash_is_made_as_it_is_undone(place: tuple[float, float], code: str) -> None:
    area = grids.geohash(grids.geohash_of(*place, 5))

    assert grids.geohash_of(*place, 5) == code
    assert area.south <= place[0] < area.north
    assert area.west <= place[1] < area.east
