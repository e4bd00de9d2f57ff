"""Personal data in texts: found, withheld, told by kind, and shown again in the working edition."""

from hyte.sources.privacy.kinds import TOKENS, Finding, Kind
from hyte.sources.privacy.marks import Marked, marked
from hyte.sources.privacy.withholder import Withholder, withholder

__all__ = ["TOKENS", "Finding", "Kind", "Marked", "Withholder", "marked", "withholder"]
