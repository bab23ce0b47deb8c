"""The commands that the reader knows, by what they do."""

from __future__ import annotations

from typing import Final

LETTERS: Final = frozenset(
    "\\" + word
    for word in [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "omicron",
        "pi",
        "varpi",
        "rho",
        "varrho",
        "sigma",
        "varsigma",
        "tau",
        "upsilon",
        "phi",
        "varphi",
        "chi",
        "psi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Phi",
        "Psi",
        "Omega",
        "ell",
        "hbar",
        "imath",
        "jmath",
        "Re",
        "Im",
        "aleph",
    ]
)
"""Commands that set one letter, and so may be names."""

ACCENTS: Final = frozenset(
    "\\" + word
    for word in [
        "bar",
        "hat",
        "tilde",
        "vec",
        "dot",
        "ddot",
        "overline",
        "underline",
        "widehat",
        "widetilde",
        "mathbf",
        "mathbb",
        "mathcal",
        "mathsf",
        "mathrm",
        "mathit",
        "mathfrak",
        "mathscr",
        "boldsymbol",
        "bm",
        "mathtt",
    ]
)
"""Commands that make one name of the group after them."""

SPACING: Final = frozenset(
    {"\\,", "\\;", "\\:", "\\!", "\\ ", "\\>", "\\quad", "\\qquad", "\\thinspace", "~",
     "\\displaystyle", "\\textstyle", "\\limits", "\\nolimits"}
)  # fmt: skip
"""What only moves things about."""

SIZES: Final = frozenset("\\" + size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))

DOTS: Final = frozenset({"\\dots", "\\ldots", "\\cdots", "\\dotsc", "\\dotsb"})

ALTERNATING: Final = frozenset({"\\pm", "\\mp"})
"""Signs that say two things at once."""

TIMES: Final = frozenset({"\\cdot", "\\times"})

RELATION_SIGNS: Final[dict[str, str]] = {
    "=": "=",
    "<": "<",
    ">": ">",
    "\\lt": "<",
    "\\gt": ">",
    "\\le": "≤",
    "\\leq": "≤",
    "\\leqslant": "≤",
    "\\ge": "≥",
    "\\geq": "≥",
    "\\geqslant": "≥",
    "\\ne": "≠",
    "\\neq": "≠",
    "\\approx": "≈",
    "\\equiv": "≡",
    "\\in": "∈",
    "\\notin": "∉",
    "\\subset": "⊂",
    "\\subseteq": "⊆",
    "\\succ": "≻",
    "\\succeq": "⪰",
}

ARROWS: Final[dict[str, str]] = {
    "\\Rightarrow": "⇒",
    "\\implies": "⇒",
    "\\Longrightarrow": "⇒",
    "\\iff": "⇔",
    "\\Leftrightarrow": "⇔",
    "\\Longleftrightarrow": "⇔",
}
"""What stands between propositions."""

SET_RELATIONS: Final = frozenset("∈∉⊂⊆")

AND: Final = frozenset({"\\land", "\\wedge"})
OR: Final = frozenset({"\\lor", "\\vee"})
NOT: Final = frozenset({"\\neg", "\\lnot"})

BUILTIN_COMMANDS: Final[dict[str, str]] = {
    "\\" + word: word
    for word in (
        [
            "exp",
            "ln",
            "log",
            "sin",
            "cos",
            "tan",
            "cot",
            "sec",
            "csc",
            "arcsin",
            "arccos",
            "arctan",
            "sinh",
            "cosh",
            "tanh",
            "coth",
            "det",
            "max",
            "min",
        ]
    )
}
"""Functions that LaTeX has a command for. ``\\max`` and ``\\min`` with a subscript are binders instead."""

OPERATOR_NAMES: Final[dict[str, str]] = {
    **{word: word for word in BUILTIN_COMMANDS.values()},
    "artanh": "artanh",
    "arsinh": "arsinh",
    "arcosh": "arcosh",
    "sign": "sign",
    "ReLU": "relu",
    "relu": "relu",
    "median": "median",
    "diag": "diag",
    "tr": "tr",
    "trace": "tr",
    "rank": "rank",
    "Re": "real part",
    "Im": "imaginary part",
}
"""What may stand in ``\\operatorname{...}`` as a function."""

POWERED: Final = frozenset(["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"])
"""Functions for which ``\\sin^2 x`` means the square of the value, and nothing else."""

KNOWN_COMMANDS: Final = frozenset(
    {*TIMES, *ALTERNATING, *RELATION_SIGNS, *ARROWS, *AND, *OR, *NOT, "\\to", "\\mid", "\\}", "\\rvert", "\\rVert",
     "\\rfloor", "\\rceil", "\\cup", "\\cap", "\\setminus", "\\forall", "\\exists", "\\marks", "\\answer",
     "\\therefore", "\\prime", "\\top", "\\rangle", "\\odot"}
)  # fmt: skip
"""Commands that are read, though no factor begins with them."""
