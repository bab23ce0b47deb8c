"""Evaluation 1: Terms at a Model, exactly or in balls. ``solgen.kernel.evaluate`` is the entrance."""
