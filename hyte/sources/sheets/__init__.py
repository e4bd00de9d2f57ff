"""Sheets without a producer's layout: a row of years, and TEAviisari's long sheet."""
