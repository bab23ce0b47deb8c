"""A small solved paper, written in the users' format and judged by nobody: its verdicts are made up here."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from solgen.diagnostics import Place
from solgen.documents.blocks import Document, Piece, Role, Section, SectionKind, SourceText, Step
from solgen.documents.checked import CheckedDocument, CheckedStep
from solgen.documents.read import read_document
from solgen.exams.exam import Exam
from solgen.exams.papers import Paper, PaperQuestion, SolvedPaper, SolvedQuestion
from solgen.kernel.claim import Verdict, Witness, Word
from solgen.questions.question import Answer, AnswerKind, Part, Question, Variant

DECLARE = "x, y: real\nk: real, positive\nn, m: size\nc: real\n\\sigma: function"
TANH = {
    "stem": "Let $\\sigma(x) = \\frac{1}{1 + e^{-x}}${.let}.",
    "stem a": "Write $\\sigma(x) + \\sigma(-x)${ask=sum} without $\\sigma$.",
    "stem b": "Find the $x$ with $\\sigma(x) = \\frac{1}{2}${.say ask=zero}.",
    "solution a": (
        "Put it in:\n\n$$\n\\begin{aligned}\n"
        "\\sigma(x) + \\sigma(-x) &= \\frac{1}{1 + e^{-x}} + \\frac{1}{1 + e^x} "
        "&& \\text{by definition} \\marks{1} \\\\\n"
        "&= \\frac{2 + e^x + e^{-x}}{2 + e^x + e^{-x}} && \\text{since } e^x e^{-x} = 1 \\\\\n"
        "&= 1 . \\marks{2} \\answer{sum}\n\\end{aligned}\n$$\n\n"
        "Beware: $\\sigma(2 x) = 2 \\sigma(x)${.wrong}."
    ),
    "solution b": "Let $k > 1${.if}. Then $k^2 > k$ *always*, and $\\sigma(0) = \\frac{1}{2}${answer=zero marks=1}.",
    "mistakes": "* **doubled** (sum): $2$. Each of them is *less* than $1$.",
}
AREA = {
    "stem": "A square has side $x$. What is the area $x \\cdot x${ask=area} of it?",
    "solution": "It is\n\n$$\nx \\cdot x = x^2 . \\marks{4} \\answer{area}\n$$",
}


def verdict(step: Step, position: int) -> Verdict:
    """Proved, certified or refuted, with a range, a condition and a hypothesis here and there."""
    if step.role is Role.WRONG:
        return Verdict(Word.REFUTED, witness=Witness((("x", "1"),), "0.88", "1.46", "they agree nowhere"))
    assumed = (0,) if step.claim.context.hypotheses else ()
    if position == 1:
        return Verdict(Word.CERTIFIED, range="for all real x", conditions=("x \\ne 2",), assumed=assumed)
    return Verdict(Word.PROVED, assumed=assumed)


def document_of(text: dict[str, str]) -> Document:
    """The document that the pieces make; keys are a kind of section and a part."""
    pieces = []
    for key, written in text.items():
        kind, _, part = key.partition(" ")
        places = tuple(Place("sample.md", line + 1) for line in range(written.count("\n") + 2))
        pieces.append(Piece(SectionKind(kind), part, SourceText(written + "\n", places)))
    document, found = read_document(pieces, SourceText(DECLARE))
    assert [diagnostic.message for diagnostic in found if diagnostic.severity == "error"] == []
    return document


def checked_of(document: Document) -> CheckedDocument:
    """Every step with a made-up verdict."""
    return CheckedDocument(
        document,
        tuple(
            CheckedStep(step, verdict(step, position), verdict(step, position))
            for position, step in enumerate(document.steps)
        ),
        (),
    )


def solved_question(
    number: int, text: dict[str, str], parts: tuple[Part, ...], answers: tuple[Answer, ...]
) -> SolvedQuestion:
    """A question of the paper."""
    document = document_of(text)
    question = Question(
        f"q{number}",
        f"Question {number} & more",
        (),
        (),
        (),
        (),
        {},
        {},
        parts,
        answers,
        SourceText(""),
        (),
        Path("q.md"),
    )
    stem: tuple[Section, ...] = tuple(section for section in document.sections if section.kind is SectionKind.STEM)
    return SolvedQuestion(
        PaperQuestion(number, question.title, parts, stem), Variant(question, {}, frozenset()), checked_of(document)
    )


def solved_paper(**changed: str) -> SolvedPaper:
    """Two questions, the first of two parts; ``changed`` replaces pieces of the first (``solution_a=...``)."""
    first = {**TANH, **{key.replace("_", " "): value for key, value in changed.items()}}
    questions = (
        solved_question(
            1,
            first,
            (Part("a", 3, "4cm"), Part("b", 1, "2cm")),
            (
                Answer("sum", "a", AnswerKind.EXPRESSION),
                Answer("zero", "b", AnswerKind.NUMBER, tolerance=Fraction(1, 100)),
            ),
        ),
        solved_question(
            2,
            AREA,
            (Part("only", 4, "3cm"),),
            (Answer("area", "only", AnswerKind.QUANTITY, "m", relative_tolerance=Fraction(1, 5)),),
        ),
    )
    exam = Exam(
        "sample", "An exam", "A course", "2030-01-02", "60 minutes", "none", "en", (), SourceText(""), SourceText(""),
        Path("exam.yaml"),
    )  # fmt: skip
    return SolvedPaper(Paper(exam, "", tuple(question.question for question in questions)), questions)
