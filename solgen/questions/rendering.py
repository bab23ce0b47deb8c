"""A template with its values: a sequence of marks, from which ``weave`` makes text.

A rendered template is text as typed, the beginnings of lines, and inserted values at their places; rounds of loops are
told as notes of the lines in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from jinja2.environment import Template
from jinja2.exceptions import UndefinedError

from solgen.diagnostics import Failure
from solgen.documents.blocks import SourceText
from solgen.questions import arithmetic
from solgen.questions.arithmetic import Unworkable
from solgen.questions.filters import Shown
from solgen.questions.names import FUNCTIONS
from solgen.questions.template_rules import TemplateProblem
from solgen.questions.templates import GONE, LINE, compile_template, known

MOST_MARKS = 20_000
LONGEST_RESULT = 1_000_000
_MARK = "\x03"  # encloses the number of a mark


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as the author typed it, within one line."""

    text: str


@dataclass(frozen=True, slots=True)
class LineStart:
    """Here begins what came from a line of the template (from 0), in a round of loops with these values."""

    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """A value put in at this point; ``source`` is the expression as typed, ``line`` where it stands."""

    value: object
    source: str
    line: int


Mark = Typed | LineStart | Inserted


@dataclass(slots=True)
class _Run:
    """One rendering: what has been put in, and in which rounds of which loops it stands."""

    inserted: list[Any] = field(default_factory=list)
    steps: int = 0
    rounds: list[str] = field(default_factory=list)
    """The values of the loops, as the run stands now."""

    def count(self) -> None:
        self.steps += 1
        if self.steps > MOST_MARKS:
            raise Unworkable(f"a text has at most {MOST_MARKS} insertions and rounds of loops")

    def put(self, number: int, value: object) -> str:
        self.count()
        self.inserted.append((number, known(value)))
        return f"{_MARK}{len(self.inserted) - 1}{_MARK}"

    def enter(self, names: list[str], values: list[object]) -> str:
        self.count()
        self.rounds.append(", ".join(f"{name} = {_told(value)}" for name, value in zip(names, values, strict=True)))
        self.inserted.append(self.rounds[-1])
        return f"{_MARK}+{len(self.inserted) - 1}{_MARK}"

    def leave(self) -> str:
        self.rounds.pop()
        return f"{_MARK}-{_MARK}"

    @staticmethod
    def compare(signs: list[str], sides: list[object]) -> bool:
        pairs = zip(signs, sides, sides[1:], strict=False)
        return all(arithmetic.compared(sign, known(left), known(right)) for sign, left, right in pairs)

    @staticmethod
    def each(values: object) -> tuple[object, ...]:
        return arithmetic.listed(known(values), "`for`")

    def functions(self) -> dict[str, Callable[..., object]]:
        return {
            "put_": self.put,
            "enter_": self.enter,
            "leave_": self.leave,
            "each_": self.each,
            "compare_": self.compare,
            "truth_": lambda value: arithmetic.truth(known(value)),
            "exact_": Fraction,
            **{name: _function(name) for name in FUNCTIONS},
        }


def _function(name: str) -> Callable[..., object]:
    return lambda *arguments: arithmetic.called(name, tuple(known(argument) for argument in arguments))


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_told(item) for item in value) + ")"
    text = value.words if isinstance(value, Shown) else str(value)
    return text if len(text) <= 30 else text[:29] + "…"


def render(source: SourceText, values: Mapping[str, object]) -> list[Mark]:
    """The marks of a rendered piece; ``values`` as ``arithmetic`` works with them. Raises Failure."""
    compiled = compile_template(source)
    run = _Run()
    template = compiled.template
    try:
        context = template.new_context({**values, **run.functions()})
        chunks: list[str] = []
        size = 0
        for chunk in template.root_render_func(context):
            size += len(chunk)
            if size > LONGEST_RESULT:
                raise Unworkable(f"the filled text is longer than {LONGEST_RESULT} characters")  # noqa: TRY301 -- one handler
            chunks.append(chunk)
    except (Unworkable, UndefinedError) as error:
        line = _line_of(error, template)
        if isinstance(error, Unworkable):
            message, hint = error.message, error.hint
        else:
            message, hint = str(error.message), ""
        problem = TemplateProblem("fill-no-value", message, line, hint)
        raise Failure(problem.diagnostic(source, "; ".join(run.rounds))) from None
    except (TypeError, ValueError) as error:
        line = _line_of(error, template)
        hint = "each item of the list needs as many items as the loop has names" if "unpack" in str(error) else ""
        problem = TemplateProblem("fill-no-value", "this has no value", line, hint)
        raise Failure(problem.diagnostic(source, "; ".join(run.rounds))) from None
    return _marks("".join(chunks), run, compiled.sources)


def _line_of(error: BaseException, template: Template) -> int:
    """The line (from 0) of the template on which an exception arose."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<piece>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line - 1


_MARKED = re.compile(rf"{LINE}(\d+):|{_MARK}([+-]?)(\d*){_MARK}|{GONE}\n?|\n")


def _marks(text: str, run: _Run, sources: tuple[str, ...]) -> list[Mark]:
    marks: list[Mark] = []
    notes: list[str] = []
    line = 0
    position = 0
    for found in _MARKED.finditer(text):
        start = found.start()
        if start > position:
            marks.append(Typed(text[position:start]))
        position = found.end()
        begun, sign, place = found.groups()
        if begun:
            line = int(begun)
            marks.append(LineStart(line, "; ".join(notes)))
        elif sign == "+":
            notes.append(str(run.inserted[int(place)]))
        elif sign == "-":
            notes.pop()
        elif place:
            number, value = run.inserted[int(place)]
            marks.append(Inserted(value, sources[number] if number < len(sources) else "", line))
    if position < len(text):
        marks.append(Typed(text[position:]))
    return marks
