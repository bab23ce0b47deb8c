"""A variant's values put into its text."""

from __future__ import annotations

from solgen.questions.question import FilledQuestion, Variant


def fill(variant: Variant) -> FilledQuestion:
    """The text of a variant, each line with the place that it came from. Raises Failure."""
    raise NotImplementedError
