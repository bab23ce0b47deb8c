"""A formula as a whole: lines, statements, members and remarks, put together to a Reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TypeVar

from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading.decorations import undecorated
from solgen.notation.reading.displays import Line, Statement, split_lines, statements
from solgen.notation.reading.environments import in_plain_environments
from solgen.notation.reading.failures import failure
from solgen.notation.reading.grammar import GRAMMAR
from solgen.notation.reading.integrals import with_differentials
from solgen.notation.reading.propositions import Chain, Part, both_in_a_step, each_related, is_proposition, read_chain
from solgen.notation.reading.reading import Member, Reading, Remark, Token, TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.reading.tokens import stream_of, tokenize
from solgen.notation.terms import Term, TermTooDeep, relation, term

_ARROW = "An arrow before what is no proposition."
_SAME_WAY = frozenset({"<<", "<≤", "≤<", "≤≤", ">>", ">≥", "≥>", "≥≥"})
_ARROWS = frozenset("⇒⇔")
Read = Callable[[Reader, str], Chain]
Result = TypeVar("Result")


def read(latex: str, context: Context) -> Reading:
    """What a formula says, in a context.

    Raises Failure with one diagnostic whose code begins with ``read-`` and whose column is where the offending token
    begins, counted from 1.
    """
    try:
        return read_statements(latex, context, read_whole)[0]
    except _MeansSomething as found:
        return read_statements(latex, context, read_whole, found.names)[0]


class _MeansSomething(Failure):
    """A condition below a sum has bound names that occur free elsewhere; ``read`` reads the formula again."""

    def __init__(self, failure: Failure, names: frozenset[str]) -> None:
        super().__init__(*failure.diagnostics)
        self.names = names


def read_statements(
    latex: str, context: Context, read_one: Read, fixed: frozenset[str] = frozenset()
) -> tuple[Reading, Context]:
    """The Reading, each statement read by ``read_one``, and the context after the last of them.

    ``fixed`` are names that no condition below a sum may bind.
    """
    with _depth_guarded(latex):
        return _read(latex, context, read_one, fixed)


@contextmanager
def _depth_guarded(latex: str) -> Iterator[None]:
    """What is nested too deep is refused, whether its Term or Python's stack says so."""
    try:
        yield
    except TermTooDeep as error:
        raise failure("read-too-deep", f"This is {error}.", 0, "Name its parts.", latex) from None
    except RecursionError:
        raise failure("read-too-deep", "Too many brackets inside each other.", 0, "Name its parts.", latex) from None


def _read(latex: str, context: Context, read_one: Read, fixed: frozenset[str]) -> tuple[Reading, Context]:
    tokens = tuple(in_plain_environments(latex, tokenize(latex)))
    stream = with_differentials(latex, stream_of(latex, undecorated(latex, tokens)), context)
    lines = split_lines(latex, stream)
    found = statements(latex, lines)
    members: list[Member] = []
    said: list[tuple[str, Term]] = []
    in_steps = any(statement.lead in _ARROWS and statement.lead for statement in found)
    guessed: dict[str, Token] = {}
    for statement in found:
        reader = Reader(latex, list(statement.tokens), context, GRAMMAR)
        reader.fixed = fixed
        chain = read_one(reader, statement.lead)
        guessed |= reader.guessed
        if not reader.at_end():
            raise reader.unexpected()
        _refuse_open_choices(reader, in_steps=in_steps)
        context = reader.context
        _add_members(members, chain, statement, len({member.statement for member in members}))
        said.append((statement.lead, chain.node))
    _refuse_guesses(latex, guessed, said)
    remarks = [_remark(latex, line, context) for line in lines if line.reason or line.marks or line.answer]
    continues = bool(found[0].lead)
    node = _combine(said)
    return Reading(latex, node, tokens, tuple(members), tuple(remarks), continues), context


def _refuse_open_choices(reader: Reader, *, in_steps: bool) -> None:
    """``\\pm`` outside of any relation, or in one that holds in both choices where it is a step of an argument."""
    if reader.alternating is not None:
        written = reader.alternating.text
        hint = "Write the two terms, or an equation whose right side has this sign: `x = a \\pm b`."
        message = f"`{written}` outside of a relation says no single thing."
        raise reader.fail("read-plus-minus", message, reader.alternating, hint)
    if in_steps and reader.both_hold is not None:
        raise both_in_a_step(reader, reader.both_hold)


def _refuse_guesses(latex: str, guessed: dict[str, Token], said: Sequence[tuple[str, Term]]) -> None:
    """Raise _MeansSomething for names that a condition has bound though they mean something outside of its sum."""
    if not guessed:
        return
    free = frozenset().union(*(node.free for _, node in said)) & guessed.keys()
    goes_on = bool(said[0][0]) and len(guessed) > 1
    if not (free or goes_on):
        return
    named = min(free or guessed)
    message = f"It is not clear whether this sum runs over `{named}`."
    hint = "Write what is summed over with its bounds: `\\sum_{j=1, j \\ne i}^{n}`, `\\sum_{1 \\le i < j \\le n}`."
    refusal = failure("read-sum-range", message, guessed[named].start, hint, latex)
    raise _MeansSomething(refusal, free) if free else refusal


