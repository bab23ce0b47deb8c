"""A question's solver: run in a process that forks for it, killed at its limits, never believed."""
