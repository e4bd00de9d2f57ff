"""The chapters of the annual report, from the processed tables to the blocks that a notebook shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hyte.chapters.annual_report import AnnualReport, open_report

__all__ = ["AnnualReport", "open_report"]


def __getattr__(name: str) -> Any:
    # Only when a report is opened: what is stale must be decided without importing pandas and matplotlib.
    if name in __all__:
        from hyte.chapters import annual_report

        return getattr(annual_report, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
