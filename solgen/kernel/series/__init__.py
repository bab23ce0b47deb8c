"""Infinite series: their summands multiplied out, and what they come to."""
