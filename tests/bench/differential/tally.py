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
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Some of them, by family and reason."""
    seen: set[object] = field(default_factory=set)
    """What was compared."""
    repeated: int = 0
    """How often a claim was drawn that had been compared."""

    @property
    def compared(self) -> int:
        """How many claims were judged."""
        return sum(self.words.values())

    def is_new(self, key: object) -> bool:
        """Whether a claim was not compared before; it is noted."""
        if key in self.seen:
            self.repeated += 1
            return False
        self.seen.add(key)
        return True

    def leave_open(self, family: str, reason: str, told: str) -> None:
        """The oracle says nothing of a claim that the kernel decided."""
        self.not_covered[family] += 1
        self.examples.setdefault((family, reason), []).append(told)


_EXAMPLES = 3
"""How many claims are shown of those that the oracle does not cover for one reason."""


def report(tally: Tally) -> None:
    """The table of verdicts, then each wrong one."""
    for word, count in sorted(tally.words.items()):
        print(f"  {count:6}  {word}")
    again = f", {tally.repeated} drawn again" if tally.repeated else ""
    print(f"  {tally.compared} claims compared, {tally.unread} not read{again}, {len(tally.wrong)} wrong")
    print(f"  not covered by the oracle: {sum(tally.not_covered.values())} {dict(tally.not_covered)}")
    for (family, reason), told in sorted(tally.examples.items()):
        print(f"    {family}: {len(told)} because of: {reason}")
        for each in told[:_EXAMPLES]:
            print(f"      {each}")
    for line in tally.wrong:
        print(f"  WRONG {line}")
