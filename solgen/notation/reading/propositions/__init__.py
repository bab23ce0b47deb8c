"""Relations, chains of them, and what joins propositions: and, or, not, ⇒, ⇔, for all."""

from __future__ import annotations

from solgen.notation.reading.propositions.chains import Chain, Part, is_proposition
from solgen.notation.reading.propositions.conditions import each_related
from solgen.notation.reading.propositions.connectives import read_chain, read_proposition
from solgen.notation.reading.propositions.relations import both_in_a_step

__all__ = ["Chain", "Part", "both_in_a_step", "each_related", "is_proposition", "read_chain", "read_proposition"]
