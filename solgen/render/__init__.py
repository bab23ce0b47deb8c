"""Sheets written as source text: one file a format. The look stands in the templates, not here."""
