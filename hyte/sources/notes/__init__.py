"""Meeting notes of a municipality, read into records that keep their line, their quote and the rule that made them."""

from hyte.sources.notes.folder import NotesReading, read_notes

__all__ = ["NotesReading", "read_notes"]
