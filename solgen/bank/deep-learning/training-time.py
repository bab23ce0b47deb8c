"""Counts weights and biases of both networks from the arrays that would hold them."""

from __future__ import annotations

from typing import Any

import numpy as np

PUBLIC: frozenset[str] = frozenset()


def layer_sizes(inputs: int, hidden_layers: int, width: int) -> list[int]:
    """The number of weights and biases of each layer of a network with one output."""
    widths = np.array([inputs, *[width] * hidden_layers, 1], dtype=np.int64)
    return [int(size) for size in (widths[:-1] + 1) * widths[1:]]


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``layers_A`` and ``layers_B``: the parameters of each layer, from the first to the last."""
    inputs = int(parameters["D"])
    return {
        f"layers_{network}": layer_sizes(inputs, int(parameters[f"L_{network}"]), int(parameters[f"H_{network}"]))
        for network in ("A", "B")
    }
