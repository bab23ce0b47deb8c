"""How names are spelled: a base letter with those scripts that belong to the name, as the reader looks them up."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.audit.context.scan import Texts
from solgen.notation.reading.spellings import LETTERS

GREEK = frozenset(LETTERS)


def spell_texts(texts: Sequence[str]) -> str:
    """Token texts as LaTeX without needless spaces; words as ``\\mathrm{...}``. The inverse of reading a name."""
    parts: list[str] = []
    for text in texts:
        spelled = f"\\mathrm{{{text.strip()}}}" if text.startswith(" ") else text
        if parts and spelled[:1].isalpha() and parts[-1][:1] == "\\" and parts[-1][-1:].isalpha():
            parts.append(" ")
        parts.append(spelled)
    return "".join(parts)


def script(mark: str, texts: Texts) -> str:
    """``_x`` or ``_{xy}``; empty without texts."""
    if not texts:
        return ""
    single = len(texts) == 1 and not texts[0].startswith(" ")
    return f"{mark}{texts[0]}" if single else f"{mark}{{{spell_texts(texts)}}}"


def is_letter(text: str) -> bool:
    """Whether one token sets one letter."""
    return (len(text) == 1 and text.isalpha()) or text in GREEK


def is_bold(base: str) -> bool:
    """Whether a base is set in bold or with an arrow, as vectors and matrices are."""
    return base.startswith(("\\mathbf", "\\boldsymbol", "\\bm", "\\vec"))


def is_upper(base: str) -> bool:
    """Whether a base is a capital, also under an accent or in bold."""
    inner = base[base.find("{") + 1 : -1] if base.endswith("}") and "{" in base else base
    inner = inner.removeprefix("\\")
    return inner[:1].isupper()


def index_items(texts: Texts) -> list[Texts]:
    """The indices of a subscript: at commas, else one for each sign where nothing but signs stand side by side."""
    if not texts:
        return []
    if "," in texts:
        items: list[list[str]] = [[]]
        for text in texts:
            if text == ",":
                items.append([])
            else:
                items[-1].append(text)
        return [tuple(item) for item in items]
    if all(is_letter(text) or text.isdigit() for text in texts):
        return [(text,) for text in texts]
    return [texts]
