r"""Units in one upright group, and differences such as ``\Delta x``, in the spelling that is read."""

from __future__ import annotations

import pytest

from solgen.documents.manuscripts.respell import respell
from solgen.documents.manuscripts.traced import whole

UNITS = [
    (r"100\,\mathrm{cm^2}", r"100\,\mathrm{cm}^{2}"),
    (r"9.81\,\mathrm{m/s^2}", r"9.81\,\mathrm{m}/\mathrm{s}^{2}"),
    (r"4180\,\mathrm{J/(kg\,K)}", r"4180\,\mathrm{J}/(\mathrm{kg}\,\mathrm{K})"),
    (r"4180\,\mathrm{\frac{J}{kg\,K}}", r"4180\,\frac{\mathrm{J}}{\mathrm{kg}\,\mathrm{K}}"),
    (r"3\,\mathrm{m\,s^{-1}}", r"3\,\mathrm{m}\,\mathrm{s}^{-1}"),
    (r"3\,\text{km/h}", r"3\,\mathrm{km}/\mathrm{h}"),
    (r"10\,\mathrm{m/s} \, t", r"10\,\frac{\mathrm{m}}{\mathrm{s}} \, t"),
    (r"a / 5\,\mathrm{m/s}", r"a / 5\,\frac{\mathrm{m}}{\mathrm{s}}"),
]
LEFT = [r"5\,\mathrm{s}", r"\mathrm{Var}(X)", r"\text{if } x/y", r"x_{\mathrm{in/out}}", r"\mathrm{a^2}"]
DIFFERENCES = [
    (r"m \Delta T", r"m \mathit{\Delta T}"),
    (r"\frac{\Delta x_1}{\Delta\lambda}", r"\frac{\mathit{\Delta x}_1}{\mathit{\Delta \lambda}}"),
    (r"\Delta = b^2", r"\Delta = b^2"),
    (r"\sqrt{\Delta} + \Delta b", r"\sqrt{\Delta} + \Delta b"),
]


@pytest.mark.parametrize(("written", "read"), UNITS)
def test_each_unit_of_a_group_gets_a_group_of_its_own(written: str, read: str) -> None:
    assert respell(whole(written)).text == read


@pytest.mark.parametrize("latex", LEFT)
def test_a_group_with_other_words_stays_as_it_is(latex: str) -> None:
    assert respell(whole(latex)).text == latex


@pytest.mark.parametrize(("written", "read"), DIFFERENCES)
def test_a_difference_is_one_name_where_no_delta_stands_alone(written: str, read: str) -> None:
    assert respell(whole(written)).text == read
