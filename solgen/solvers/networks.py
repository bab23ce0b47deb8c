"""Fully connected networks, as the arrays that hold their weights and biases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Layer = tuple[NDArray[np.int8], NDArray[np.int8]]
"""The weights of a layer, of shape (units, inputs), and its biases, of shape (units,)."""


def layers(inputs: int, hidden: Sequence[int], outputs: int = 1) -> list[Layer]:
    """The layers of a network from the first hidden one to the output, all zero.

    The arrays are views of a single zero, so that their shapes cost no memory.
    """
    widths = [inputs, *hidden, outputs]
    zero = np.zeros((), dtype=np.int8)
    return [
        (np.broadcast_to(zero, (units, before)), np.broadcast_to(zero, (units,))) for before, units in pairwise(widths)
    ]


def layer_sizes(inputs: int, hidden: Sequence[int], outputs: int = 1) -> list[int]:
    """The number of weights and biases of each layer."""
    return [weights.size + biases.size for weights, biases in layers(inputs, hidden, outputs)]
