"""Writing invented notes and reading them back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hyte.sources.notes import NotesReading, read_notes

Write = Callable[..., Path]
Read = Callable[..., NotesReading]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, name: str = "muistio.txt", encoding: str = "utf-8") -> Path:
        path = tmp_path / "Esimerkkilä" / "2024" / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return written


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(*paths: Path, year: int = 2024) -> NotesReading:
        return read_notes(paths, tmp_path, "Esimerkkilä", year)

    return reading


def kinds(reading: NotesReading) -> list[tuple[int, str, str]]:
    """Line, kind and text of every record."""
    rows = reading.notes[["line", "kind", "text"]].itertuples(index=False)
    return [(int(line), kind, text) for line, kind, text in rows]
