"""The fixed words of sheets, one catalogue a language: what a sheet says itself, never what an author wrote."""
