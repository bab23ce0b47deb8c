"""A text, a table of verdicts and a bank's words that hold what each format would take for its own markup."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from solgen.audit.audited import Audit, Recognized
from solgen.audit.comparison import ComparedPart, Comparison, MarkedStep, Omission
from solgen.audit.understanding import Inferred
from solgen.diagnostics import Diagnostic, Place
from tests.sheets.audits import audit_of, audit_of_case

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(2)>",
    "</script><svg/onload=alert(3)>",
    '" onmouseover="alert(4)" x=\'',
    "javascript:alert(5)",
    '#eval("panic(1)") #panic("no") #read("/etc/passwd") $x$ *bold* _it_ @ref <label>',
    "\\input{/etc/passwd} \\write18{id} $\\undefined$ % ^^5c & ~ _ # {",
    "![](http://example.org/a.png) [x](javascript:alert(6)) ``` `a` | ~~~ === --- > # 1. - * <!-- -->",
    "<% for x in y %> << 1 >> <# x #> {{ 7*7 }}",
    "\u202eright to left\u202c \x00\x07\x1b[31m \ufffe 中文 \U0001f600",
    "&lt;b&gt; &amp;amp; ]]> <![CDATA[ <math><mtext></mtext></math>",
)
_TEXT = r"""# {0}

{0} and *{0}* and $\text{{{1}}} = x$ and $x \unheardof {2}$.

* {0}

| {3} | b |
|---|---|
| {3} | $x = \text{{{1}}}$ |

$$
\begin{{aligned}}
x &= x && \text{{{1}}} \\
  &= 2 x
\end{{aligned}}
$$

$$
\unheardof {2}
$$

```
{2}
```

`{3}`
"""


def _comparison(payload: str, made: Audit) -> Comparison:
    (known,) = audit_of_case("hyperbolic").comparisons
    steps = (MarkedStep(payload, payload, 1, made.claims[0].id), MarkedStep(payload, payload, 2))
    part = ComparedPart(payload, 3, steps, payload, payload, (Omission(payload, payload, payload),))
    return replace(known, question=payload, title=payload, names=((payload, payload),), parts=(part,))


def hostile_audit(payload: str) -> Audit:
    """An audit with the payload in every text that it holds."""
    line = " ".join(payload.split("\n"))
    plain = "".join(character for character in line if character not in "$\\{}%#&_^`~")
    text = _TEXT.format(line, plain, line.replace("$", ""), line.replace("`", "").replace("|", "/"))
    claim = {"id": payload, "formula": 0, "line": 3, "word": "refuted", "message": payload, "left": payload}
    other = {"id": "b", "formula": 3, "member": 2, "line": 13, "word": "refuted", "cause": payload, "message": payload}
    words = {"id": "c", "formula": 0, "line": 3, "word": "undecided", "sentence": True, "latex": payload}
    table: dict[str, Any] = {
        "declare": "x: real",
        "claims": [claim, other, words],
        "title": payload,
        "file": f"{payload}.md",
    }
    table |= {"question": payload, "interpretations": [payload, "b"], "parts": {0: payload, 2: payload + "2"}}
    made = audit_of(text, table)
    first, *rest = made.claims
    first = replace(
        first,
        mistake=Recognized(payload, payload, payload),
        suggestion=payload,
        right=payload,
        relation=payload,
        conditions=(payload,),
        range=payload,
    )
    understanding = replace(
        made.understanding,
        manuscript=replace(made.understanding.manuscript, language=payload),
        inferred=(
            Inferred("declaration", payload, Place(payload, 1, note=payload), payload, part=payload),
            Inferred("definition", payload, Place(payload, 1), payload),
        ),
    )
    return replace(
        made,
        understanding=understanding,
        claims=(first, *rest),
        comparisons=(_comparison(payload, made),),
        diagnostics=(Diagnostic("audit-x", payload, Place(payload, 2), payload),),
    )
