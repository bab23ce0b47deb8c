r"""A LaTeX text without what is no text: comments, what is set as typed, branches that are not taken.

What stands in ``verbatim`` and its kin, and behind ``\verb``, becomes one sign; no formula and no command is looked for
in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from solgen.documents.manuscripts.traced import Cutter, Traced

_CODE = 0x10F000
_MOST_CODES = 0xFF0
CODE_SIGN = "[\U0010f000-\U0010fffd]"
_AS_TYPED = ("verbatim", "Verbatim", "lstlisting", "minted", "alltt", "BVerbatim", "LVerbatim")
_GONE = (
    "comment",
    "filecontents",
    "tikzpicture",
    "pgfpicture",
    "axis",
    "thebibliography",
    "asy",
    "pspicture",
    "luacode",
)
_NAMES = "|".join((*_AS_TYPED, *_GONE))
_NEXT = re.compile(
    rf"\\begin\s*\{{(?P<environment>{_NAMES})(?P<star>\*?)\}}"
    r"|\\(?:verb|lstinline)\*?(?P<delimiter>[^A-Za-z\s*])(?P<code>[^\n]*?)(?P=delimiter)"
    r"|\\newif\s*\\if(?P<condition>[A-Za-z]+)"
    r"|\\if(?!f(?![A-Za-z])|thenelse|toggle|blank|def\w|str\w)(?P<asked>[A-Za-z]+)|\\else(?![A-Za-z])|\\fi(?![A-Za-z])"
    r"|\\."
    r"|(?P<comment>%[^\n]*(?:\n[ \t]*(?!\n|[ \t]))?)",
    re.DOTALL,
)
_BRANCHING = re.compile(r"\\(?:newif|if(?!f\Z)[A-Za-z]|else\Z|fi\Z)")


@dataclass(slots=True)
class Clean:
    """The text, and what stood as typed: by its number whether on lines of its own, and the characters."""

    text: Traced
    codes: list[tuple[bool, str]] = field(default_factory=list)


def code_of(clean: Clean, sign: str) -> tuple[bool, str]:
    """What a sign stands for."""
    return clean.codes[ord(sign) - _CODE]


def clean(text: Traced) -> Clean:
    """The text with signs for what is set as typed, without comments and dead branches."""
    done = Clean(text)
    cutter = Cutter(text)
    branches = _Branches(cutter)
    for found in _NEXT.finditer(text.text):
        if found.start() < cutter.position:
            continue
        if _BRANCHING.match(found[0]):
            branches.met(found)
        elif branches.dead:
            continue
        elif found["environment"]:
            _environment(found, text.text, cutter, done)
        elif found["delimiter"]:
            _keep(done, cutter, (found.start(), found.end()), found["code"], block=False)
        elif found["comment"]:
            cutter.replace(found.start(), found.end())
    done.text = cutter.done()
    return done


def _environment(found: re.Match[str], source: str, cutter: Cutter, done: Clean) -> None:
    """An environment whose content is no text."""
    name = found["environment"]
    end = source.find(f"\\end{{{name}{found['star']}}}", found.end())
    if end < 0:
        return
    closing = source.index("}", end) + 1
    if name in _GONE:
        cutter.replace(found.start(), closing)
        return
    typed = re.sub(r"\A(?:\[[^\]]*\]|\{[^{}]*\})*[ \t]*\n?", "", source[found.end() : end]).rstrip("\n")
    _keep(done, cutter, (found.start(), closing), typed, block=True)


def _keep(done: Clean, cutter: Cutter, span: tuple[int, int], code: str, *, block: bool) -> None:
    """Put a sign where something stands as typed."""
    if len(done.codes) >= _MOST_CODES:
        cutter.replace(*span)
        return
    sign = chr(_CODE + len(done.codes))
    done.codes.append((block, code))
    cutter.replace(*span, f"\n\n{sign}\n\n" if block else sign)


class _Branches:
    r"""Conditions: of ``\iffalse`` the other branch is taken, of all others the first."""

    def __init__(self, cutter: Cutter) -> None:
        self.cutter = cutter
        self.open: list[int] = []
        """For each condition that has not ended, where its dead branch begins; -1 outside of it."""
        self.declared = {"printanswers", "true"}

    @property
    def dead(self) -> bool:
        """Whether what stands here is not taken."""
        return any(start >= 0 for start in self.open)

    def met(self, found: re.Match[str]) -> None:
        """Deal with what opens, turns or ends a condition."""
        if found["condition"]:
            self.declared.add(found["condition"])
            self._cut(found.start(), found.end())
        elif found["asked"]:
            self.open.append(found.start() if found["asked"] == "false" and not self.dead else -1)
            if found["asked"] in self.declared:
                self._cut(found.start(), found.end())
        elif self.open and found[0] == "\\else":
            start = self.open[-1]
            if start >= 0:
                self.open[-1] = -1
                self._cut(start, found.end())
            elif not self.dead:
                self.open[-1] = found.start()
        elif self.open:
            start = self.open.pop()
            self._cut(start if start >= 0 else found.start(), found.end())

    def _cut(self, start: int, end: int) -> None:
        if not self.dead:
            self.cutter.replace(start, end)
