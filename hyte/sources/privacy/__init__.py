"""Personal data in texts: found, withheld, and told by kind."""

from hyte.sources.privacy.names import Withholder, withholder

__all__ = ["Withholder", "withholder"]
