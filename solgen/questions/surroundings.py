"""What stands to the left and to the right of a place in a formula, as far as an inserted number has to know."""

from __future__ import annotations

import re
from enum import Enum, auto


class Left(Enum):
    """What stands before."""

    OPEN = auto()
    """Nothing, an opening bracket, a relation, a comma: a sign may stand here."""
    PLUS = auto()
    MINUS = auto()
    TIMES = auto()
    """A sign of multiplication or division."""
    FACTOR = auto()
    """Something that juxtaposition multiplies with."""
    OPERATOR = auto()
    """A function or a big operator, which takes what follows."""
    SCRIPT = auto()
    """``^`` or ``_``."""
    ARGUMENT = auto()
    """A command that takes what follows as its argument, such as ``\\sqrt``."""


class Right(Enum):
    """What stands behind."""

    END = auto()
    """An end, a relation, plus, minus, an explicit sign of multiplication, a unit."""
    FACTOR = auto()
    DIGIT = auto()
    POWER = auto()
    """``^`` or ``!``."""


_SPACES = re.compile(r"(?:\s|~|\\[,;:! ])+")
_SPACES_BEFORE = re.compile(r"(?:\s|~|\\[,;:! ])+\Z")
_COMMAND_BEFORE = re.compile(r"\\([A-Za-z]+|.)\Z", re.DOTALL)
_LONGEST_COMMAND = 40  # characters at the end in which a command and the spaces behind it are looked for
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)

