"""Random claims about one or two numbers: functions, derivatives, limits, equations and systems. Each is true."""

from __future__ import annotations

from fractions import Fraction

from tests.bench.differential.draws import Draw, pick, whole

REALS = r"""
x, u, v: real
p, q: real, positive
n: size
z: complex
"""


def _argument(draw: Draw) -> str:
    return draw.choice(["x", "u", "2x", "(x + u)", r"\frac{x}{2}", "x v", "(u - 1)", "p", "x^2"])


def functions(draw: Draw) -> str:
    """Trigonometric, hyperbolic and inverse functions, complex numbers, coefficients."""
    A, B = _argument(draw), _argument(draw)  # noqa: N806 -- the letters of laws
    k = draw.randint(2, 4)
    return pick(
        draw,
        [
            (rf"\sin^2({A}) + \cos^2({A})", "1"),
            (rf"\sin(2 ({A}))", rf"2 \sin({A}) \cos({A})"),
            (rf"\cos({A} + {B})", rf"\cos({A}) \cos({B}) - \sin({A}) \sin({B})"),
            (rf"\sin({A} - {B})", rf"\sin({A}) \cos({B}) - \cos({A}) \sin({B})"),
            (rf"1 + \tan^2({A})", rf"\frac{{1}}{{\cos^2({A})}}"),
            (rf"\cos(2 ({A}))", rf"1 - 2 \sin^2({A})"),
            (rf"\cosh^2({A}) - \sinh^2({A})", "1"),
            (rf"\tanh({A})", rf"\frac{{e^{{2 ({A})}} - 1}}{{e^{{2 ({A})}} + 1}}"),
            (rf"1 - \tanh^2({A})", rf"\frac{{1}}{{\cosh^2({A})}}"),
            (rf"\sin(\arctan({A}))", rf"\frac{{{A}}}{{\sqrt{{1 + ({A})^2}}}}"),
            (rf"\operatorname{{arsinh}}({A})", rf"\ln({A} + \sqrt{{({A})^2 + 1}})"),
            (rf"\frac{{1}}{{1 + e^{{-{A}}}}} + \frac{{1}}{{1 + e^{{{A}}}}}", "1"),
            (rf"|z + {k}|^2", rf"|z|^2 + {k} z + {k} \overline{{z}} + {k * k}"),
            (rf"\overline{{(z + {k})^2}}", rf"(\overline{{z}} + {k})^2"),
            (rf"\binom{{n + {k}}}{{1}}", f"n + {k}"),
            (r"\frac{(n + 1)!}{n!}", "n + 1"),
            (rf"\binom{{n}}{{{k}}}", rf"\binom{{n - 1}}{{{k}}} + \binom{{n - 1}}{{{k - 1}}}"),
            (rf"\log_{{{k}}} (p q)", rf"\log_{{{k}}} p + \log_{{{k}}} q"),
            (rf"\lfloor x + {k} \rfloor", rf"\lfloor x \rfloor + {k}"),
            (rf"p^{{x + {k}}}", rf"p^x p^{{{k}}}"),
            (rf"\sqrt{{p^{{{2 * k}}}}}", f"p^{{{k}}}"),
            (r"\operatorname{sign}(x) |x|", "x"),
        ],
    )


def derivatives_of_functions(draw: Draw) -> str:
    """Derivatives by x of compositions, up to the second."""
    k, m = whole(draw), draw.randint(2, 4)
    first = r"\frac{d}{dx}"
    return pick(
        draw,
        [
            (rf"{first} \sin({k} x + u)", rf"{k} \cos({k} x + u)"),
            (rf"{first} e^{{{k} x^2}}", rf"{2 * k} x e^{{{k} x^2}}"),
            (rf"{first} \ln(1 + p x^{{2}})", r"\frac{2 p x}{1 + p x^2}"),
            (rf"{first} \tanh({m} x)", rf"{m} (1 - \tanh^2({m} x))"),
            (rf"{first} \frac{{1}}{{1 + e^{{-{m} x}}}}", rf"\frac{{{m} e^{{-{m} x}}}}{{(1 + e^{{-{m} x}})^2}}"),
            (rf"{first} \arctan({m} x)", rf"\frac{{{m}}}{{1 + {m * m} x^2}}"),
            (rf"{first} x^{{{m}}} e^{{u x}}", rf"x^{{{m - 1}}} e^{{u x}} ({m} + u x)"),
            (rf"\frac{{d^2}}{{dx^2}} \cos({m} x)", rf"-{m * m} \cos({m} x)"),
            (rf"{first} \sqrt{{p + x^2}}", r"\frac{x}{\sqrt{p + x^2}}"),
            (rf"{first} p^x", r"p^x \ln p"),
            (rf"\frac{{d^2}}{{dx^2}} x^{{{m}}}", rf"{m * (m - 1)} x^{{{m - 2}}}"),
            (rf"{first} \ln \cosh x", r"\tanh x"),
            (r"\frac{\partial^2}{\partial x \partial u} e^{x u}", "(1 + x u) e^{x u}"),
        ],
    )


