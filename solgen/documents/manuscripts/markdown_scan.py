r"""Where the formulas of a Markdown text stand, in all the ways in which people write them.

Each formula is taken out and a sign put in its place, so that what reads Markdown afterwards can neither take ``_`` in
a formula for emphasis nor ``|`` for the end of a cell. Code is never searched; comments are taken out.
"""

from __future__ import annotations

import re

from solgen.diagnostics import Place
from solgen.documents.manuscripts.faults import (
    code_not_closed,
    comment_not_closed,
    display_not_closed,
    dollar_alone,
    environment_not_closed,
)
from solgen.documents.manuscripts.found import MOST_FORMULAS, Finds
from solgen.documents.manuscripts.lines import Source, tidy
from solgen.documents.manuscripts.plausible import has_prose, is_escaped_words, is_formula
from solgen.documents.manuscripts.signs import signs_of
from solgen.documents.manuscripts.traced import Cutter, Traced, join

_NEXT = re.compile(
    r"""
    ^(?P<indent>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<ticks>`{3,}|~{3,})(?P<info>[^`\n]*)$
    | ^[ \t>]*(?P<colons>:{3,})[ \t]*(?P<directive>\S*)[^\n]*$
    | (?P<comment><!--)
    | <(?P<raw>script|style|pre|code)\b
    | \{math\}(?P<role>`+)
    | (?P<code>`+)
    | (?P<bracket>\\\\?(?P<side>[(\[]))
    | \\begin\s*\{(?P<environment>[A-Za-z]+\*?)\}
    | (?P<escape>\\.)
    | (?P<dollars>\$\$?)
    """,
    re.VERBOSE | re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n(?=[ \t>]*(?:\n|\#{1,6}[ \t]|\||`{3}|~{3}|:{3}|\Z))|\Z")
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*(\$)")
_BRACES = re.compile(r"""\{\s*((?:\.(?:let|if|say|wrong|upto|vouch)\b|ask=|answer=)(?:[^{}"\n]|"[^"\n]*")*)\}""")
_LABEL = re.compile(r"[ \t]*(?:\{#[\w:.-]+[^{}\n]*\}|\([\w:.-]+\)(?=[ \t]*(?:\n|\Z)))")
_OPTIONS = re.compile(r"(?:[ \t>]*:[\w-]+:[^\n]*\n)*|[ \t]*---\n(?:[^\n]*\n)*?[ \t]*---\n")
_WORD_DIRECTIVES = frozenset(
    {
        *("note", "tip", "hint", "warning", "important", "caution", "attention", "danger", "error", "seealso"),
        *("admonition", "dropdown", "margin", "sidebar", "card", "grid", "tab-set", "tab-item", "div", "topic"),
        *("proof", "theorem", "lemma", "corollary", "definition", "proposition", "example", "remark", "exercise"),
        *("solution", "solution-start", "exercise-start", "observation", "axiom", "conjecture", "claim", "property"),
    }
)
MATH_ENVIRONMENTS = frozenset(
    name + star
    for name in (
        *("equation", "align", "alignat", "flalign", "xalignat", "eqnarray", "gather", "multline", "displaymath"),
        *("math", "aligned", "gathered", "split", "dmath", "IEEEeqnarray", "subequations", "alignedat", "dgroup"),
        *("cases", "array", "pmatrix", "bmatrix", "matrix"),
    )
    for star in ("", "*")
)


def scan(text: Traced, source: Source) -> tuple[Traced, Finds]:
    """The text with a sign for each formula, and the formulas."""
    scanner = _Scanner(text, source)
    return scanner.run(), scanner.finds


class _Scanner:
    """Goes through the text once, from formula to formula."""

    def __init__(self, text: Traced, source: Source) -> None:
        self.source = source
        self.traced = text
        self.text = text.text
        self.finds = Finds()
        self.cutter = Cutter(text)
        self.fences: list[str] = []
        self.limit = -1

    def run(self) -> Traced:
        """The whole text."""
        position = 0
        while (found := _NEXT.search(self.text, position)) and len(self.finds.formulas) < MOST_FORMULAS:
            position = max(self._one(found), found.start() + 1)
        return self.cutter.done()

    def _one(self, found: re.Match[str]) -> int:
        """Deal with what was found; where to go on."""
        match found.lastgroup:
            case "info":
                return self._fence(found)
            case "colons" | "directive":
                return self._colons(found)
            case "comment":
                return self._comment(found)
            case "raw":
                return self._raw(found)
            case "role":
                return self._role(found)
            case "code":
                return self._code(found)
            case "bracket" | "side":
                return self._bracket(found)
            case "environment":
                return self._environment(found)
            case "dollars":
                return self._dollars(found)
        return found.end()

    def _place(self, position: int) -> Place:
        return self.source.place(self.traced.origin(position))

    def _paragraph_end(self, position: int) -> int:
        if not position <= self.limit:
            found = _PARAGRAPH_END.search(self.text, position)
            self.limit = found.start() if found else len(self.text)
        return self.limit

    def _formula(self, inner: tuple[int, int], span: tuple[int, int], *, display: bool) -> int:
        """Take a formula out, with the braces and labels behind it; where to go on."""
        text, end = self.text, span[1]
        label = _LABEL.match(text, end) if display else None
        end = label.end() if label else end
        braces = _BRACES.match(text, end)
        end = braces.end() if braces else end
        line = text.rfind("\n", 0, span[0]) + 1
        quoted = ">" in text[line : span[0]] and not text[line : span[0]].strip(" \t>")
        latex = tidy(self.traced[inner[0] : inner[1]], quoted=quoted)
        role = (braces[1], self.traced.origin(braces.start(1))) if braces else None
        signs = signs_of(latex, self.traced.span(*span), self.finds, display=display, braces=role)
        self.cutter.replace(span[0], end, signs)
        return end

    def _dollars(self, found: re.Match[str]) -> int:
        start, text = found.start(), self.text
        if found["dollars"] == "$$":
            return self._double(start)
        limit = self._paragraph_end(start)
        ticked = re.compile(r"\$`([^`\n]+)`\$").match(text, start, limit)
        if ticked:
            return self._formula(ticked.span(1), ticked.span(), display=False)
        closing = _DOLLAR.search(text, start + 1, limit)
        end = closing.start(1) if closing else -1
        if closing and is_formula(text[start + 1 : end], text[end + 1 : end + 2]):
            return self._formula((start + 1, end), (start, end + 1), display=False)
        following = text[start + 1 : start + 2]
        if following == "\\" or following.isalpha() or following in ("(", "{", "|", "["):
            self.finds.diagnostics.append(dollar_alone(self._place(start)))
        return start + 1

    def _double(self, start: int) -> int:
        text, limit = self.text, self._paragraph_end(start)
        end = text.find("$$", start + 2)
        if end < 0 or (end > limit and (has_prose(text[limit:end]) or re.search(r"\n[ \t]*#", text[limit:end]))):
            return self._double_not_closed(start, limit)
        if not text[start + 2 : end].strip():
            self.cutter.replace(start, end + 2)
            return end + 2
        line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        before = text[line:start].strip(" \t>-*+")
        after = text[end + 2 : line_end if line_end >= 0 else len(text)].strip(" \t.,;")
        inline = bool(before and after and "\n" not in text[start:end] and not _LABEL.match(text, end + 2))
        in_row = before.startswith(("|", "#"))
        return self._formula((start + 2, end), (start, end + 2), display=not (inline or in_row))

    def _double_not_closed(self, start: int, limit: int) -> int:
        """Up to the paragraph's end, where that is a formula; a single dollar may have been meant to close it."""
        self.finds.diagnostics.append(display_not_closed(self._place(start), "$$", "$$"))
        inner = self.text[start + 2 : limit]
        end = start + 2 + len(inner.rstrip().removesuffix("$"))
        if has_prose(inner) or not inner.strip():
            return start + 2
        return self._formula((start + 2, end), (start, limit), display=True)

    def _bracket(self, found: re.Match[str]) -> int:
        start, side = found.start("side"), found["side"]
        opening = found["bracket"]
        closing = opening[:-1] + {"(": ")", "[": "]"}[side]
        limit = self._paragraph_end(start)
        end = self.text.find(closing, found.end(), limit)
        inner = self.text[found.end() : end]
        if end < 0 or not inner.strip() or is_escaped_words(inner):
            looks = end < 0 and side == "[" and self.text[found.end() : limit].startswith("\n")
            if looks:
                self.finds.diagnostics.append(display_not_closed(self._place(found.start()), opening, closing))
                return self._formula((found.end(), limit), (found.start(), limit), display=True)
            return found.end()
        return self._formula((found.end(), end), (found.start(), end + len(closing)), display=side == "[")

    def _environment(self, found: re.Match[str]) -> int:
        name = found["environment"]
        if name not in MATH_ENVIRONMENTS:
            return found.end()
        closing = f"\\end{{{name}}}"
        end = self._environment_end(name, found.end())
        if end < 0:
            self.finds.diagnostics.append(environment_not_closed(self._place(found.start()), name))
            limit = self._paragraph_end(found.start())
            other = re.compile(r"\\end\s*\{[A-Za-z]+\*?\}|\$").search(self.text, found.end(), limit)
            end = other.start() if other else limit
            inner = self.traced[found.start() : end]
            closed = join([tidy(inner), inner.put("\n" + closing, len(inner.text))])
            signs = signs_of(closed, self.traced.span(found.start(), end), self.finds, display=True)
            self.cutter.replace(found.start(), end, signs)
            return end
        return self._formula((found.start(), end), (found.start(), end), display=True)

    def _environment_end(self, name: str, position: int) -> int:
        r"""Behind the ``\end`` that closes an environment of this name, others of the same name inside it."""
        depth = 1
        for edge in re.compile(r"\\(begin|end)\s*\{" + re.escape(name) + r"\}").finditer(self.text, position):
            depth += 1 if edge[1] == "begin" else -1
            if depth == 0:
                limit = self._paragraph_end(position)
                return -1 if has_prose(self.text[limit : edge.start()]) else edge.end()
        return -1

    def _role(self, found: re.Match[str]) -> int:
        ticks = found["role"]
        end = self.text.find(ticks, found.end(), self._paragraph_end(found.start()))
        if end < 0:
            return found.end()
        return self._formula((found.end(), end), (found.start(), end + len(ticks)), display=False)

    def _code(self, found: re.Match[str]) -> int:
        ticks = found["code"]
        closing = re.compile(r"(?<!`)" + ticks + r"(?!`)").search(
            self.text, found.end(), self._paragraph_end(found.start())
        )
        return closing.end() if closing else found.end()

    def _comment(self, found: re.Match[str]) -> int:
        end = self.text.find("-->", found.end())
        if end < 0:
            self.finds.diagnostics.append(comment_not_closed(self._place(found.start()), "<!--"))
            return found.end()
        self.cutter.replace(found.start(), end + 3)
        return end + 3

    def _raw(self, found: re.Match[str]) -> int:
        """HTML whose content is no text: scripts and styles vanish, code stays as it is."""
        name = found["raw"]
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, found.end())
        if closing is None:
            return found.end()
        if name in ("script", "style"):
            self.cutter.replace(found.start(), closing.end())
        return closing.end()

    def _fence(self, found: re.Match[str]) -> int:
        ticks, info = found["ticks"], found["info"].strip()
        if self.fences and not info and self.fences[-1][0] == ticks[0] and len(ticks) >= len(self.fences[-1]):
            self.fences.pop()
            self.cutter.replace(found.start("ticks"), found.end())
            return found.end()
        directive = re.match(r"\{([\w:-]+)\}[ \t]*(.*)", info)
        name = directive[1].rpartition(":")[2] if directive else ""
        if directive and name in _WORD_DIRECTIVES:
            self.fences.append(ticks)
            return self._open_directive(found, directive[2])
        closing = re.compile(rf"^[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t]*$", re.MULTILINE).search(
            self.text, found.end()
        )
        if closing is None:
            self.finds.diagnostics.append(code_not_closed(self._place(found.start("ticks")), ticks))
            return len(self.text)
        if info.split(" ")[0] in ("math", "{math}", "latex-math"):
            return self._fenced_formula(found.start("ticks"), found.end() + 1, closing)
        return closing.end()

    def _fenced_formula(self, start: int, inner: int, closing: re.Match[str]) -> int:
        options = _OPTIONS.match(self.text, inner, closing.start())
        inner = options.end() if options else inner
        if not self.text[inner : closing.start()].strip():
            self.cutter.replace(start, closing.end())
            return closing.end()
        return self._formula((inner, closing.start()), (start, closing.end()), display=True)

    def _colons(self, found: re.Match[str]) -> int:
        if found["directive"] == "{math}":
            closing = re.compile(rf"^[ \t>]*:{{{len(found['colons'])},}}[ \t]*$", re.MULTILINE).search(
                self.text, found.end()
            )
            if closing is None:
                self.finds.diagnostics.append(
                    display_not_closed(self._place(found.start("colons")), ":::{math}", ":::")
                )
                return found.end()
            return self._fenced_formula(found.start("colons"), found.end() + 1, closing)
        title = re.match(r"\{[\w:-]+\}[ \t]*(.*)", self.text[found.start("directive") : found.end()])
        return self._open_directive(found, title[1] if title else "")

    def _open_directive(self, found: re.Match[str], title: str) -> int:
        """The first line of a box and its options: only the title is text."""
        options = _OPTIONS.match(self.text, found.end() + 1)
        end = max(options.end() - 1, found.end()) if options else found.end()
        start = found.start("ticks") if found["ticks"] else found.start("colons")
        begin = found.end() - len(title) if title else start
        if title.strip():
            self.cutter.replace(start, begin, "**")
            self.cutter.replace(begin + len(title.rstrip()), end, "**\n")
            return end
        self.cutter.replace(start, end)
        return end