_OPERATORS = frozenset(
    {
        *("sum", "prod", "int", "iint", "oint", "lim", "limsup", "liminf", "max", "min", "sup", "inf", "arg", "argmin"),
        *("argmax", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos"),
        *("arctan", "exp", "log", "ln", "lg", "det", "dim", "deg", "gcd", "Pr", "operatorname", "nabla", "partial"),
    }
)
_RELATIONS = frozenset(
    {
        *("le", "leq", "ge", "geq", "ne", "neq", "lt", "gt", "approx", "sim", "simeq", "cong", "equiv", "propto", "in"),
        *("notin", "ni", "subset", "subseteq", "supset", "supseteq", "iff", "implies", "Rightarrow", "Leftarrow"),
        *("Leftrightarrow", "rightarrow", "leftarrow", "to", "mapsto", "colon", "mid", "land", "lor", "wedge", "vee"),
        *("lnot", "neg", "therefore", "because", "cup", "cap", "setminus", "quad", "qquad", "dots", "ldots", "cdots"),
        "vdots",
    }
)
_OPENERS = frozenset(
    {"lbrace", "langle", "lfloor", "lceil", "lvert", "lVert", "{", "left", "big", "Big", "bigl", "Bigl"}
)
_CLOSERS = frozenset({"rbrace", "rangle", "rfloor", "rceil", "rvert", "rVert", "}", "right", "bigr", "Bigr", "|"})
_TIMES = frozenset({"cdot", "times", "div", "ast"})
_ARGUMENTS = frozenset({"frac", "dfrac", "tfrac", "sqrt", "binom", "bar", "hat", "tilde", "vec", "overline"})
_UPRIGHT = frozenset({"text", "textrm", "mathrm", "textbf", "textit", "mbox", "textnormal"})
_ANNOTATIONS = frozenset({"marks", "answer", "tag", "label", "notag", "nonumber", "end", "\\", "hline"})
_AFTER_SIGN = {
    **dict.fromkeys("{([&,;:=<>", Left.OPEN),
    **dict.fromkeys("^_", Left.SCRIPT),
    **dict.fromkeys("*/", Left.TIMES),
    "+": Left.PLUS,
    "-": Left.MINUS,
}


def left_of(formula: str) -> Left:
    """What the formula so far ends in."""
    text = _without_spaces(formula)
    if not text:
        return Left.OPEN
    command = _last_command(text)
    if command and not _escaped(text, command.start()):
        return _after_command(command.group(1), text[: command.start()])
    sign = text[-1]
    if sign in _AFTER_SIGN:
        return _AFTER_SIGN[sign]
    if sign == "}":
        return _after_group(text)
    if text.endswith("\\left|"):
        return Left.OPEN
    if sign == "|":
        return Left.OPEN if not text.endswith("\\right|") and _bars(text) % 2 else Left.FACTOR
    if (sign.isalnum() or sign in "')]!") and not (len(text) > 1 and text[-2] in "_^"):
        return Left.FACTOR
    if len(text) > 1 and text[-2] in "_^":
        return _after_script(text[:-2])
    return Left.OPEN


def _without_spaces(formula: str) -> str:
    """The formula without the spaces that it ends in."""
    text = formula.rstrip()
    while text[-1:] in {"~", ",", ";", ":", "!"} and text:
        found = _SPACES_BEFORE.search(text, max(len(text) - _LONGEST_COMMAND, 0))
        if found is None:
            break
        text = text[: found.start()].rstrip()
    if text.endswith("\\") and len(text) < len(formula) and not _escaped(text, len(text) - 1):
        return _without_spaces(text[:-1])  # a backslash and a space
    return text


def _last_command(text: str) -> re.Match[str] | None:
    """The command that the text ends in, if it does."""
    if not (text[-1].isalpha() or text[-2:-1] == "\\"):
        return None
    return _COMMAND_BEFORE.search(text, max(len(text) - _LONGEST_COMMAND, 0))


def _after_command(name: str, before: str) -> Left:
    base = before.rstrip()
    if base.endswith(("_", "^")):
        return _after_script(base[:-1])
    if name in _OPERATORS:
        return Left.OPERATOR
    if name in _TIMES:
        return Left.TIMES
    if name in _ARGUMENTS or name in _UPRIGHT:
        return Left.ARGUMENT
    if name in _RELATIONS or name in _OPENERS or name in _ANNOTATIONS:
        return Left.OPEN
    if name == "|":
        return Left.OPEN if before.count("\\|") % 2 == 0 else Left.FACTOR
    return Left.FACTOR if name[0].isalpha() or name in _CLOSERS else Left.OPEN


def _after_group(text: str) -> Left:
    """The text ends in ``}``: of a script, of a command's argument, or of a plain group."""
    start = _opening(text)
    before = text[:start].rstrip()
    if before.endswith(("_", "^")) and not _escaped(before, len(before) - 1):
        return _after_script(before[:-1])
    command = _last_command(before) if before else None
    name = command.group(1) if command else ""
    if name in _UPRIGHT:
        return Left.OPEN if name != "mathrm" else Left.FACTOR
    if name == "operatorname":
        return Left.OPERATOR
    if name in _ANNOTATIONS or name == "begin":
        return Left.OPEN
    if before.endswith("}"):
        inner = before[: _opening(before)].rstrip()
        first = before[len(inner) :]
        if inner.endswith("frac") and re.match(r"\s*\{\s*(d|\\partial|\\mathrm\{d\})\b", first) and "}" in text:
            return Left.OPERATOR if re.fullmatch(r"\s*\{\s*(d|\\partial|\\mathrm\{d\})\s*\}\s*", first) else Left.FACTOR
    return Left.FACTOR


def _after_script(base: str) -> Left:
    """What stands before a script says what the whole is: after ``\\sum_{i=1}`` comes what is summed."""
    found = left_of(base)
    return found if found in {Left.OPERATOR, Left.FACTOR} else Left.FACTOR


def _opening(text: str) -> int:
    """Where the group opens that ends the text; 0 where none does."""
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        if text[position] in "{}" and not _escaped(text, position):
            depth += 1 if text[position] == "}" else -1
            if depth == 0:
                return position
    return 0


def _escaped(text: str, position: int) -> bool:
    count = 0
    while position > count and text[position - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _bars(text: str) -> int:
    return len(re.findall(r"(?<!\\left)(?<!\\right)(?<!\\)\|", text))


def in_subscript(formula: str) -> bool:
    """Whether the formula so far ends within the braces of a subscript, where juxtaposition lists indices."""
    depth = 0
    for position in range(len(formula) - 1, -1, -1):
        if formula[position] in "{}" and not _escaped(formula, position):
            depth += 1 if formula[position] == "}" else -1
            if depth < 0:
                return formula[:position].rstrip().endswith("_")
    return False


def right_of(rest: str, formula: str) -> Right:
    """What the formula goes on with; ``formula`` is what stands before, to tell opening bars from closing ones."""
    spaces = _SPACES.match(rest)
    text = rest[spaces.end() :] if spaces else rest
    if not text:
        return Right.END
    if text[0] in "^!":
        return Right.POWER
    if text[0].isdigit():
        return Right.DIGIT
    if text[0] == "\\":
        command = _COMMAND.match(text)
        return _from_command(command.group(1) if command else "", formula)
    if text[0] == "|":
        return Right.END if _bars(formula) % 2 else Right.FACTOR
    return Right.FACTOR if text[0].isalpha() or text[0] == "(" else Right.END


def _from_command(name: str, formula: str) -> Right:
    if name in {"left", "big", "Big", "bigl", "Bigl"}:
        return Right.FACTOR
    if name == "|":
        return Right.END if formula.count("\\|") % 2 else Right.FACTOR
    if name in _RELATIONS | _TIMES | _CLOSERS | _UPRIGHT | _ANNOTATIONS or not name[:1].isalpha():
        return Right.END
    return Right.FACTOR
