"""Whether a place lies in an area, and what is refused as one."""

import contextlib
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from participation.areas import NotAnArea, contains, parse

SQUARE = [[8.0, 49.0], [8.2, 49.0], [8.2, 49.2], [8.0, 49.2], [8.0, 49.0]]
HOLE = [[8.05, 49.05], [8.1, 49.05], [8.1, 49.1], [8.05, 49.1], [8.05, 49.05]]
degrees = st.floats(-80, 80, allow_nan=False)
small = st.floats(0.001, 5)
part = st.floats(0.01, 0.99)


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def box(west, south, wide, high):
    east, north = west + wide, south + high
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@given(degrees, degrees, small, small, part, part)
def test_what_lies_between_the_edges_of_a_box_is_inside(w, s, wide, high, x, y):
    area = polygon(box(w, s, wide, high))

    assert contains(area, s + y * high, w + x * wide)


@given(degrees, degrees, small, small, degrees, degrees)
def test_a_box_contains_just_what_a_box_contains(w, s, wide, high, lat, lon):
    assume(lat not in {s, s + high} and lon not in {w, w + wide})
    area = polygon(box(w, s, wide, high))

    assert contains(area, lat, lon) == (s < lat < s + high and w < lon < w + wide)


@given(part, part, st.integers(0, 3))
def test_where_an_outline_begins_and_its_direction_do_not_matter(x, y, turn):
    corners = SQUARE[:-1]
    turned = corners[turn:] + corners[:turn]
    lat, lon = 48.9 + 0.4 * y, 7.9 + 0.4 * x
    assume(lat not in {49.0, 49.2} and lon not in {8.0, 8.2})

    found = {
        contains(polygon([*ring, ring[0]]), lat, lon)
        for ring in (corners, turned, corners[::-1])
    }

    assert len(found) == 1


@given(part, part)
def test_a_triangle_holds_half_of_its_box(x, y):
    assume(abs(x - y) > 1e-6)
    triangle = polygon([[0, 0], [1, 0], [1, 1], [0, 0]])

    assert contains(triangle, lat=y, lon=x) == (y < x)


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        pytest.param(49.02, 8.02, True, id="between outline and hole"),
        pytest.param(49.07, 8.07, False, id="in the hole"),
        pytest.param(49.3, 8.1, False, id="north of it"),
        pytest.param(0, 0, False, id="far away"),
    ],
)
def test_holes_do_not_belong_to_an_area(lat, lon, inside):
    assert contains(polygon(SQUARE, HOLE), lat, lon) is inside


def test_an_area_may_have_several_parts():
    area = {
        "type": "MultiPolygon",
        "coordinates": [[box(8, 49, 0.1, 0.1)], [box(9, 49, 0.1, 0.1)]],
    }

    assert contains(area, 49.05, 9.05)
    assert not contains(area, 49.05, 8.5)


def feature(geometry):
    return {"type": "Feature", "properties": {"name": "Markt"}, "geometry": geometry}


@pytest.mark.parametrize(
    "given_as",
    [
        pytest.param(polygon(SQUARE), id="geometry"),
        pytest.param(feature(polygon(SQUARE)), id="feature"),
        pytest.param(
            {"type": "FeatureCollection", "features": [feature(polygon(SQUARE))]},
            id="collection",
        ),
    ],
)
def test_an_area_is_read_from_what_programs_write(given_as):
    assert parse(json.dumps(given_as)) == polygon(SQUARE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("das Marktviertel", "kein GeoJSON"),
        ("[1, 2]", "etwas anderes"),
        ('{"type": "Point", "coordinates": [8, 49]}', "etwas anderes"),
        ('{"type": "FeatureCollection", "features": []}', "genau ein Gebiet"),
        ('{"type": "Polygon"}', "lassen sich nicht lesen"),
        ('{"type": "Polygon", "coordinates": [[[8, "x"]]]}', "lassen sich nicht lesen"),
        (json.dumps(polygon(SQUARE[:-1])), "enden, wo er begonnen hat"),
        (json.dumps(polygon([[8, 49], [9, 49], [8, 49]])), "drei Ecken"),
        (json.dumps(polygon(box(450_000, 5_480_000, 9, 9))), "in Grad"),
        ('{"type":"Polygon","coordinates":[[[NaN,1],[2,1],[2,2],[NaN,1]]]}', "in Grad"),
        (
            json.dumps(polygon([[8, 49]] + [[8, 49.1]] * 6000 + [[8, 49]])),
            "vereinfachen",
        ),
    ],
)
def test_what_is_no_area_is_refused_in_words(text, words):
    with pytest.raises(NotAnArea, match=words):
        parse(text)


WORDS = st.sampled_from(["type", "coordinates", "features", "geometry", "Polygon"])
JSON = st.recursive(
    st.none() | st.floats() | WORDS,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(WORDS, part),
    max_leaves=12,
)


@given(JSON)
def test_nothing_that_looks_like_json_breaks_the_reading(value):
    with contextlib.suppress(NotAnArea):
        contains(parse(json.dumps(value)), 49, 8)
