"""Chains: which claims the next member of ``L = R_1 < R_2 = R_3`` makes.

Each member is compared with the first one by the relation that the signs so far compose to (*claim*), and with the
one before by its own sign (*follow*). Where the signs compose to nothing (``a \\ne b \\ne c``, ``a < b > c``), only
neighbours are compared. A rounded member (``\\approx``) is compared with the last exact one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.terms import Term, constant

PROPOSITIONS = frozenset({"and", "or", "not", "for_all", "exists"})
"""Heads of propositions that are claimed as a whole."""
REFLEXIVE = frozenset({"=", "≤", "≥", "≈", "≡", "⊆", "⇔", "⇒", "⪰"})
"""Relations that hold between anything and itself, so that such a claim says nothing."""
_ORDERS = ({"<", "≤"}, {">", "≥"}, {"⊂", "⊆"}, {"⇒", "⇔"})
_STRONGER = {"<": 1, "≤": 0, ">": 1, "≥": 0, "⊂": 1, "⊆": 0, "⇒": 1, "⇔": 0}
"""In each pair of ``_ORDERS``, the sign that the composition takes when both occur."""


@dataclass(frozen=True, slots=True)
class Side:
    """A member of a chain: its Term and the LaTeX that it was read from."""

    term: Term
    latex: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as far as it has gone. ``relation`` is empty before its first sign, None where signs do not compose."""

    start: Side
    last: Side
    exact: Side
    relation: str | None = ""
    rounded: bool = False
    steps: tuple[int, ...] = ()
    """Positions of its steps in the document."""
    open: bool = True
    """Whether later displays may continue it as claims (not after ``.if``, ``.say``, ``.wrong``)."""
    statement: Callable[[], Side | None] | None = None
    """Gives the whole statement that the chain is, for an arrow on the next line; None where there is none."""

    def ended(self, statement: Callable[[], Side | None], *, can_go_on: bool) -> Chain:
        """The chain at the end of its statement."""
        return Chain(self.start, self.last, self.exact, self.relation, self.rounded, self.steps, can_go_on, statement)

    def after(self, step: int) -> Chain:
        """The chain with one more step recorded."""
        return Chain(
            self.start, self.last, self.exact, self.relation, self.rounded, (*self.steps, step), open=self.open
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one member claims."""

    claim: Claim
    follow: Claim | None
    left: Side
    right: Side


def begin(side: Side) -> Chain:
    """A chain of one member."""
    return Chain(side, side, side)


def compose(first: str | None, second: str) -> str | None:
    """The relation of a to c when ``a first b second c``; None where there is none."""
    if not first or first in ("=", "≡"):
        return second if first is not None else None
    if second in ("=", "≡"):
        return first
    for pair in _ORDERS:
        if first in pair and second in pair:
            return max(first, second, key=lambda sign: _STRONGER[sign])
    if first == "∈" and second in ("⊂", "⊆"):
        return "∈"
    return None


def extend(chain: Chain, sign: str, side: Side, context: Context) -> tuple[Chain, Comparison]:
    """The chain with one member more, and what that member claims."""
    if sign == "≈":
        claim = Claim(context, chain.exact.term, sign, side.term)
        rounded = Chain(chain.start, side, chain.exact, "≈", True, chain.steps, chain.open, chain.statement)  # noqa: FBT003
        return rounded, Comparison(claim, None, chain.exact, side)
    adjacent = Claim(context, chain.last.term, sign, side.term)
    if chain.rounded:
        composed = "≈" if sign in ("=", "≡") else None
        return replace(chain, last=side, relation=composed), Comparison(adjacent, None, chain.last, side)
    composed = compose(chain.relation, sign)
    longer = Chain(chain.start, side, side, composed, chain.rounded, chain.steps, open=chain.open)
    if composed is None or chain.last is chain.start:
        return longer, Comparison(adjacent, None, chain.last, side)
    claim = Claim(context, chain.start.term, composed, side.term)
    return longer, Comparison(claim, adjacent, chain.start, side)


def define(chain: Chain, side: Side) -> Chain:
    """The chain of a definition: its body is equal to its left side by definition, so nothing is claimed."""
    return Chain(chain.start, side, side, "=", chain.rounded, chain.steps, chain.open, chain.statement)


def proposition(side: Side, context: Context) -> Comparison:
    """The claim that a proposition holds."""
    truth = Side(constant("true"), "")
    return Comparison(Claim(context, side.term, "⊢", truth.term), None, side, truth)


def says_nothing(claim: Claim) -> bool:
    """Whether both sides are equal as read, so that the claim holds of everything."""
    return claim.left is claim.right and claim.relation in REFLEXIVE
