"""What each LaTeX command is when it is set: its character, its class, how it is spoken.

The writers share these tables, so that a command that one of them can set, all of them can. A command that stands in
none of the tables cannot be set; ``known_commands`` lists those that can.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from solgen.notation.reading.decorations import DECORATIONS


class Symbol(NamedTuple):
    """A character as it is set. ``kind`` is its class in TeX's sense, which decides the space around it."""

    character: str
    kind: str
    spoken: str = ""


_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο",
    "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

SPOKEN_LETTERS: Final = {
    **{"\\" + word: ("capital " if word[0].isupper() else "") + word.removeprefix("var").lower() for word in _GREEK},
    "\\ell": "ell",
}
"""How a Greek letter is read aloud."""

_ORDINARY: Final = {
    "ell": ("ℓ", "ell"), "infty": ("∞", "infinity"), "partial": ("∂", "partial"), "nabla": ("∇", "gradient"),
    "emptyset": ("∅", "the empty set"), "varnothing": ("∅", "the empty set"), "forall": ("∀", "for all"),
    "exists": ("∃", "there exists"), "neg": ("¬", "not"), "lnot": ("¬", "not"), "prime": ("′", "prime"),
    "dots": ("…", "and so on"), "ldots": ("…", "and so on"), "cdots": ("⋯", "and so on"), "vdots": ("⋮", "and so on"),
    "ddots": ("⋱", "and so on"), "dotsc": ("…", "and so on"), "dotsb": ("⋯", "and so on"), "hbar": ("ℏ", "h bar"),
    "aleph": ("ℵ", "aleph"), "#": ("#", "the number of"), "%": ("%", "percent"), "&": ("&", "and"),
    "_": ("_", "underscore"), "$": ("$", "dollar"), "dagger": ("†", "dagger"), "star": ("⋆", "star"),
    "ast": ("∗", "star"), "top": ("⊤", "transposed"), "bot": ("⊥", "bottom"),
    "intercal": ("⊺", "transposed"), "perp": ("⟂", "perpendicular to"),
    "circ": ("∘", "circle"), "degree": ("°", "degrees"), "square": ("□", "square"), "imath": ("ı", "i"),
    "jmath": ("ȷ", "j"), "Re": ("ℜ", "the real part of"), "Im": ("ℑ", "the imaginary part of"),
}  # fmt: skip

_BINARY: Final = {
    "cdot": ("⋅", "times"), "times": ("×", "times"), "div": ("÷", "divided by"), "pm": ("±", "plus or minus"),
    "mp": ("∓", "minus or plus"), "cup": ("∪", "union"), "cap": ("∩", "intersection"), "setminus": ("∖", "without"),
    "land": ("∧", "and"), "wedge": ("∧", "and"), "lor": ("∨", "or"), "vee": ("∨", "or"), "oplus": ("⊕", "o plus"),
    "otimes": ("⊗", "o times"), "odot": ("⊙", "o dot"), "bullet": ("•", "bullet"),
}  # fmt: skip

_RELATIONS: Final = {
    "le": ("≤", "is at most"), "leq": ("≤", "is at most"), "leqslant": ("⩽", "is at most"),
    "ge": ("≥", "is at least"), "geq": ("≥", "is at least"), "geqslant": ("⩾", "is at least"),
    "lt": ("<", "is less than"), "gt": (">", "is greater than"), "ne": ("≠", "is not equal to"),
    "neq": ("≠", "is not equal to"), "approx": ("≈", "is approximately"),
    "equiv": ("≡", "is identical to"), "sim": ("∼", "is distributed as"), "simeq": ("≃", "is similar to"),
    "cong": ("≅", "is congruent to"), "propto": ("∝", "is proportional to"), "in": ("∈", "in"),
    "notin": ("∉", "not in"), "ni": ("∋", "contains"), "subset": ("⊂", "is a subset of"),
    "subseteq": ("⊆", "is a subset of"), "supset": ("⊃", "contains"), "supseteq": ("⊇", "contains"),
    "mid": ("∣", "such that"), "succ": ("≻", "is greater than"), "succeq": ("⪰", "is at least"),
    "prec": ("≺", "is less than"), "preceq": ("⪯", "is at most"), "ll": ("≪", "is much less than"),
    "gg": ("≫", "is much greater than"), "to": ("→", "to"), "rightarrow": ("→", "to"), "gets": ("←", "from"),
    "leftarrow": ("←", "from"), "mapsto": ("↦", "maps to"), "longrightarrow": ("⟶", "to"),
    "Rightarrow": ("⇒", "implies"), "implies": ("⟹", "implies"), "Longrightarrow": ("⟹", "implies"),
    "Leftarrow": ("⇐", "is implied by"), "Leftrightarrow": ("⇔", "if and only if"),
    "iff": ("⟺", "if and only if"), "Longleftrightarrow": ("⟺", "if and only if"),
    "therefore": ("∴", "therefore"), "because": ("∵", "because"), "colon": (":", "such that"), "vdash": ("⊢", "yields"),
    "coloneqq": ("≔", "is defined as"), "coloneq": ("≔", "is defined as"), "parallel": ("∥", "parallel to"),
    "nearrow": ("↗", "increases to"), "searrow": ("↘", "decreases to"), "uparrow": ("↑", "increases to"),
    "downarrow": ("↓", "decreases to"),
}  # fmt: skip

