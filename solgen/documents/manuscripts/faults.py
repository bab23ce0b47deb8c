"""What may be wrong with a text that somebody else wrote; the rest of it is read all the same."""

from __future__ import annotations

from solgen.diagnostics import Diagnostic, Place, Severity


def warning(code: str, message: str, place: Place, hint: str) -> Diagnostic:
    """Something that is told while the rest is read."""
    return Diagnostic(code, message, place, hint, Severity.WARNING)


def dollar_alone(place: Place) -> Diagnostic:
    """A dollar that opens nothing."""
    return warning(
        "document-dollar-alone",
        "this dollar opens a formula that is not closed in its paragraph; it is taken as a word",
        place,
        "close the formula with `$`; a dollar that is meant as one is written `\\$`",
    )


def display_not_closed(place: Place, opening: str, closing: str) -> Diagnostic:
    """A display without an end."""
    return warning(
        "document-display-not-closed",
        f"the formula that begins here with `{opening}` is never closed; it is read up to the next empty line",
        place,
        f"close it with `{closing}`",
    )


def environment_not_closed(place: Place, name: str) -> Diagnostic:
    r"""``\begin`` without its ``\end``."""
    return warning(
        "document-environment-not-closed",
        f"`\\begin{{{name}}}` is never closed",
        place,
        f"write `\\end{{{name}}}` where it ends",
    )


def code_not_closed(place: Place, fence: str) -> Diagnostic:
    """A fence without an end: all that follows is code, as every reader of Markdown takes it."""
    return warning(
        "document-code-not-closed",
        "the block of code that begins here is never closed, so nothing after it is read",
        place,
        f"close it with {fence} on a line of its own",
    )


def comment_not_closed(place: Place, opening: str) -> Diagnostic:
    """A comment without an end is text."""
    return warning(
        "document-comment-not-closed",
        f"the comment that begins here with `{opening}` is never closed; it is read as text",
        place,
        "close it, or take it away",
    )


def macro_endless(name: str, place: Place) -> Diagnostic:
    """A macro that uses itself, or becomes too long."""
    message = f"`{name}` grows without end, and stays as it is written"
    return warning("document-macro-endless", message, place, "a macro may not use itself")
