"""What is declared by hand: the front matter of the text, or a context file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """Lines of declarations, formulas that define or assume, and the bank question that the text answers.

    What stands here overrides what the text shows. ``parts`` holds more of the same for single parts.
    """

    declare: str = ""
    given: tuple[str, ...] = ()
    question: str = ""
    parts: tuple[tuple[str, Given], ...] = ()
