"""Putting Terms in the place of names, without capturing a bound name."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.notation.terms import BINDERS, Term, name, term


def fresh_name(base: str, taken: frozenset[str] | set[str]) -> str:
    """A name that starts like ``base`` and is not among ``taken``; it cannot be written by an author."""
    count = 1
    while f"{base}#{count}" in taken:
        count += 1
    return f"{base}#{count}"


def rename_bound(node: Term, new: str) -> Term:
    """A binder with its bound name replaced throughout its scope; ``new`` must not be free in it."""
    old = str(node.arguments[0].data)
    mapping = {old: name(new)}
    inside = BINDERS[node.head]
    arguments = [
        substitute(argument, mapping) if position in inside else argument
        for position, argument in enumerate(node.arguments)
    ]
    return term(node.head, [name(new), *arguments[1:]], node.data)


def substitute(node: Term, mapping: Mapping[str, Term]) -> Term:
    """``node`` with every free name of ``mapping`` replaced; bound names step aside.

    Standard capture-avoiding substitution (Barendregt, The Lambda Calculus, 2.1.11).
    """
    return _substitute(node, dict(mapping), {})


def _substitute(node: Term, mapping: dict[str, Term], done: dict[Term, Term]) -> Term:
    if node.free.isdisjoint(mapping):
        return node
    known = done.get(node)
    if known is not None:
        return known
    if node.head == "name":
        result = mapping.get(str(node.data), node)
    elif node.head in BINDERS:
        result = _under_binder(node, mapping)
    else:
        result = term(node.head, [_substitute(argument, mapping, done) for argument in node.arguments], node.data)
    done[node] = result
    return result


def _under_binder(node: Term, mapping: dict[str, Term]) -> Term:
    bound = str(node.arguments[0].data)
    inside = BINDERS[node.head]
    reach = {key: value for key, value in mapping.items() if key != bound}
    incoming = frozenset().union(*(value.free for key, value in reach.items() if key in node.free))
    if bound in incoming:
        new = fresh_name(bound, incoming | node.free | frozenset(mapping))
        node = rename_bound(node, new)
    arguments = [
        _substitute(argument, reach if position in inside else mapping, {})
        for position, argument in enumerate(node.arguments)
        if position > 0
    ]
    return term(node.head, [node.arguments[0], *arguments], node.data)


def replace_terms(node: Term, mapping: Mapping[Term, Term]) -> Term:
    """``node`` with whole subterms replaced; subterms that contain a name bound above them stay as they are."""
    return _replace(node, mapping, frozenset())


def _replace(node: Term, mapping: Mapping[Term, Term], bound: frozenset[str]) -> Term:
    found = mapping.get(node)
    if found is not None and node.free.isdisjoint(bound) and found.free.isdisjoint(bound):
        return found
    if not node.arguments:
        return node
    if node.head in BINDERS:
        inside = BINDERS[node.head]
        inner = bound | {str(node.arguments[0].data)}
        arguments = [node.arguments[0]] + [
            _replace(argument, mapping, inner if position in inside else bound)
            for position, argument in enumerate(node.arguments)
            if position > 0
        ]
    else:
        arguments = [_replace(argument, mapping, bound) for argument in node.arguments]
    return term(node.head, arguments, node.data)
