"""Functions at their arguments: ``f(x, y)``, ``\\ln x``, ``\\log_2 n``, ``\\operatorname{median}(a, b, c)``."""

from __future__ import annotations

from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import BUILTIN_COMMANDS, LETTERS, OPERATOR_NAMES, POWERED
from solgen.notation.reading.state import Reader
from solgen.notation.reading.unit_quotients import unit_quotient
from solgen.notation.terms import Term, builtin, constant, multiply, term
from solgen.notation.units import find_unit

_OF_SETS = frozenset({"max", "min", "median"})
_OF_MATRICES = frozenset({"det", "tr", "rank"})
"""``\\det(A)^2`` is the square of the number, as everybody writes it."""
_OF_PROBABILITY = frozenset({"Var", "Cov", "Corr", "V", "E", "P", "Pr", "sd"})
_CLOSING = {"(": ")", "[": "]", "\\{": "\\}"}


def read_arguments(reader: Reader) -> list[Term]:
    """``(a, b, ...)``, the bracket included; after a function that LaTeX knows also ``[a]`` and ``\\{a\\}``."""
    opening = reader.take()
    closing = _CLOSING[opening.text]
    with reader.brackets(in_list=True):
        items = [reader.grammar.expression(reader)]
        while reader.accept(","):
            items.append(reader.grammar.expression(reader))
        if not reader.at(closing):
            if reader.at_end():
                message = f"This `{opening.text}` is never closed."
                raise reader.fail("read-unbalanced", message, opening, f"Add `{closing}`.")
            raise reader.unexpected()
        reader.take()
    return items


def _brackets_follow(reader: Reader, word: str) -> bool:
    """Whether the arguments stand in brackets: not so a set by its condition, nor an interval after ``\\max``."""
    if reader.at("("):
        return True
    if reader.at("["):
        return word not in _OF_SETS
    return reader.at("\\{") and not _is_comprehension(reader)


def _is_comprehension(reader: Reader) -> bool:
    depth = 0
    for position in range(reader.position, reader.limit):
        text = reader.stream[position].text
        depth += (text in ("\\{", "(", "[", "{")) - (text in ("\\}", ")", "]", "}"))
        if depth == 0:
            return False
        if depth == 1 and text in (":", "\\mid"):
            return True
    return False


def apply_function(reader: Reader, function: Term) -> Term:
    """``function`` at the arguments that come next."""
    opening = reader.peek()
    arguments = read_arguments(reader)
    if function.head == "name" and any(_stands_bare(function, argument) for argument in arguments):
        named = str(function.data)
        message = f"`{named}` at an argument that holds `{named}` itself: its value there, or a product?"
        hint = f"Write `{named} \\cdot (...)` for the product, or the inner one with its argument: `{named}(z)`."
        raise reader.fail("read-function-argument", message, opening, hint)
    return term("apply", [function, *arguments])


def _stands_bare(function: Term, node: Term) -> bool:
    """Whether a function's name occurs without an argument."""
    if node is function:
        return True
    inside = node.arguments[1:] if node.head in ("apply", "prime") else node.arguments
    return function.data in node.free and any(_stands_bare(function, argument) for argument in inside)


def read_builtin(reader: Reader) -> Term:
    """A function that LaTeX knows, at an argument with or without brackets."""
    token = reader.take()
    return _builtin(reader, token, BUILTIN_COMMANDS[token.text])


def read_operator_name(reader: Reader) -> Term:
    """``\\operatorname{...}`` (or upright text) as one of the functions we know."""
    token = reader.take()
    if token.kind is TokenKind.TEXT:
        word = token.text
    else:
        begin, end, following = reader.range_after(reader.position)
        word = reader.words(begin, end)
        reader.position = following
    if word.strip() in OPERATOR_NAMES:
        return _builtin(reader, token, OPERATOR_NAMES[word.strip()])
    hint = f"Known: {', '.join(sorted(OPERATOR_NAMES))}."
    if word.strip() in _OF_PROBABILITY:
        hint = "What is said of probabilities is not judged: say it in words, and ask for a name, such as `v = M''(0)`."
    raise reader.fail("read-unknown-operator", f"`{word}` is no function that is known.", token, hint)


def _builtin(reader: Reader, token: Token, word: str) -> Term:
    if token is reader.stream[0] and reader.position == len(reader.stream):
        return builtin(word)  # mentioned by its name, the whole formula
    base, power = _scripts(reader, token, word)
    function = builtin(word)
    extra = [base] if base is not None else []
    if _brackets_follow(reader, word):
        node = term("apply", [function, *read_arguments(reader), *extra])
        following = reader.peek()
        if following.text == "^" and power is None and word not in _OF_MATRICES:
            written = reader.latex[token.start : token.end]
            hint = f"Write `({written}(x))^2` or `{written}((x)^2)`."
            raise reader.fail("read-function-power", "The power of the value, or of the argument?", following, hint)
    else:
        node = term("apply", [function, _bare_argument(reader, token, angle=word in POWERED), *extra])
    return term("power", [node, power]) if power is not None else node


