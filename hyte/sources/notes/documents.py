"""A note as numbered lines, whatever file it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hyte.errors import InputError
from hyte.sources.notes.plain_files import read_plain
from hyte.sources.notes.word_files import read_word

if TYPE_CHECKING:
    from hyte.sources.notes.lines import NumberedLine
    from hyte.sources.probe import Probe

Format = Literal["plain", "word"]
FORMATS: dict[str, Format] = {".txt": "plain", ".md": "plain", ".docx": "word"}
"""Endings of file names that are read."""
_NOT_TEXT = ("docx", "xlsx", "xls", "ods", "pdf", "encrypted", "unknown")


@dataclass(frozen=True, slots=True)
class Document:
    """One note.

    `lines` holds every non-empty line once, in order; see `NumberedLine` for what a line is. `unread_parts`
    names the parts of the file that hold text and are not among the lines (comments, footnotes, page
    headers).
    """

    file: str
    lines: tuple[NumberedLine, ...]
    unread_parts: tuple[str, ...] = ()


def read_document(probe: Probe) -> Document:
    """Read one note by its content.

    Raises
    ------
    InputError
        The format is not read, or the file is empty, damaged, locked or unsafe.
    """
    suffix = probe.path.suffix.lower()
    if suffix == ".docm":
        raise InputError(
            "The file may hold macros, which are never run.",
            place=probe.name,
            remedy="Save it in Word as an ordinary document (.docx).",
        )
    if suffix not in FORMATS:
        raise InputError(
            f"Notes of the kind {suffix or 'without an ending'} are not read yet.",
            place=probe.name,
            remedy="Save it as docx or txt.",
        )
    if probe.kind == "empty":
        raise _empty(probe.name)
    if FORMATS[suffix] == "word":
        lines, unread_parts = read_word(probe)
    elif probe.kind in _NOT_TEXT:
        raise InputError(
            f"The file is no plain text, although its name ends in {suffix}.",
            place=probe.name,
            remedy="Open it in the program that wrote it and save it as docx or txt.",
        )
    else:
        lines, unread_parts = read_plain(probe.lines), ()
    if not lines and not unread_parts:
        raise _empty(probe.name)
    return Document(probe.name, lines, unread_parts)


def _empty(name: str) -> InputError:
    return InputError(
        "The note is empty.", place=name, remedy="Write the notes into it, or take it out of the folder."
    )
