"""Exams written with the ``exam`` class of LaTeX, made into question files."""
