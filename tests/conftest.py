"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # a busy machine is slow, and nothing is wrong with that
settings.load_profile("no clock")
