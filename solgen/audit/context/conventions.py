"""What formulas leave open of the shapes of names, settled by the conventions of linear algebra.

Behind a matrix a small letter is a vector and a capital a matrix; in front of one, a small letter is a number. A letter
has the shape of the same letter with a mark. What nothing asks to be an array is a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from solgen.audit.context.shapes import Inference
from solgen.audit.context.spelling import is_bold, is_upper
from solgen.audit.context.types import ONE, Product, Size, Type, Types, a_number, an_array, is_one


def conclude(inference: Inference, names: Mapping[str, str]) -> None:
    """Settle what is open, by convention; ``names`` gives the base of each name."""
    _alike(inference, names)
    for _ in range(4 * len(inference.types.waiting) + 1):
        inference.types.settle()
        of_cell = {cell.root(): names.get(spelled, spelled) for spelled, cell in inference.names.items()}
        if not _decide_one(inference.types, of_cell):
            break
    for spelled, cell in inference.names.items():
        root = cell.root()
        if root.sort != "array" or is_upper(names.get(spelled, spelled)) or not root.columns or not root.rows:
            continue
        if root.columns.root().term is None and root.columns.root() is not root.rows.root():
            inference.types.same_size(root.columns, Size(ONE))
    for cell in (*inference.names.values(), *inference.values.values()):
        if not cell.root().sort:
            inference.types.same(cell, a_number())
    inference.types.settle()


def _alike(inference: Inference, names: Mapping[str, str]) -> None:
    """``w`` has the shape of ``w^*`` and ``\\hat{w}`` where nothing else gives it one."""
    inference.types.settle()
    by_letter: dict[str, list[Type]] = {}
    for spelled, cell in inference.names.items():
        if spelled in names and not inference.indexed.get(spelled):
            by_letter.setdefault(_undecorated(spelled), []).append(cell)
    for cells in by_letter.values():
        known = [cell for cell in cells if cell.root().sort == "array"]
        for cell in cells:
            if known and cell.root().sort == "array" and _is_open(cell):
                best = next((one for one in known if not _is_open(one)), None)
                if best is not None:
                    inference.types.same(cell, best)


def _decide_one(types: Types, of_cell: Mapping[Type, str]) -> bool:
    """Choose for one product in which one factor is an array and the other is open."""
    for product in types.waiting:
        left, right = product.left.root(), product.right.root()
        if left.sort == "array" and not right.sort:
            return _behind(types, product, of_cell.get(right, ""))
        if right.sort == "array" and not left.sort:
            return _in_front(types, product, of_cell.get(left, ""))
    for product in types.waiting:
        for side in (product.left.root(), product.right.root()):
            if not side.sort:
                types.same(side, a_number())
                return True
    return False


def _behind(types: Types, product: Product, base: str) -> bool:
    """``A x``: a vector if the letter is small, else a matrix; a number where it cannot be read otherwise."""
    left, right = product.left.root(), product.right.root()
    if not base:
        same_shape = product.result.root().sort == "array" and product.result.root().columns is left.columns
        types.same(right, a_number() if same_shape else Type("array", left.columns, Size()))
    elif is_upper(base) or is_one(left.rows):
        types.same(right, an_array(left.columns, Size() if is_upper(base) else Size(ONE)))
    else:
        types.same(right, an_array(left.columns, Size(ONE)))
    return True


def _in_front(types: Types, product: Product, base: str) -> bool:
    """``a X``: a number if the letter is small, else a matrix."""
    left, right = product.left.root(), product.right.root()
    if base and (is_upper(base) or is_bold(base)):
        types.same(left, an_array(None, right.rows))
    else:
        types.same(left, a_number())
    return True


def _undecorated(spelled: str) -> str:
    """``w^*``, ``\\hat{w}`` and ``w'`` without what decorates them."""
    spelled = re.sub(r"^\\(?:hat|bar|tilde|widehat|widetilde|overline)\{(.*)\}$", r"\1", spelled)
    return re.sub(r"(?:\^(?:\*|\\star|\+|\\dagger)|'+|\^\{\(\w\)\})$", "", spelled)


def _is_open(cell: Type) -> bool:
    root = cell.root()
    return root.rows is not None and root.rows.root().term is None
