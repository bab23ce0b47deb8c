"""The corpus of claims: how many come out as mathematics says, by part, what stays undecided, and what a claim costs.

Each claim is judged once, in this process, after the claims of another part have warmed it up, so that no claim has
been seen before. SymPy's ``simplify`` is asked of the same scalar equations in the same run, with a limit on each:
whether it finds the difference of the two sides to be 0.
"""

from __future__ import annotations

import signal
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sympy

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.notation.terms import Term
from tests.claims_corpus import Case, corpus

PARTS = ("scalars", "sums", "matrices", "equations")
_LIMIT = 10
"""Seconds that SymPy gets for one claim."""


@dataclass
class Part:
    """What came out of one part."""

    name: str
    accepted: int = 0
    true: int = 0
    refuted: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure() -> list[Part]:
    """Judge the whole corpus."""
    for case in corpus(PARTS[-1])[:20]:
        check(case.claim())  # what is imported at first use
    return [_part(name) for name in PARTS]


def _part(name: str) -> Part:
    found = Part(name)
    for case in corpus(name):
        claim = _read(case)
        begun = time.process_time()
        verdict = check(claim) if claim is not None else None
        found.seconds.append(time.process_time() - begun)
        established = verdict is not None and verdict.established
        rejected = verdict is not None and verdict.word in (Word.REFUTED, Word.ILL_FORMED)
        if case.holds:
            found.true += 1
            found.accepted += established
        else:
            found.false += 1
            found.refuted += rejected
        if rejected if case.holds else established:
            found.wrong.append(f"{case.place} {case.latex}")
        elif not (established or rejected):
            found.undecided.append(f"{case.place} ({'true' if case.holds else 'false'}) {case.latex}")
    return found


def _read(case: Case) -> Claim | None:
    try:
        return case.claim()
    except Failure:
        return None


def report(parts: Sequence[Part]) -> None:
    """Print what was found."""
    for part in parts:
        ordered = sorted(part.seconds)
        median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        print(
            f"  {part.name}: {part.accepted} of {part.true} true accepted ({part.accepted / part.true:.1%}), "
            f"{part.refuted} of {part.false} false refuted ({part.refuted / part.false:.1%}), {len(part.wrong)} wrong"
        )
        print(
            f"    median {median * 1e3:.1f} ms, 99th percentile {late * 1e3:.0f} ms, worst {ordered[-1] * 1e3:.0f} ms"
        )
        for told in part.wrong:
            print(f"    WRONG {told}")
        for told in part.undecided:
            print(f"    undecided {told}")


# -- SymPy beside it -----------------------------------------------------------------------------------------------

_FUNCTIONS: dict[str, Callable[..., sympy.Expr]] = {
    "exp": sympy.exp, "ln": sympy.log, "log": sympy.log, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan,
    "cot": sympy.cot, "arcsin": sympy.asin, "arccos": sympy.acos, "arctan": sympy.atan, "sinh": sympy.sinh,
    "cosh": sympy.cosh, "tanh": sympy.tanh, "max": sympy.Max, "min": sympy.Min, "sign": sympy.sign,
}  # fmt: skip


class _NotCovered(Exception):  # noqa: N818 -- SymPy is not asked what this comparison does not translate
    pass


def beside_sympy() -> None:
    """Print what SymPy's ``simplify`` makes of the scalar equations, and what it takes."""
    asked = proved = mistaken = late = 0
    seconds: list[float] = []
    for case in corpus("scalars"):
        claim = _read(case)
        if claim is None or claim.relation != "=" or claim.context.definitions or claim.context.hypotheses:
            continue
        begun = time.process_time()
        try:
            answer = _within_limit(claim)
        except _NotCovered:
            continue
        asked += 1
        seconds.append(time.process_time() - begun)
        late += answer is None
        proved += bool(answer) and case.holds
        mistaken += bool(answer) and not case.holds
    ordered = sorted(seconds)
    print(
        f"  SymPy {sympy.__version__} simplify on {asked} scalar equations: {proved} differences found to be 0, "
        f"{mistaken} of them of false claims, {late} beyond {_LIMIT} s; "
        f"median {statistics.median(ordered) * 1e3:.0f} ms, "
        f"99th percentile {ordered[int(len(ordered) * 0.99)] * 1e3:.0f} ms"
    )


def _symbols(claim: Claim) -> dict[str, sympy.Symbol]:
    found: dict[str, sympy.Symbol] = {}
    for declaration in claim.context.declarations:
        if declaration.indices or declaration.shape:
            continue
        words = {known.word for known in declaration.properties}
        whole = declaration.kind.value in ("integer", "size")
        positive = "positive" in words or declaration.kind.value == "size"
        found[declaration.name] = sympy.Symbol(
            f"s{len(found)}", real=True, integer=whole or None, positive=positive or None
        )
    return found


def _translated(node: Term, symbols: dict[str, sympy.Symbol]) -> sympy.Expr:
    if node.head in ("number", "decimal"):
        return sympy.Rational(str(node.data))
    if node.head == "name" and node.data in symbols:
        return symbols[str(node.data)]
    if node.head == "constant" and node.data in ("e", "pi"):
        return sympy.E if node.data == "e" else sympy.pi
    if node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data in _FUNCTIONS:
        inner = [_translated(argument, symbols) for argument in node.arguments[1:]]
        return _FUNCTIONS[str(node.arguments[0].data)](*inner)
    if node.head == "sum" and node.arguments[0].head == "name":
        bound = sympy.Symbol("k", integer=True)
        low, high = (_translated(argument, symbols) for argument in node.arguments[1:3])
        body = _translated(node.arguments[3], {**symbols, str(node.arguments[0].data): bound})
        return sympy.summation(body, (bound, low, high))
    if node.head == "derivative" and all(name.head == "name" for name in node.arguments[1:]):
        return sympy.diff(*(_translated(argument, symbols) for argument in node.arguments))
    plain: dict[str, Callable[..., sympy.Expr]] = {
        "add": sympy.Add, "multiply": sympy.Mul, "negate": lambda a: -a, "divide": lambda a, b: a / b,
        "power": sympy.Pow, "root": sympy.real_root if node.head == "root" else sympy.root, "absolute": sympy.Abs,
        "factorial": sympy.factorial, "binomial": sympy.binomial, "floor": sympy.floor, "ceiling": sympy.ceiling,
    }  # fmt: skip
    if node.head not in plain:
        raise _NotCovered
    return plain[node.head](*(_translated(argument, symbols) for argument in node.arguments))


def _within_limit(claim: Claim) -> bool | None:
    """Whether ``simplify`` makes 0 of the difference; None beyond the limit. Raises _NotCovered."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_LIMIT)
    try:
        symbols = _symbols(claim)
        return bool(sympy.simplify(_translated(claim.left, symbols) - _translated(claim.right, symbols)) == 0)
    except TimeoutError:
        return None
    except (ArithmeticError, TypeError, ValueError, NotImplementedError, AttributeError):
        return False  # SymPy gave up with an exception of its own
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
