"""The reader's state: where it stands in the stream, what names mean there, and the grammar that it calls.

Each construct is a function ``(Reader) -> Term`` in a file of its own. They call each other through
``Reader.grammar``, which ``grammar.py`` fills in, so that no file imports one that imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from solgen.diagnostics import Failure
from solgen.notation.context import Context, Declaration, IndexRange, Kind
from solgen.notation.reading.failures import failure
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import KNOWN_COMMANDS
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ANY_ARRAY, NUMBER, Shape, ShapeMismatch, declared_shape
from solgen.notation.terms import Term

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The levels of a formula, loosest first, and the constructs that a command or sign begins."""

    proposition: Callable[[Reader], Term]
    expression: Callable[[Reader], Term]
    product: Callable[[Reader], Term]
    factor: Callable[[Reader], Term]
    constructs: dict[str, Callable[[Reader], Term]]


_INTEGRAL = "Write one integral for each name, each with its bounds: `\\int_0^1 \\int_0^1 x y \\, dx \\, dy`."
_LABEL = "Formulas have no labels and numbers; say in words which one you mean."
_NOT_YET = {
    **dict.fromkeys(("iint", "iiint", "oint"), _INTEGRAL),
    **dict.fromkeys(("label", "tag", "ref", "eqref", "nonumber", "notag"), _LABEL),
    **dict.fromkeys(("sim", "propto", "perp"), "Say it in words, or write an equation: `y = c x`, `u^\\top v = 0`."),
    **dict.fromkeys(("mapsto", "longmapsto"), "Define a function by an equation: `f(x) = x^2`."),
    "circ": "Write the functions one inside the other: `f(g(x))`.",
    **dict.fromkeys(("sup", "inf"), "Write `\\max_x` or `\\min_x` where it is attained; or say it in words."),
    **dict.fromkeys(("newcommand", "def"), "Define macros under `macros:` in course.yaml or in the exam."),
}


_STRAY = {
    **dict.fromkeys((")", "]", "\\}", "\\rvert", "\\rfloor"), "Drop it, or write the bracket that it closes."),
    **dict.fromkeys(("=", "<", ">", "\\le", "\\ge", "\\ne"), "Write one relation between two sides."),
    ".": "Write a decimal without blanks, `3.5`; a full stop ends a formula only.",
    ":": "Write a quotient as `\\frac{a}{b}`; a condition behind what holds under it, `P \\text{ for } x > 0`.",
    "\\to": "Write a limit as `\\lim_{x \\to 0}`.",
    ",": "Write the entries of a list in brackets.",
    "\\mid": "That one number divides another is said in words, or with a whole number m: `a^n - 1 = 3 m`.",
    "(": "Write a condition behind the whole relation, and what is multiplied without a relation in its brackets.",
}
"""What helps with a sign that stands where it means nothing."""


