"""A sitting's papers: planned, made by many processes, kept in a folder that survives whatever interrupts it."""
