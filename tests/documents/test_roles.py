"""The braces behind a formula."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, Place
from solgen.documents.blocks import Attributes, Role
from solgen.documents.roles import parse_braces

HERE = Place("question.md", 3, 9)


def test_a_role_and_attributes_are_read_in_any_order():
    assert parse_braces(".let ask=ridge", HERE) == (Role.LET, Attributes(ask="ridge"))
    assert parse_braces("answer=median marks=2", HERE) == (Role.CLAIM, Attributes(answer="median", marks="2"))
    assert parse_braces("until=part .if", HERE) == (Role.IF, Attributes(until="part"))


def test_names_in_terms_of_are_set_off_by_commas_outside_braces():
    _, attributes = parse_braces(r'ask=w in-terms-of="U, \Sigma, x_{1,2}"', HERE)
    assert attributes.in_terms_of == ("U", r"\Sigma", "x_{1,2}")


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (".lett", "role-unknown", "`.let`"),
        (".define", "role-unknown", "`.say`"),
        ("mark=2", "role-unknown-key", "`marks=`"),
        ("in_terms_of=x", "role-unknown-key", "`in-terms-of=`"),
        ("let", "role-not-understood", "`.let`"),
        (".let .if", "role-twice", "one role"),
        ("marks=1 marks=2", "role-twice", "one of the two"),
        ("marks=two", "role-bad-value", "`marks=2`"),
        ("marks=-1", "role-bad-value", "`marks=2`"),
        (".if until=end", "role-bad-value", "`until=part`"),
        (".let until=part", "role-bad-value", "{.if until=part}"),
        ('in-terms-of="x"', "role-bad-value", "ask"),
        (".say answer=x", "role-bad-value", "established"),
        ('ask="', "role-not-understood", "`.let`"),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_right_thing(text, code, hint):
    with pytest.raises(Failure) as caught:
        parse_braces(text, HERE)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert hint in diagnostic.hint
    assert diagnostic.place == HERE


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=30))
def test_any_text_is_a_role_or_a_diagnostic(text):
    try:
        role, _ = parse_braces(text, HERE)
    except Failure as failure:
        found = {diagnostic.code.split("-")[0] for diagnostic in failure.diagnostics}
    else:
        found = {"role"} if isinstance(role, Role) else set()
    assert found == {"role"}