class Reader:
    """A walk over one stream of tokens. ``limit`` ends the part that is being read."""

    def __init__(self, latex: str, stream: list[Token], context: Context, grammar: Grammar) -> None:
        self.latex = latex
        self.stream = stream
        self.context = context
        self.grammar = grammar
        self.position = 0
        self.limit = len(stream)
        self.bound: dict[str, Shape] = {}
        self.binders: list[str] = []
        """The names that binders around this place bind, and parameters."""
        self.fixed: frozenset[str] = frozenset()
        """Names that occur free in the formula, so that no condition below a sum binds them."""
        self.guessed: dict[str, Token] = {}
        """Names that a condition below a sum binds because they seem to mean nothing outside, and which sum's."""
        self.closing = ""
        """The undirected bar that would close the innermost open one, ``|`` or ``\\|``."""
        self.differentiated = False
        """Whether what is read now is what an operator such as ``\\frac{d}{dx}`` applies to."""
        self.in_list = False
        """Whether a comma here sets off list entries."""
        self.grouped: Token | None = None
        """The last number with a bare comma, ``12,301``, since the innermost bracket opened."""
        self.fresh_indices = True
        """Whether a letter that nothing declares may be an index; not so where names are defined."""
        self.alternating: Token | None = None
        """The first ``\\pm`` or ``\\mp`` that no relation has made a choice of yet."""
        self.lower = False
        """Whether the lower sign of ``\\pm`` and ``\\mp`` is read."""
        self.choices = 0
        """How many relations have been read in both choices."""
        self.both_hold: Token | None = None
        """A ``\\pm`` in a relation that is read as both of its choices."""
        self.worded = any(token.kind is TokenKind.TEXT for token in stream)
        """Whether any words stand among the signs."""
        self._ends: dict[int, Token] = {}

    # Walking

    def peek(self, ahead: int = 0) -> Token:
        """The token ``ahead`` places on; an empty sign at the end."""
        position = self.position + ahead
        return self.stream[position] if position < self.limit else self._end_token()

    def _end_token(self) -> Token:
        end = self._ends.get(self.limit)
        if end is None:
            offset = self.stream[self.limit].start if self.limit < len(self.stream) else len(self.latex)
            end = self._ends[self.limit] = Token(TokenKind.SIGN, "", offset, offset)
        return end

    def take(self) -> Token:
        """The next token, and one step on."""
        position = self.position
        self.position = position + 1
        return self.stream[position] if position < self.limit else self._end_token()

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these signs or commands."""
        if self.position >= self.limit:
            return False
        token = self.stream[self.position]
        return token.text in texts and token.kind is not TokenKind.TEXT

    def accept(self, text: str) -> Token | None:
        """The next token if it is this one, taken."""
        if not self.at(text):
            return None
        self.position += 1
        return self.stream[self.position - 1]

    def expect(self, text: str, code: str, message: str, hint: str) -> Token:
        """The next token, which must be this one."""
        if not self.at(text):
            raise self.fail(code, message, self.peek(), hint)
        return self.take()

    def previous_end(self) -> int:
        """Where the last token taken ends."""
        return self.stream[self.position - 1].end if self.position else 0

    def at_end(self) -> bool:
        """Whether the part that is being read is used up."""
        return self.position >= self.limit

    def fail(self, code: str, message: str, token: Token | int, hint: str = "") -> Failure:
        """A Failure at a token."""
        offset = token if isinstance(token, int) else token.start
        return failure(code, message, min(offset, len(self.latex)), hint, self.latex)

    def unexpected(self) -> Failure:
        """A Failure that says that nothing can be made of the next token."""
        token = self.peek()
        if not token.text and token.kind is TokenKind.SIGN:
            return self.fail(
                "read-missing-term",
                "Something is missing here.",
                token,
                "Write the number, name or bracket that belongs here.",
            )
        written = self.latex[token.start : token.end]
        unknown = token.text not in self.grammar.constructs and token.text not in KNOWN_COMMANDS
        if token.kind is TokenKind.COMMAND and unknown:
            near = get_close_matches(token.text, [*self.grammar.constructs, *KNOWN_COMMANDS], n=1, cutoff=0.75)
            hint = "Write it with commands that are read, or declare a macro for it in course.yaml."
            hint = f"Did you mean `{near[0]}`?" if near else hint
            hint = _NOT_YET.get(token.text.removeprefix("\\"), hint)
            return self.fail("read-unknown-command", f"The command `{written}` is not known.", token, hint)
        before = self.stream[self.position - 1].text if self.position else ""
        hint = {("<", "="): "Write `\\le`.", (">", "="): "Write `\\ge`."}.get((before, token.text), "")
        hint = hint or _STRAY.get(token.text, "Drop it, or write what is missing before it.")
        if token.kind is TokenKind.TEXT:
            hint = "Words stand outside of the dollars, or behind `&&` in a display, as a line's reason."
        return self.fail("read-unexpected", f"`{written}` cannot stand here.", token, hint)

    # Parts

    def range_after(self, position: int) -> tuple[int, int, int]:
        """The argument at ``position``: where its inside begins and ends, and where the stream goes on."""
        if position >= self.limit:
            message, hint = "Something is missing here.", "Write what belongs here."
            raise self.fail("read-missing-term", message, self._end_token(), hint)
        token = self.stream[position]
        if token.kind is not TokenKind.OPEN:
            return position, position + 1, position + 1
        depth = 0
        for end in range(position, self.limit):
            kind = self.stream[end].kind
            depth += (kind is TokenKind.OPEN) - (kind is TokenKind.CLOSE)
            if depth == 0:
                return position + 1, end, end + 1
        raise self.fail("read-unbalanced", "This `{` is not closed inside its brackets.", token, "Add `}`.")

    def within(self, begin: int, end: int, construct: Callable[[Reader], Result]) -> Result:
        """``construct`` of the tokens from ``begin`` to ``end``, all of them; the position stays."""
        position, limit = self.position, self.limit
        closing, in_list, grouped, differentiated = self.closing, self.in_list, self.grouped, self.differentiated
        self.position, self.limit, self.closing, self.in_list, self.differentiated = begin, end, "", False, False
        result = construct(self)
        if self.position < end:
            raise self.unexpected()
        self.position, self.limit = position, limit
        self.closing, self.in_list, self.grouped, self.differentiated = closing, in_list, grouped, differentiated
        return result

    def argument(self, construct: Callable[[Reader], Result]) -> Result:
        """``construct`` of the argument that comes next, a group or a single token."""
        begin, end, following = self.range_after(self.position)
        result = self.within(begin, end, construct)
        self.position = following
        return result

    def words(self, begin: int, end: int) -> str:
        """The letters of a group such as ``{arg\\,min}``, joined."""
        return "".join(token.text for token in self.stream[begin:end])

    @contextmanager
    def brackets(self, *, in_list: bool = False, closing: str = "") -> Iterator[None]:
        """Inside a pair of brackets: bars and commas there mean something new."""
        saved = self.closing, self.in_list, self.grouped, self.differentiated
        self.closing, self.in_list, self.grouped, self.differentiated = closing, in_list, None, False
        yield
        self.closing, self.in_list, self.grouped, self.differentiated = saved

    def is_bracketed(self, begin: int) -> bool:
        """Whether the tokens from ``begin`` up to here are one pair of round or square brackets."""
        depth = 0
        for position in range(begin, self.position):
            text = self.stream[position].text
            depth += (text in "([") - (text in ")]")
            if depth == 0:
                return position == self.position - 1 > begin
        return False

    # Meaning

    @contextmanager
    def binding(self, name: str) -> Iterator[None]:
        """In the scope of a bound name."""
        had, before = name in self.bound, self.bound.get(name, NUMBER)
        declaration = self.context.declaration(name)
        self.bound[name] = declared_shape(declaration) if declaration and not declaration.indices else NUMBER
        self.binders.append(name)
        yield
        self.binders.pop()
        if had:
            self.bound[name] = before
        else:
            del self.bound[name]

    @cached_property
    def index_ranges(self) -> dict[str, set[tuple[Term, Term]]]:
        """The ranges that declarations give to each index."""
        return index_ranges(self.context)

    def declare(self, declaration: Declaration) -> None:
        """One declaration more from here on."""
        self.context = self.context.with_declarations(declaration)
        self.__dict__.pop("index_ranges", None)

    def knows(self, name: str) -> bool:
        """Whether a name means something here."""
        context = self.context
        return (
            name in self.bound
            or context.declaration(name) is not None
            or context.definition(name) is not None
            or name in self.index_ranges
        )

    def is_function(self, name: str) -> bool:
        """Whether a name, or each component of an indexed name, is a function."""
        if name in self.bound:
            return self.bound[name].sort == "function"
        declaration = self.context.declaration(name)
        if declaration is not None and declaration.kind is Kind.FUNCTION:
            return True
        definition = self.context.definition(name)
        return definition is not None and definition.target.head == "apply"

    def shape(self, node: Term) -> Shape:
        """The shape of what was read; of what makes no sense, an array if any array occurs in it."""
        try:
            return shape_of(node, self.context, self.bound)
        except ShapeMismatch:
            return ANY_ARRAY if any(self._is_array_name(name) for name in node.free) else NUMBER

    def _is_array_name(self, name: str) -> bool:
        declaration = self.context.declaration(name)
        return declaration is not None and declaration.kind in (Kind.VECTOR, Kind.MATRIX)


def index_ranges(context: Context) -> dict[str, set[tuple[Term, Term]]]:
    """The ranges that the declarations of a context give to each index."""
    ranges: dict[str, set[tuple[Term, Term]]] = {}
    for declaration in context.declarations:
        for indexed in declaration.indices:
            ranges.setdefault(indexed.index, set()).add((indexed.low, indexed.high))
    return ranges


__all__ = ["Grammar", "IndexRange", "Reader", "index_ranges"]
