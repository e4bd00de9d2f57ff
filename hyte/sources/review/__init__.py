"""The coordinator's corrections of what was read from notes: a workbook to write, read and apply."""

from hyte.sources.review.apply import Applied, apply_review
from hyte.sources.review.read import Review, read_review
from hyte.sources.review.write import review_bytes

__all__ = ["Applied", "Review", "apply_review", "read_review", "review_bytes"]
