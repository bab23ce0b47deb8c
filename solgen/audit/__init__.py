"""Somebody else's text: what it says about its names, which of its lines are wrong, why, and what was meant."""
