"""The coefficients of matrix words: rational functions in declared numbers, and in entries of diagonal matrices.

A diagonal matrix stands in a gap of a word as a generator of that gap, a slot; a piece of a word moves with its slots.
Rule: the entries of diagonal matrices multiply as numbers do, gap by gap (see ``letters``).
Source: any book on linear algebra. Work is that of the rational functions.
"""

from __future__ import annotations

from collections.abc import Mapping

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import ZERO, Generators, Ratio, Sign, factored, rational
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.matrices.matrix_facts import Facts
from solgen.notation.context import Context
from solgen.notation.terms import Term


class Slots:
    """Generators and diagonal matrices of one context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.facts = Facts(context)
        self.generators = Generators()

    def scalar(
        self, named: str, indices: tuple[Term, ...] = (), sign: Sign = Sign.UNKNOWN, least: int | None = None
    ) -> Ratio:
        """The generator of a declared number."""
        return self.generators.at(("scalar", named, *indices), sign, least)

    def slot(self, diagonal: str, gap: int) -> Ratio:
        """The generator of a diagonal matrix's entries in one gap."""
        return self.generators.at(("slot", diagonal, gap), self.facts.diagonals[diagonal].sign)

    def _slot_position(self, diagonal: str, gap: int) -> int:
        position = self.generators.position(("slot", diagonal, gap))
        if position is None:
            (position,) = self.slot(diagonal, gap).positions()
        return position

    def entry(self, diagonal: str, index: Term) -> Ratio:
        """An entry of a diagonal matrix, by its name where it has one."""
        declared = self.facts.diagonals[diagonal]
        return self.scalar(declared.entry or f"entry of {diagonal}", (index,), declared.sign)

    def size(self, size: Term) -> Ratio:
        """A size as a number. Raises Outside."""
        match size.head:
            case "number":
                return rational(int(str(size.data)))
            case "name":
                return self.scalar(str(size.data), (), Sign.POSITIVE)
            case "add":
                result = ZERO
                for summand in size.arguments:
                    result += self.size(summand)
                return result
            case "negate":
                return -self.size(size.arguments[0])
            case _:
                raise Outside("a size that is no number, name or sum")

    def gaps(self, coefficient: Ratio) -> set[int]:
        """The gaps in which a coefficient has a diagonal matrix."""
        return {int(str(key[2])) for _, key in self.slots_in(coefficient)}

    def slots_in(self, coefficient: Ratio) -> list[tuple[int, tuple[object, ...]]]:
        """The slots of a coefficient: position and key of each."""
        if not self.facts.diagonals:
            return []
        keys = self.generators.keys
        found: list[tuple[int, tuple[object, ...]]] = []
        for position in coefficient.positions():
            key = keys[position]
            if isinstance(key, tuple) and key[0] == "slot":
                found.append((position, key))
        return found

    def move(self, coefficient: Ratio, gaps: Mapping[int, int]) -> Ratio:
        """The coefficient with its diagonal matrices in other gaps."""
        mapping = {}
        for position, key in self.slots_in(coefficient):
            gap = int(str(key[2]))
            if gaps.get(gap, gap) != gap:
                mapping[position] = self._slot_position(str(key[1]), gaps[gap])
        return self.generators.rename(coefficient, mapping) if mapping else coefficient

    def mirrored(self, coefficient: Ratio, length: int) -> Ratio:
        """The coefficient of the transposed word, of so many letters."""
        return self.move(coefficient, {gap: length - gap for gap in range(length + 1)})

    def separated(self, coefficient: Ratio, inside: range) -> tuple[Ratio, Ratio]:
        """The coefficient as a product: without and with the slots of the gaps ``inside``. Raises Outside."""
        outer, factors = factored(coefficient)
        inner = UNIT
        for factor, exponent in factors:
            gaps = self.gaps(factor)
            power = UNIT
            for _ in range(abs(exponent)):
                power = power * factor if exponent > 0 else power / factor
            if gaps and gaps <= set(inside):
                inner *= power
            elif gaps & set(inside):
                raise Outside("a coefficient that mixes two places of a product")
            else:
                outer *= power
        return outer, inner
