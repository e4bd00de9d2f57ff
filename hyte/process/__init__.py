"""Pure functions over the processed tables: what was said, together; meetings, phenomena and decisions."""
