"""What the commands and environments of LaTeX's text mean for who reads it."""

from __future__ import annotations

from typing import Final

SECTIONS: Final = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
    "frametitle": 3,
}
"""Commands with a title, and its level."""

STYLES: Final = {
    **dict.fromkeys(("textbf", "strong"), "strong"),
    **dict.fromkeys(("emph", "textit", "textsl", "underline", "alert", "structure"), "emphasis"),
    **dict.fromkeys(("texttt", "code"), "code"),
}

DROPPED_WITH: Final = {
    **dict.fromkeys(
        (
            *("label", "index", "vspace", "hspace", "vskip", "cite", "citep", "citet", "nocite", "pagestyle", "input"),
            *("thispagestyle", "bibliography", "bibliographystyle", "usepackage", "documentclass", "includeonly"),
            *(
                "author",
                "date",
                "title",
                "subtitle",
                "institute",
                "thanks",
                "hypersetup",
                "graphicspath",
                "pagenumbering",
            ),
            *("geometry", "usetikzlibrary", "pgfplotsset", "tikzset", "newtheorem", "theoremstyle", "newcounter"),
            *("stepcounter", "refstepcounter", "columnbreak", "fontsize", "color", "pagecolor", "bibitem", "input"),
            *("header", "footer", "firstpageheader", "runningheader", "extraheadheight", "pointname", "lhead", "rhead"),
            *("chead", "lfoot", "cfoot", "rfoot", "newlength", "newsavebox", "usetheme", "usecolortheme", "setlist"),
            *("include", "hyphenation", "phantomsection", "linespread", "selectlanguage", "fillin", "newif"),
            *("makeemptybox", "fillwithlines", "fillwithdottedlines", "fillwithgrid", "answerline", "answerlinelength"),
        ),
        1,
    ),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "addtocounter", "titleformat", "fontspec"), 2),
    **dict.fromkeys(("newtcolorbox", "definecolor", "firstpagefooter", "runningfooter", "rule", "renewcommand"), 3),
    "addcontentsline": 3,
}
"""Commands whose arguments are no text, and how many there are at most."""

FIRST_DROPPED: Final = {
    "textcolor": 1,
    "colorbox": 1,
    "href": 1,
    "parbox": 1,
    "makebox": 0,
    "raisebox": 1,
    "fcolorbox": 2,
}
"""Commands of whose arguments the last is text, and how many before it are none."""

WORDS: Final = {
    **dict.fromkeys(("dots", "ldots", "textellipsis"), "…"),
    **dict.fromkeys(
        ("quad", "qquad", "enspace", "space", "thinspace", "hfill", "hfil", ",", ";", " ", ":", "!", "@", "/"), " "
    ),
    **{sign: sign for sign in "%&_#${}"},
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "S": "§",
    "P": "¶",
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "aa": "å",
    "AA": "Å",
    "oe": "œ",
    "OE": "Œ",
    "i": "i",
    "j": "j",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textgreater": ">",
    "textless": "<",
    "textendash": "–",
    "textemdash": "—",
    "textquotesingle": "'",
    "degree": "°",
    "euro": "€",
    "pounds": "£",
    "copyright": "©",
    "checkmark": "✓",
    "blacksquare": "∎",
    "qed": "∎",
}
"""What stands for itself."""

ACCENTS: Final = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "b": "\u0331",
    "d": "\u0323",
}
"""Combining characters."""

LISTS: Final = {
    **dict.fromkeys(("enumerate", "compactenum", "inparaenum", "tasks"), True),
    **dict.fromkeys(("itemize", "compactitem", "description", "list", "trivlist", "inparaitem"), False),
    **dict.fromkeys(("choices", "checkboxes", "oneparchoices", "oneparcheckboxes"), True),
}
"""Whether the items of a list are counted."""

TABLES: Final = frozenset(
    {"tabular", "tabularx", "tabulary", "longtable", "tabu", "array", "supertabular", "xltabular"}
)

SKIPPED: Final = frozenset(
    {"figure", "wrapfigure", "SCfigure", "picture", "tikzcd", "forest", "sidewaysfigure", "subfigure"}
)
"""Environments of pictures."""

NAMED: Final = {
    "theorem": "Theorem",
    "thm": "Theorem",
    "lemma": "Lemma",
    "lem": "Lemma",
    "corollary": "Corollary",
    "cor": "Corollary",
    "proposition": "Proposition",
    "prop": "Proposition",
    "definition": "Definition",
    "defn": "Definition",
    "example": "Example",
    "remark": "Remark",
    "claim": "Claim",
    "fact": "Fact",
    "conjecture": "Conjecture",
    "proof": "Proof",
    "solution": "Solution",
    "answer": "Answer",
    "hint": "Hint",
    "note": "Note",
    "satz": "Satz",
    "beweis": "Beweis",
    "loesung": "Lösung",
    "solutionorbox": "Solution",
    "solutionorlines": "Solution",
    "solutionordottedlines": "Solution",
    "solutionbox": "Solution",
}
"""Environments that say what they are before their text."""

EXERCISES: Final = {
    "exercise": "Exercise",
    "ex": "Exercise",
    "problem": "Problem",
    "exer": "Exercise",
    "aufgabe": "Aufgabe",
    "task": "Task",
    "homeworkProblem": "Problem",
    "hwproblem": "Problem",
    "ejercicio": "Ejercicio",
}
"""Environments that begin a part of their own, counted."""

TAKE_GROUPS: Final = {
    "minipage": 1,
    "multicols": 1,
    "adjustbox": 1,
    "column": 1,
    "spacing": 1,
    "tabularx": 2,
    "tabulary": 2,
    "tabular": 1,
    "tabular*": 2,
    "longtable": 1,
    "array": 1,
    "xltabular": 2,
    "list": 2,
    "textblock": 1,
}
"""Environments with groups behind their name that are no text."""
