"""Counts weights and biases of both networks from the arrays that would hold them."""

from __future__ import annotations

from typing import Any

from solgen.solvers.networks import layer_sizes

PUBLIC: frozenset[str] = frozenset()


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``layers_A`` and ``layers_B``: the parameters of each layer, from the first to the last."""
    return {
        f"layers_{network}": layer_sizes(parameters["D"], [parameters[f"H_{network}"]] * parameters[f"L_{network}"])
        for network in ("A", "B")
    }
