"""Reading by example: of formulas that differ in their numerals only, one is read, and the others are made from it.

The reader is parametric in whole numbers and decimals where ``numerals.cut`` takes them out: there it looks at what
kind of token a number is, never at its value; but for dots, which say "and so on" of the values before them, and
formulas with dots have no example. So what it says of a formula with strange numbers in those places, each
of which occurs nowhere else, it says of every formula of the same form, with the numbers exchanged: in the Term, in
the tokens, and in all places behind them. Whether the strange numbers came through as they should is looked at when
the example is read; where anything is out of order, each formula is read by itself. Tests compare the two ways over
everything in the bank and over formulas made up at random.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from solgen.diagnostics import Failure
from solgen.documents.numerals import Form, Numeral, cut
from solgen.notation.context import Context, Declaration, Definition
from solgen.notation.reading.reading import Member, Reading, Remark, Token, TokenKind
from solgen.notation.reading.spellings import DOTS
from solgen.notation.recent import Recent
from solgen.notation.terms import Term, term

Definitions = tuple[Reading, tuple[Definition, ...], tuple[Declaration, ...]]
_STRANGE: Final = 7 * 10**20
"""The first of the numbers that stand in an example; longer than any numeral that is taken out."""
_DIGITS: Final = "70000000000000000"
"""What all of them begin with."""
_KEPT: Final = 2_048
_MANY: Final = 32
"""Forms that have come up again in a process that makes variants."""

Node = int | Term
"""A Term that is the same in all formulas of the form, or the position of one that is made."""
Offset = tuple[int, int]
"""A place in the formula: behind how many of its numerals, and how far behind the last of these."""
_END_BEHIND: Final = 4
"""Where an example's token says behind how many numerals it ends."""


@dataclass(frozen=True, slots=True)
class Example:
    """A reading with its numerals taken out. Positions of Terms count the numerals first, then what is made of them."""

    form: Form
    made: tuple[tuple[Term, tuple[Node, ...]], ...]
    node: Node
    tokens_before: tuple[Token, ...]
    """Those before the first numeral."""
    tokens: tuple[tuple[TokenKind, str, int, int, int, int, int], ...]
    """The others: kind, text, the offsets of both ends, and the numeral that each is, -1 for another token."""
    members: tuple[tuple[Member, Node, Offset, Offset], ...]
    remarks: tuple[tuple[Remark, tuple[Node, ...]], ...]
    continues: bool
    defined: tuple[tuple[Node, Node], ...] = ()
    declarations: tuple[Declaration, ...] = ()


class _Unfit(Exception):  # noqa: N818 -- no error: the form has no example
    """The strange numbers did not come through as they should."""


def _made_of(
    roots: Sequence[Term], numerals: Sequence[Term]
) -> tuple[dict[Term, int], list[tuple[Term, tuple[Node, ...]]]]:
    """Every Term in which a numeral stands, by its position, and how it is made; arguments before what they are in."""
    positions = {node: position for position, node in enumerate(numerals)}
    made: list[tuple[Term, tuple[Node, ...]]] = []
    done: set[Term] = set()
    for root in roots:
        _visit(root, positions, made, done)
    return positions, made


def _visit(node: Term, positions: dict[Term, int], made: list[tuple[Term, tuple[Node, ...]]], done: set[Term]) -> None:
    if node in done:
        return
    done.add(node)
    for argument in node.arguments:
        _visit(argument, positions, made, done)
    if node in positions:
        return
    if _DIGITS in str(node.data):
        raise _Unfit
    if any(argument in positions for argument in node.arguments):
        made.append((node, tuple(positions.get(argument, argument) for argument in node.arguments)))
        positions[node] = len(positions)


def _strange(position: int, kind: Numeral) -> str:
    """A number that no formula holds, of the same kind."""
    digits = str(_STRANGE + position)
    if "\\," in kind.text:
        digits = f"{int(digits):,}".replace(",", "\\,")
    return digits + ".5" if "." in kind.text else digits


def example_of(form: Form, kinds: Sequence[Numeral], read: Callable[[str], Definitions]) -> Example | None:
    """The example of a form, read with a strange number in the place of each numeral; None where that is not to be
    had. ``kinds`` are numerals of the kinds that the form asks for.
    """
    strange = [_strange(position, kind) for position, kind in enumerate(kinds)]
    latex = form[0] + "".join(text + literal[1:] for text, literal in zip(strange, form[1:], strict=True))
    if any(_DIGITS in literal.replace("\\,", "") for literal in form):
        return None
    try:
        reading, definitions, declarations = read(latex)
        if any(token.text in DOTS for token in reading.tokens):
            return None
        return _taken_apart(form, reading, definitions, declarations, strange)
    except (Failure, _Unfit, RecursionError):
        return None


