"""Which sentences of a text claim something of a listed kind, and what each of them claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solgen.audit.lines import SENTENCE, Key, Line, Statement
from solgen.audit.sentences.forms import Form, form_of
from solgen.audit.sentences.minima import extreme
from solgen.audit.sentences.properties import claim_of, is_declared, is_vector
from solgen.audit.sentences.words import (
    DERIVED,
    EXTREME_AT,
    EXTREME_IS,
    EXTREME_OF,
    FORM_AFTER,
    FORM_BEFORE,
    FORM_BETWEEN,
    INDEPENDENT,
    NO_CLAIM,
    PROPERTIES,
    PROPERTY,
    TASK,
    numbers,
)
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.diagnostics import Place
from solgen.documents.blocks import Role, SectionKind, SourceText, Step
from solgen.documents.manuscripts.sentences import Sentence
from solgen.kernel.claim import Claim
from solgen.notation.context import Kind
from solgen.notation.terms import Term, multiply, number, term
from solgen.notation.writing.latex import to_latex


@dataclass(frozen=True, slots=True)
class SaidForm:
    """A sentence about the form of an equation, with what was found."""

    key: Key
    form: Form
    place: Place
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentences of a text claim under one interpretation."""

    statements: tuple[Statement, ...]
    forms: tuple[SaidForm, ...]
    settled: frozenset[Key]
    """Lines of formulas that a sentence makes part of its own claim."""
    texts: Mapping[Key, str]
    understood: frozenset[int]
    """Positions of the sentences of which something was understood."""


def said_in(
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    formulas: Sequence[ReadFormula],
    source: SourceText,
) -> Said:
    """The claims of all sentences."""
    work = _Work(statements, formulas, source)
    for position, sentence in enumerate(sentences):
        if work.sentence(sentence):
            work.understood.add(position)
    return Said(
        tuple(work.statements), tuple(work.forms), frozenset(work.settled), work.texts, frozenset(work.understood)
    )


