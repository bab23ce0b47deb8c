"""What decorates a formula without saying anything: colours, frames, braces with words, room left free.

A decorated group loses its braces before it is read. That is refused where the braces held together what would fall
apart without them (``2\\boxed{x + 1}``); a brace may say words only, for a formula there would be printed unchecked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solgen.notation.reading.failures import failure
from solgen.notation.reading.printing import COLOUR, LENGTH, unprintable
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ARROWS, RELATION_SIGNS, SPACING, TIMES
from solgen.notation.reading.tokens import ARGUMENT_TAKERS

WRAPPERS: Final = frozenset(
    "\\" + word
    for word in ("boxed", "cancel", "bcancel", "xcancel", "mathop", "mathrel", "mathbin", "mathord", "ensuremath",
                 "smash")
)  # fmt: skip
"""Commands that set their argument as it is, or with a frame or a stroke."""
BRACES: Final = frozenset({"\\underbrace", "\\overbrace", "\\underbracket", "\\overbracket"})
"""Commands whose argument has a note below or above."""
COLOURS: Final = frozenset({"\\color", "\\textcolor", "\\colorbox"})
EMPTY_ROOM: Final = frozenset("\\" + word for word in ("phantom", "hphantom", "vphantom", "hspace", "vspace", "mspace"))
"""Commands that drop with their argument."""
_LENGTHS: Final = frozenset({"\\hspace", "\\vspace", "\\mspace"})
"""Those whose argument is a length."""
ALONE: Final = frozenset(
    "\\" + word
    for word in ("nonumber", "notag", "mathstrut", "strut", "allowbreak", "nobreak", "hfill", "scriptstyle",
                 "scriptscriptstyle", "small", "large", "normalsize", "noindent", "enspace", "enskip", "null")
)  # fmt: skip
"""Commands without an argument that set nothing."""
DECORATIONS: Final = WRAPPERS | BRACES | COLOURS | EMPTY_ROOM | ALONE
"""Every command of these kinds."""
_NO_ARGUMENT: Final = frozenset({TokenKind.CLOSE, TokenKind.END, TokenKind.ALIGN, TokenKind.NEWLINE})
_SCRIPTS: Final = frozenset({"_", "^"})
_LOOSE: Final = frozenset({"+", "-", ",", "/", *TIMES, *RELATION_SIGNS, *ARROWS})
_BOUNDARIES: Final = frozenset(
    {"{", "}", "(", ")", "[", "]", ",", ".", ";", "&", "\\therefore", "\\left", "\\right", *RELATION_SIGNS, *ARROWS}
)


def undecorated(latex: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without decorations. Raises Failure (read-decoration) where dropping one would change the meaning."""
    if not any(token.text in DECORATIONS for token in tokens):
        return tokens
    kept: list[Token] = []
    _copy(latex, tokens, 0, len(tokens), kept)
    return kept


def _copy(latex: str, tokens: Sequence[Token], position: int, end: int, kept: list[Token]) -> None:
    while position < end:
        token = tokens[position]
        text = token.text if token.kind is TokenKind.COMMAND else ""
        position += 1
        if text in DECORATIONS and position > 1 and tokens[position - 2].text in ARGUMENT_TAKERS:
            hint = "Put braces around it: `\\frac{\\boxed{x}}{2}`."
            raise failure("read-decoration", "A decoration in the place of an argument.", token.start, hint, latex)
        if text in ALONE:
            continue
        if text in EMPTY_ROOM:
            position = _starred(tokens, position, end) if text in _LENGTHS else position
            position = _dropped(latex, tokens, position, end, text)
        elif text in COLOURS:
            position = _dropped(latex, tokens, position, end, text)
            if text != "\\color":
                position = _unwrapped(latex, tokens, position, end, kept)
        elif text in WRAPPERS:
            position = _unwrapped(latex, tokens, position, end, kept)
        elif text in BRACES:
            beyond = _note(latex, tokens, _after(latex, tokens, position, end), end)
            _unwrapped(latex, tokens, position, end, kept, beyond)
            position = beyond
        else:
            kept.append(token)


def _starred(tokens: Sequence[Token], position: int, end: int) -> int:
    return position + 1 if position < end and tokens[position].text == "*" else position


