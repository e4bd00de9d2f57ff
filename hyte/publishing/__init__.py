"""Executed notebook → document → HTML, PDF (Typst), workbook, and the reviewers' site."""
