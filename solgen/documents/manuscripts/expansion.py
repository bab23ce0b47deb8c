r"""The author's macros put into a whole text, each formula in it still knowing where it stands.

What a macro becomes stands where the macro does; its arguments stand where they were written. Definitions hold from
where they stand on. Work is counted: a use that becomes deeper than ``DEEPEST`` or longer than ``LONGEST`` is left as
it is written, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from solgen.documents.definitions import Macro, definition_at
from solgen.documents.groups import group_end
from solgen.documents.manuscripts.traced import Cutter, Traced, join

DEEPEST: Final = 30
LONGEST: Final = 200_000
"""Characters that one use of a macro may become."""
MOST_INSIDE: Final = 5_000
"""Uses that one use may lead to."""
MOST_EXPANSIONS: Final = 100_000
MOST_MACROS: Final = 5_000

_DEFINERS = frozenset(
    {
        *("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "def", "gdef", "edef", "xdef", "let"),
        *("DeclareMathOperator", "DeclarePairedDelimiter", "NewDocumentCommand", "RenewDocumentCommand"),
        *("ProvideDocumentCommand", "DeclareDocumentCommand"),
    }
)
_STRUCTURE = frozenset(
    "\\" + name
    for name in (
        *("begin", "end", "item", "section", "subsection", "subsubsection", "paragraph", "chapter", "part", "question"),
        *("subpart", "input", "include", "document", "frac", "left", "right", "text", "mbox", "label", "ref", "title"),
        *("author", "date", "maketitle", "footnote", "par", "sqrt", "sum", "int", "prod", "\\", "[", "]", "(", ")"),
        *("titledquestion", "choice", "caption", "thesection", "thequestion"),
    )
)
"""Commands that text is taken apart by; an author who changes how they look does not change what they mean."""

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_NEW_ENVIRONMENT = re.compile(
    r"\\(?:re)?newenvironment\*?\s*\{([A-Za-z]+\*?)\}\s*(?:\[(\d)\])?\s*(?:\[([^\]]*)\])?\s*(?=\{)"
)
_NEW_THEOREM = re.compile(r"\\newtheorem\*?\s*\{([A-Za-z]+\*?)\}\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}\s*(?:\[[^\]]*\])?")
_OPTION = re.compile(r"\s*\[((?:[^\[\]{}]|\{[^{}]*\})*)\]")


@dataclass(slots=True)
class Definitions:
    """What the author has defined so far."""

    macros: dict[str, Macro] = field(default_factory=dict)
    environments: dict[str, tuple[Macro, str]] = field(default_factory=dict)
    theorems: dict[str, str] = field(default_factory=dict)
    """Names of environments and what is printed before them."""
    sources: list[str] = field(default_factory=list)
    """Each definition as written."""


@dataclass(frozen=True, slots=True)
class Endless:
    """A use of a macro that grows without end: its name, and where it stands in the source."""

    name: str
    origin: int


def expand(text: Traced, definitions: Definitions, *, keep: bool = False) -> tuple[Traced, list[Endless]]:
    """The text with macros put in and their definitions taken out (unless ``keep``), and what could not be put in."""
    expander = _Expander(definitions, keep=keep)
    return expander.run(text), expander.endless


class _Expander:
    def __init__(self, definitions: Definitions, *, keep: bool) -> None:
        self.definitions = definitions
        self.endless: list[Endless] = []
        self.keep = keep
        self.left = MOST_EXPANSIONS

    def run(self, text: Traced) -> Traced:
        """Everything, each use by itself."""
        cutter = Cutter(text)
        for found in _COMMAND.finditer(text.text):
            if found.start() < cutter.position or not self._concerns(found):
                continue
            defined = self._defined(text.text, found)
            if defined:
                if not self.keep:
                    cutter.replace(found.start(), defined)
                continue
            use = self._use(text, found.start())
            if use is None:
                continue
            end, body = use
            cutter.replace(found.start(), end, self._whole(body, text, found))
        return cutter.done()

    def _concerns(self, found: re.Match[str]) -> bool:
        name = found[1] or ""
        environments = self.definitions.environments
        return (
            found[0] in self.definitions.macros
            or name in _DEFINERS
            or (name in ("begin", "end") and bool(environments))
            or name in ("newenvironment", "renewenvironment", "newtheorem")
        )

    def _defined(self, text: str, found: re.Match[str]) -> int:
        """Where the definition that begins here ends, once it is kept; 0 where there is none."""
        known, position = self.definitions, found.start()
        if found[1] in _DEFINERS:
            defined = definition_at(text, position)
            if defined is None:
                return 0
            name, macro, end = defined
            if name not in _STRUCTURE and len(known.macros) < MOST_MACROS:
                as_it_was = known.macros.get(macro.body) if macro.final else None
                known.macros[name] = as_it_was or macro
                known.sources.append(text[position:end])
            return end
        theorem = _NEW_THEOREM.match(text, position)
        if theorem:
            known.theorems[theorem[1]] = theorem[2]
            return theorem.end()
        environment = _NEW_ENVIRONMENT.match(text, position)
        if environment is None:
            return 0
        middle = group_end(text, environment.end())
        opening = re.compile(r"\s*(?=\{)").match(text, middle) if middle > 0 else None
        end = group_end(text, opening.end()) if opening else -1
        if opening is None or end < 0:
            return 0
        begin = Macro(int(environment[2] or 0), text[environment.end() + 1 : middle - 1], environment[3])
        known.environments[environment[1]] = (begin, text[opening.end() + 1 : end - 1])
        return end

    def _whole(self, body: Traced, text: Traced, found: re.Match[str]) -> Traced:
        """What a use becomes in the end, or the use as written where there is no end."""
        pending: list[tuple[Traced, int]] = [(body, 1)]
        done: list[Traced] = []
        length = uses = 0
        while pending:
            piece, depth = pending.pop()
            if depth > DEEPEST or length > LONGEST or uses > MOST_INSIDE or self.left < 0:
                self.endless.append(Endless(found[0], text.origin(found.start())))
                self.definitions.macros.pop(found[0], None)
                return text[found.start() : found.end()]
            first = self._first(piece)
            if first is None:
                done.append(piece)
                continue
            start, end, inner = first
            done.append(piece[:start])
            if piece.text[end:]:
                pending.append((piece[end:], depth))
            pending.append((inner, depth + 1))
            length += len(inner.text)
            uses += 1
            self.left -= 1
        return join(done)

    def _first(self, piece: Traced) -> tuple[int, int, Traced] | None:
        """The first use in what a macro became, and what it becomes."""
        for found in _COMMAND.finditer(piece.text):
            if self._concerns(found):
                use = self._use(piece, found.start())
                if use is not None:
                    return found.start(), use[0], use[1]
        return None

    def _use(self, text: Traced, start: int) -> tuple[int, Traced] | None:
        """Where a use ends, and its body with the arguments in it; None where it is none, or lacks an argument."""
        found = _COMMAND.match(text.text, start)
        assert found is not None
        if found[1] in ("begin", "end") and found[0] not in self.definitions.macros:
            return self._environment(text, found)
        macro = self.definitions.macros.get(found[0])
        if macro is None:
            return None
        position = found.end()
        if macro.starred and text.text[position : position + 1] == "*":
            position += 1
        if macro.final:
            return position, text.put(macro.body, start) if macro.body in self.definitions.macros else _inert(
                text, start, macro
            )
        taken = _arguments(text, position, macro)
        if taken is None:
            return None
        arguments, end = taken
        return end, _put_in(text, start, macro.body, arguments, glued=text.text[end : end + 1].isalpha())

    def _environment(self, text: Traced, found: re.Match[str]) -> tuple[int, Traced] | None:
        named = _ENVIRONMENT.match(text.text, found.end())
        known = self.definitions.environments.get(named[1]) if named else None
        if named is None or known is None:
            return None
        begin, end = known
        if found[1] == "end":
            return named.end(), text.put(end, found.start())
        taken = _arguments(text, named.end(), begin)
        if taken is None:
            return None
        return taken[1], _put_in(text, found.start(), begin.body, taken[0], glued=False)


def _inert(text: Traced, start: int, macro: Macro) -> Traced:
    """A command under its other name; a blank keeps it from growing together with what follows."""
    return text.put(macro.body + (" " if macro.body[-1:].isalpha() else ""), start)


def _arguments(text: Traced, position: int, macro: Macro) -> tuple[list[Traced], int] | None:
    """The arguments of a use and where it ends: groups, or single characters and commands as TeX takes them."""
    found: list[Traced] = []
    source = text.text
    for number in range(macro.arity):
        if number == 0 and macro.optional is not None:
            option = _OPTION.match(source, position)
            found.append(text[option.start(1) : option.end(1)] if option else text.put(macro.optional, position))
            position = option.end() if option else position
            continue
        while source[position : position + 1].isspace():
            position += 1
        if position >= len(source) or source[position] in "}$&":
            return None
        if source[position] == "{":
            end = group_end(source, position)
            if end < 0:
                return None
            found.append(text[position + 1 : end - 1])
        else:
            command = _COMMAND.match(source, position)
            end = command.end() if command else position + 1
            found.append(text[position:end])
        position = end
    return found, position


def _put_in(text: Traced, start: int, body: str, arguments: list[Traced], *, glued: bool) -> Traced:
    """The body with its arguments; a blank behind it where a command at its end would grow together with a letter."""
    parts: list[Traced] = []
    position = 0
    for slot in re.finditer(r"#([1-9])", body):
        parts.append(text.put(body[position : slot.start()], start))
        number = int(slot[1]) - 1
        if number < len(arguments):
            parts.append(arguments[number])
        position = slot.end()
    rest = body[position:]
    if glued and re.search(r"\\[A-Za-z]+\Z", rest):
        rest += " "
    parts.append(text.put(rest, start))
    return join(parts)
