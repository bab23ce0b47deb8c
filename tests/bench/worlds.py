"""Worlds for the bank's questions, written by hand from what the questions say, for the oracle.

``worlds(question, values, seed)`` gives candidates; one fits a claim if every hypothesis of its context holds in it and
every plain definition says what the world says (``fitting``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from solgen.notation.context import Context
from tests.bench.oracle import UNITS, NoValue, World, equal, evaluate

mpf = mpmath.mpf
Values = Mapping[str, Any]


def exact(value: Any) -> Any:
    """A drawn value as mpmath sees it."""
    if isinstance(value, tuple):
        return [exact(item) for item in value]
    return mpf(value.numerator) / value.denominator if isinstance(value, (Fraction, int)) else value


def fitting(context: Context, candidates: Iterator[World], count: int) -> list[World]:
    """The first ``count`` candidates in which the context's hypotheses and plain definitions hold."""
    found: list[World] = []
    for world in candidates:
        if len(found) == count:
            break
        try:
            if all(evaluate(hypothesis, world) for hypothesis in context.hypotheses) and all(
                equal(evaluate(definition.target, world), evaluate(definition.body, world))
                for definition in context.definitions
                if definition.target.head == "name"
            ):
                found.append(world)
        except NoValue:
            continue
    return found


def worlds(question: str, values: Values, seed: int) -> Iterator[World]:
    """Candidate worlds of a bank question for a variant's values; the same seed gives the same worlds."""
    draw = random.Random(f"{question}/{seed}")  # noqa: S311 -- numbers for a test, no secret
    makers: dict[str, Callable[[Values, random.Random], World]] = {
        "training-time": _training,
        "bias-gradients": _biases,
        "activations": _activations,
        "least-squares-svd": _decomposition,
        "constant-model": _constant,
    }
    for _ in range(400):
        yield makers[question](values, draw)


def _number(draw: random.Random, low: int = -40, high: int = 40) -> Any:
    return mpf(draw.randint(low, high)) / draw.choice([7, 11, 13]) + mpf(1) / 97


def _array(draw: random.Random, rows: int, columns: int) -> Any:
    return np.array([[_number(draw) for _ in range(columns)] for _ in range(rows)], dtype=object)


def _training(values: Values, draw: random.Random) -> World:
    numbers = {key: exact(value) for key, value in values.items() if isinstance(value, (int, Fraction))}
    base = {
        **{key: numbers[key] for key in ("D", "L_A", "H_A", "N_A", "q_A", "L_B", "H_B", "N_B", "q_B")},
        "t_A": numbers["t_A"] * UNITS["s"],
        "m": draw.randint(2, 9),
        "k": draw.randint(2, 9),
    }

    def build(base: Values, given: Values) -> Values:
        def size(network: str) -> Any:
            layers, width = base[f"L_{network}"], base[f"H_{network}"]
            total, before = mpf(0), base["D"]
            for _ in range(int(layers)):
                total, before = total + before * width + width, width
            return total + before + 1

        names = {**base, "P_A": size("A"), "P_B": size("B")}
        names["\\kappa"] = base["t_A"] / names["P_A"] / base["N_A"] / base["q_A"]
        names["t_B"] = names["\\kappa"] * names["P_B"] * base["N_B"] * base["q_B"]
        return {**names, **given}

    return World(base, build)


def _biases(values: Values, draw: random.Random) -> World:
    patterns, inputs, units = draw.choice([(3, 2, 4), (4, 3, 2), (2, 4, 3)])
    base = {
        "N": patterns, "D": inputs, "H": units, "c": _number(draw),
        "x": _array(draw, patterns, inputs).tolist(), "y": [_number(draw) for _ in range(patterns)],
        "W": _array(draw, units, inputs).tolist(), "b": [_number(draw) for _ in range(units)],
        "w": [_number(draw) for _ in range(units)], "f": lambda u: u**3 / 50 + u**2 / 7 - u / 3,
        "i": draw.randint(1, patterns), "j": draw.randint(1, units), "k": draw.randint(1, inputs),
    }  # fmt: skip
    factor = {"half-mean": mpf(1) / (2 * patterns), "mean": mpf(1) / patterns, "sum": mpf(1), "half-sum": mpf(1) / 2}

    def build(base: Values, given: Values) -> Values:
        def a(i: int, j: int) -> Any:
            return sum(base["W"][j - 1][k] * base["x"][i - 1][k] for k in range(inputs)) + base["b"][j - 1]

        a = given.get("a", a)

        def z(i: int, j: int) -> Any:
            return base["f"](a(i, j))

        z = given.get("z", z)

        def prediction(i: int) -> Any:
            return sum(base["w"][j] * z(i, j + 1) for j in range(units)) + base["c"]

        prediction = given.get("\\hat{y}", prediction)
        error = factor[values["loss"]] * sum((prediction(i + 1) - base["y"][i]) ** 2 for i in range(patterns))
        return {**base, "a": a, "z": z, "\\hat{y}": prediction, "E": error, **given}

    return World(base, build)


