"""The table of kinds in ``docs/audit.md`` is that of the registry; every kind has an example among the tests."""

from __future__ import annotations

from pathlib import Path

from solgen.audit.mistakes.rules import all_rules
from tests.audit.mistakes.examples import EXAMPLES, SHOWN

PAGE = Path(__file__).parents[3] / "docs" / "audit.md"
WITHOUT_EXAMPLE = frozenset({"free-index", "lost-factorial", "vacuous-condition"})
"""Kinds whose example would be a longer text: those stand in the sheets of ``tests/cases/audit``."""


def table() -> str:
    """The registry as a table in Markdown."""
    rules = all_rules()
    rows = [f"| {rule.name} | ${rule.formula.replace('|', chr(92) + 'vert ')}$ | {rule.feedback} |" for rule in rules]
    return "\n".join(["| kind | the wrong rule | what is told |", "|---|---|---|", *rows])


def test_the_page_has_the_table_of_the_registry():
    assert table() in PAGE.read_text(encoding="utf-8")


def test_every_kind_has_an_example_or_is_listed_as_having_none_here():
    names = {rule.name for rule in all_rules()}
    assert names - set(EXAMPLES) - set(SHOWN) == WITHOUT_EXAMPLE