class _Work:
    """Goes through the sentences and gathers what they claim."""

    def __init__(self, statements: Sequence[Statement], formulas: Sequence[ReadFormula], source: SourceText) -> None:
        self.statements: list[Statement] = []
        self.forms: list[SaidForm] = []
        self.settled: set[Key] = set()
        self.texts: dict[Key, str] = {}
        self.understood: set[int] = set()
        self._formulas = formulas
        self._source = source
        self._of: dict[int, list[Statement]] = {}
        for statement in statements:
            self._of.setdefault(statement.formula, []).append(statement)
        self._counts: dict[int, int] = {}

    def sentence(self, sentence: Sentence) -> bool:
        """Gather the claims of one sentence; whether anything of it was understood."""
        if not sentence.formulas or TASK.search(sentence.text):
            return False
        kinds = (self._properties, self._forms, self._extreme, self._independence)
        understood = [kind(sentence) for kind in kinds]
        return any(understood)

    def _properties(self, sentence: Sentence) -> bool:
        understood = False
        for found in PROPERTY.finditer(sentence.text):
            if NO_CLAIM.search(sentence.text[: found.start()]):
                continue
            word = next(
                word for pattern, word in PROPERTIES.items() if re.fullmatch(pattern, found["word"], re.IGNORECASE)
            )
            pair = self._pair(word, numbers(found["subjects"]))
            if pair is not None:
                self._keep(pair, numbers(found["subjects"])[-1], _shown(found[0], self._formulas))
                understood = True
                continue
            for at in numbers(found["subjects"]):
                read = self._formulas[at]
                if read.reading is None:
                    continue
                subject = read.reading.term
                claim = claim_of(word, subject, read.context)
                understood |= claim is not None or is_declared(word, subject, read.context)
                if claim is not None:
                    self._keep(claim, at, f"{read.raw.latex.strip()} is {found['word']}")
        return understood

    def _pair(self, word: str, subjects: Sequence[int]) -> Claim | None:
        """Two vectors are orthogonal to each other; of a matrix, its columns are."""
        terms = [self._term([at]) for at in subjects]
        if word != "orthogonal" or len(terms) != 2 or None in terms:
            return None
        context = self._formulas[subjects[-1]].context
        first, second = (one for one in terms if one is not None)
        if not (is_vector(first, context) and is_vector(second, context)):
            return None
        return Claim(context, multiply(term("transpose", [first]), second), "=", number(0))

    def _independence(self, sentence: Sentence) -> bool:
        understood = False
        for found in INDEPENDENT.finditer(sentence.text):
            (subject,) = numbers(found["subject"])
            read = self._formulas[subject]
            if read.reading is None or NO_CLAIM.search(sentence.text[: found.start()]):
                continue
            for at in numbers(found["of"]):
                by = self._formulas[at].reading
                if by is None or by.term.head != "name":
                    continue
                declaration = read.context.declaration(str(by.term.data))
                if declaration is None or declaration.kind is not Kind.REAL or declaration.indices:
                    continue
                left = term("derivative", [read.reading.term, by.term], "partial")
                text = f"{read.raw.latex.strip()} does not depend on {self._formulas[at].raw.latex.strip()}"
                self._keep(Claim(read.context, left, "=", number(0)), subject, text)
                understood = True
        return understood

    def _forms(self, sentence: Sentence) -> bool:
        text = sentence.text
        found = FORM_BETWEEN.search(text)
        if found is not None:
            at = numbers(found["formula"])
            after = numbers(found["terms"])[-1] + 1
            return self._form(sentence, found, at[0] if at else after, derived=False)
        found = FORM_AFTER.search(text)
        if found is not None:
            return self._form(sentence, found, sentence.formulas[-1] + 1, derived=True)
        found = FORM_BEFORE.search(text)
        if found is not None:
            return self._form(sentence, found, sentence.formulas[0] - 1, derived=bool(DERIVED.search(found["said"])))
        return False

    def _form(self, sentence: Sentence, found: re.Match[str], at: int, *, derived: bool) -> bool:
        statement = self._equation(at, sentence.part)
        if statement is None or statement.chain is None:
            return False
        groups = found.groupdict()
        subject = self._term(numbers(groups.get("subject") or ""))
        terms = [
            read.reading.term for at in numbers(found["terms"]) if (read := self._formulas[at]).reading is not None
        ]
        context = self._formulas[sentence.formulas[-1]].context
        form = form_of(statement.chain.start.term, statement.chain.last.term, subject, terms, context, derived=derived)
        if form is None:
            return False
        key = self._key(sentence.formulas[-1])
        place = self._formulas[sentence.formulas[0]].place
        self.forms.append(SaidForm(key, form, place, sentence.part, _shown(sentence.text, self._formulas)))
        return True

    def _equation(self, at: int, part: str) -> Statement | None:
        """The last statement of a formula, if it is an equation of the same part."""
        if not 0 <= at < len(self._formulas):
            return None
        statement = self._of.get(at, [None])[-1]
        if statement is None or statement.part != part or statement.chain is None:
            return None
        return statement if statement.chain.relation == "=" else None

    def _term(self, found: Sequence[int]) -> Term | None:
        reading = self._formulas[found[0]].reading if found else None
        return reading.term if reading is not None else None

    def _extreme(self, sentence: Sentence) -> bool:
        for pattern in (EXTREME_OF, EXTREME_AT, EXTREME_IS):
            found = pattern.search(sentence.text)
            if found is not None and not NO_CLAIM.search(sentence.text[: found.start()]):
                return self._extreme_at(sentence, found)
        return False

    def _extreme_at(self, sentence: Sentence, found: re.Match[str]) -> bool:
        groups = found.groupdict()
        named = numbers(groups["at"])
        position = named[0] if named else sentence.formulas[-1] + 1
        if not position < len(self._formulas) or self._formulas[position].part != sentence.part:
            return False
        read = self._formulas[position]
        if read.reading is None or (not named and not read.raw.display):
            return False
        which = groups.get("which") or groups.get("which2") or ""
        objective = self._term(numbers(groups["objective"]))
        if objective is None and numbers(groups["objective"]):
            return False
        unknown = self._term(numbers(groups.get("unknown") or ""))
        claimed = extreme(which, objective, read.reading.term, unknown, read.context)
        if claimed is None:
            return False
        self._keep(claimed, position, _shown(sentence.text, self._formulas))
        self.settled |= {line.key for statement in self._of.get(position, ()) for line in statement.lines}
        return True

    def _keep(self, claim: Claim, at: int, text: str) -> None:
        read = self._formulas[at]
        key = self._key(at)
        line = Line(key, Purpose.CLAIM, self._step(claim, at))
        self.texts[key] = text
        self.statements.append(Statement(at, 0, Purpose.CLAIM, read.part, claim.context, read.place, (line,)))

    def _key(self, at: int) -> Key:
        count = self._counts.get(at, 0)
        self._counts[at] = count + 1
        return (at, SENTENCE + count)

    def _step(self, claim: Claim, at: int) -> Step:
        read = self._formulas[at]
        return Step(
            formula=at,
            member=0,
            claim=claim,
            follow=None,
            role=Role.CLAIM,
            part=read.part,
            kind=SectionKind.SOLUTION,
            place=read.place,
            left_latex=to_latex(claim.left),
            right_latex=to_latex(claim.right),
        )


def _property(said: str) -> str:
    """The property that an adjective names."""
    return next(word for pattern, word in PROPERTIES.items() if re.fullmatch(pattern, said, re.IGNORECASE))


def _shown(text: str, formulas: Sequence[ReadFormula]) -> str:
    """A sentence with its formulas put back as dollars."""
    return re.sub(r"⟦(\d+)⟧", lambda found: f"${formulas[int(found[1])].raw.latex.strip()}$", text)
