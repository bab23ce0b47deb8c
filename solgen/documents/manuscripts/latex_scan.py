"""Where the formulas of a LaTeX text stand; each is taken out and a sign put in its place."""

from __future__ import annotations

import re

from solgen.documents.groups import group_end
from solgen.documents.manuscripts.faults import display_not_closed, dollar_alone, environment_not_closed
from solgen.documents.manuscripts.found import MOST_FORMULAS, Finds
from solgen.documents.manuscripts.lines import Source, tidy
from solgen.documents.manuscripts.markdown_scan import MATH_ENVIRONMENTS
from solgen.documents.manuscripts.plausible import has_prose
from solgen.documents.manuscripts.signs import signs_of
from solgen.documents.manuscripts.traced import Cutter, Traced, join

_NEXT = re.compile(
    r"\\begin\s*\{(?P<environment>[A-Za-z]+\*?)\}|\\(?P<bracket>[(\[])|\\ensuremath\s*(?P<ensured>\{)|\\."
    r"|(?P<dollars>\$\$?)",
    re.DOTALL,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\Z|\\(?:item|section|subsection|question|part|subpart)(?![A-Za-z])")
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*(\$)")
_CLOSING = {"(": "\\)", "[": "\\]"}
_IN_TEXT = frozenset({"array", "matrix", "cases", "pmatrix", "bmatrix", "split", "aligned", "gathered", "alignedat"})
"""Environments that stand in formulas only; outside of one they are not looked for."""
_ENVIRONMENTS = MATH_ENVIRONMENTS - {name + star for name in _IN_TEXT for star in ("", "*")}


def scan(text: Traced, source: Source) -> tuple[Traced, Finds]:
    """The text with signs, and the formulas."""
    scanner = _Scanner(text, source)
    return scanner.run(), scanner.finds


class _Scanner:
    def __init__(self, text: Traced, source: Source) -> None:
        self.traced = text
        self.text = text.text
        self.source = source
        self.finds = Finds()
        self.cutter = Cutter(text)

    def run(self) -> Traced:
        """The whole text."""
        position = 0
        while (found := _NEXT.search(self.text, position)) and len(self.finds.formulas) < MOST_FORMULAS:
            position = max(self._one(found), found.start() + 1)
        return self.cutter.done()

    def _one(self, found: re.Match[str]) -> int:
        if found["environment"]:
            return self._environment(found)
        if found["bracket"]:
            return self._bracket(found)
        if found["ensured"]:
            end = group_end(self.text, found.start("ensured"))
            if end > 0:
                return self._formula((found.end(), end - 1), (found.start(), end), display=False)
        elif found["dollars"] == "$$":
            return self._double(found.start())
        elif found["dollars"]:
            return self._single(found.start())
        return found.end()

    def _limit(self, position: int) -> int:
        found = _PARAGRAPH_END.search(self.text, position)
        return found.start() if found else len(self.text)

    def _place(self, position: int) -> int:
        return self.traced.origin(position)

    def _formula(self, inner: tuple[int, int], span: tuple[int, int], *, display: bool) -> int:
        latex = tidy(self.traced[inner[0] : inner[1]])
        self.cutter.replace(*span, signs_of(latex, self.traced.span(*span), self.finds, display=display))
        return span[1]

    def _single(self, start: int) -> int:
        limit = self._limit(start)
        closing = _DOLLAR.search(self.text, start + 1, limit)
        end = closing.start(1) if closing else -1
        inner = self.text[start + 1 : end]
        odd = self.text.count("$", start, limit) % 2 == 1
        if closing is None or (odd and has_prose(inner)) or not inner.strip():
            self.finds.diagnostics.append(dollar_alone(self.source.place(self._place(start))))
            return start + 1
        return self._formula((start + 1, end), (start, end + 1), display=False)

    def _double(self, start: int) -> int:
        limit = self._limit(start)
        end = self.text.find("$$", start + 2)
        if end < 0 or (end > limit and has_prose(self.text[limit:end])):
            return self._not_closed(start, start + 2, limit, "$$", "$$")
        if not self.text[start + 2 : end].strip():
            return end + 2
        return self._formula((start + 2, end), (start, end + 2), display=True)

    def _bracket(self, found: re.Match[str]) -> int:
        closing, limit = _CLOSING[found["bracket"]], self._limit(found.end())
        end = self.text.find(closing, found.end())
        if end < 0 or (end > limit and has_prose(self.text[limit:end])):
            return self._not_closed(found.start(), found.end(), limit, found[0], closing)
        if not self.text[found.end() : end].strip():
            return end + 2
        display = found["bracket"] == "["
        return self._formula((found.end(), end), (found.start(), end + 2), display=display)

    def _not_closed(self, start: int, inner: int, limit: int, opening: str, closing: str) -> int:
        """Read up to the paragraph's end, where that is a formula."""
        place = self.source.place(self._place(start))
        self.finds.diagnostics.append(display_not_closed(place, opening, closing))
        content = self.text[inner:limit]
        if has_prose(content) or not content.strip():
            return inner
        end = inner + len(content.rstrip().removesuffix("$"))
        return self._formula((inner, end), (start, limit), display=opening != "\\(")

    def _environment(self, found: re.Match[str]) -> int:
        name = found["environment"]
        if name not in _ENVIRONMENTS:
            return found.end()
        depth, end = 1, -1
        for edge in re.compile(r"\\(begin|end)\s*\{" + re.escape(name) + r"\}").finditer(self.text, found.end()):
            depth += 1 if edge[1] == "begin" else -1
            if depth == 0:
                end = edge.end()
                break
        limit = self._limit(found.end())
        if end > 0 and not (end > limit and has_prose(self.text[limit:end])):
            return self._formula((found.start(), end), (found.start(), end), display=True)
        self.finds.diagnostics.append(environment_not_closed(self.source.place(self._place(found.start())), name))
        other = re.compile(r"\\end\s*\{[A-Za-z]+\*?\}|\$").search(self.text, found.end(), limit)
        end = other.start() if other else limit
        inner = tidy(self.traced[found.start() : end])
        closed = join([inner, inner.put(f"\n\\end{{{name}}}", len(inner.text))])
        span = self.traced.span(found.start(), end)
        self.cutter.replace(found.start(), end, signs_of(closed, span, self.finds, display=True))
        return end