def limits(draw: Draw) -> str:
    """Limits at 0 and at infinity, and Taylor polynomials."""
    k, m = whole(draw), draw.randint(1, 5)
    return pick(
        draw,
        [
            (rf"\lim_{{x \to 0}} \frac{{\sin({k} x)}}{{x}}", str(k)),
            (rf"\lim_{{x \to 0}} \frac{{e^{{{k} x}} - 1}}{{{m} x}}", rf"\frac{{{k}}}{{{m}}}"),
            (rf"\lim_{{x \to 0}} \frac{{1 - \cos({m} x)}}{{x^2}}", rf"\frac{{{m * m}}}{{2}}"),
            (rf"\lim_{{x \to 0}} \frac{{\ln(1 + {m} x)}}{{x}}", str(m)),
            (rf"\lim_{{x \to \infty}} \frac{{{m} x^2 + x}}{{x^2 - {k}}}", str(m)),
            (rf"\lim_{{x \to \infty}} x^{{{m}}} e^{{-x}}", "0"),
            (rf"\lim_{{x \to {m}}} \frac{{x^2 - {m * m}}}{{x - {m}}}", str(2 * m)),
            (rf"\lim_{{x \to 0^+}} x^{{{m}}} \ln x", "0"),
            (rf"\lim_{{n \to \infty}} \frac{{{m} n + {k}}}{{n}}", str(m)),
            (r"\lim_{x \to 0^-} \frac{|x|}{x}", "-1"),
            (rf"\lim_{{x \to \infty}} \tanh({m} x)", "1"),
            (r"\lim_{x \to \infty} \frac{\ln x}{x}", "0"),
            (rf"e^{{{k} x}}", rf"1 + {k} x + \frac{{{k * k}}}{{2}} x^2 + O(x^3)"),
            (rf"\cos({m} x)", rf"1 - \frac{{{m * m}}}{{2}} x^2 + O(x^4)"),
            (rf"\frac{{1}}{{1 - {m} x}}", rf"1 + {m} x + {m * m} x^2 + O(x^3)"),
            (r"\lim_{x \to 0} \frac{x - \sin x}{x^3}", r"\frac{1}{6}"),
        ],
    )


def equations(draw: Draw) -> str:
    """Conditions on one unknown with all their solutions."""
    r, s = sorted((whole(draw), whole(draw)))
    k, m = draw.randint(2, 5), whole(draw, 1, 6)
    roots = rf"x = {r} \lor x = {s}"
    root = Fraction(k * s - r, k - 1)
    solved = f"{root.numerator}" if root.denominator == 1 else rf"\frac{{{root.numerator}}}{{{root.denominator}}}"
    impossible = r == s
    return draw.choice(
        [
            rf"x^2 - ({r + s}) x + ({r * s}) = 0 \iff {roots}",
            rf"{k} (x - ({r})) (x - ({s})) = 0 \iff {roots}",
            rf"e^{{{k} x}} = {m} \iff x = \frac{{\ln {m}}}{{{k}}}",
            rf"\ln(x + {m}) = {s} \iff x = e^{{{s}}} - {m}",
            rf"|x - ({r})| = {m} \iff x = {r + m} \lor x = {r - m}",
            rf"\sqrt{{x + {m}}} = {k} \iff x = {k * k - m}",
            rf"x^2 < {m * m} \iff -{m} < x < {m}",
            rf"x^2 \ge {m * m} \iff x \le -{m} \lor x \ge {m}",
            rf"x^3 = {m**3} \iff x = {m}",
            rf"\frac{{x - ({r})}}{{x - ({s})}} = {k} \iff x = {solved}"
            if not impossible
            else rf"\frac{{x}}{{x - ({s})}} = 1 \Rightarrow x = {r}",
            rf"(x - ({r})) (x - ({s})) < 0 \iff {r} < x < {s}",
            r"p x = q \iff x = \frac{q}{p}",
            rf"e^x > {m} \iff x > \ln {m}",
            rf"|x - ({r})| \le {m} \iff {r - m} \le x \le {r + m}",
            rf"x^2 = x \cdot ({s}) \iff x = 0 \lor x = {s}",
            rf"x = {s} \Rightarrow x^2 = {s * s}",
            rf"\frac{{{k}}}{{x}} < {m} \iff x < 0 \lor x > \frac{{{k}}}{{{m}}}",
            rf"x^4 - {m * m} x^2 = 0 \iff x = 0 \lor x = {m} \lor x = -{m}",
            rf"u x = u \cdot ({s}) \iff u = 0 \lor x = {s}",
            rf"{k} x + ({r}) > {s} \iff x > \frac{{{s - r}}}{{{k}}}",
        ]
    )


def systems(draw: Draw) -> str:
    """Systems of two equations with a known solution, and what elimination makes of them."""
    x, u = whole(draw), whole(draw)
    a, b, c, d = (whole(draw, -3, 3) for _ in range(4))
    e, f = a * x + b * u, c * x + d * u
    first, second = f"({a}) x + ({b}) u = {e}", f"({c}) x + ({d}) u = {f}"
    solution = rf"x = {x} \land u = {u}"
    if a * d == b * c:
        return rf"{solution} \Rightarrow {first} \land {second}"
    return draw.choice(
        [
            rf"{first} \land {second} \iff {solution}",
            rf"{first} \land {second} \Rightarrow x = {x}",
            rf"{first} \land x = {x} \Rightarrow u = {u}",
            rf"x + u = {x + u} \land x u = {x * u} \iff (x = {x} \land u = {u}) \lor (x = {u} \land u = {x})",
            rf"{first} \land {second} \iff {first} \land ({a + c}) x + ({b + d}) u = {e + f}",
            r"x^2 + u^2 = 0 \iff x = 0 \land u = 0",
            r"x u = 0 \iff x = 0 \lor u = 0",
            r"x^2 = u^2 \iff x = u \lor x = -u",
            rf"x = u + ({x - u}) \land u = {u} \iff {solution}",
        ]
    )
