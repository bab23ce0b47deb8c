r"""Numbers in a sentence: ``$\approx 671.49$ seconds $\approx$ 11 minutes and 11 seconds``, ``in all $a + b$ = 17``.

What is understood, and nothing else: behind a formula, perhaps with a unit in words, a sign (``=``, ``≈``, in words or
as a formula of its own, "i.e.", "that is") and a number with its unit, or several ("11 minutes and 11 seconds"). It is
compared with the last exact member before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.audit.lines import AMOUNT, Line, Statement
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.diagnostics import Place
from solgen.documents.blocks import Role, SectionKind, SourceText, Step
from solgen.documents.chains import Chain, Side, extend
from solgen.documents.manuscripts.sentences import ProseRun
from solgen.notation.terms import Term, add, multiply, number, term
from solgen.notation.units import find_unit, unit_words

_SIGNS: Final = {
    "=": "=", "≈": "≈", "~": "≈", r"\approx": "≈", r"\simeq": "≈", r"\sim": "≈", r"\cong": "≈", "i.e.": "≈",
    "that is": "≈", "which is": "≈",
    "which is about": "≈", "which is approximately": "≈", "or about": "≈", "or approximately": "≈",
    "or roughly": "≈", "or nearly": "≈",
}  # fmt: skip
_SPELLED = {word: word for word in unit_words() if word.isalpha() and len(word) > 1} | {"h": "h", "s": "s"}
_UNIT = r"(?P<unit{0}>" + "|".join(sorted(map(re.escape, _SPELLED), key=len, reverse=True)) + r")(?![A-Za-z])"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = re.compile(r"\s*,?\s*(?P<sign>" + "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True)) + r")\s*")
_BEHIND = re.compile(r"\s*" + _UNIT.format(""))
_PIECE = re.compile(rf"(?P<number>{_NUMBER})\s*(?:{_UNIT.format('')})?(?P<ends>\s*(?:,\s*(?:and\s+)?|and\s+|&\s+)?)")
_PLACEHOLDER = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class _Said:
    """An amount in words: its Term, the text that it was read from, its smallest unit (empty for none)."""

    value: Term
    text: str
    unit: str


def is_bare_sign(latex: str) -> bool:
    """Whether a formula is nothing but a sign, whose sides are words."""
    return latex.strip() in _SIGNS


def amounts_in(
    runs: Sequence[ProseRun], statements: Sequence[Statement], formulas: Sequence[ReadFormula], source: SourceText
) -> list[Statement]:
    """What sentences say of the value of a formula, as statements of one line each."""
    last: dict[int, Statement] = {statement.formula: statement for statement in statements}
    found: list[Statement] = []
    for run in runs:
        found += _in_run(run, last, formulas, source)
    return found


def _in_run(
    run: ProseRun, last: Mapping[int, Statement], formulas: Sequence[ReadFormula], source: SourceText
) -> Iterator[Statement]:
    chain: Chain | None = None
    statement: Statement | None = None
    unit, count = "", 0
    pieces = _PLACEHOLDER.split(run.text)
    bare = ""
    for position in range(1, len(pieces), 2):
        formula, behind = formulas[int(pieces[position])], pieces[position + 1]
        if is_bare_sign(formula.raw.latex):
            bare = _SIGNS[formula.raw.latex.strip()]
        else:
            statement = last.get(formula.number)
            chain, unit, bare, count = (statement.chain if statement is not None else None), "", "", 0
        if not bare:
            named = _BEHIND.match(behind)
            if named is not None:
                unit, behind = named["unit"], behind[named.end() :]
        while chain is not None and statement is not None:
            sign, rest = (bare, behind.lstrip()) if bare else _sign(behind)
            said = _amount(rest) if sign else None
            if said is None or not _has_value(chain, statement):
                break
            amount, behind = said
            at = (count, _place(formula, source))
            chain, line = _line(chain, sign, amount, unit, formula, statement, at)
            yield Statement(
                formula.number, 0, Purpose.CLAIM, statement.part, statement.context, line.step.place, (line,)
            )
            bare, count = "", count + 1


def _has_value(chain: Chain, statement: Statement) -> bool:
    """Whether the formula stands for a number: of a name that has no value, the sentence gives it one."""
    return all(statement.context.definition(name) is not None for name in chain.exact.term.free)


def _sign(text: str) -> tuple[str, str]:
    found = _SIGN.match(text)
    return (_SIGNS[found["sign"]], text[found.end() :]) if found else ("", text)


def _amount(text: str) -> tuple[_Said, str] | None:
    """The amount at the beginning of a text, and what stands behind it."""
    summands: list[Term] = []
    unit, end = "", 0
    while True:
        found = _PIECE.match(text, end)
        if found is None or (summands and not (found["unit"] and unit)):
            break
        value = _numeral(found["number"])
        summands.append(multiply(value, term("unit", data=_symbol(found["unit"]))) if found["unit"] else value)
        unit, stop = found["unit"] or "", found.end("unit") if found["unit"] else found.end("number")
        end = found.end()
        if end == stop:
            break
    if not summands:
        return None
    said = text[:end].strip().removesuffix("and").rstrip(", ")
    return _Said(add(*summands), said, unit), text[end:]


def _numeral(digits: str) -> Term:
    plain = digits.replace(",", "")
    return term("decimal", data=plain) if "." in plain else number(int(plain))


def _symbol(word: str) -> str:
    found = find_unit(word)
    return found.symbol if found is not None else word


def _line(
    chain: Chain, sign: str, said: _Said, unit: str, formula: ReadFormula, statement: Statement, at: tuple[int, Place]
) -> tuple[Chain, Line]:
    """The chain with the amount as one more member, and its line; the formula counts what ``unit`` says."""
    counted = any(node.head == "unit" for node in chain.exact.term.walk())
    guessed = bool(said.unit) and not unit and not counted
    before = _counting(chain, unit) if said.unit and unit and not counted else chain
    longer, compared = extend(before, sign, Side(said.value, said.text), statement.context)
    step = Step(
        formula=formula.number,
        member=0,
        claim=compared.claim,
        follow=compared.follow,
        role=Role.CLAIM,
        part=formula.part,
        kind=SectionKind.SOLUTION,
        place=at[1],
        left_latex=compared.left.latex,
        right_latex=rf"\text{{{said.text}}}",
    )
    line = Line((formula.number, AMOUNT + at[0]), Purpose.CLAIM, step, None, loose=guessed)
    return (longer if not said.unit else chain), line


def _counting(chain: Chain, unit: str) -> Chain:
    """The chain with each member counting a unit."""
    factor = term("unit", data=_symbol(unit))

    def counted(side: Side) -> Side:
        return Side(multiply(side.term, factor), rf"{side.latex} \text{{ {unit}}}")

    return Chain(counted(chain.start), counted(chain.last), counted(chain.exact), chain.relation, chain.rounded)


def _place(formula: ReadFormula, source: SourceText) -> Place:
    closes = formula.raw.closes
    return source.place(closes.line, closes.column) if closes.column else formula.place
