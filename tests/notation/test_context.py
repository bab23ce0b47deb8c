"""Contexts and their declarations as keys, here and in another process."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from solgen.notation.context import Context, Declaration
from solgen.notation.reading import read_declarations, read_definition

DECLARE = "N, d: size\nx: real, positive\nX: matrix[N, d]\nt: quantity in s\ny_i: real for i in 1..N\n\\log: base 2"


def context() -> Context:
    declared = read_declarations(DECLARE)
    _, (definition,), inferred = read_definition("D = 2 x", declared)
    return declared.with_declarations(*inferred).with_definition(definition).with_hypotheses(definition.body)


def things() -> list[Context | Declaration]:
    return [context(), *context().declarations]


def test_equal_ones_have_equal_hashes() -> None:
    for one, other in zip(things(), things(), strict=True):
        assert one is not other
        assert one == other
        assert hash(one) == hash(other)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_what_another_process_sends_is_found_among_ones_own(seed: str) -> None:
    """Strings hash differently in each process, so that a hash must not travel."""
    hashed = things()
    for thing in hashed:
        hash(thing)
    sent = pickle.dumps(hashed)
    program = (
        "import pickle, sys; from tests.notation.test_context import things; "
        "got = pickle.load(sys.stdin.buffer); own = things(); "
        "print(got == own and all(thing in {one: 0} for thing, one in zip(got, own)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=sent,
        capture_output=True,
        check=True,
        cwd=root,
        env={"PYTHONHASHSEED": seed},
    )
    assert done.stdout.strip() == b"True", done.stderr


def test_a_context_grown_by_definitions_has_the_hash_of_one_made_at_once() -> None:
    declared = read_declarations("x: real\na, b, c: real\ny_i: real for i in 1..3")
    grown = declared
    for latex in ("a = 2 x", "b = a + 1", "c = 7"):
        _, (definition,), _ = read_definition(latex, grown)
        grown = grown.with_definition(definition)
        hash(grown)
    at_once = Context(declared.declarations, grown.definitions, (), None)
    assert at_once == grown
    assert hash(at_once) == hash(grown)
    assert hash(grown.with_hypotheses()) == hash(at_once)
    assert grown.with_hypotheses(grown.definitions[0].body).declaration("b") == declared.declaration("b")
