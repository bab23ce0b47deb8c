"""What a reader is told of each claim of the corpus: method, range, conditions, hypotheses, evidence, witness.

``verdicts.txt`` lists it for every claim that is decided. A change of the kernel that alters it is seen there, and
``python -m tests.kernel.verdicts`` writes it anew: read the difference, for a condition that is lost is a wrong proof.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Verdict, Word
from solgen.kernel.forms.named import form_fault
from solgen.notation.reading import read
from tests.claims_corpus import PARTS, Case, corpus
from tests.kernel.claims import context
from tests.kernel.methods import key

_FILE = Path(__file__).with_name("verdicts.txt")


def told(case: Case) -> str:
    """All of it in one line; nothing where the claim cannot be read or is undecided."""
    if case.part == "form":
        node = read(case.latex, context(case.setting.declare)).term
        return f"form: {form_fault(case.source.split(';')[0], node) or 'as it is said to be'}"
    try:
        return in_a_line(check(case.claim()))
    except Failure:
        return ""


def in_a_line(verdict: Verdict) -> str:
    """A verdict as text, with only what there is; nothing where it is undecided."""
    if verdict.word is Word.UNDECIDED:
        return ""
    parts = {
        "range": verdict.range,
        "where": ", ".join(verdict.conditions),
        "from": ", ".join(map(str, verdict.assumed)),
        "vacuous": "yes" if verdict.vacuous else "",
        "message": verdict.message,
        "point": repr(verdict.witness.point) if verdict.witness else "",
        **{f"({name})": text for name, text in verdict.evidence},
    }
    said = "; ".join(f"{name} {text}" for name, text in parts.items() if text)
    return f"{verdict.word.value} by {verdict.mechanism}; {said}".replace("\n", " ").rstrip("; ")


@cache
def listed() -> dict[str, frozenset[str]]:
    """What is listed for each claim; a claim that the corpus has twice may be told of in two ways."""
    found: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        said, _, text = line.partition(" => ")
        found[said] = found.get(said, frozenset()) | {text}
    return found


def main() -> None:
    """Write the list anew."""
    cases = [case for part in PARTS for case in corpus(part)]
    lines = [f"{key(case)} => {text}\n" for case in cases if (text := told(case))]
    _FILE.write_text("".join(dict.fromkeys(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