def _scripts(reader: Reader, token: Token, word: str) -> tuple[Term | None, Term | None]:
    """The base of a logarithm and the power of a trigonometric function, where they are written."""
    base = power = None
    while reader.at("_", "^"):
        mark = reader.take()
        if mark.text == "_" and word == "log" and base is None:
            base = reader.argument(reader.grammar.expression)
        elif mark.text == "^" and word in POWERED and power is None and not _negative(reader):
            power = reader.argument(reader.grammar.expression)
        else:
            raise _refused_script(reader, mark)
    if word == "log" and base is None:
        base = reader.context.log_base
        if base is None:
            hint = "Write `\\ln` or `\\log_2`, or declare `\\log: base 2`."
            raise reader.fail("read-log-base", "The base of this logarithm is not declared.", token, hint)
    return base, power


def _negative(reader: Reader) -> bool:
    return reader.peek().text == "-" or (reader.peek().text == "{" and reader.peek(1).text == "-")


def _refused_script(reader: Reader, mark: Token) -> Exception:
    if mark.text == "_":
        return reader.fail("read-index", "This function takes no subscript.", mark, "Only `\\log` has a base.")
    if _negative(reader):
        message = "A negative exponent on a function may be its inverse or its reciprocal."
        return reader.fail("read-inverse-function", message, mark, "Write `\\arctan x` or `\\frac{1}{\\tan x}`.")
    message = "An exponent on a function's name may be a power or a repetition."
    return reader.fail("read-function-power", message, mark, "Write `(\\ln x)^2`.")


def _bare_argument(reader: Reader, token: Token, *, angle: bool) -> Term:
    """One factor without brackets, or of an angle its multiple, which nothing may follow that could belong to it."""
    written = reader.latex[token.start : token.end]
    hint = f"Use brackets: `{written}(...)`."
    if reader.at_end():
        raise reader.fail("read-missing-term", f"`{written}` has no argument.", token, hint)
    if reader.at("-", "+"):
        message = f"A sign right after `{written}`."
        raise reader.fail("read-sign-after-operator", message, reader.peek(), hint)
    argument = reader.grammar.factor(reader)
    if angle and (argument.head == "number" or argument is constant("pi")):
        argument = _multiple(reader, argument)
    following = reader.peek()
    juxtaposed = starts_factor(reader) and following.text not in BUILTIN_COMMANDS
    if juxtaposed or (following.text == "/" and following.kind is TokenKind.SIGN):
        message = f"It is not clear where the argument of `{written}` ends."
        raise reader.fail("read-function-argument", message, following, hint)
    return argument


def _multiple(reader: Reader, first: Term) -> Term:
    """``2 x``, ``2 \\pi k t``: a number with the names behind it, as everybody reads ``\\sin 2 x``."""
    factors = [first]
    while not reader.at_end() and _is_letter(reader, reader.peek()):
        factors.append(reader.grammar.factor(reader))
    return multiply(*factors)


def _is_letter(reader: Reader, token: Token) -> bool:
    return (token.kind is TokenKind.LETTER or token.text in LETTERS) and not reader.is_function(token.text)


def starts_factor(reader: Reader) -> bool:
    """Whether the next token could begin a factor, so that juxtaposing it multiplies."""
    if reader.position >= reader.limit:
        return False
    token = reader.stream[reader.position]
    kind = token.kind
    if kind in (TokenKind.LETTER, TokenKind.NUMBER, TokenKind.OPEN):
        return True
    if kind is TokenKind.TEXT:
        word = token.text.strip()
        return word in OPERATOR_NAMES or find_unit(word) is not None or unit_quotient(word) is not None
    if kind is TokenKind.BEGIN:
        return True
    if token.text in ("|", "\\|"):
        return reader.closing != token.text
    return token.text in reader.grammar.constructs


def require_body(reader: Reader, message: str, hint: str) -> None:
    """Refuse an operator, such as a sum or a limit, that nothing follows which it could be applied to."""
    if reader.at("-", "+"):
        bracket = "Bracket it: `\\sum_{i=1}^{n} (-y_i)`."
        raise reader.fail("read-sign-after-operator", "A sign right after an operator.", reader.peek(), bracket)
    if not starts_factor(reader):
        raise reader.fail("read-missing-term", message, reader.peek(), hint)
