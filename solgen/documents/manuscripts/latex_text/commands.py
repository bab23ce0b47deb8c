"""Commands with a meaning of their own: headings, footnotes, references, pictures, questions."""

from __future__ import annotations

from solgen.documents.blocks import Text
from solgen.documents.manuscripts.exam_marks import LEVELS
from solgen.documents.manuscripts.latex_tables import SECTIONS
from solgen.documents.manuscripts.latex_text.inlines import flat, plain_words
from solgen.documents.manuscripts.latex_text.pieces import OPTION
from solgen.documents.manuscripts.latex_text.walker import CommandRule, Walker
from solgen.documents.raw import RawFigure, RawHeading


def _section(walker: Walker, name: str, position: int, end: int) -> int:
    """A heading."""
    group = walker.pieces.group(walker.pieces.behind_option(position), end)
    if group is None:
        return position
    walker.flush()
    walker.blocks.append(RawHeading(SECTIONS[name], walker.inline(*group), walker.line_at(position)))
    return group[1] + 1


def _paragraph_end(walker: Walker, name: str, position: int, end: int) -> int:
    r"""``\par``, ``\bigskip``."""
    del name, end
    walker.flush()
    return position


def _footnote(walker: Walker, name: str, position: int, end: int) -> int:
    """A footnote stands in brackets where its mark does."""
    del name
    group = walker.pieces.group(walker.pieces.behind_option(position), end)
    if group is None:
        return position
    walker.add(Text(" ("), position)
    for one in flat(walker.inline(*group)):
        walker.add(one, group[0])
    walker.add(Text(")"), position)
    return group[1] + 1


def _reference(walker: Walker, name: str, position: int, end: int) -> int:
    """The label that is referred to, in brackets."""
    del name
    group = walker.pieces.group(position, end)
    if group is None:
        return position
    walker.add(Text(f"({walker.text[group[0] : group[1]]})"), position)
    return group[1] + 1


def _picture(walker: Walker, name: str, position: int, end: int) -> int:
    """A picture in the text."""
    del name
    group = walker.pieces.group(walker.pieces.behind_option(position), end)
    if group is None:
        return position
    walker.flush()
    walker.blocks.append(RawFigure(walker.text[group[0] : group[1]], ""))
    return group[1] + 1


def _columns(walker: Walker, name: str, position: int, end: int) -> int:
    r"""``\multicolumn{2}{c}{words}``: the words."""
    del name
    group = walker.pieces.group(position, end)
    group = walker.pieces.group(group[1] + 1, end) if group else None
    group = walker.pieces.group(group[1] + 1, end) if group else None
    if group is None:
        return position
    walker.walk(*group)
    return group[1] + 1


def _exam(walker: Walker, name: str, position: int, end: int) -> int:
    r"""``\question[5]``, ``\part``: a heading with its number, and a mark for who imports it."""
    if name == "part" and not walker.numbering.inside:
        return _section(walker, name, position, end)
    title = ""
    if name.endswith("titledquestion"):
        group = walker.pieces.group(position, end)
        title = plain_words(walker.inline(*group)) if group else ""
        position = group[1] + 1 if group else position
    option = OPTION.match(walker.text, position, end)
    walker.flush()
    spot = walker.source.spot(walker.masked.origin(position))
    mark = walker.numbering.next(name, len(walker.blocks), spot, option[1] if option else "", title)
    if not walker.inner:
        walker.marks.append(mark)
    walker.blocks.append(walker.heading(mark.level + 1, f"{mark.label} {title}".strip(), position))
    return walker.pieces.behind_blank(option.end() if option else position)


COMMANDS: dict[str, CommandRule] = {
    **dict.fromkeys(SECTIONS, _section),
    **dict.fromkeys(("par", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "pagebreak"), _paragraph_end),
    **dict.fromkeys(("footnote", "footnotetext", "sidenote", "marginpar"), _footnote),
    **dict.fromkeys(("ref", "eqref", "cref", "Cref", "autoref", "pageref"), _reference),
    **dict.fromkeys(LEVELS, _exam),
    "includegraphics": _picture,
    "multicolumn": _columns,
}
