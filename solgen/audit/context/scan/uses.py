"""What an untyped look at a formula finds: uses of names and ranges of indices."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.diagnostics import Failure
from solgen.notation.reading.displays import Statement
from solgen.notation.reading.reading import Token

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence of a name: its base letter, what hangs on it, what stands around it."""

    base: str
    lower: Texts
    upper: Texts
    primes: int
    start: int
    end: int
    arguments: tuple[Texts, ...] | None = None
    """The tokens of each argument where a round bracket follows directly."""
    role: str = ""
    """``index`` inside a subscript, ``exponent``, ``bound``, ``by`` (below a differential), ``differentiated``."""
    statement: int = 0
    before: str = ""
    after: str = ""
    """The tokens beside it (scripts and arguments left out)."""


@dataclass(frozen=True, slots=True)
class Range:
    """An index with the tokens of its bounds, from where on to where it is in force (all of it: 0 to the end)."""

    index: str
    low: Texts
    high: Texts
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scan:
    """All that the tokens of one formula show."""

    latex: str
    uses: tuple[Use, ...] = ()
    ranges: tuple[Range, ...] = ()
    bound: frozenset[str] = frozenset()
    statements: tuple[Statement, ...] = ()
    fault: Failure | None = None
    of_differentials: bool = False
    """Whether it is an equation of differentials, ``du = 2 x \\, dx``."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all statements."""
        return tuple(token for statement in self.statements for token in statement.tokens)
