"""What a question's formulas are for, what its names are, and which of its formulas ask for which answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from solgen.audit.context.understand import understand
from solgen.audit.importing.draft import Declared, Draft, DraftAnswer
from solgen.audit.importing.structure import SheetPart
from solgen.audit.understanding import Purpose, ReadFormula, Understanding
from solgen.diagnostics import Diagnostic, Severity
from solgen.documents.manuscripts.manuscript import Manuscript, formulas_in
from solgen.documents.raw import RawBlock, RawFormula, RawParagraph
from solgen.notation.terms import Term

_LETTER = re.compile(r"[A-Za-z]|\\[A-Za-z]+")
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_ROLES = {Purpose.DEFINITION: ".let", Purpose.HYPOTHESIS: ".if", Purpose.MENTION: ".say", Purpose.ASIDE: ".say"}


def infer(draft: Draft, manuscript: Manuscript) -> list[Diagnostic]:
    """Fill a draft with what its text shows; what could not be taken over."""
    understanding = understand(manuscript)
    told = _declare(draft, understanding)
    read = {one.raw: one for one in understanding.interpretations[0].formulas}
    question = draft.question
    questioned = set(_in_questions([*question.stem, *(block for part in question.parts for block in part.stem)]))
    for raw, one in read.items():
        role = ".say" if raw in questioned and _is_claimed(one) else _role(one)
        if role:
            draft.roles[raw] = role
    for part in draft.question.parts:
        _ask(draft, part, read)
    return told


def _declare(draft: Draft, understanding: Understanding) -> list[Diagnostic]:
    """One line a name; where parts disagree, the first is kept."""
    told: list[Diagnostic] = []
    seen: dict[str, str] = {}
    readable = [one.raw.latex for one in understanding.interpretations[0].formulas if one.reading is not None]
    for one in understanding.inferred:
        if one.kind != "declaration":
            continue
        name = one.text.split(":", 1)[0].strip()
        if _LETTER.fullmatch(name) and not any(_letter(name).search(latex) for latex in readable):
            continue  # it stands only in what could not be read
        if name in seen:
            if seen[name] != one.text:
                message = f"`{name}` means something else here: `{one.text}`; `{seen[name]}` was kept"
                hint = "a question declares each name once; give one of the two another name"
                told.append(Diagnostic("import-declaration", message, one.place, hint, Severity.WARNING))
            continue
        seen[name] = one.text
        guess = "" if one.certain else ", a guess"
        line = f", line {one.place.line}" if one.place.line else ""
        draft.declared.append(Declared(one.text, f"{one.because}{guess}{line}"))
    return told


@lru_cache(maxsize=256)
def _letter(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}" + (r"(?![A-Za-z])" if len(name) > 1 else ""))


def _in_questions(blocks: Sequence[RawBlock]) -> Iterator[RawFormula]:
    """The formulas in sentences that end in a question mark: they are asked about, and not claimed."""
    for block in blocks:
        if not isinstance(block, RawParagraph):
            continue
        waiting: list[RawFormula] = []
        for inline in block.inlines:
            if isinstance(inline, RawFormula):
                waiting.append(inline)
                continue
            for sign in _SENTENCE_END.findall(inline.text):
                if sign == "?":
                    yield from waiting
                waiting = []


def _is_claimed(one: ReadFormula) -> bool:
    """Whether it is an equation or another statement that the text claims."""
    return one.reading is not None and Purpose.CLAIM in one.purposes and len(one.reading.members) > 1


def _role(one: ReadFormula) -> str:
    """The role of a formula; none for a claim, and for a term of which nothing is claimed."""
    if one.reading is None or not one.purposes:
        return ""
    purposes = set(one.purposes)
    if len(purposes) > 1 or Purpose.CLAIM in purposes:
        return ""
    (purpose,) = purposes
    if purpose is Purpose.HYPOTHESIS and _is_of_a_real_space(one.reading.term):
        return ".say"  # the declaration says so
    related = len(one.reading.members) > 1 or one.reading.continues or one.reading.term.head in _PROPOSITIONS
    return _ROLES[purpose] if related else ""


def _is_of_a_real_space(node: Term) -> bool:
    """Whether it says that something is an array of real numbers: ``A \\in \\mathbb{R}^{n \\times d}``."""
    if node.head != "relation" or node.data != "∈":
        return False
    space = node.arguments[1]
    return space.head == "power" and space.arguments[0].head == "constant" and space.arguments[0].data == "reals"


_PROPOSITIONS = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists", "statements"})


def _ask(draft: Draft, part: SheetPart, read: Mapping[RawFormula, ReadFormula]) -> None:
    """The part's answer, where the last chain of its solution begins with a term that the part mentions."""
    chains = [read[raw] for raw in formulas_in(part.solution) if raw in read and _is_chain(read[raw])]
    if not chains:
        return
    chain = chains[-1]
    assert chain.reading is not None
    start, end = chain.reading.members[0].term, chain.reading.members[-1].term
    stem = [*part.stem, *(draft.question.stem if part.name == "only" else [])]
    asked = next((raw for raw in formulas_in(stem) if raw in read and _is_term(read[raw], start)), None)
    if asked is None or _holds(end, start):
        return
    name = "result" if part.name == "only" else f"result-{part.name}"
    draft.asks[asked] = name
    draft.gives[chain.raw] = name
    draft.answers.append(DraftAnswer(name, part.name, "number" if end.head == "number" else "expression"))


def _is_chain(one: ReadFormula) -> bool:
    if one.reading is None or one.reading.continues or set(one.purposes) != {Purpose.CLAIM}:
        return False
    members = one.reading.members
    return (
        len(members) > 1
        and all(member.sign in ("=", "") for member in members)
        and one.reading.term.head
        in (
            "relation",
            "chain",
        )
    )


def _is_term(one: ReadFormula, term: Term) -> bool:
    return one.reading is not None and one.reading.term is term


def _holds(whole: Term, part: Term) -> bool:
    """Whether a term stands somewhere inside another."""
    pending = [whole]
    while pending:
        node = pending.pop()
        if node is part:
            return True
        pending.extend(node.arguments)
    return False