def _activations(values: Values, draw: random.Random) -> World:
    def sigmoid(x: Any) -> Any:
        return 1 / (1 + mpmath.exp(-x))

    def build(base: Values, given: Values) -> Values:
        names = {"\\sigma": sigmoid, "\\tau": mpmath.tanh, "o": sigmoid(exact(values["k"]) * base["x"])}
        return {**base, **names, **given}

    return World({"x": _number(draw, -30, 30) / 2}, build)


def _orthonormal(draw: random.Random, rows: int, columns: int) -> Any:
    factor, _ = mpmath.qr(mpmath.matrix(_array(draw, rows, rows).tolist()))
    return np.array(factor.tolist(), dtype=object)[:, :columns]


def _decomposition(values: Values, draw: random.Random) -> World:
    rows, columns = draw.choice([(4, 3), (5, 2), (3, 2), (2, 2)])
    loss, penalty = str(values["convention"]).rsplit("-", 1)
    weight = {"sum": mpf(1), "half-sum": mpf(1) / 2, "mean": mpf(1) / rows, "half-mean": mpf(1) / (2 * rows)}[loss]
    share = mpf(1) / 2 if penalty == "half" else mpf(1)
    base = {
        "N": rows, "d": columns, "p": rows + 1, "U": _orthonormal(draw, rows, columns),
        "V": _orthonormal(draw, columns, columns), "T": _array(draw, rows, 1), "w": _array(draw, columns, 1),
        "\\sigma": sorted((_number(draw, 3, 60) for _ in range(columns)), reverse=True),
        "\\lambda": _number(draw, 5, 60), "A": _array(draw, rows + 1, columns), "a": _array(draw, columns, 1),
        "B": _array(draw, columns, columns), "C": _array(draw, columns, columns), "k": draw.randint(1, columns),
    }  # fmt: skip
    base["a"] = base["a"] * draw.choice([mpf(1), mpf(1) / 100])

    stationary = draw.random() < 0.5

    def build(base: Values, given: Values) -> Values:
        singular = np.array([[mpf(0)] * columns for _ in range(columns)], dtype=object)
        for position, value in enumerate(base["\\sigma"]):
            singular[position, position] = value
        data = base["U"] @ singular @ base["V"].T
        coefficient = share * base["\\lambda"] / weight
        targets = base["U"].T @ base["T"]

        def least(shrunk: Any) -> Any:
            steps = [base["V"][:, [k]] * targets[k, 0] * s / (s**2 + shrunk) for k, s in enumerate(base["\\sigma"])]
            return sum(steps[1:], steps[0])

        def error(w: Any) -> Any:
            residual = data @ w - base["T"]
            return weight * (residual.T @ residual)[0, 0] + share * base["\\lambda"] * (w.T @ w)[0, 0]

        names = {
            "\\Sigma": singular, "X": data, "w^*": least(0), "w_\\lambda": least(coefficient), "E": error,
            "\\varphi": [s**2 / (s**2 + coefficient) for s in base["\\sigma"]],
            "u": [base["U"][:, [k]] for k in range(columns)], "v": [base["V"][:, [k]] for k in range(columns)],
        }  # fmt: skip
        if stationary and base["w"] is drawn:
            names["w"] = names["w_\\lambda"]
        return {**base, **names, **given}

    drawn = base["w"]
    return World(base, build)


def _constant(values: Values, draw: random.Random) -> World:
    if draw.random() < 0.5:
        sample = exact(values["y"])
    else:
        sample = [_number(draw) for _ in range(draw.randint(3, 6))]
        if draw.random() < 0.3:
            sample[0] = sample[-1]
    count = len(sample)
    piece = draw.randint(1, count - 1)
    ordered = sorted(sample)
    between = ordered[piece - 1] + (ordered[piece] - ordered[piece - 1]) * mpf(draw.randint(0, 4)) / 4
    constant = draw.choice([between, between, draw.choice(sample), _number(draw)])
    middle = draw.choice([count // 2, draw.randint(1, 5)])
    base = {"n": count, "m": middle, "k": piece, "y": sample, "c": constant, "i": draw.randint(1, count)}

    def build(base: Values, given: Values) -> Values:
        y, c = base["y"], base["c"]
        names = {
            "\\bar{y}": sum(y) / count,
            "E": lambda at: sum((value - at) ** 2 for value in y) / count,
            "L": lambda at: sum(abs(value - at) for value in y) / count,
            "S": [k + 1 for k, value in enumerate(y) if value > c],
            "T": [k + 1 for k, value in enumerate(y) if value < c],
            "Z": [k + 1 for k, value in enumerate(y) if value == c],
        }
        return {**base, **names, **given}

    return World(base, build, domains={"i": range(1, count + 1)})