def _combine(said: Sequence[tuple[str, Term]]) -> Term:
    """The statements' Terms: joined by ⇒ and ⇔ where lines begin with these, else side by side."""
    groups: list[list[tuple[str, Term]]] = []
    for position, (lead, node) in enumerate(said):
        if position and lead in _ARROWS and lead:
            groups[-1].append((lead, node))
        else:
            groups.append([("", node)])
    nodes: list[Term] = []
    for group in groups:
        sides = [node for _, node in group]
        signs = tuple(sign for sign, _ in group[1:])
        if len(sides) == 1:
            nodes += sides[0].arguments if sides[0].head == "statements" else sides
        else:
            nodes.append(relation(signs[0], *sides) if len(sides) == 2 else term("chain", sides, signs))
    return nodes[0] if len(nodes) == 1 else term("statements", nodes)


def _add_members(members: list[Member], chain: Chain, statement: Statement, count: int) -> None:
    """The sides of a statement; a ``statements`` Term (set off by commas) has been given one part a statement."""
    several = chain.node.head == "statements"
    for position, part in enumerate(chain.parts):
        sign = statement.lead if position == 0 else part.sign
        number = count + (position if several else 0)
        members.append(Member(number, sign, part.node, part.start, part.end, _line_of(statement, part)))


def _line_of(statement: Statement, part: Part) -> int:
    line = statement.lines[0][0]
    for number, begin in statement.lines:
        if begin <= part.last:
            line = number
    return line


def read_whole(reader: Reader, lead: str) -> Chain:
    """One statement: a chain, a sequence ``y_1, \\dots, y_n``, or relations set off by commas."""
    begin = reader.position
    first = read_chain(reader, "" if lead in _ARROWS else lead)
    if not reader.at(","):
        if lead in _ARROWS and lead and not is_proposition(first.node):
            raise reader.fail("read-kind", _ARROW, reader.stream[begin], "Write a relation after it.")
        return first
    items = [first]
    starts = [begin]
    while reader.accept(","):
        starts.append(reader.position)
        items.append(read_chain(reader))
    items = (each_related(items) if not lead else []) or items
    nodes = [item.node for item in items]
    _refuse_doubtful_commas(reader, items, starts)
    if all(map(is_proposition, nodes)) and not lead:
        parts = [Part("", item.node, item.parts[0].start, item.parts[-1].end, item.parts[-1].last) for item in items]
        return Chain(term("statements", nodes), tuple(parts))
    if any(map(is_proposition, nodes)) or lead:
        message = "Relations and terms, set off by commas: what relates to what?"
        raise reader.fail("read-sequence", message, reader.stream[begin], "Write one relation a formula.")
    node = term("sequence", nodes)
    last = reader.position - 1
    part = Part("", node, reader.stream[begin].start, reader.stream[last].end, last)
    return Chain(node, (part,))


def _refuse_doubtful_commas(reader: Reader, items: list[Chain], starts: list[int]) -> None:
    """``1 < x, y < 2`` may bound both names on both sides; a quantifier after a list may be for all of it."""
    for position, (before, after) in enumerate(pairwise(items), start=1):
        signs = before.parts[-1].sign + after.parts[1].sign if len(after.parts) > 1 else ""
        names = (before.parts[-1].node.head, after.parts[0].node.head)
        listed = set(names) <= {"name", "index", "order_statistic"} and signs in _SAME_WAY
        if listed or after.node.head == "for_all":
            message = "It is not clear what the comma sets apart."
            hint = "Write one relation a formula, the quantifier in each."
            raise reader.fail("read-sequence", message, reader.stream[starts[position]], hint)


def _remark(latex: str, line: Line, context: Context) -> Remark:
    reason = latex[line.reason[0].start : line.reason[-1].end] if line.reason else ""
    return Remark(line.number, reason, _formulas(latex, line.reason, context), line.marks, line.answer)


def _formulas(latex: str, reason: Sequence[Token], context: Context) -> tuple[Term, ...]:
    """The formulas between the words of a reason, each read."""
    runs: list[list[Token]] = [[]]
    for token in reason:
        if token.kind is TokenKind.TEXT:
            runs.append([])
        else:
            runs[-1].append(token)
    formulas: list[Term] = []
    for run in runs:
        tokens = run
        while tokens and tokens[-1].text in ".,;":
            tokens = tokens[:-1]
        while tokens and tokens[0].text in ".,;":
            tokens = tokens[1:]
        if tokens:
            formulas.append(_formula(latex, tokens, context))
    return tuple(formulas)


def _formula(latex: str, tokens: list[Token], context: Context) -> Term:
    reader = Reader(latex, tokens, context, GRAMMAR)
    node = read_whole(reader, "").node
    if not reader.at_end():
        raise reader.unexpected()
    _refuse_open_choices(reader, in_steps=False)
    return node


def read_fragment(latex: str, context: Context, construct: Callable[[Reader], Result]) -> Result:
    """A piece of LaTeX that is no formula of its own: a name, a bound, a size, a set in a declaration."""
    reader = Reader(latex, stream_of(latex, tokenize(latex)), context, GRAMMAR)
    with _depth_guarded(latex):
        result = construct(reader)
    if not reader.at_end():
        raise reader.unexpected()
    _refuse_open_choices(reader, in_steps=False)
    return result
