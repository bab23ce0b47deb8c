"""What each statement of a formula is for: a definition, a hypothesis, something mentioned, or a claim.

The first equation of a name that nothing else defines defines it, unless the name was used before (then the equation
may be what comes out of solving another) or the words make something else of it.
"""

from __future__ import annotations

from solgen.audit.context.purposes.around import Around, Target, target_of
from solgen.audit.context.purposes.deciding import purpose_of
from solgen.audit.context.purposes.forms import ends_in_zero

__all__ = ["Around", "Target", "ends_in_zero", "purpose_of", "target_of"]
