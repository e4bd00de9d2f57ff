"""Figures, tables and callouts: one object each for notebook, HTML and print."""
