"""``f in terms of g``: which side is expressed by which, seen on the Terms as written.

Wrong is: the left side is not the one that was named; the other side still contains it; or it contains a name that the
allowed ones were to take the place of (with ``o = σ(x)``, "in terms of o" leaves no room for x). Other names, such as
data that are given, may stand. Nothing is judged about values here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solgen.kernel.form import in_form
from solgen.notation.context import Context
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

_FEEDBACK = {
    "roles-swapped": "“f in terms of g” has f alone on the left and g on the right; here it is the other way round.",
    "form-not-met": "Replace what must not stand in the answer by what you know it to be in the names that may.",
}


@dataclass(frozen=True, slots=True)
class Form:
    """Whether an equation has the form that a sentence says it has; ``reason`` is why not."""

    subject: str
    """LaTeX of what is said to be expressed."""
    allowed: str
    """LaTeX of the names in terms of which it is said to be."""
    reason: str
    kind: str = ""
    """The kind of mistake: ``roles-swapped`` or ``form-not-met``."""

    @property
    def feedback(self) -> str:
        """A sentence for who wrote it."""
        return _FEEDBACK[self.kind]


def form_of(
    left: Term, right: Term, subject: Term | None, terms: Iterable[Term], context: Context, *, derived: bool
) -> Form | None:
    """The form of ``left = right`` as "``subject`` in terms of ``terms``"; None where that means nothing here."""
    allowed = {named for each in terms if (named := _head(each)) is not None}
    own = _head(left)
    if not allowed or own is None:
        return None
    said = _head(subject) if subject is not None and not derived else own
    by = ", ".join(sorted(allowed))
    shown = to_latex(left) if said == own or said is None else said
    if said is not None and said != own:
        if own in allowed and said in right.free:
            reason = f"the roles are swapped: this expresses {own} in terms of {said}"
            return Form(shown, by, reason, "roles-swapped")
        return Form(shown, by, f"this expresses {own}, not {said}", "form-not-met")
    if own in right.free and own not in allowed and left in set(right.walk()):
        return Form(
            shown, by, f"it is not in terms of {by}: the right side still contains {to_latex(left)}", "form-not-met"
        )
    strangers = in_form(right, allowed, context)
    if strangers is None:
        return Form(shown, by, "")
    replaced = _replaced(allowed, context)
    remaining = sorted(name for name in _names(strangers) if name in replaced)
    if remaining:
        return Form(
            shown, by, f"it is not in terms of {by} only: it still contains {', '.join(remaining)}", "form-not-met"
        )
    return Form(shown, by, "")


def _names(said: str) -> list[str]:
    return said.removeprefix("it still contains ").split(", ")


def _replaced(allowed: Iterable[str], context: Context) -> frozenset[str]:
    """The names that stand in the definitions of the allowed ones, whose place those take."""
    found: frozenset[str] = frozenset()
    for named in allowed:
        definition = context.definition(named)
        if definition is not None and definition.target.head == "name":
            found |= definition.body.free
    return found


def _head(node: Term) -> str | None:
    """The name that a Term is about: of ``σ(x)``, ``σ'(x)``, ``y_i`` and ``o = σ(x)``, the first one."""
    while node.arguments and node.head in ("apply", "index", "prime", "relation", "chain", "derivative"):
        node = node.arguments[0]
    return str(node.data) if node.head == "name" else None