class _Places:
    """Where the strange numbers stand in an example, and places of it told from them."""

    def __init__(self, form: Form, strange: Sequence[str]) -> None:
        self.texts = frozenset(strange)
        self.spans: dict[tuple[int, int], int] = {}
        """The position of each by the characters that it covers."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        place = len(form[0])
        for position, (text, literal) in enumerate(zip(strange, form[1:], strict=True)):
            self.spans[place, place + len(text)] = position
            self._starts.append(place)
            self._ends.append(place + len(text))
            place += len(text) + len(literal) - 1

    def offset(self, place: int) -> Offset:
        """A place told from the number before it. Raises _Unfit for one inside a number."""
        count = bisect_right(self._ends, place)
        if count < len(self._ends) and self._starts[count] < place:
            raise _Unfit
        return count, place - (self._ends[count - 1] if count else 0)

    def told(self, token: Token) -> tuple[TokenKind, str, int, int, int, int, int]:
        """A token as it stands in an example. Raises _Unfit where a number is not one token."""
        position = self.spans.get((token.start, token.end), -1)
        if (position >= 0) != (token.kind is TokenKind.NUMBER and token.text in self.texts):
            raise _Unfit
        return token.kind, token.text, *self.offset(token.start), *self.offset(token.end), position


def _taken_apart(
    form: Form,
    reading: Reading,
    definitions: Sequence[Definition],
    declarations: tuple[Declaration, ...],
    strange: Sequence[str],
) -> Example:
    places = _Places(form, strange)
    tokens = tuple(map(places.told, reading.tokens))
    if sum(position >= 0 for *_, position in tokens) != len(strange) or _DIGITS in repr(declarations):
        raise _Unfit
    fixed = next(place for place, token in enumerate(tokens) if token[_END_BEHIND])
    numerals = [Numeral(text, 0, 0).node() for text in strange]
    roots = [reading.term, *(member.term for member in reading.members)]
    roots += [formula for remark in reading.remarks for formula in remark.formulas]
    roots += [side for definition in definitions for side in (definition.target, definition.body)]
    positions, made = _made_of(roots, numerals)
    offset = places.offset

    def node(found: Term) -> Node:
        return positions.get(found, found)

    return Example(
        form,
        tuple(made),
        node(reading.term),
        reading.tokens[:fixed],
        tokens[fixed:],
        tuple((member, node(member.term), offset(member.start), offset(member.end)) for member in reading.members),
        tuple((remark, tuple(map(node, remark.formulas))) for remark in reading.remarks),
        reading.continues,
        tuple((node(definition.target), node(definition.body)) for definition in definitions),
        declarations,
    )


def reading_from(example: Example, latex: str, numerals: Sequence[Numeral]) -> Definitions:
    """What the reader would say of a formula of the example's form with these numerals."""
    nodes = [numeral.node() for numeral in numerals]
    for was, arguments in example.made:
        nodes.append(term(was.head, [nodes[each] if type(each) is int else each for each in arguments], was.data))  # type: ignore[misc]
    bases = [0, *(numeral.end for numeral in numerals)]

    def node(found: Node) -> Term:
        return nodes[found] if type(found) is int else found  # type: ignore[return-value]

    tokens = list(example.tokens_before)
    for kind, text, behind, by, behind_end, by_end, position in example.tokens:
        text = text if position < 0 else numerals[position].text  # noqa: PLW2901 -- as it stands here
        tokens.append(Token(kind, text, bases[behind] + by, bases[behind_end] + by_end))
    members = tuple(
        Member(member.statement, member.sign, node(found), bases[behind] + by, bases[behind_end] + by_end, member.line)
        for member, found, (behind, by), (behind_end, by_end) in example.members
    )
    remarks = tuple(
        Remark(
            remark.line,
            _with_numerals(remark.reason, numerals) if remark.formulas else remark.reason,
            tuple(map(node, formulas)),
            remark.marks,
            remark.answer,
        )
        for remark, formulas in example.remarks
    )
    reading = Reading(latex, node(example.node), tuple(tokens), members, remarks, example.continues)
    definitions = tuple(Definition(node(target), node(body)) for target, body in example.defined)
    return reading, definitions, example.declarations


def _with_numerals(reason: str, numerals: Sequence[Numeral]) -> str:
    for position, numeral in enumerate(numerals):
        reason = reason.replace(_strange(position, numeral), numeral.text)
    return reason


_SEEN: Final = Example(("",), (), 0, (), (), (), (), continues=False)
"""In the place of the example of a form that has come up once: most forms of a single exam do so."""
_NONE: Final = replace(_SEEN)
"""In the place of the example of a form that has none."""


class ByExample:
    """A reader that reads each form twice: as it comes, and as an example when it comes up again.

    Where many forms have come up again variants are being made, and a new form will come up again too: from then on
    it is read as an example at once.

    ``read`` gives a formula's reading, its definitions and the declarations inferred for them.
    """

    def __init__(self, read: Callable[[str, Context], Definitions], kept: int = _KEPT) -> None:
        self._read = read
        self._examples: Recent[tuple[Form, int], Example] = Recent(kept)
        self._again = 0

    def __call__(self, latex: str, context: Context, meaning: int) -> Definitions:
        """The reading; ``meaning`` is a number that is shared by contexts in which the reader says the same.

        Raises Failure as reading does.
        """
        apart = cut(latex)
        if apart is None or not apart[1]:
            return self._read(latex, context)
        form, numerals = apart
        key = (form, meaning)
        example = self._examples.get(key)
        if example is None and self._again < _MANY:
            self._examples[key] = _SEEN
            return self._read(latex, context)
        if example is None or example is _SEEN:
            self._again += 1
            example = example_of(form, numerals, lambda strange: self._read(strange, context)) or _NONE
            self._examples[key] = example
        return self._read(latex, context) if example is _NONE else reading_from(example, latex, numerals)
