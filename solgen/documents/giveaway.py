"""Whether hypotheses alone give an answer away: equality by substitution only, without a definition or a calculation.

Rule: the congruence closure of the hypotheses' equations (a = b and b = c give a = c; equal parts make equal wholes).
Two terms in one class are equal by the hypotheses alone; what is bound by a sum or a minimum counts as a whole. Source:
Nelson and Oppen, Fast decision procedures based on congruence closure, 1980, with the obvious algorithm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solgen.notation.terms import BINDERS, Term

_LARGEST = 2_000


def equations(hypotheses: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """The pairs that hypotheses say are equal."""
    for hypothesis in hypotheses:
        if hypothesis.head in ("and", "statements"):
            yield from equations(hypothesis.arguments)
        elif hypothesis.head == "relation" and hypothesis.data == "=":
            yield hypothesis.arguments[0], hypothesis.arguments[1]
        elif hypothesis.head == "chain" and isinstance(hypothesis.data, tuple):
            members = hypothesis.arguments
            for position, sign in enumerate(hypothesis.data):
                if sign == "=":
                    yield members[position], members[position + 1]


def given_away(left: Term, right: Term, hypotheses: Iterable[Term]) -> bool:
    """Whether ``left = right`` follows from the hypotheses by substitution alone (never true without hypotheses)."""
    pairs = list(equations(hypotheses))
    if not pairs or left is right:
        return False
    nodes = list(dict.fromkeys(node for root in (left, right, *sum(pairs, ())) for node in _visible(root)))
    if len(nodes) > _LARGEST:
        return False
    leader = {node: node for node in nodes}

    def find(node: Term) -> Term:
        while leader[node] is not node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for first, second in pairs:
        leader[find(first)] = find(second)
    changed = True
    while changed and find(left) is not find(right):
        changed = False
        wholes: dict[tuple[object, ...], Term] = {}
        for node in nodes:
            if not node.arguments or node.head in BINDERS:
                continue
            key = (node.head, node.data, *(find(argument) for argument in node.arguments))
            other = wholes.setdefault(key, node)
            if find(other) is not find(node):
                leader[find(node)] = find(other)
                changed = True
    return find(left) is find(right)


def _visible(root: Term) -> Iterator[Term]:
    """The subterms of ``root`` that no binder hides."""
    stack = [root]
    seen: set[Term] = set()
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node
        if node.head not in BINDERS:
            stack.extend(node.arguments)
