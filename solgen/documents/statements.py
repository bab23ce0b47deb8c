"""Formulas from other programs: one request in, its claims with their verdicts out. The protocol of ``solgen judge``.

A request is ``{"id", "symbols": {"x": "real"}, "given": ["…"], "latex": "…"}``. The values of symbols are what stands
behind the colon of a declaration; given holds, in order, definitions of fresh names and hypotheses. The answer is
``{"id", "claims": [], "diagnostics": []}``; each claim has left, relation, right, verdict, follows, range, conditions,
witness and message, where ``follows`` is the verdict on following from the member before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.documents.blocks import SectionKind, Step
from solgen.documents.chains import says_nothing
from solgen.documents.check import Judging
from solgen.documents.conclusions import concluded
from solgen.documents.formulas import FormulaReader
from solgen.documents.raw import RawFormula, Spot
from solgen.documents.remembered import Meaning, read_definition_remembered, read_remembered
from solgen.documents.scopes import Scopes
from solgen.documents.written import Locate
from solgen.kernel.claim import Claim, Verdict, Witness, Word
from solgen.notation import reading
from solgen.notation.context import Context
from solgen.notation.terms import Term

_KEYS = ("id", "symbols", "given", "latex")
_SIZES_FIRST = ("size", "integer")


def judge_requests(requests: Iterable[object], judge: Judging) -> Iterator[dict[str, Any]]:
    """Answers in order, each as soon as its request is judged."""
    for request in requests:
        yield judge_request(request, judge)


def judge_request(request: object, judge: Judging) -> dict[str, Any]:
    """The answer to one request. What is wrong with it stands in ``diagnostics``; raises only what the judge raises."""
    known = request if isinstance(request, Mapping) else {}
    answer: dict[str, Any] = {"id": known.get("id"), "claims": [], "diagnostics": []}
    try:
        steps, diagnostics = _steps(request)
    except Failure as failure:
        answer["diagnostics"] = [diagnostic.as_json() for diagnostic in failure.diagnostics]
        return answer
    claims = list(dict.fromkeys(claim for step in steps for claim in (step.claim, step.follow) if claim is not None))
    verdicts = dict(zip(claims, judge.verdicts(claims) if claims else [], strict=True))
    verdicts |= _concluded([step.claim for step in steps], verdicts, judge)
    answer["claims"] = [
        _row(step, verdicts[step.claim], verdicts[step.claim if step.follow is None else step.follow]) for step in steps
    ]
    answer["diagnostics"] = [diagnostic.as_json() for diagnostic in diagnostics]
    return answer


def _concluded(claims: Sequence[Claim], verdicts: Mapping[Claim, Verdict], judge: Judging) -> dict[Claim, Verdict]:
    """The claims that are not decided by themselves, where steps that were proved lead there: the verdicts on these."""
    proved = [claim for claim, verdict in verdicts.items() if verdict.word is Word.PROVED]
    open_ = [claim for claim in dict.fromkeys(claims) if verdicts[claim].word is Word.UNDECIDED]
    chains = {claim: found[0] for claim in open_ if (found := concluded(claim, proved)) is not None}
    judged = zip(chains, judge.verdicts(list(chains.values())) if chains else [], strict=True)
    return {claim: verdict for claim, verdict in judged if verdict.word is Word.PROVED}


def _steps(request: object) -> tuple[list[Step], list[Diagnostic]]:
    """The steps of a request. Raises Failure where it cannot be read."""
    symbols, given, latex = _checked(request)
    reader = FormulaReader(Scopes(_declared(symbols)), str)
    reader.open_section(SectionKind.SOLUTION, "")
    for position, formula in enumerate(given):
        locate = _at(f"given[{position}]", formula)
        role = ".let" if _defines(formula, reader.scopes.meaning) else ".if until=part"
        reader.read(_raw(formula, role), locate)
        if reader.diagnostics:
            raise Failure(*reader.diagnostics)
    first = len(reader.claims.steps)
    reader.read(_raw(latex, None), _at("latex", latex))
    steps = reader.claims.steps[first:]
    nothing = [_says_nothing(step) for step in steps if says_nothing(step.claim)]
    if not steps and not reader.diagnostics:
        nothing.append(
            Diagnostic(
                "judge-nothing-claimed",
                "the formula claims nothing",
                Place("latex", 1, 1, latex),
                "give a relation such as `a = b`",
            )
        )
    return steps, [*reader.diagnostics, *nothing]


def _checked(request: object) -> tuple[dict[str, str], list[str], str]:
    """The three parts of a request. Raises Failure (judge-bad-request)."""
    if not isinstance(request, Mapping):
        raise _bad(
            "a request is a JSON object", 'send {"id": 1, "symbols": {"x": "real"}, "given": [], "latex": "x = x"}'
        )
    for key in request:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, 1, 0.5)
            raise _bad(
                f"there is no key `{key}`", f"did you mean `{near[0]}`?" if near else "the keys are " + ", ".join(_KEYS)
            )
    symbols, given, latex = request.get("symbols", {}), request.get("given", []), request.get("latex")
    if not isinstance(latex, str) or not latex.strip():
        raise _bad("`latex` should be the formula, as text", r'write "latex": "\\frac{x}{2} = 0.5 x"')
    if not isinstance(symbols, Mapping) or not all(isinstance(value, str) for value in symbols.values()):
        raise _bad(
            "`symbols` should map names to declarations", 'write "symbols": {"x": "real", "y_i": "real for i in 1..n"}'
        )
    if not isinstance(given, list) or not all(isinstance(formula, str) for formula in given):
        raise _bad("`given` should be a list of formulas, as texts", r'write "given": ["o = \\sigma(x)", "x > 0"]')
    return {str(name): str(value) for name, value in symbols.items()}, given, latex


def _declared(symbols: Mapping[str, str]) -> Context:
    """The declarations, those of sizes first, since the others may need them. Raises Failure."""
    ordered = sorted(symbols.items(), key=lambda symbol: not symbol[1].strip().startswith(_SIZES_FIRST))
    for name, value in ordered:
        if "\n" in name or "\n" in value or ":" in name:
            raise _bad(
                f"the symbol `{name}` should be one name, its declaration one line", "give each name a key of its own"
            )
    text = "\n".join(f"{name}: {value}" for name, value in ordered)
    return reading.read_declarations(text, Context(), Place("symbols", 1)) if ordered else Context()


def _defines(latex: str, meaning: Meaning) -> bool:
    """Whether a given formula defines a name: one not declared yet, or a declared one that has no definition."""
    try:
        term = read_remembered(latex, meaning).term
    except Failure:
        try:
            read_definition_remembered(latex, meaning)
        except Failure:
            return False
        return True
    if term.head != "relation" or term.data != "=":
        return False
    left, right = term.arguments
    return _is_definable(left, right, meaning.context)


def _is_definable(left: Term, right: Term, context: Context) -> bool:
    """A declared name, or a declared function of names, that has no definition and that the right side does not use."""
    if left.head == "apply" and all(argument.head == "name" for argument in left.arguments):
        name = str(left.arguments[0].data)
    elif left.head == "name":
        name = str(left.data)
    else:
        return False
    return context.declaration(name) is not None and context.definition(name) is None and name not in right.free


def _row(step: Step, verdict: Verdict, follows: Verdict) -> dict[str, Any]:
    return {
        "left": step.left_latex,
        "relation": step.claim.relation,
        "right": step.right_latex,
        "verdict": verdict.word.value,
        "follows": follows.word.value,
        "range": verdict.range,
        "conditions": list(verdict.conditions),
        "witness": _witness(verdict.witness or follows.witness),
        "message": verdict.message or (follows.message if not follows.established else ""),
    }


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    if witness is None:
        return None
    return {"values": dict(witness.values), "left": witness.left, "right": witness.right, "note": witness.note}


def _says_nothing(step: Step) -> Diagnostic:
    return Diagnostic(
        "claim-says-nothing",
        f"`{step.left_latex} {step.claim.relation} {step.right_latex}` has two equal sides as read, so it says nothing",
        step.place,
        "see how each side was read",
        Severity.WARNING,
    )


def _raw(latex: str, braces: str | None) -> RawFormula:
    starts, offset = [], 0
    for line in latex.split("\n"):
        starts.append(Spot(0, offset + 1))
        offset += len(line) + 1
    return RawFormula(latex, tuple(starts), braces)


def _at(field: str, latex: str) -> Locate:
    return lambda spot: Place(field, 1, spot.column, latex)


def _bad(message: str, hint: str) -> Failure:
    return Failure(Diagnostic("judge-bad-request", message, Place("request"), hint))