_LARGE: Final = {
    "sum": ("∑", "sum"), "prod": ("∏", "product"), "int": ("∫", "integral"), "bigcup": ("⋃", "union"),
    "bigcap": ("⋂", "intersection"), "iint": ("∬", "double integral"), "oint": ("∮", "contour integral"),
}  # fmt: skip

_OPENING: Final = {
    "{": ("{", "open brace"), "lbrace": ("{", "open brace"), "langle": ("⟨", "open angle"), "lvert": ("|", "bar"),
    "lVert": ("‖", "double bar"), "lfloor": ("⌊", "floor of"), "lceil": ("⌈", "ceiling of"),
    "lbrack": ("[", "open bracket"), "lparen": ("(", "open"),
}  # fmt: skip

_CLOSING: Final = {
    "}": ("}", "close brace"), "rbrace": ("}", "close brace"), "rangle": ("⟩", "close angle"), "rvert": ("|", "bar"),
    "rVert": ("‖", "double bar"), "rfloor": ("⌋", "end floor"), "rceil": ("⌉", "end ceiling"),
    "rbrack": ("]", "close bracket"), "rparen": (")", "close"),
}  # fmt: skip

_FENCES: Final = {"|": ("‖", "double bar"), "Vert": ("‖", "double bar"), "vert": ("|", "bar")}


def _table(kind: str, entries: dict[str, tuple[str, str]]) -> dict[str, Symbol]:
    return {"\\" + word: Symbol(character, kind, spoken) for word, (character, spoken) in entries.items()}


SYMBOLS: Final[dict[str, Symbol]] = {
    **{"\\" + word: Symbol(letter, "ordinary", SPOKEN_LETTERS["\\" + word]) for word, letter in _GREEK.items()},
    **_table("ordinary", _ORDINARY),
    **_table("binary", _BINARY),
    **_table("relation", _RELATIONS),
    **_table("large", _LARGE),
    **_table("opening", _OPENING),
    **_table("closing", _CLOSING),
    **_table("fence", _FENCES),
    "\\backslash": Symbol("\\", "ordinary", "backslash"),
    "\\bmod": Symbol("mod", "binary", "modulo"),
}

SIGNS: Final[dict[str, Symbol]] = {
    "+": Symbol("+", "binary", "plus"),
    "-": Symbol("−", "binary", "minus"),
    "*": Symbol("∗", "binary", "star"),
    "=": Symbol("=", "relation", "equals"),
    "<": Symbol("<", "relation", "is less than"),
    ">": Symbol(">", "relation", "is greater than"),
    ":": Symbol(":", "relation", "such that"),
    ":=": Symbol("≔", "relation", "is defined as"),
    "/": Symbol("/", "ordinary", "over"),
    "|": Symbol("|", "fence", "bar"),
    "(": Symbol("(", "opening", "open"),
    ")": Symbol(")", "closing", "close"),
    "[": Symbol("[", "opening", "open bracket"),
    "]": Symbol("]", "closing", "close bracket"),
    ",": Symbol(",", "punctuation", ""),
    ";": Symbol(";", "punctuation", ""),
    ".": Symbol(".", "ordinary", ""),
    "!": Symbol("!", "closing", "factorial"),
    "?": Symbol("?", "closing", ""),
}
"""Signs that are typed as themselves. Those that are not here (``'``, ``~``) have rules in ``layout``."""

SPACES: Final[dict[str, float]] = {
    "\\,": 1 / 6, "\\thinspace": 1 / 6, "\\:": 2 / 9, "\\>": 2 / 9, "\\medspace": 2 / 9, "\\;": 5 / 18,
    "\\thickspace": 5 / 18, "\\!": -1 / 6, "\\negthinspace": -1 / 6, "\\quad": 1.0, "\\qquad": 2.0, "\\ ": 1 / 4,
    "~": 1 / 4, "\\space": 1 / 4, "\\enspace": 1 / 2,
}  # fmt: skip
"""Widths in em, as in TeX."""

