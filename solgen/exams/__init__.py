"""An exam's blueprint, and the papers made from it."""
