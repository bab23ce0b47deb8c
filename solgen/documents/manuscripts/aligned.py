r"""Lines put together to an ``aligned`` display that the reader of formulas takes.

One ``&`` a line, a reason behind ``&&``, and lines that were broken inside a bracket or behind an operator are joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from solgen.documents.manuscripts.rows import Row
from solgen.documents.manuscripts.sayings import Saying
from solgen.documents.manuscripts.traced import Traced, join

_RELATION = re.compile(r"=|<|>|\\(?:le|ge|leq|geq|ne|neq|approx|equiv|in|to|Rightarrow|iff|implies)(?![A-Za-z])")
_ONLY_RELATION = re.compile(r"\s*(?:=|<|>|:=|\\[A-Za-z]+)\s*\Z")
_GOES_ON = re.compile(
    r"(?:[-+*/=<>(,]|\\(?:cdot|times|le|ge|leq|geq|ne|neq|approx|quad|qquad|Rightarrow|iff|implies|in|pm)|\[)\s*\Z"
)
_REPEATED = re.compile(r"(\+|=|\\cdot|\\times)\s*(?:\\q?quad|\\[,;: ]|\s)*\Z")
_COMMENTARY = re.compile(r"\\text|\\mbox|\\because|\(")
_OPENING = re.compile(r"(?<!\\)[(\[]|\\left(?![A-Za-z])|\\\{")
_CLOSING = re.compile(r"(?<!\\)[)\]]|\\right(?![A-Za-z])|\\\}")
_NOTHING_LEFT = re.compile(r"\\left\s*\.\s*")
_NOTHING_RIGHT = re.compile(r"\\right\s*\.\s*")

Line = tuple[Row, Saying | None]


def columns_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The pairs of columns of ``align``, each as lines of its own, where every one holds relations; else all in one."""
    widths = [len(_without_reason(row)) for row in rows]
    if not rows or max(widths) <= 2:
        return [list(rows)]
    count = (max(widths) + 1) // 2
    groups: list[list[Row]] = []
    for column in range(count):
        group = []
        for row in rows:
            cells = _without_reason(row)[2 * column : 2 * column + 2]
            if any(cell.text for cell in cells):
                group.append(Row(tuple(cells)))
        groups.append(group)
    sound = all(group and all(any(_RELATION.search(cell.text) for cell in row.cells) for row in group)
                and not all(_ONLY_RELATION.match("".join(cell.text for cell in row.cells)) for row in group)
                for group in groups)  # fmt: skip
    return groups if sound and all(len(_without_reason(row)) == len(row.cells) for row in rows) else [list(rows)]


def has_reason(cells: Sequence[Traced]) -> bool:
    """Whether what stands in the last cell says why the line holds, and is no part of it."""
    if len(cells) < 3:
        return False
    last = cells[-1].text
    return last.startswith(("\\text", "\\mbox")) or (not cells[-2].text and not _RELATION.match(last))


def _without_reason(row: Row) -> tuple[Traced, ...]:
    cells = row.cells
    if has_reason(cells):
        cells = cells[:-1]
    while len(cells) > 1 and not cells[-1].text:
        cells = cells[:-1]
    return cells


def aligned(lines: Sequence[Line], *, gathered: bool) -> Traced:
    """The lines as one formula. There is at least one."""
    parts: list[tuple[Traced, Traced | None]] = []
    for row, said in _joined(lines):
        parts.append((_cells(row, gathered=gathered), said.latex if said else None))
    if len(parts) == 1 and parts[0][1] is None:
        return _without_mark(parts[0][0])
    name = "gathered" if gathered and not any(reason for _, reason in parts) else "aligned"
    first, last = parts[0][0], parts[-1][0]
    found = [first.put(f"\\begin{{{name}}}\n", 0)]
    for position, (line, reason) in enumerate(parts):
        if position:
            found.append(line.put(" \\\\\n", 0))
        found.append(_without_mark(line) if name == "gathered" else line)
        if reason is not None:
            found += [line.put(" && ", len(line.text)), _as_reason(reason)]
    found.append(last.put(f"\n\\end{{{name}}}", len(last.text)))
    return join(found)


