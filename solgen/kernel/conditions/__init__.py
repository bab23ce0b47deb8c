"""Conditions in unknowns, which the steps ``P ⇒ Q`` and ``P ⇔ Q`` stand between."""
