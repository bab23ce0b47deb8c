"""What every worker needs, imported once: in the process from which workers are forked, and by nobody else.

Nothing here may begin a thread, which would not be there in the forks; importing Typst begins none, setting a sheet
does. What stands in memory now is shared by all workers until one of them writes to it, so the garbage collector, which
would write to all of it, is told to leave it alone.
"""

from __future__ import annotations

import gc

import solgen.building.sitting.printing
import solgen.building.sitting.work  # noqa: F401 -- for what importing it leaves in memory

gc.collect()
gc.freeze()
