"""An evaluation of Terms with NumPy at random matrices, independent of the kernel: says whether a claim looks true."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from solgen.notation.context import Context
from solgen.notation.terms import Term

Value = Any
_FAR = 1e10


class World:
    """Random values of the names of ``svd_context`` and ``context`` at given sizes."""

    def __init__(self, context: Context, rows: int, columns: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        self.context = context
        d = columns

        def orthogonal(size: int) -> NDArray[np.float64]:
            q, _ = np.linalg.qr(random.normal(size=(size, size)))
            return np.asarray(q @ np.diag(random.choice([-1.0, 1.0], size)), dtype=np.float64)

        sigma = np.sort(random.uniform(0.4, 3, d))[::-1]
        u = orthogonal(rows)[:, :d] if rows >= d else np.zeros((rows, d))
        v = orthogonal(d)
        square = random.normal(size=(d, d))
        self.values: dict[str, Value] = {
            "N": rows,
            "d": d,
            "X": random.normal(size=(rows, d)),
            "F": random.normal(size=(rows, d)),
            "T": random.normal(size=(rows, 1)),
            "w": random.normal(size=(d, 1)),
            "a": random.normal(size=(d, 1)),
            "A": random.normal(size=(d, d)),
            "B": random.normal(size=(d, d)),
            "C": random.normal(size=(d, d)),
            "S": square + square.T,
            "P": square @ square.T + np.eye(d),
            "Q": orthogonal(d),
            "\\lambda": random.uniform(0.3, 2),
            "c": random.normal(),
            "U": u,
            "V": v,
            "\\Sigma": np.diag(sigma),
            "\\sigma": {k + 1: sigma[k] for k in range(d)},
            "u": {k + 1: u[:, [k]] for k in range(d)},
            "v": {k + 1: v[:, [k]] for k in range(d)},
            "k": int(random.integers(1, d + 1)),
        }
        if context.definition("X") is not None:
            self.values["X"] = u @ np.diag(sigma) @ v.T

    def holds(self, node: Term) -> bool:
        """Whether a relation or chain holds here, up to rounding."""
        signs = (node.data,) if node.head == "relation" else node.data
        assert isinstance(signs, tuple)
        return all(self._relates(str(sign), *node.arguments[place : place + 2]) for place, sign in enumerate(signs))

    def _relates(self, sign: str, left: Term, right: Term) -> bool:
        if sign == "⇔":
            first, second = (self._solution(side) for side in (left, right))
            return bool(np.allclose(first, second, rtol=1e-6, atol=1e-6))
        one, other = (self._materialize(self.value(side, {})) for side in (left, right))
        gap = one - other
        if sign == "=":
            return bool(np.max(np.abs(gap)) <= 1e-6 * (1 + np.max(np.abs(one))))
        if sign in ("≻", "⪰"):
            return bool(np.min(np.linalg.eigvalsh(gap)) > (0 if sign == "≻" else -1e-9))
        return bool({">": gap > 0, "<": gap < 0, "≥": gap > -1e-9, "≤": gap < 1e-9}[sign])

    def _solution(self, equation: Term) -> Value:
        """The least-squares solution for w of a linear equation."""
        size = self.values["d"]

        def residue(at: Value) -> Value:
            inner = {"w": at}
            return self._materialize(self.value(equation.arguments[0], inner)) - self._materialize(
                self.value(equation.arguments[1], inner)
            )

        base = residue(np.zeros((size, 1)))
        slope = np.hstack([residue(np.eye(size)[:, [j]]) - base for j in range(size)])
        return np.linalg.solve(slope, -base)

    def _materialize(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return value[1] * np.eye(self.values["d"])
        return float(value[0, 0]) if isinstance(value, np.ndarray) and value.shape == (1, 1) else value

    def value(self, node: Term, local: dict[str, Value]) -> Value:  # noqa: C901, PLR0912 -- one line a construct
        """Numbers are floats, the identity of unknown size is ("I", factor)."""
        values = [] if node.head in _LAZY else [self.value(part, local) for part in node.arguments]
        match node.head:
            case "number" | "decimal":
                return float(str(node.data))
            case "constant":
                return ("I", 1.0)
            case "name":
                return self._named(str(node.data), local)
            case "add":
                return self._sum(values)
            case "negate":
                return _times(-1.0, values[0])
            case "multiply":
                result = values[0]
                for factor in values[1:]:
                    result = _times(result, factor)
                return result
            case "divide":
                return _times(1 / values[1], values[0])
            case "transpose":
                return values[0] if not isinstance(values[0], np.ndarray) else values[0].T
            case "inverse":
                return np.linalg.inv(values[0])
            case "norm":
                return float(np.linalg.norm(values[0]))
            case "power":
                base, exponent = values
                return np.linalg.matrix_power(base, int(exponent)) if isinstance(base, np.ndarray) else base**exponent
            case _:
                return self._lazy(node, local)

    def _named(self, named: str, local: dict[str, Value]) -> Value:
        if named in local:
            return local[named]
        definition = self.context.definition(named)
        if definition is not None and named != "X":
            return self.value(definition.body, local)
        return self.values[named]

    def _sum(self, values: list[Value]) -> Value:
        arrays = [value for value in values if isinstance(value, np.ndarray)]
        if not arrays:
            if isinstance(values[0], tuple):
                return ("I", sum(value[1] for value in values))
            return sum(values)
        zero = np.zeros_like(arrays[0])
        return sum((zero + (v[1] * np.eye(len(zero)) if isinstance(v, tuple) else v) for v in values), zero)

    def _lazy(self, node: Term, local: dict[str, Value]) -> Value:
        match node.head:
            case "index":
                base, *indices = node.arguments
                where = [int(self.value(index, local)) for index in indices]
                held = self.value(base, local)
                if isinstance(held, dict):
                    return held[where[0]]
                return float(held[where[0] - 1, where[1] - 1 if len(where) > 1 else 0])
            case "sum":
                bound, low, high, body = node.arguments
                first, last = int(self.value(low, local)), int(self.value(high, local))
                parts = [self.value(body, {**local, str(bound.data): k}) for k in range(first, last + 1)]
                return self._sum(parts)
            case "limit":
                bound, point, body = node.arguments
                near = _FAR if point.head == "constant" else 1 / _FAR
                return self.value(body, {**local, str(bound.data): near})
            case "arg_min":
                return self._minimizer(node.arguments[1], str(node.arguments[0].data), local)
            case "minimum":
                named = str(node.arguments[0].data)
                least = self._minimizer(node.arguments[1], named, local)
                return self.value(node.arguments[1], {**local, named: least})
            case "gradient":
                body, by = node.arguments
                return self._gradient(body, str(by.data), self.value(by, local), local)
            case "set":
                return self.value(node.arguments[0], local)
            case "apply":
                return self._applied(node, local)
            case _:
                message = f"the oracle has no rule for {node.head}; give it one, or the claim is not compared"
                raise ValueError(message)

    def _applied(self, node: Term, local: dict[str, Value]) -> Value:
        function, argument, *_ = node.arguments
        if function.data == "diag":
            return np.diag([self._at_index(argument, k + 1, local) for k in range(self.values["d"])])
        inner = self.value(argument, local)
        if function.head == "builtin":
            rule: Any = {"tr": np.trace, "det": np.linalg.det, "rank": np.linalg.matrix_rank}[str(function.data)]
            return float(rule(inner))
        named = function if function.head == "name" else function.arguments[0]
        definition = self.context.definition(str(named.data))
        assert definition is not None
        if function.head == "name":
            return self.value(definition.body, {**local, definition.parameters[0]: inner})
        return self._gradient(definition.body, definition.parameters[0], inner, local)

    def _at_index(self, entry: Term, position: int, local: dict[str, Value]) -> Value:
        """An entry that is written for the first index, at another one."""
        moved = {**self.values, "\\sigma": {1: self.values["\\sigma"][position]}}
        return self.value(entry, {**local, **moved})

    def _gradient(self, body: Term, named: str, at: Value, local: dict[str, Value]) -> Value:
        """Central differences, which are exact for quadratic functions."""
        unit = np.eye(len(at))
        slopes = [
            (
                self._materialize(self.value(body, {**local, named: at + unit[:, [j]]}))
                - self._materialize(self.value(body, {**local, named: at - unit[:, [j]]}))
            )
            / 2
            for j in range(len(at))
        ]
        return np.array(slopes).reshape(-1, 1)

    def _minimizer(self, body: Term, named: str, local: dict[str, Value]) -> Value:
        size = self.values["d"]
        base = self._gradient(body, named, np.zeros((size, 1)), local)
        hessian = np.hstack([self._gradient(body, named, np.eye(size)[:, [j]], local) - base for j in range(size)])
        return np.linalg.solve(hessian, -base)


_LAZY = frozenset({"index", "sum", "limit", "arg_min", "minimum", "gradient", "set", "apply"})


def _times(left: Value, right: Value) -> Value:
    if isinstance(left, tuple) and isinstance(right, tuple):
        return ("I", left[1] * right[1])
    if isinstance(left, tuple):
        return _times(left[1], right) if isinstance(right, np.ndarray) else ("I", left[1] * right)
    if isinstance(right, tuple):
        return _times(right, left)
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        if left.shape[1] != right.shape[0] and (1, 1) in (left.shape, right.shape):
            scalar, other = (left, right) if left.shape == (1, 1) else (right, left)
            return float(scalar[0, 0]) * other
        product = left @ right
        return float(product[0, 0]) if product.shape == (1, 1) else product
    return left * right
