"""Meeting notes of a municipality, read into records that keep their line, quote and rule."""

from hyte.sources.notes.folder import NotesReading, read_notes

__all__ = ["NotesReading", "read_notes"]
