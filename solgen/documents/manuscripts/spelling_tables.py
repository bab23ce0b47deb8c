"""What ``respell`` knows about each command."""

from __future__ import annotations

from typing import Final

DROPPED: Final = (
    *("nonumber", "notag", "allowdisplaybreaks", "displaybreak", "hfill", "hfil", "noindent", "centering", "small"),
    *("footnotesize", "scriptsize", "normalsize", "large", "Large", "strut", "mathstrut", "enspace", "enskip"),
    *("medspace", "negthinspace", "negmedspace", "thickspace", "medskip", "smallskip", "bigskip", "hline", "qed"),
    *("qedhere", "relax", "protect", "scriptstyle", "scriptscriptstyle", "boldmath", "unboldmath", "mathord"),
    *("mathbin", "mathrel", "mathopen", "mathclose", "mathpunct", "mathinner", "mathop", "break", "goodbreak"),
    *("allowbreak", "nobreak", "null", "leavevmode", "par", "toprule", "midrule", "bottomrule", "ignorespaces"),
    *("IEEEyesnumber", "IEEEnonumber", "IEEEeqnarraynumspace", "IEEEyessubnumber", "numberthis"),
)
"""Spacing, sizes, numbers."""

DROPPED_WITH_GROUP: Final = {
    **dict.fromkeys(("label", "tag", "hspace", "vspace", "phantom", "hphantom", "vphantom", "color", "cline"), 1),
    **dict.fromkeys(("index", "cite", "citep", "citet", "ref", "eqref", "cref", "Cref", "footnote", "marginpar"), 1),
    **dict.fromkeys(("addtocounter", "setcounter", "setlength", "rule", "raisetag"), 2),
}
"""With so many groups behind them."""
DROPPED_WITH_GROUP["raisetag"] = 1

UNWRAPPED: Final = {
    **dict.fromkeys(("boxed", "fbox", "framebox", "cancel", "bcancel", "xcancel", "smash", "ensuremath", "uline"), 1),
    **dict.fromkeys(("underbrace", "overbrace", "underbracket", "overbracket", "Aboxed", "highlight", "alert"), 1),
    **dict.fromkeys(("textcolor", "colorbox"), 2),
}
"""What stands in their last group is meant; how many groups there are."""

RENAMED: Final = {
    **dict.fromkeys(("cfrac", "nicefrac", "sfrac", "flatfrac"), "\\frac"),
    "leqq": "\\le",
    "geqq": "\\ge",
    **dict.fromkeys(("coloneqq", "coloneq", "defeq", "triangleq", "eqdef"), ":="),
    "mathds": "\\mathbb",
    **dict.fromkeys(("pmb", "boldmathsymbol", "symbfit"), "\\boldsymbol"),
    **dict.fromkeys(("symbf", "mathbold"), "\\mathbf"),
    **dict.fromkeys(("hdots", "dotsm", "dotso", "dotsi"), "\\dots"),
    **dict.fromkeys(("intercal", "transp", "transpose", "trans", "tran"), "\\top"),
    "dd": "d",
    "dif": "d",
    "grad": "\\nabla",
    "argmin": "\\arg\\min",
    "argmax": "\\arg\\max",
    **dict.fromkeys(("sgn", "sign"), "\\operatorname{sign}"),
    **dict.fromkeys(("tr", "Tr", "trace"), "\\operatorname{tr}"),
    **{word: f"\\operatorname{{{word}}}" for word in ("rank", "diag", "median", "arsinh", "arcosh", "artanh")},
    **{letter: f"\\mathbb{{{letter}}}" for letter in "RNZQC"},
}

PAIRS: Final = {
    "abs": ("\\lvert", "\\rvert"),
    "absolutevalue": ("\\lvert", "\\rvert"),
    "norm": ("\\lVert", "\\rVert"),
    "set": ("\\{", "\\}"),
    "floor": ("\\lfloor", "\\rfloor"),
    "ceil": ("\\lceil", "\\rceil"),
    "paren": ("(", ")"),
}

WORDS: Final = ("textbf", "textit", "textsf", "texttt", "textup", "textsl", "emph", "hbox")

FONTS: Final = {
    "bf": "\\mathbf",
    "rm": "\\mathrm",
    "it": "\\mathit",
    "cal": "\\mathcal",
    "sf": "\\mathsf",
    "tt": "\\mathtt",
}

INFIX: Final = {"over": "\\frac", "choose": "\\binom"}

_SMALL: Final = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_LARGE: Final = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
_RELATIONS: Final = "cdot cdot times le ge ne approx equiv in notin subset subseteq to Rightarrow Leftrightarrow"
_OTHERS: Final = (
    "infty partial nabla sum prod dots dots therefore land lor neg forall exists emptyset top epsilon phi ell"
)
_COMMANDS: Final = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψω", _SMALL.split(), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΦΨΩ", _LARGE.split(), strict=True)),
    **dict(zip("·⋅×≤≥≠≈≡∈∉⊂⊆→⇒⇔", _RELATIONS.split(), strict=True)),
    **dict(zip("∞∂∇∑∏…⋯∴∧∨¬∀∃∅⊤ϵϕℓ", _OTHERS.split(), strict=True)),
}

SIGNS: Final = {
    **{letter: f"\\{word} " for letter, word in _COMMANDS.items()},
    **dict.fromkeys("−–", "-"),
    "∗": "*",
    "÷": "/",
    "ℝ": "\\mathbb{R}",
    "ℕ": "\\mathbb{N}",
    "ℤ": "\\mathbb{Z}",
    "²": "^2",
    "³": "^3",
    "′": "'",
    "\N{NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{ZERO WIDTH SPACE}": "",
}
"""Characters that people type where LaTeX has a command."""
