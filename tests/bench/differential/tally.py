"""What a comparison counts and finds wrong, and its table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What was compared and what was wrong."""

    words: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unread: int = 0
    not_covered: Counter[str] = field(default_factory=Counter)
    """Claims at which the oracle has no value, by family."""


def report(tally: Tally) -> None:
    """The table of verdicts, then each wrong one."""
    for word, count in sorted(tally.words.items()):
        print(f"  {count:6}  {word}")
    print(f"  {sum(tally.words.values())} claims compared, {tally.unread} not read, {len(tally.wrong)} wrong")
    print(f"  not covered by the oracle: {sum(tally.not_covered.values())} {dict(tally.not_covered)}")
    for line in tally.wrong:
        print(f"  WRONG {line}")