def _after(latex: str, tokens: Sequence[Token], position: int, end: int) -> int:
    """Where the stream goes on after the argument at ``position``."""
    if position >= end or tokens[position].kind in _NO_ARGUMENT or tokens[position].text in _SCRIPTS:
        message = "This command has no argument."
        raise failure("read-decoration", message, tokens[position - 1].start, "Write it with its braces.", latex)
    if tokens[position].kind is not TokenKind.OPEN:
        return position + 1
    depth = 0
    for place in range(position, end):
        depth += (tokens[place].kind is TokenKind.OPEN) - (tokens[place].kind is TokenKind.CLOSE)
        if depth == 0:
            return place + 1
    raise failure("read-unbalanced", "This `{` is never closed.", tokens[position].start, "Add `}`.", latex)


def _dropped(latex: str, tokens: Sequence[Token], position: int, end: int, command: str) -> int:
    """Where the stream goes on after an argument that is printed unread; it may hold nothing but what it is for."""
    following = _after(latex, tokens, position, end)
    inside = tokens[position + 1 : following - 1] if following > position + 1 else tokens[position:following]
    written = latex[inside[0].start : inside[-1].end] if inside else ""
    if command in COLOURS:
        message, fits = "This is no colour.", COLOUR.fullmatch(written) is not None
        hint = f"Write a colour's name: `{command}{{blue}}`, `{command}{{red!40}}`."
    elif command in _LENGTHS:
        message, fits = "This is no length.", LENGTH.fullmatch(written) is not None
        hint = f"Write a number with its unit: `{command}{{2em}}`."
    else:
        message, fits = "Not all of this can be left free.", not unprintable(written)
        hint = "Leave room for letters and signs only."
    if tokens[position].kind is not TokenKind.OPEN and command not in EMPTY_ROOM - _LENGTHS:
        fits, hint = False, f"Write it in braces. {hint}"
    if not fits:
        raise failure("read-decoration", message, tokens[position].start, hint, latex)
    return following


def _unwrapped(latex: str, tokens: Sequence[Token], position: int, end: int, kept: list[Token], beyond: int = 0) -> int:
    """The argument at ``position`` without its braces, into ``kept``; what follows it stands at ``beyond``."""
    following = _after(latex, tokens, position, end)
    if tokens[position].kind is not TokenKind.OPEN:
        _copy(latex, tokens, position, following, kept)
        return following
    inside = tokens[position + 1 : following - 1]
    before = next((token for token in reversed(kept) if token.text not in SPACING), None)
    after = next((token for token in tokens[beyond or following : end] if token.text not in SPACING), None)
    if _falls_apart(inside) and not (_is_boundary(before) and _is_boundary(after)):
        message = "Without its decoration, what stands in these braces would be read in another way."
        hint = "Write round brackets inside: `\\boxed{(x + 1)}`."
        raise failure("read-decoration", message, tokens[position].start, hint, latex)
    _copy(latex, tokens, position + 1, following - 1, kept)
    return following


def _falls_apart(inside: Sequence[Token]) -> bool:
    depth = 0
    for token in inside:
        opens = token.kind in (TokenKind.OPEN, TokenKind.BEGIN) or token.text in ("(", "[", "\\{")
        closes = token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text in (")", "]", "\\}")
        depth += opens - closes
        if depth == 0 and token.text in _LOOSE:
            return True
    return len(inside) != 1 and any(token.text in ("|", "\\frac", "\\sum", "\\prod") for token in inside)


def _is_boundary(token: Token | None) -> bool:
    return token is None or token.text in _BOUNDARIES or token.kind in (
        TokenKind.BEGIN, TokenKind.END, TokenKind.NEWLINE, TokenKind.ALIGN, TokenKind.TEXT,
    )  # fmt: skip


def _note(latex: str, tokens: Sequence[Token], position: int, end: int) -> int:
    """Where the stream goes on after a brace's note, which may hold words only."""
    if position >= end or tokens[position].text not in ("_", "^"):
        return position
    following = _after(latex, tokens, position + 1, end)
    said = [token for token in tokens[position + 1 : following] if token.text not in ("{", "}", *SPACING)]
    if any(token.kind is not TokenKind.TEXT for token in said):
        message = "What this brace says is a formula, and nobody would check it."
        hint = "Put words into the note: `_{\\text{...}}`; write the formula as a step of its own."
        raise failure("read-decoration", message, said[0].start, hint, latex)
    for token in said:
        command = unprintable(token.text, words=True)
        if command:
            message = f"The words of this note hold `{command}`, which is more than words."
            raise failure("read-decoration", message, token.start, "Write plain words in the note.", latex)
    return following
