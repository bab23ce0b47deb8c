"""Boxes of Quarto and MyST in Markdown: what begins a section and what does not."""

from __future__ import annotations

from solgen.documents.manuscripts.parts import part_of
from solgen.documents.manuscripts.read import parse_manuscript

TEXT = """# One

## Estimates {#sec-est .unnumbered}

$a = 1$

::: {.callout-tip}
## A title

$b = 2$
:::

$c = 3$
"""


def test_the_title_of_a_box_begins_no_part_and_attributes_are_no_words() -> None:
    parts = part_of(parse_manuscript(TEXT, "chapter.qmd"))
    assert parts == ("Estimates", "Estimates", "Estimates")
