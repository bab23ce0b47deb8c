from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from solgen.building.spread import BINS, histogram, spread_line, spread_picture


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=50))
def test_a_histogram_counts_every_value_once(values):
    found = histogram(values)
    assert sum(found.counts) == len(values)
    assert found.counts[0] >= 1
    assert found.counts[-1] >= 1
    assert len(found.counts) <= BINS


def test_a_value_falls_into_its_own_interval_where_there_are_few():
    assert histogram([3, 3, 5, 6]).counts == (2, 0, 1, 1)
    assert histogram([3, 3, 5, 6]).middle == 4


def test_a_line_shows_ends_and_median_and_every_value_that_occurs():
    assert spread_line([1, 2, 2, 2, 4]) == "1 ▄█ ▄ 4, median 2"
    assert spread_line([7, 7]) == "7"
    assert spread_line([1] * 1000 + [2]).count("▁") == 0


def test_the_picture_is_xml_whatever_the_names():
    picture = spread_picture("A <b> & c", [("<q>", {"digits": [1, 2, 3], "items": [0, 0]}), ("r", {"digits": []})])
    root = ET.fromstring(picture)  # noqa: S314 -- our own text
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["A <b> & c", "<q>", "digits: 1 to 3, median 2", "items: 0", "r"]
    assert picture == spread_picture("A <b> & c", [("<q>", {"digits": [1, 2, 3], "items": [0, 0]}), ("r", {})])
