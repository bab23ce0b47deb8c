"""What was meant is right where the audit would call the line right, and so it is named and suggested."""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.audited import AuditedClaim
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from solgen.judge import Judge


def _wrong(text: str) -> list[AuditedClaim]:
    with Judge() as judge:
        found = audit(understand(parse_manuscript(text, "sheet.md", "markdown")), judge)
    return [claim for claim in found.claims if claim.wrong]


def _name(claim: AuditedClaim) -> str:
    return claim.mistake.name if claim.mistake is not None else ""


def test_what_holds_only_in_a_domain_from_elsewhere_is_what_was_meant(audited):
    text = "$\\arg\\min_w (a w^2 - 2 b w) = -\\frac{b}{a}$\n\nAll this is for\n\n$a > 0${.if}"
    claim = audited(text, "w, a, b: real")["-\\frac{b}{a}"]
    assert _name(claim) == "lost-sign"
    assert claim.suggestion == "\\frac{b}{a}"


def test_a_function_may_be_taken_in_the_form_that_a_line_before_has_shown():
    text = (
        "Let $L(\\lambda) = \\prod_{i=1}^n \\lambda e^{-\\lambda x_i}$ for $\\lambda > 0$. Then\n\n"
        "$$\\ell(\\lambda) = \\ln L(\\lambda) = n \\ln \\lambda - \\lambda \\sum_{i=1}^n x_i.$$\n\n"
        "$$\\ell''(\\lambda) = -\\frac{\\lambda^2}{n}.$$\n"
    )
    (claim,) = _wrong(text)
    assert _name(claim) == "fraction-upside-down"


_LAYER = """Let $a_{ij} = \\sum_{k=1}^{D} W_{jk} x_{ik} + b_j$ for $j = 1, \\dots, H$ and $z_{ij} = f(a_{ij})$,

$$\\hat{y}_i = \\sum_{j=1}^{H} w_j z_{ij} + c, \\qquad E = \\frac{1}{2 N} \\sum_{i=1}^{N} (\\hat{y}_i - y_i)^2$$

for a differentiable function $f$. Then

$$\\frac{\\partial E}{\\partial b_j} = \\frac{1}{N} \\sum_{i=1}^{N} (\\hat{y}_i - y_i) w_j f'(a_{ij})$$

$$\\frac{\\partial E}{\\partial W_{jk}} = \\frac{1}{N} \\sum_{i=1}^{N} (\\hat{y}_i - y_i) w_j f'(a_{ij}) x_{ki}$$
"""


def test_indices_that_are_swapped_once_change_nothing_of_what_they_run_over():
    (claim,) = _wrong(_LAYER)
    assert claim.place.line == 9
    assert _name(claim) == "wrong-index"
    assert claim.suggestion.endswith("x_{ik}")


def test_an_equation_about_a_function_is_named_by_itself_before_it_is_as_a_step():
    text = (
        "Let $f(x) = x^3 - 3 x^2 + 4$. Its derivative $f'(x) = 3 x^2 - 6 x$ is zero where $x = 0$ or $x = 2$. "
        "Hence\n\n$$f(x) = (x + 1)(x - 2)$$\n"
    )
    (claim,) = _wrong(text)
    assert _name(claim) == "lost-square"
    assert claim.suggestion == "(x + 1) (x - 2)^{2}"


def test_a_sum_that_stops_too_early_makes_no_shorter_sample():
    text = (
        "Let $\\bar{y} = \\frac{1}{n} \\sum_{i=1}^{n - 1} y_i$.\n\n"
        "$$\\sum_{i=1}^{n} (y_i - c)^2 = \\sum_{i=1}^{n} y_i^2 - 2 c \\sum_{i=1}^{n} y_i + n c^2$$\n"
    )
    with Judge() as judge:
        found = audit(understand(parse_manuscript(text, "sheet.md", "markdown")), judge)
    declared = [one.text for one in found.understanding.inferred if one.text.startswith("y_i")]
    assert declared == ["y_i: real for i in 1..n"]