def _as_reason(reason: Traced) -> Traced:
    if _COMMENTARY.match(reason.text) or "\\" in reason.text or "=" in reason.text:
        return reason
    return join([reason.put("\\text{", 0), reason, reason.put("}", len(reason.text))])


def _cells(row: Row, *, gathered: bool) -> Traced:
    """The cells with one ``&`` among them, before the relation where the author set it."""
    cells = [cell for number, cell in enumerate(row.cells) if cell.text or number < 2]
    if gathered or len(row.cells) == 1:
        whole = join([cells[0]])
        return whole if gathered else join([whole.put("& ", 0), whole])
    parts = [cells[0], cells[0].put(" & " if cells[0].text else "& ", len(cells[0].text)), cells[1]]
    for cell in cells[2:]:
        parts += [cell.put(" ", 0), cell]
    return join(parts)


def _without_mark(line: Traced) -> Traced:
    """A line by itself needs no alignment."""
    position = _mark_in(line.text)
    if position < 0:
        return line
    return join([line[:position].strip(), line.put(" ", position), line[position + 1 :].strip()]).strip()


def _mark_in(text: str) -> int:
    """Where the line's own ``&`` stands: outside of groups and environments; -1 where there is none."""
    depth, position = 0, 0
    edge = re.compile(r"\\begin\b|\\end\b|\\.|[{}&]", re.DOTALL)
    while found := edge.search(text, position):
        position = found.end()
        if found[0] in ("{", "\\begin"):
            depth += 1
        elif found[0] in ("}", "\\end"):
            depth -= 1
        elif found[0] == "&" and depth <= 0:
            return found.start()
    return -1


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Lines with those that they were broken into behind an operator or inside a bracket."""
    found: list[Line] = []
    for row, reason in lines:
        if found and found[-1][1] is None and is_open("".join(cell.text for cell in found[-1][0].cells)):
            before = found[-1][0]
            text = "".join(cell.text for cell in before.cells)
            last = _cut(before.cells[-1], _NOTHING_RIGHT) if _NOTHING_RIGHT.search(text) else before.cells[-1]
            rest = [_cut(cell, _NOTHING_LEFT) for cell in row.cells if cell.text]
            if rest and (repeated := _REPEATED.search(last.text)) and rest[0].text.startswith(repeated[1]):
                last = last[: repeated.start()]  # an operator is set again on the next line, and meant once
            added = [part for cell in rest for part in (cell.put(" ", 0), cell)]
            found[-1] = (Row((*before.cells[:-1], join([last, *added]))), reason)
        else:
            found.append((row, reason))
    return found


def one_line(rows: Sequence[Row]) -> Traced:
    """Lines of one formula that was broken for its length alone."""
    cells = [join([part for cell in row.cells for part in (cell.put(" ", 0), cell)][1:]) for row in rows]
    found = cells[0]
    for cell in cells[1:]:
        repeated = _REPEATED.search(found.text)
        if repeated and cell.text.startswith(repeated[1]):
            found = found[: repeated.start()]
        found = join([_cut(found, _NOTHING_RIGHT), cell.put("\n", 0), _cut(cell, _NOTHING_LEFT)])
    return found


def is_open(text: str) -> bool:
    """Whether a line cannot end here: it ends in an operator, or a bracket is not closed."""
    if _GOES_ON.search(text) or _NOTHING_RIGHT.search(text):
        return True
    return len(_OPENING.findall(text)) > len(_CLOSING.findall(text)) and "\\in" not in text


def _cut(cell: Traced, pattern: re.Pattern[str]) -> Traced:
    found = pattern.search(cell.text)
    return join([cell[: found.start()], cell[found.end() :]]) if found else cell
