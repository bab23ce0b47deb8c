"""How signs, constants and functions are said in words, and phrases that a term's data choose."""

from __future__ import annotations

from typing import Final

RELATIONS: Final = {
    "=": "equals", "≠": "is not equal to", "<": "is less than", "≤": "is at most", ">": "is greater than",
    "≥": "is at least", "≈": "is approximately", "≡": "is identical to", "∈": "is in", "∉": "is not in",
    "⊂": "is a subset of", "⊆": "is a subset of", "⇒": "implies", "⇔": "if and only if",
    "≻": "is positive definite beyond", "⪰": "is positive semidefinite beyond",
}  # fmt: skip
CONSTANTS: Final = {
    "e": "e", "pi": "pi", "infinity": "infinity", "imaginary": "i", "identity": "the identity", "true": "otherwise",
    "false": "never", "everything": "everything", "empty": "the empty set", "reals": "the reals",
    "integers": "the integers", "delta": "Kronecker's delta",
    "integration": "the constant of integration",
}  # fmt: skip
BUILTINS: Final = {
    "exp": "the exponential", "ln": "the natural logarithm", "log": "the logarithm", "sin": "the sine",
    "cos": "the cosine", "tan": "the tangent", "cot": "the cotangent", "sec": "the secant", "csc": "the cosecant",
    "arcsin": "the arc sine", "arccos": "the arc cosine", "arctan": "the arc tangent", "sinh": "the hyperbolic sine",
    "cosh": "the hyperbolic cosine", "tanh": "the hyperbolic tangent", "coth": "the hyperbolic cotangent",
    "artanh": "the inverse hyperbolic tangent", "arsinh": "the inverse hyperbolic sine",
    "arcosh": "the inverse hyperbolic cosine", "max": "the maximum", "min": "the minimum", "sign": "the sign",
    "relu": "the rectifier",
    "median": "the median", "diag": "the diagonal matrix", "tr": "the trace", "det": "the determinant",
    "rank": "the rank",
    "inner product": "the inner product", "Hadamard product": "the entrywise product",
    "pseudoinverse": "the pseudoinverse", "sum norm": "the sum norm", "maximum norm": "the maximum norm",
    "identity": "the identity", "ones": "the vector of ones",
    "conjugate": "the conjugate", "real part": "the real part", "imaginary part": "the imaginary part",
    "big O": "something of the order of",
}  # fmt: skip
DERIVATIVES: Final = (
    (
        "the derivative with respect to {names} of {said}",
        "the partial derivative with respect to {names} of {said}",
    ),
    (
        "the second derivative with respect to {names} of {said}",
        "the second partial derivative with respect to {names} of {said}",
    ),
    (
        "the third derivative with respect to {names} of {said}",
        "the third partial derivative with respect to {names} of {said}",
    ),
    (
        "the {order}-fold derivative with respect to {names} of {said}",
        "the {order}-fold partial derivative with respect to {names} of {said}",
    ),
)
"""Total and partial, by order; the last for all higher ones."""
LIMITS: Final = {
    "": "the limit as {bound} goes to {point} of {body}",
    "+": "the limit as {bound} goes to {point} from above of {body}",
    "-": "the limit as {bound} goes to {point} from below of {body}",
}
INTERVALS: Final = {
    "[]": "the closed interval from {low} to {high}",
    "()": "the open interval from {low} to {high}",
    "[)": "the half-open interval from {low} to {high}, its left end included",
    "(]": "the half-open interval from {low} to {high}, its right end included",
}
QUANTIFIED: Final = {
    "for_all": ("for all {bound}: {said}", "for all {bound} in {over}: {said}"),
    "exists": ("there is {bound} with {said}", "there is {bound} in {over} with {said}"),
}
"""For anything, and for what is in a set."""
