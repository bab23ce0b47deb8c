"""What is learned while a statement about a sample is read: the sample, the point beside it, and what must exist."""

from __future__ import annotations

from dataclasses import dataclass, field

from solgen.kernel.integers.formulas import Formula
from solgen.kernel.integers.shares import NotCounting
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term, name, number


@dataclass(slots=True)
class Reading:
    """Of which sample a statement is read; the point is learned from the first place where it occurs."""

    context: Context
    sample: str
    size_term: Term | None
    point: Term | None = None
    counted: bool = False
    """Whether anything was said about the sample at all."""
    for_every_point: bool = False
    """Whether two sets of points were compared: then nothing may be known of the point."""
    needed: list[Formula] = field(default_factory=list)
    """What must hold for every order statistic y_(k) to exist: 1 ≤ k ≤ n."""
    nonempty: list[Formula] = field(default_factory=list)
    """That the ends of intervals are in order."""
    whole_names: set[str] = field(default_factory=set)

    def indices(self) -> set[str]:
        """The bound names over which declared families run."""
        return {ranged.index for declaration in self.context.declarations for ranged in declaration.indices}

    def learn_sample(self, node: Term, index: str) -> None:
        """That this is y_i with the bound index. Raises NotCounting."""
        if node.head != "index" or len(node.arguments) != 2 or node.arguments[1] is not name(index):
            raise NotCounting
        self.learn_name(node.arguments[0])

    def learn_name(self, base: Term) -> None:
        """That this is the sample, y_1 to y_n of real numbers. Raises NotCounting."""
        latex = str(base.data)
        declaration = self.context.declaration(latex)
        fits = (
            base.head == "name"
            and declaration is not None
            and self.context.definition(latex) is None
            and declaration.kind is Kind.REAL
            and len(declaration.indices) == 1
            and declaration.indices[0].low is number(1)
        )
        if not fits or self.sample != latex:
            raise NotCounting
        self.counted = True

    def learn_point(self, node: Term) -> None:
        """That this is the point: one undefined real name throughout. Raises NotCounting."""
        if self.sample in node.free or (self.point is not None and self.point is not node):
            raise NotCounting
        if not (node.head == "name" and self.is_real(node)):
            raise NotCounting
        self.point = node

    def is_real(self, node: Term) -> bool:
        """Whether this is an undefined name of one real number."""
        latex = str(node.data)
        declaration = self.context.declaration(latex)
        return (
            declaration is not None
            and declaration.kind is Kind.REAL
            and not declaration.indices
            and self.context.definition(latex) is None
        )

    def unfolded_name(self, node: Term) -> Term:
        """What a name stands for that is defined, so far as it is a name."""
        seen = 0
        while node.head == "name" and seen < 20:
            definition = self.context.definition(str(node.data))
            if definition is None or definition.parameters:
                break
            node, seen = definition.body, seen + 1
        return node

    def is_sample_size(self, high: Term) -> bool:
        """Whether this is the last index of the sample as declared."""
        return high is self.size_term
