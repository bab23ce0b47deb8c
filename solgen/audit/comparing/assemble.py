"""From places where a text answers a question to the comparison: steps with their marks, answers, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solgen.audit.audited import Audit
from solgen.audit.comparing.anchors import Anchor, Line
from solgen.audit.comparing.covering import Reach, covered, reach_of
from solgen.audit.comparing.missing import Answered, answer_of, omissions_of
from solgen.audit.comparing.renaming import Renaming
from solgen.audit.comparing.scheme import Scheme, Wanted
from solgen.audit.comparison import ComparedPart, Comparison, MarkedStep
from solgen.documents.check import Judging, check

Anchors = dict[int, tuple[Anchor, ...]]
"""For each answer that is wanted, by its position: where the text starts from what is asked."""
_Lines = Mapping[str, tuple[Line, ...]]


def assembled(audit: Audit, lines: _Lines, judge: Judging, scheme: Scheme, anchors: Anchors) -> Comparison:
    """The comparison of a text with one variant of a question."""
    reaches = {part: reach_of(anchor, lines[part], judge) for part, anchor in _by_part(anchors).items()}
    has = covered(scheme.marked, reaches.values(), judge)
    answered = {
        position: _best(
            wanted, [_widened(one, reaches[one.text_part]) for one in anchors.get(position, ())], lines, judge
        )
        for position, wanted in enumerate(scheme.wanted)
    }
    parts = tuple(_part(name, scheme, answered, has, audit) for name in (part.name for part in scheme.parts))
    names = tuple(dict.fromkeys(pair for reach in reaches.values() for pair in reach.renaming.names))
    question = scheme.variant.question
    checked = check(scheme.document, judge)
    return Comparison(question.id, question.title, scheme.variant, scheme.document, parts, names, checked)


def _part(
    name: str, scheme: Scheme, answered: Mapping[int, Answered | None], has: Mapping[int, str], audit: Audit
) -> ComparedPart:
    lost = {given.term for each in answered.values() if each and each.wrong_end for given in each.wanted.given}
    steps = [
        (line, MarkedStep(line.part, line.latex, line.marks, "" if line.claim.right in lost else has.get(position, "")))
        for position, line in enumerate(scheme.marked)
        if line.part == name
    ]
    positions = [position for position, wanted in enumerate(scheme.wanted) if wanted.part == name]
    mine = [answered[position] for position in positions]
    found = [each for each in mine if each is not None]
    text_parts = list(dict.fromkeys(each.anchor.text_part for each in found))
    wanted = [scheme.wanted[position] for position in positions]
    return ComparedPart(
        name,
        next(part.marks for part in scheme.parts if part.name == name),
        tuple(step for _, step in steps),
        text_parts[0] if text_parts else "",
        next((each.claim for each in found if each.claim), ""),
        tuple(omissions_of(name, mine, wanted, steps, audit, text_parts)),
    )


def _by_part(anchors: Anchors) -> dict[str, Anchor]:
    """One anchor for each part of the text, an established one where there is one."""
    found: dict[str, Anchor] = {}
    for anchor in (each for several in anchors.values() for each in several):
        known = found.get(anchor.text_part)
        if known is None or (anchor.exact and not known.exact):
            found[anchor.text_part] = anchor
    return found


def _widened(anchor: Anchor, reach: Reach) -> Anchor:
    """The anchor with the names that the question and its part of the text define alike."""
    known = dict(anchor.renaming.names)
    more = tuple((old, new) for old, new in reach.renaming.names if old not in known and new not in known.values())
    return replace(anchor, renaming=Renaming((*anchor.renaming.names, *more))) if anchor.exact else anchor


def _best(wanted: Wanted, anchors: Sequence[Anchor], lines: _Lines, judge: Judging) -> Answered | None:
    """The part of the text that answers it, else the one that goes furthest."""
    several = [answer_of(wanted, anchor, lines[anchor.text_part], judge) for anchor in anchors]
    return max(several, key=lambda each: (bool(each.claim), each.length), default=None)
