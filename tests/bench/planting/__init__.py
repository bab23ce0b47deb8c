"""Mistakes planted in the LaTeX of right lines, as people make them. Shares no code with what recognises or repairs."""
