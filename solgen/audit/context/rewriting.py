"""A defined function written without its arguments, ``\\tau = ...`` for ``\\tau(x) = ...``, as what is meant by it.

How a name was defined decides what it stands for where it is written bare:

* ``applied``: ``\\tau(x)``, with the arguments of its definition;
* ``plain``: a quantity that depends on other names; ``E(w, b)`` is written for it where ``w`` and ``b`` are families;
* ``family``: such a quantity whose definition leaves an index free: one for each value of the index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from solgen.audit.context.spelling import spell_texts
from solgen.audit.context.vocabulary import Vocabulary
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import BINDERS, Term, name, term

_OF_FUNCTIONS: Final = frozenset({"prime", "subdifferential"})


@dataclass(frozen=True, slots=True)
class Form:
    """What a bare name stands for. ``value`` is the Term; ``arguments`` those with which it is written in full."""

    kind: str
    arguments: tuple[Term, ...]
    value: Term


def applied(function: str, arguments: tuple[Term, ...]) -> Form:
    """A function that is sometimes written without its arguments."""
    return Form("applied", arguments, term("apply", [name(function), *arguments]))


def plain(quantity: str, arguments: tuple[Term, ...]) -> Form:
    """A quantity that is sometimes written with what it depends on."""
    return Form("plain", arguments, name(quantity))


def family(quantity: str, arguments: tuple[Term, ...], index: str) -> Form:
    """A quantity for each value of an index."""
    return Form("family", arguments, term("index", [name(quantity), name(index)]))


def usual_forms(vocabulary: Vocabulary) -> dict[str, Form]:
    """The functions of a region with the arguments with which each is written first, where these are plain names."""
    forms: dict[str, Form] = {}
    for spelled, found in vocabulary.names.found.items():
        if found.sort != "function":
            continue
        written = (seen.use.arguments for seen in found.uses if seen.use.arguments)
        for arguments in written:
            names = [spell_texts(texts) for texts in arguments]
            known = [vocabulary.known.get(each) for each in names]
            if all(one is not None and not one.declaration.indices for one in known):
                forms[spelled] = applied(spelled, tuple(name(each) for each in names))
                break
    return forms


def rewritten(reading: Reading, forms: Mapping[str, Form]) -> Reading:
    """The reading with every bare name as what it stands for."""
    gradients = any(_is_of_several(node) for node in reading.term.walk())
    if not gradients and (not forms or reading.term.free.isdisjoint(forms)):
        return reading
    done: dict[Term, Term] = {}

    def change(node: Term, *, top: bool = False) -> Term:
        return node if top and node.head == "name" else _rewrite(node, forms, done)

    alone = len(reading.members) == 1 and not reading.continues
    members = tuple(replace(member, term=change(member.term, top=alone)) for member in reading.members)
    changed = change(reading.term, top=alone)
    if changed is reading.term:
        return reading
    remarks = tuple(
        replace(remark, formulas=tuple(change(formula) for formula in remark.formulas)) for remark in reading.remarks
    )
    return replace(reading, term=changed, members=members, remarks=remarks)


def _rewrite(node: Term, forms: Mapping[str, Form], done: dict[Term, Term]) -> Term:
    if node.free.isdisjoint(forms) and not any(_is_of_several(each) for each in node.walk()):
        return node
    known = done.get(node)
    if known is None:
        known = done[node] = _changed(node, forms, done)
    return known


def _changed(node: Term, forms: Mapping[str, Form], done: dict[Term, Term]) -> Term:
    if node.head == "name":
        form = forms.get(str(node.data))
        return node if form is None else form.value
    first = node.arguments[0] if node.arguments else None
    if node.head == "apply":
        assert first is not None
        if _is_of_several(node) and first.arguments[0].head == "name":
            return _column_of_derivatives(first.arguments[0], node.arguments[1:])
        form = forms.get(str(first.data)) if first.head == "name" else None
        arguments = tuple(_rewrite(argument, forms, done) for argument in node.arguments[1:])
        if form is not None and form.kind != "applied" and node.arguments[1:] == form.arguments:
            return form.value
        return term("apply", [_function(first, forms, done), *arguments])
    if node.head in _OF_FUNCTIONS or (node.head == "gradient" and len(node.arguments) == 1):
        return node
    if node.head == "relation" and all(side.head == "name" and _is_applied(side, forms) for side in node.arguments):
        return node  # an equation between functions
    if node.head == "index" and first is not None and first.head == "name":
        return term("index", [first, *(_rewrite(one, forms, done) for one in node.arguments[1:])])
    kept = 1 if node.head in BINDERS else 0
    rest = [_rewrite(argument, forms, done) for argument in node.arguments[kept:]]
    return term(node.head, [*node.arguments[:kept], *rest], node.data)


def _is_of_several(node: Term) -> bool:
    """``\\nabla h(x, y)``."""
    return node.head == "apply" and node.arguments[0].head == "gradient" and len(node.arguments) > 2


def _column_of_derivatives(function: Term, arguments: tuple[Term, ...]) -> Term:
    """The gradient of a function of several numbers where it is taken at names: one derivative below the other."""
    if any(argument.head != "name" for argument in arguments) or len(set(arguments)) < len(arguments):
        return term("apply", [term("gradient", [function]), *arguments])
    value = term("apply", [function, *arguments])
    entries = [term("derivative", [value, argument], "partial") for argument in arguments]
    return term("matrix", entries, (len(entries), 1))


def _function(node: Term, forms: Mapping[str, Form], done: dict[Term, Term]) -> Term:
    return (
        node
        if node.head in ("name", "builtin", "prime", "gradient", "subdifferential")
        else _rewrite(node, forms, done)
    )


def _is_applied(node: Term, forms: Mapping[str, Form]) -> bool:
    form = forms.get(str(node.data))
    return form is not None and form.kind == "applied"
