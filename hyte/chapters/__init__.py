"""The chapters of the annual report, from the processed tables to the blocks that a notebook shows."""

from hyte.chapters.annual_report import AnnualReport, open_report

__all__ = ["AnnualReport", "open_report"]