LIMIT_OPERATORS: Final = frozenset(
    {
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "argmin",
        "argmax",
        "arg min",
        "arg max",
        "Pr",
        "gcd",
        "det",
        "limsup",
        "liminf",
    }
)
"""Operators whose subscript stands below them in a display."""

OPERATORS: Final[dict[str, str]] = {
    "\\" + word: word
    for word in (
        "exp", "ln", "log", "lg", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh",
        "cosh", "tanh", "coth", "lim", "max", "min", "sup", "inf", "arg", "argmin", "argmax", "det", "gcd", "deg",
        "dim", "ker",
        "hom", "Pr", "median", "sign", "diag", "tr", "rank", "artanh", "arsinh", "arcosh", "limsup", "liminf", "sgn",
        "Var", "Cov", "E",
    )
}  # fmt: skip
"""Commands that are set as an upright word; of those that LaTeX lacks, ``source`` writes the name out."""

LATEX_LACKS: Final = frozenset(
    {
        "\\argmin", "\\argmax", "\\median", "\\sign", "\\diag", "\\tr", "\\rank", "\\artanh", "\\arsinh", "\\arcosh",
        "\\sgn", "\\Var", "\\Cov", "\\E", "\\degree", "\\coloneqq", "\\coloneq", "\\lparen", "\\rparen",
    }
)  # fmt: skip
"""Commands of ours that LaTeX with amsmath and amssymb does not define; the LaTeX preamble defines them."""

ACCENTS: Final[dict[str, tuple[str, str]]] = {
    "\\bar": ("¯", "bar"), "\\overline": ("‾", "bar"), "\\hat": ("^", "hat"), "\\widehat": ("^", "hat"),
    "\\tilde": ("~", "tilde"), "\\widetilde": ("~", "tilde"), "\\dot": ("˙", "dot"), "\\ddot": ("¨", "double dot"),
    "\\vec": ("→", "arrow"), "\\check": ("ˇ", "check"), "\\breve": ("˘", "breve"), "\\underline": ("_", "underlined"),
    "\\underbrace": ("⏟", "braced below"), "\\overbrace": ("⏞", "braced above"),
    "\\underbracket": ("⎵", "bracketed below"), "\\overbracket": ("⎴", "bracketed above"),
}  # fmt: skip
"""Character that stands over (or, of ``\\underline``, under) the body, and the word said after it."""

STYLES: Final[dict[str, str]] = {
    "\\mathrm": "upright", "\\mathbf": "bold", "\\mathbb": "blackboard", "\\mathcal": "calligraphic",
    "\\mathsf": "sans", "\\mathit": "italic", "\\boldsymbol": "bold italic", "\\bm": "bold italic",
    "\\mathfrak": "fraktur", "\\mathscr": "calligraphic", "\\mathtt": "monospace",
}  # fmt: skip

FRACTIONS: Final[dict[str, str]] = {"\\frac": "", "\\dfrac": "display", "\\tfrac": "text", "\\cfrac": "display"}

BINOMIALS: Final[dict[str, str]] = {"\\binom": "", "\\dbinom": "display", "\\tbinom": "text"}

SIZES: Final[dict[str, float]] = {
    "\\" + size + side: factor
    for size, factor in (("big", 1.2), ("Big", 1.8), ("bigg", 2.4), ("Bigg", 3.0))
    for side in ("", "l", "r", "m")
}
"""Height of a delimiter of that size, in em."""

MATRICES: Final[dict[str, tuple[str, str]]] = {
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "smallmatrix": ("", ""),
}  # fmt: skip

ALIGNED: Final = frozenset(
    {"aligned", "align", "align*", "alignedat", "split", "gather", "gather*", "gathered", "equation", "equation*"}
)
"""Environments that break a display into lines."""

STRUCTURE: Final = frozenset(
    {
        "\\left", "\\right", "\\middle", "\\sqrt", "\\operatorname", "\\operatorname*", "\\limits", "\\nolimits",
        "\\displaystyle", "\\textstyle", "\\not", "\\marks", "\\answer", "\\text", "\\overset", "\\underset",
        "\\stackrel", "\\substack", "\\notag", "\\nonumber", "\\mathstrut",
    }
)  # fmt: skip
"""Commands with a rule of their own in ``layout`` or ``lines``."""


def known_commands() -> frozenset[str]:
    """Every command that can be set, with its backslash."""
    tables = (SYMBOLS, SPACES, OPERATORS, ACCENTS, STYLES, FRACTIONS, BINOMIALS, SIZES, DECORATIONS)
    return STRUCTURE.union(*tables)
