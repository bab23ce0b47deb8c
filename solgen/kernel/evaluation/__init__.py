"""Evaluation 1: Terms at a Model, exactly or in balls. ``solgen.kernel.evaluation.evaluate`` is the entrance."""
