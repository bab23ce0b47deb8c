"""Goes through the tokens of a formula and notes each use of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from solgen.audit.context.scan.pieces import (
    at_commas,
    bound_name,
    differential,
    fraction_of_units,
    group,
    is_letter,
    is_of_differentials,
    known_word,
    matching,
    scope_end,
    scripts,
    texts_of,
    without_order,
)
from solgen.audit.context.scan.running import pieces, running_index
from solgen.audit.context.scan.uses import Range, Scan, Use
from solgen.diagnostics import Failure
from solgen.notation.reading.displays import split_lines, statements
from solgen.notation.reading.names import spell
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, LETTERS
from solgen.notation.reading.tokens import stream_of, tokenize

_FRACTIONS: Final = frozenset({"\\frac", "\\tfrac", "\\dfrac"})
_INTEGRALS: Final = frozenset({"\\int", "\\iint", "\\iiint", "\\oint"})
_BINDERS: Final = frozenset({"\\lim", "\\min", "\\max", "\\sup", "\\inf"})
_UPRIGHT: Final = frozenset({"\\mathrm", "\\operatorname", "\\operatorname*"})


def scan(latex: str) -> Scan:
    """The uses of names in a formula; ``fault`` where it cannot be taken apart at all."""
    try:
        stream = stream_of(latex, tokenize(latex))
        found = tuple(statements(latex, split_lines(latex, stream)))
    except Failure as failure:
        return Scan(latex, fault=failure)
    differentials = len(found) == 1 and is_of_differentials(found[0].tokens)
    integral = any(token.text in _INTEGRALS for one in found for token in one.tokens)
    walker = _Walker(integral=integral or differentials)
    for number, statement in enumerate(found):
        walker.statement = number
        walker.walk(list(statement.tokens), "")
        walker.running(list(statement.tokens))
    return Scan(latex, tuple(walker.uses), tuple(walker.ranges), frozenset(walker.bound), found, None, differentials)


@dataclass
class _Walker:
    uses: list[Use] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)
    statement: int = 0
    integral: bool = False
    """Whether the formula holds an integral, so that a ``d`` before a letter is no name."""

    def walk(self, tokens: Sequence[Token], role: str) -> None:
        """Every name between two positions."""
        position = 0
        while position < len(tokens):
            position = self._step(tokens, position, role)

    def _step(self, tokens: Sequence[Token], position: int, role: str) -> int:
        token = tokens[position]
        text = token.text
        if token.kind is TokenKind.TEXT or token.kind is TokenKind.NUMBER:
            return position + 1
        if text in _FRACTIONS:
            return fraction_of_units(tokens, position) or self._fraction(tokens, position, role)
        if text in ("\\sum", "\\prod"):
            return self._sum(tokens, position)
        if text in _BINDERS and position + 1 < len(tokens) and tokens[position + 1].text == "_":
            return self._binder(tokens, position)
        if text in _UPRIGHT and (known := known_word(tokens, position)):
            return self._operator(tokens, known, word=spell(list(tokens[position + 2 : known - 1])))
        if text == "\\{":
            self._comprehension(tokens, position)
            return position + 1
        if token.kind is TokenKind.SUPERSCRIPT:
            begin, end, following = group(tokens, position + 1)
            self.walk(tokens[begin:end], "exponent")
            return following
        if self.integral and text == "d" and position + 1 < len(tokens) and is_letter(tokens[position + 1].text):
            return position + 1
        if token.kind is TokenKind.LETTER or text in LETTERS or text in ACCENTS:
            return self._name(tokens, position, role)
        return position + 1

    def _operator(self, tokens: Sequence[Token], position: int, word: str) -> int:
        """After an operator's name: what ``arg min`` binds."""
        if word.replace("\\,", "") in ("argmin", "argmax") and position < len(tokens) and tokens[position].text == "_":
            return self._binder(tokens, position - 1)
        return position

    def _name(self, tokens: Sequence[Token], position: int, role: str) -> int:
        first = position
        token = tokens[position]
        base = token.text
        position += 1
        if token.text in ACCENTS:
            begin, end, position = group(tokens, position)
            if begin == end:
                return position
            base = f"{token.text}{{{spell(list(tokens[begin:end]))}}}"
        lower, upper, primes, position = scripts(tokens, position)
        arguments = None
        following = position
        if following < len(tokens) and tokens[following].text == "(":
            close = matching(tokens, following)
            arguments = tuple(at_commas(tokens[following + 1 : close]))
            following = close + 1
        before = tokens[first - 1].text if first else ""
        after = tokens[following].text if following < len(tokens) else ""
        self.uses.append(
            Use(base, texts_of(lower), texts_of(upper), primes, token.start, tokens[position - 1].end,
                arguments, role, self.statement, before, after)
        )  # fmt: skip
        self.walk(lower, "index")
        self.walk(upper, "exponent")
        return position

    def _fraction(self, tokens: Sequence[Token], position: int, role: str) -> int:
        above, above_end, after = group(tokens, position + 1)
        below, below_end, following = group(tokens, after)
        numerator, denominator = tokens[above:above_end], tokens[below:below_end]
        kind = differential(numerator)
        if not kind or differential(denominator)[:1] != kind[:1]:
            self.walk(numerator, role)
            self.walk(denominator, role)
            return following
        self.walk(without_order(numerator[len(kind) :]), "differentiated")
        rest = list(denominator)
        while rest:
            skip = differential(rest)
            rest = rest[len(skip) or 1 :] if skip else rest
            stop = next((at for at in range(1, len(rest)) if differential(rest[at:])), len(rest))
            self.walk(rest[:stop], "by")
            rest = rest[stop:]
        return following

    def _sum(self, tokens: Sequence[Token], position: int) -> int:
        lower, upper, _, following = scripts(tokens, position + 1)
        scope = scope_end(tokens, following)
        if lower:
            index, rest = bound_name(lower)
            if index:
                self.bound.add(index)
                self.uses.append(Use(index, (), (), 0, lower[0].start, lower[0].end, None, "bound", self.statement))
                if rest and rest[0].text == "=":
                    low, high = texts_of(rest[1:]), texts_of(upper)
                    self.ranges.append(Range(index, low, high, tokens[position].start, scope))
                self.walk(rest, "")
        self.walk(upper, "limit")
        return following

    def _binder(self, tokens: Sequence[Token], position: int) -> int:
        lower, upper, _, following = scripts(tokens, position + 1)
        if lower:
            index, rest = bound_name(lower)
            self.walk(lower if index not in LETTERS and len(index) != 1 else lower[:1], "minimized")
            self.walk(rest, "")
        self.walk(upper, "")
        return following

    def _comprehension(self, tokens: Sequence[Token], position: int) -> None:
        close = matching(tokens, position)
        inside = tokens[position + 1 : close]
        if any(token.text in (":", "\\mid", "|") for token in inside) and inside:
            index, _ = bound_name(inside)
            if index:
                self.bound.add(index)

    def running(self, tokens: Sequence[Token]) -> None:
        """What a whole statement says of an index: ``i = 1, \\dots, n``, ``1 \\le i \\le n``, ``i \\in \\{1, ...``."""
        for piece in pieces(tokens):
            found = running_index(piece)
            if found:
                self.ranges.append(Range(*found, 0, 1 << 30))
